/** A labelled fact: the label in a narrow column, what it says wrapped beside it. */
import { blanks, type Line, span } from "./line.js";
import { wrap } from "./wrap.js";

/** Cells before the text of a fact. */
export const FACT_INDENT = 15;

/** No line where there is nothing to say. `indent`: cells before the text; a label that needs more takes more. */
export function fact(label: string, value: string, columns: number, indent = FACT_INDENT): Line[] {
  const bare = span(`  ${label} `);
  const head = span(bare.text + " ".repeat(Math.max(0, indent - bare.width)), "dim");
  const lines = wrap(value, { columns, indent: head.width });
  return lines.map(([, ...text], i) => [i === 0 ? head : blanks(head.width), ...text]);
}
