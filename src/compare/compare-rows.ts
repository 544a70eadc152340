/** Two sides over one log in lockstep: every row whose outcome differs, while both sides still know why. */
import type { TransactionColumns } from "../transactions/columns.js";
import { type Change, changeOf } from "./change.js";
import type { Reasons } from "./changes-csv.js";
import { NO_CAMPAIGN } from "./pairing.js";
import type { Seen } from "./seen.js";
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

/** Of the last row: why each side did not do as the other. */
export function reasonsOf(before: Side, after: Side): Reasons {
  return { before: reasonOf(before, after), after: reasonOf(after, before) };
}

function reasonOf(side: Side, other: Side): string {
  const { seen } = side;
  if (seen.kind === "rejected") return side.fault;
  if (seen.kind !== "payment") return "";
  if (seen.decline !== null) return seen.decline;
  const wanted = other.seen.campaign;
  return wanted === NO_CAMPAIGN || wanted === seen.campaign ? "" : side.whyNot(wanted);
}
