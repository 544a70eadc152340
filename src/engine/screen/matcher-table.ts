/** All matchers of one stage on one column, as a set of campaigns for every dictionary code: one look-up a row, however many campaigns. */
import type { Campaign, Matcher } from "../../campaigns/campaign.js";
import { isJoined, type JoinedColumn, type TextColumn } from "../../transactions/columns.js";
import { clearBit, setBit, wordsFor } from "./bits.js";
import { holds } from "./match.js";

export interface MatcherTable {
  /** Dictionary code of each row, of the column itself or of the key it is joined by. */
  readonly codes: Int32Array;
  /** Where the bits of a code begin in `bits`. Most codes share few sets. */
  readonly offsetOf: Int32Array;
  readonly bits: Int32Array;
}

/** `matchersOf(campaign)` are the campaign's matchers on this column in this stage. */
export function createMatcherTable(
  campaigns: readonly Campaign[],
  matchersOf: (campaign: Campaign) => readonly Matcher[],
  column: TextColumn | JoinedColumn,
): MatcherTable {
  const offsetOfText = offsetsByText(campaigns, matchersOf, column);
  if (!isJoined(column)) return { codes: column.codes, ...offsetOfText };
  const offsetOf = column.codes.map((code) => offsetOfText.offsetOf[code]);
  return { codes: column.key.codes, offsetOf, bits: offsetOfText.bits };
}

/** How many campaigns the table leaves, on average over its codes; `words` is the length of one set. */
export function meanCampaigns({ offsetOf, bits }: MatcherTable, words: number): number {
  const sizes = new Map<number, number>();
  let sum = 0;
  for (const offset of offsetOf) {
    let size = sizes.get(offset);
    if (size === undefined) {
      size = 0;
      for (let w = 0; w < words; w++) for (let rest = bits[offset + w]; rest !== 0; rest &= rest - 1) size++;
      sizes.set(offset, size);
    }
    sum += size;
  }
  return sum / offsetOf.length;
}

function offsetsByText(
  campaigns: readonly Campaign[],
  matchersOf: (campaign: Campaign) => readonly Matcher[],
  { dictionary }: TextColumn | JoinedColumn,
): { offsetOf: Int32Array; bits: Int32Array } {
  const words = wordsFor(campaigns.length);
  /** Campaigns that must read a text to decide; the others only ask whether it is one that they list. */
  const readers: number[] = [];
  const listedBy = new Map<number, number[]>();
  const unlisted = new Int32Array(words);
  const matchers = campaigns.map(matchersOf);
  for (const [campaign, own] of matchers.entries()) {
    if (own.every((matcher) => matcher.negated || matcher.test.kind !== "any_of")) setBit(unlisted, campaign);
    if (own.some((matcher) => matcher.test.kind !== "any_of")) readers.push(campaign);
    else for (const value of own.flatMap(listedValues)) listCode(listedBy, dictionary.codeOf(value), campaign);
  }

  const sets = new SetPool(words);
  const offsetOf = new Int32Array(dictionary.size).fill(sets.offsetOf(unlisted));
  const scratch = new Int32Array(words);
  const decide = (code: number, deciders: readonly number[]) => {
    const text = dictionary.text(code);
    for (const campaign of deciders) {
      if (matchers[campaign].every((matcher) => holds(matcher, text))) setBit(scratch, campaign);
      else clearBit(scratch, campaign);
    }
  };
  const place = (code: number, deciders: readonly number[]) => {
    scratch.set(unlisted);
    decide(code, deciders);
    decide(code, readers);
    offsetOf[code] = sets.offsetOf(scratch);
  };
  if (readers.length > 0) for (let code = 0; code < dictionary.size; code++) place(code, listedBy.get(code) ?? []);
  else for (const [code, campaignsThere] of listedBy) place(code, campaignsThere);
  place(
    0,
    matchers.flatMap((own, campaign) => (own.length > 0 ? [campaign] : [])),
  ); // the empty cell
  return { offsetOf, bits: sets.bits() };
}

function listedValues(matcher: Matcher): readonly string[] {
  return matcher.test.kind === "any_of" ? matcher.test.values : [];
}

function listCode(listedBy: Map<number, number[]>, code: number, campaign: number): void {
  if (code < 0) return; // the value does not occur
  const there = listedBy.get(code);
  if (there === undefined) listedBy.set(code, [campaign]);
  else there.push(campaign);
}

/** Distinct sets, stored once. */
class SetPool {
  private readonly offsets = new Map<string, number>();
  private readonly words: number[] = [];

  constructor(private readonly wordsEach: number) {}

  offsetOf(set: Int32Array): number {
    const key = set.join();
    let offset = this.offsets.get(key);
    if (offset === undefined) {
      offset = this.words.length;
      for (let w = 0; w < this.wordsEach; w++) this.words.push(set[w]);
      this.offsets.set(key, offset);
    }
    return offset;
  }

  bits(): Int32Array {
    return Int32Array.from(this.words);
  }
}
