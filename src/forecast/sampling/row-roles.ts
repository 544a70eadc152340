/** What decides when the rows of a log come in a run: nothing, their own day, or the payment that they give back. */
import { NO_ROW, PAYMENT } from "../../transactions/columns.js";
import { paymentOf } from "./payment-of.js";
import type { SampledLog } from "./sampled-log.js";

/** Of the history: it comes when it came. */
const PAST = 0;
/** Payments, and refunds of no payment in the log. */
export const OWN_DAY = 1;
/** Refunds of a payment. */
const FOLLOWS = 2;

export interface RowRoles {
  readonly of: Uint8Array;
  /** Rows that are `PAST`, ascending. */
  readonly history: Int32Array;
  /** Rows that are `FOLLOWS`, ascending. */
  readonly following: Int32Array;
}

export function findRoles(log: SampledLog): RowRoles {
  const of = new Uint8Array(log.length);
  for (let row = 0; row < log.length; row++) {
    if (log.prior[row] === 1) of[row] = PAST;
    else of[row] = log.type[row] === PAYMENT || paymentOf(log, row) === NO_ROW ? OWN_DAY : FOLLOWS;
  }
  return { of, history: rowsThat(of, PAST), following: rowsThat(of, FOLLOWS) };
}

function rowsThat(roles: Uint8Array, role: number): Int32Array {
  let count = 0;
  for (let row = 0; row < roles.length; row++) if (roles[row] === role) count++;
  const rows = new Int32Array(count);
  for (let row = roles.length - 1; count > 0; row--) if (roles[row] === role) rows[--count] = row;
  return rows;
}
