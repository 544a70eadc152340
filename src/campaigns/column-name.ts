/** Names of columns in conditions: a column of the log, `user.x` or `merchant.x`. */

import type { DocumentFile } from "../documents/document-file.js";
import type { Path } from "../documents/tree.js";
import { suggest } from "../domain/suggest.js";
import { quote } from "../schema/quote.js";

export const TABLES: readonly string[] = ["user", "merchant"];

/** Reports a name that can't be a column, at its key or value. A dot is part of a name unless it looks like a table's. */
export function checkColumnName(file: DocumentFile, path: Path, name: string, where: "key" | "value"): void {
  const report = where === "key" ? file.reportKey.bind(file) : file.report.bind(file);
  if (name.trim() === "") {
    report(path, "bad-column", "a column's name is missing here", "write a column of the log, user.x or merchant.x");
    return;
  }
  const dot = name.indexOf(".");
  if (dot === -1) return;
  const table = name.slice(0, dot);
  const near = TABLES.includes(table) ? table : suggest(table, TABLES);
  const column = name.slice(dot + 1);
  if (near === null || (near === table && column !== "")) return;
  const hint =
    column === "" ? `name a column of that table, such as ${near}.level` : `did you mean "${near}.${column}"?`;
  report(path, "bad-column", `${quote(name)} names no column`, hint);
}
