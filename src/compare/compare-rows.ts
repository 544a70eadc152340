/** Two sides over one log in lockstep: every row whose outcome differs, while both sides still know why. */
import type { TransactionColumns } from "../transactions/columns.js";
import { type Change, changeOf } from "./change.js";
import type { Reasons } from "./changes-csv.js";
import { type Seen, usesCampaign } from "./seen.js";
import type { Side } from "./side.js";

/** Rows of one step at most. */
const STEP_ROWS = 1 << 16;

export interface RowListener {
  changed(row: number, change: Change, before: Seen, after: Seen): void;
  /** A refund that neither side takes. */
  rejected(row: number): void;
}

/** Yields the number of rows done after each step; in the end how many rows were compared. */
export function* compareRows(
  { length }: TransactionColumns,
  before: Side,
  after: Side,
  listener: RowListener,
): Generator<number, number> {
  let compared = 0;
  for (let row = 0; row < length; row++) {
    before.next(row);
    after.next(row);
    const { seen } = after;
    if (seen.kind === "rejected" && before.seen.kind === "rejected") listener.rejected(row);
    else if (seen.kind !== "nothing") {
      compared++;
      const change = changeOf(before.seen, seen);
      if (change !== null) listener.changed(row, change, before.seen, seen);
    }
    if ((row + 1) % STEP_ROWS === 0 || row + 1 === length) yield row + 1;
  }
  return compared;
}

/** Of the last row: why each side did not do as the other; of several campaigns each with its id. */
export function reasonsOf(before: Side, after: Side, idOf: (place: number) => string): Reasons {
  return { before: reasonOf(before, after, idOf), after: reasonOf(after, before, idOf) };
}

function reasonOf(side: Side, other: Side, idOf: (place: number) => string): string {
  const { seen } = side;
  if (seen.kind === "rejected") return side.fault;
  if (seen.kind !== "payment") return "";
  if (seen.decline !== null) return seen.decline;
  const { campaigns, count } = other.seen;
  const missed: number[] = [];
  for (let i = 0; i < count; i++) if (!usesCampaign(seen, campaigns[i])) missed.push(campaigns[i]);
  if (missed.length === 1) return side.whyNot(missed[0]);
  return missed.map((place) => `${idOf(place)}=${side.whyNot(place)}`).join("; ");
}
