/** Cells of CSV files: quoted where they must be, harmless in a spreadsheet. */
import { stringify } from "csv-stringify/sync";
import { parseDecimal } from "../../domain/decimal.js";

/** What a spreadsheet takes for the start of a formula, also after blanks. */
const FORMULA = /^\s*[=+\-@\t\r]/;
const NEEDS_QUOTES = /[",\r\n]/;

/**
 * A cell of text from outside. One that a spreadsheet would run as a formula and that is no plain number gets a leading `'`:
 * `=1+1` becomes `'=1+1`, `-5` stays.
 */
export function textCell(text: string): string {
  const safe = FORMULA.test(text) && parseDecimal(text.trim()) === null ? `'${text}` : text;
  return NEEDS_QUOTES.test(safe) ? stringify([[safe]], { eof: false }) : safe;
}

/** The header of a table as a line. */
export function headerLine(columns: readonly string[]): string {
  return `${columns.map(textCell).join(",")}\n`;
}
