/** Tables that fit a width: long names give way first, then whole columns, the least needed first; drawings take what is left over. */
import { blanks, type Line, type Span, shorten, span, widthOf } from "./line.js";

interface AnyColumn {
  /** The higher, the sooner the column is left out for want of room; without one it stays. */
  readonly drop?: number;
}

/** A column of text: as wide as its widest cell. */
export interface TextColumn extends AnyColumn {
  readonly kind: "text";
  readonly header: string;
  readonly align: "left" | "right";
  readonly cells: readonly Span[];
  /** Cells may be shortened down to this width; without one they are never shortened. */
  readonly min?: number;
}

/** A column of bars or sparklines, drawn in the width that is left. */
export interface DrawnColumn extends AnyColumn {
  readonly kind: "drawn";
  header(width: number): string;
  /** A line of at most `width` cells. */
  draw(row: number, width: number): Line;
  readonly min: number;
  readonly max: number;
}

export type Column = TextColumn | DrawnColumn;

export interface TableOptions {
  readonly columns: readonly Column[];
  readonly rows: number;
  /** Cells that a line may take. */
  readonly width: number;
  readonly indent?: number;
}

const GAP = 2;
/** Text is shortened to this width before any column is left out, and below it only when none is left to leave out. */
const AMPLE = 16;

/** A header, unless all are empty, and a line a row. */
export function layoutTable({ columns, rows, width, indent = 2 }: TableOptions): Line[] {
  const { kept, widths } = settle(columns, width - indent);
  const line = (cellOf: (column: Column, width: number) => Line): Line => {
    const pieces: Span[] = [blanks(indent)];
    kept.forEach((column, i) => {
      if (i > 0) pieces.push(blanks(GAP));
      pieces.push(...padded(cellOf(column, widths[i]), widths[i], column));
    });
    return pieces;
  };
  const headerOf = (column: Column, w: number) => (column.kind === "text" ? column.header : column.header(w));
  const header = line((column, w) => [shorten(span(headerOf(column, w), "dim"), w)]);
  const body = Array.from({ length: rows }, (_, row) =>
    line((column, w) => (column.kind === "text" ? [shorten(column.cells[row], w)] : column.draw(row, w))),
  );
  return header.every((piece) => piece.text.trim() === "") ? body : [header, ...body];
}

function padded(cell: Line, width: number, column: Column): Line {
  const padding = blanks(width - widthOf(cell));
  return column.kind === "text" && column.align === "right" ? [padding, ...cell] : [...cell, padding];
}

function settle(columns: readonly Column[], width: number): { kept: readonly Column[]; widths: number[] } {
  const widths = columns.map(naturalWidth);
  const excess = () => widths.reduce((sum, w) => sum + w, 0) + GAP * (columns.length - 1) - width;
  shrink(columns, widths, excess(), AMPLE);
  const last = lastNeeded(columns);
  if (excess() > 0 && last >= 0) {
    return settle(
      columns.filter((_, i) => i !== last),
      width,
    );
  }
  shrink(columns, widths, excess(), 0);
  return { kept: columns, widths: grown(columns, widths, Math.max(0, -excess())) };
}

/** Takes what is too much from the columns that can give way, the widest first, leaving each `floor` cells or its own minimum. */
function shrink(columns: readonly Column[], widths: number[], tooMuch: number, floor: number): void {
  let excess = tooMuch;
  const order = columns.map((_, i) => i).sort((a, b) => widths[b] - widths[a]);
  for (const i of order) {
    const least = Math.max(floor, minimalWidth(columns[i]));
    const given = Math.max(0, Math.min(excess, widths[i] - least));
    widths[i] -= given;
    excess -= given;
  }
}

/** The column to leave out first, or −1 if all must stay. */
function lastNeeded(columns: readonly Column[]): number {
  const drops = columns.map((column) => column.drop ?? 0);
  const most = Math.max(0, ...drops);
  return most === 0 ? -1 : drops.indexOf(most);
}

function naturalWidth(column: Column): number {
  if (column.kind === "drawn") return column.min;
  return column.cells.reduce((most, cell) => Math.max(most, cell.width), span(column.header).width);
}

function minimalWidth(column: Column): number {
  const natural = naturalWidth(column);
  return column.kind === "text" ? Math.min(natural, column.min ?? natural) : natural;
}

function grown(columns: readonly Column[], widths: number[], spare: number): number[] {
  let left = spare;
  columns.forEach((column, i) => {
    if (column.kind !== "drawn") return;
    const given = Math.min(left, Math.max(0, column.max - widths[i]));
    widths[i] += given;
    left -= given;
  });
  return widths;
}

/** A column of text, right-aligned where it holds figures. */
export function textColumn(
  header: string,
  cells: readonly Span[],
  options: { align?: "left" | "right"; min?: number; drop?: number } = {},
): TextColumn {
  return { kind: "text", header, cells, align: options.align ?? "left", ...rest(options) };
}

export function figureColumn(header: string, cells: readonly Span[], options: { drop?: number } = {}): TextColumn {
  return { kind: "text", header, cells, align: "right", ...rest(options) };
}

function rest({ min, drop }: { min?: number; drop?: number }): { min?: number; drop?: number } {
  return { ...(min === undefined ? {} : { min }), ...(drop === undefined ? {} : { drop }) };
}
