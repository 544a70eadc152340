/** The payment that decides when and how often a row comes: itself, or the one that it gives back. */
import { NO_ROW, PAYMENT } from "../../transactions/columns.js";
import type { SampledLog } from "./sampled-log.js";

/** `NO_ROW` for a refund of no payment in the log. */
export function paymentOf({ type, refundOf }: Pick<SampledLog, "type" | "refundOf">, row: number): number {
  if (type[row] === PAYMENT) return row;
  const payment = refundOf[row];
  return payment !== NO_ROW && type[payment] === PAYMENT ? payment : NO_ROW;
}
