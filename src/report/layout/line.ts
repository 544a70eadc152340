/** A line of the report before it is painted: pieces of harmless text, each with a style and a width in cells. */
import stringWidth from "string-width";
import { sanitize } from "./sanitize.js";

export type Style = "plain" | "heading" | "dim" | "strong" | "bar" | "good" | "warn" | "bad";

/** Made by `span` alone, which is what keeps terminal escapes out. */
export interface Span {
  readonly text: string;
  readonly style: Style;
  /** Cells on a terminal: 4 for 周五. */
  readonly width: number;
}

export type Line = readonly Span[];

export function span(text: string, style: Style = "plain"): Span {
  const harmless = sanitize(text);
  return { text: harmless, style, width: stringWidth(harmless) };
}

export function blanks(width: number): Span {
  return span(" ".repeat(Math.max(0, width)));
}

export function widthOf(line: Line): number {
  return line.reduce((sum, piece) => sum + piece.width, 0);
}

const graphemes = new Intl.Segmenter("en", { granularity: "grapheme" });

/** The longest beginning of `text` that takes at most `width` cells. */
export function cut(text: string, width: number): string {
  let taken = "";
  let used = 0;
  for (const { segment } of graphemes.segment(text)) {
    used += stringWidth(segment);
    if (used > width) break;
    taken += segment;
  }
  return taken;
}

/** The piece itself if it takes at most `width` cells, else its beginning and an ellipsis. */
export function shorten(piece: Span, width: number): Span {
  if (piece.width <= width) return piece;
  if (piece.text.trim() === "") return blanks(width);
  return width < 1 ? span("") : span(`${cut(piece.text, width - 1)}…`, piece.style);
}

/** The line, shortened where it is wider than `width` cells. */
export function clip(line: Line, width: number): Line {
  if (widthOf(line) <= width) return line;
  const kept: Span[] = [];
  let left = width;
  for (const piece of line) {
    kept.push(shorten(piece, left));
    left -= piece.width;
    if (left <= 0) break;
  }
  return kept;
}
