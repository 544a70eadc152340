/** A text column by the name that campaign files use. */
import { assert } from "../domain/problem.js";
import type { JoinedColumn, TextColumn, TransactionColumns } from "./columns.js";

/** `user_id`, `merchant_id`, or a column that was asked for when the log was read. */
export function columnNamed(columns: TransactionColumns, name: string): TextColumn | JoinedColumn {
  if (name === "user_id") return columns.userId;
  if (name === "merchant_id") return columns.merchantId;
  const column = columns.text.get(name);
  assert(column !== undefined, `column ${name} was asked for when the log was read`);
  return column;
}
