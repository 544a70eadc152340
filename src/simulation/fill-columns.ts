/** Columns that the data lacks and that may be missing, as columns of empty cells. */
import type { Dictionary, TextColumn, TransactionColumns } from "../transactions/columns.js";

/** Knows the empty text alone. */
const NOTHING: Dictionary = { size: 1, text: () => "", codeOf: (text) => (text === "" ? 0 : -1) };

/** The same columns, with an empty one for each of `names` that is not there. */
export function fillColumns(columns: TransactionColumns, names: Iterable<string>): TransactionColumns {
  const text = new Map(columns.text);
  const empty: TextColumn = { codes: new Int32Array(columns.length), dictionary: NOTHING };
  for (const name of names) if (!text.has(name)) text.set(name, empty);
  return { ...columns, text };
}
