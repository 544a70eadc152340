/** Rows of a case that the loader, or the replay, turns down, as problems at their cells in the suite. */
import type { DocumentFile } from "../documents/document-file.js";
import type { Path } from "../documents/tree.js";
import { quote } from "../schema/quote.js";

/** What to do, by reason of docs/transactions.md. */
const REMEDIES: Readonly<Record<string, string>> = {
  bad_timestamp: "write a time such as 2026-01-02T10:00",
  bad_type: "write payment or refund",
  missing_refund_of: "name the transaction_id of the payment",
  duplicate_id: "give each row a transaction_id of its own; rows without one are numbered from 1",
  duplicate_key: "keep one row for each",
  not_positive: "write an amount above 0",
  negative: "write an amount of 0 or more; a refund says so by type: refund",
  bad_risk: "write pass, review or reject",
  bad_points: "write a whole number",
  unknown_payment: "name the transaction_id of an earlier payment that goes through, and pays in this case",
  refund_too_large: "write at most what of the payment is not refunded yet",
};
const AMOUNT = "write an amount such as 12.50, with no more decimals than the currency has";

/** `row` is where the row stands; `column` is empty where the row as a whole is turned down. */
export function explainReject(file: DocumentFile, row: Path, reason: string, column: string): void {
  const what = reason.replaceAll("_", " ");
  const isMissing = reason.startsWith("missing_");
  const fault = isMissing ? `${quote(column)} is missing here` : `this ${quote(column)} cannot be used: ${what}`;
  const message = column === "" ? `this row cannot be read: ${what}` : fault;
  const hint = REMEDIES[reason] ?? (isMissing ? "write one" : AMOUNT);
  file.report(column === "" ? row : [...row, column], "rejected-row", message, hint);
}
