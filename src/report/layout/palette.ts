/** From styles to terminal colours, or to none. */
import { Chalk } from "chalk";
import type { Line, Style } from "./line.js";

export type Painter = (line: Line) => string;

/** Paints lines; without colour the text alone. Blanks at the end of a line are cut. */
export function createPainter(color: boolean): Painter {
  const chalk = new Chalk({ level: color ? 1 : 0 });
  const paint: Record<Style, (text: string) => string> = {
    plain: (text) => text,
    heading: chalk.bold,
    dim: chalk.dim,
    strong: chalk.bold,
    bar: chalk.cyan,
    good: chalk.green,
    warn: chalk.yellow,
    bad: chalk.red,
  };
  return (line) => {
    const pieces = [...line];
    while (pieces.length > 0 && pieces[pieces.length - 1].text.trim() === "") pieces.pop();
    return pieces
      .map((piece) => paint[piece.style](piece.text))
      .join("")
      .trimEnd();
  };
}
