/** What a kind of file is called in messages: campaign files are one, attackers files another. */
export interface DocumentKind {
  /** With its article: "a campaign file". */
  readonly name: string;
  /** What stands in it: "campaigns". */
  readonly contents: string;
  /** The page that describes such files, for remedies. */
  readonly docs: string;
  /** What to do about an empty one. */
  readonly start: string;
}
