/** Tells on standard error that records could not be used: how many, the first few, and where all of them are. */
import { sanitize } from "../report/layout/sanitize.js";
import type { Reject } from "../transactions/columns.js";
import type { Host } from "./host.js";

const SHOWN = 3;
const LONGEST_TEXT = 60;

/** `all` says where the full list is, or how to get it. */
export async function printRejects(host: Host, rejects: readonly Reject[], all: string): Promise<void> {
  if (rejects.length === 0) return;
  const lines = rejects.slice(0, SHOWN).map(({ file, line, column, reason, text }) => {
    const where = column === "" ? "" : ` in ${sanitize(column)}`;
    const cut = text.length > LONGEST_TEXT ? `${text.slice(0, LONGEST_TEXT)}…` : text;
    return `  ${sanitize(file)}:${line}: ${reason}${where}: ${sanitize(cut)}`;
  });
  if (rejects.length > SHOWN) lines.push("  …");
  const rows = rejects.length === 1 ? "1 record was rejected" : `${rejects.length} records were rejected`;
  await host.stderr.write(`${rows}; ${all}\n${lines.join("\n")}\n`);
}
