/** A problem in the user's input, as a value: collected while reading, printed together, never thrown one by one. */

/** A place in a file. `line` and `column` count from 1; 0 stands for "the file as a whole". */
export interface Position {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

export interface Problem {
  /** Stable kebab-case code; a released code never changes its meaning. */
  readonly code: string;
  readonly severity: "error" | "warning";
  /** One sentence, lower case, without the position. */
  readonly message: string;
  readonly at: Position;
  /** What to do about it. */
  readonly hint?: string;
  /** The source line that `at` points into, without its line break. */
  readonly excerpt?: string;
  readonly campaignId?: string;
}

/** Thrown once, where a stage ends, with every error that stage has found. The CLI prints them and exits with 3. */
export class InputError extends Error {
  override readonly name = "InputError";

  constructor(readonly problems: readonly Problem[]) {
    super(problems.map((problem) => problem.message).join("\n"));
  }
}

/** A bug in promosim itself: what the code relies on does not hold. */
export class AssertionFailed extends Error {
  override readonly name = "AssertionFailed";
}

export function assert(condition: boolean, what: string): asserts condition {
  if (!condition) throw new AssertionFailed(what);
}
