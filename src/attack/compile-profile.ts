/** `profile`: the cells of an attacker's payments, by column. */
import type { z } from "zod";
import { checkColumnName } from "../campaigns/column-name.js";
import type { DocumentFile } from "../documents/document-file.js";
import { readKeys } from "../documents/read-keys.js";
import type { Path } from "../documents/tree.js";
import type { Leaves } from "../schema/leaves.js";
import { quote } from "../schema/quote.js";

/** Columns whose cells come from the attack itself, with what says them. */
export const FILLED: ReadonlyMap<string, string> = new Map([
  ["timestamp", "start, interval and cooldown"],
  ["amount", "price"],
  ["balance", "balance"],
  ["transaction_id", "the attack"],
  ["user_id", "accounts"],
  ["type", "the attack"],
  ["refund_of", "the attack"],
]);

/** What a cell must be; most are any text. */
function cellOf(column: string, leaves: Leaves): z.ZodType {
  switch (column) {
    case "risk":
      return leaves.oneOf(["pass", "review", "reject"]);
    case "points":
      return leaves.whole(0);
    case "client_discount":
      return leaves.amount;
    default:
      return leaves.text;
  }
}

/** The profile at `path`; empty if the key is left out. */
export function compileProfile(file: DocumentFile, path: Path, leaves: Leaves): ReadonlyMap<string, string> {
  const node = file.nodeAt(path);
  const columns = node?.kind === "block" ? [...node.entries.keys()].filter((key) => !FILLED.has(key.trim())) : [];
  for (const column of columns) checkColumnName(file, [...path, column], column, "key");
  const shape = Object.fromEntries(columns.map((column) => [column, cellOf(column.trim(), leaves)]));
  readKeys(file, path, shape, (at, key) => {
    const hint = `remove it: it comes from ${FILLED.get(key.trim())}`;
    file.reportKey(at, "reserved-column", `the column ${quote(key)} is filled by promosim`, hint);
  });
  return new Map(
    columns.map((column) => {
      const cell = file.nodeAt([...path, column]);
      return [column.trim(), cell?.kind === "scalar" ? cell.text.trim() : ""];
    }),
  );
}
