/** A strict reader of the part of hledger's format that the tool writes; anything else is an error. */
import type { ReadEntry } from "./read-ledger.js";
import { minor } from "./read-ledger.js";

const HEAD = /^(\d{4}-\d\d-\d\d) (?:\(([^() ]+(?: [^() ]+)*)\) )?([a-z_]+) {2}; entry:(\d+)$/;
const POSTING = /^ {4}((?:assets|liabilities)(?::[^\s:;,"]+(?: [^\s:;,"]+)*)+) {2}(-?\d+(?:\.\d+)?) ([A-Z]{3})$/;

/** @throws Error at the first line that is not as it must be, or at an account that is not declared */
export function parseJournal(text: string): ReadEntry[] {
  const lines = text.split("\n");
  if (lines.pop() !== "") throw new Error("no newline at the end");
  if (lines[0] !== "decimal-mark ." || !/^commodity 1000\.0* [A-Z]{3}$/.test(lines[1])) throw new Error("directives");
  const entries: ReadEntry[] = [];
  const used = new Set<string>();
  const declared: string[] = [];
  for (const [i, line] of lines.entries()) {
    if (i < 2 || line === "") continue;
    const head = HEAD.exec(line);
    const posting = POSTING.exec(line);
    if (head !== null) {
      entries.push({ number: Number(head[4]), kind: head[3], date: head[1], id: head[2] ?? "", postings: [] });
    } else if (posting !== null) {
      used.add(posting[1]);
      entries.at(-1)?.postings.push({ account: posting[1], campaign: "", amount: minor(posting[2]) });
    } else if (line.startsWith("account ")) declared.push(line.slice("account ".length));
    else throw new Error(`line ${i + 1}: ${line}`);
  }
  if (declared.sort().join("\n") !== [...used].sort().join("\n")) throw new Error("declared accounts");
  return entries;
}
