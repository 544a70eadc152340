/** What a kind of eligibility test is: its keys in a campaign file, what it remembers of a user's payments, and its answer. */
import type { z } from "zod";
import type { Currency } from "../domain/money.js";
import type { Leaves } from "../schema/leaves.js";
import type { TransactionColumns } from "../transactions/columns.js";

/** Remembers payments that went through, in replay order. Tests with the same `key` share one tracker. */
export interface Tracker {
  /** Takes note of a payment that went through: of the history or of the replay. `day` is its local day number. */
  add(row: number, day: number): void;
}

/** What a test looks at, as it stands for a row. */
export interface Found {
  /** Payments counted, days in a row, minor units spent; of a first payment 1 where there was one before, else 0. Null for nobody's past. */
  readonly value: number | bigint | null;
  /** "3 days in a row, of 5". */
  readonly words: string;
}

/** One line of `eligibility`, compiled. */
export interface EligibilityTest<T extends Tracker = Tracker> {
  readonly kind: string;
  /** Tests with one key (and so one kind) look at one tracker. */
  readonly trackerKey: string;
  /** Column that the test needs beside `user_id`, or null. */
  readonly column: string | null;
  createTracker(columns: TransactionColumns): T;
  /** Whether the payment attempt at `row` passes, by the payments that the tracker has seen. */
  passes(tracker: T, columns: TransactionColumns, row: number, day: number): boolean;
  /** What `passes` looks at for the same row, for people: nothing is decided by it. */
  found(tracker: T, columns: TransactionColumns, row: number, day: number): Found;
  /** "a payment of 100.00 or more on each of the 5 days before". */
  readonly sentence: string;
}

export interface EligibilityKind<P = never> {
  /** Its key in a line of `eligibility`. */
  readonly name: string;
  readonly summary: string;
  parameters(leaves: Leaves): z.ZodType;
  compile(parameters: P, currency: Currency): EligibilityTest;
}
