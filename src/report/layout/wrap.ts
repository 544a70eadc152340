/** Prose broken into lines at blanks. */
import { cut, type Line, type Style, span } from "./line.js";
import { sanitize } from "./sanitize.js";

export interface WrapOptions {
  readonly columns: number;
  /** Cells left free before each line. */
  readonly indent?: number;
  readonly style?: Style;
}

/** Lines of at most `columns` cells; a word that is wider than a line is broken. */
export function wrap(text: string, { columns, indent = 2, style = "plain" }: WrapOptions): Line[] {
  const room = Math.max(1, columns - indent);
  const lines: string[] = [];
  let current = "";
  for (const word of sanitize(text).split(" ").filter(Boolean)) {
    const longer = current === "" ? word : `${current} ${word}`;
    if (fits(longer, room)) {
      current = longer;
      continue;
    }
    if (current !== "") lines.push(current);
    current = word;
    while (!fits(current, room)) {
      const head = cut(current, room) || current.slice(0, 1); // a wide character in a room of one cell
      lines.push(head);
      current = current.slice(head.length);
    }
  }
  if (current !== "") lines.push(current);
  return lines.map((line) => [span(" ".repeat(indent)), span(line, style)]);
}

function fits(text: string, width: number): boolean {
  return span(text).width <= width;
}
