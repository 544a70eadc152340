/** A labelled fact: the label in a narrow column, what it says wrapped beside it. */
import { blanks, type Line, span } from "./line.js";
import { wrap } from "./wrap.js";

/** Cells before the text of a fact. */
export const FACT_INDENT = 15;

/** No line where there is nothing to say. */
export function fact(label: string, value: string, columns: number): Line[] {
  const head = span(`  ${label} `.padEnd(FACT_INDENT), "dim");
  const lines = wrap(value, { columns, indent: head.width });
  return lines.map(([, ...text], i) => [i === 0 ? head : blanks(head.width), ...text]);
}
