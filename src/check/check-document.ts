/** What `promosim check` tells: every case and threshold of every suite, and what came in the place of what was expected. Types only. */
import type { Position } from "../domain/problem.js";
import type { Warning } from "../report/document.js";

export interface CheckDocument {
  readonly schema_version: 1;
  readonly tool: { readonly name: "promosim"; readonly version: string };
  readonly passed: number;
  readonly failed: number;
  readonly suites: readonly SuiteResult[];
}

export interface SuiteResult {
  /** As it was given. */
  readonly file: string;
  readonly seed: string;
  /** In file order. */
  readonly cases: readonly CheckResult[];
  /** In file order. */
  readonly thresholds: readonly CheckResult[];
  readonly warnings: readonly Warning[];
}

export interface CheckResult {
  readonly kind: "case" | "threshold";
  /** A case's name; a threshold as it is written. */
  readonly name: string;
  /** Where it stands in the suite. */
  readonly at: Position;
  readonly passed: boolean;
  /** One sentence: of a threshold what the figure is and how it stands to its bound, whichever way it went; empty for a case. */
  readonly words: string;
  /** What did not come as expected; none where it passed. */
  readonly mismatches: readonly Mismatch[];
}

export interface Mismatch {
  /** Within the suite: `cases[0].expect.offers.friday`. */
  readonly path: string;
  /** Of the expected value in the suite. */
  readonly at: Position;
  /** As the suite would write it. */
  readonly expected: string;
  readonly actual: string;
  /** One sentence with both. */
  readonly message: string;
  /** What `--update` does; null where there is no value to write, as for thresholds. */
  readonly update: Update | null;
}

/** One edit of a suite. */
export interface Update {
  /** From the suite's root: `["cases", 0, "expect", "offers", "friday"]`. */
  readonly path: readonly (string | number)[];
  /** The value that came, texts as they are to be written; undefined takes the key away. */
  readonly value: UpdateValue | undefined;
}

export type UpdateValue = string | readonly UpdateValue[] | { readonly [key: string]: UpdateValue };
