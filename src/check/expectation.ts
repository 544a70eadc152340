/** One thing that a case expects of a row, and what is seen of that row. Types only. */
import type { Path } from "../documents/tree.js";
import type { UpdateValue } from "./check-document.js";

/** What became of one row; campaigns by index, amounts in minor units. */
export interface Seen {
  /** Null where a payment went through, and for refunds. */
  readonly decline: string | null;
  /** Campaign → what it offers, in file order. */
  readonly offers: ReadonlyMap<number, number>;
  /** By campaign; null where it makes an offer, and for refunds. */
  readonly refusals: readonly (string | null)[];
  /** Campaign → what its discount comes to, also where the payment was then declined. */
  readonly chosen: ReadonlyMap<number, number>;
  /** By sponsor: paid for a payment, back from a refund. */
  readonly contributions: ReadonlyMap<string, number>;
  /** Granted by a payment, given back by a refund. */
  readonly discountMinor: number;
  readonly cashbackMinor: number;
  /** What the customer pays, or gets back. */
  readonly cashMinor: number;
  /** Spent, or returned. */
  readonly points: number;
}

export interface Expectation {
  readonly path: Path;
  /** As the suite would write it. */
  readonly expected: UpdateValue;
  /** What came, in the same form. */
  actual(seen: Seen): UpdateValue;
  /** More about what came, for people; empty where there is nothing to add. */
  because(seen: Seen): string;
}
