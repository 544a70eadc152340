/** Ranges of values that a search steps through: `3..10`, `5%..20%/0.5%`, `1d..30d`. */

import type { Source } from "../documents/source.js";
import { compareDecimals, type Decimal, parseDecimal } from "../domain/decimal.js";
import { formatMinor } from "../domain/money.js";
import { InputError } from "../domain/problem.js";
import { quote } from "../schema/quote.js";
import type { ValueKind } from "./allowed-keys.js";

/** Values from `textAt(0)`, the smallest, up to `textAt(size - 1)`, in even steps. */
export interface ValueRange {
  /** At least 2. */
  readonly size: number;
  /** As a campaign file writes it. */
  textAt(index: number): string;
  /** Distance between neighbours, as it would be written. */
  readonly step: string;
}

const SHAPE =
  /^\s*([+-]?[\d.]*\d)\s*(%|[dhm])?\s*\.\.\s*([+-]?[\d.]*\d)\s*(%|[dhm])?\s*(?:\/\s*([\d.]*\d)\s*(%|[dhm])?\s*)?$/;
const EXAMPLES = "write a range such as 3..10, 3.00..10.00/0.50 or 5%..20%";
/** So that places in the range stay exact. */
const MOST = 1_000_000_000;

/**
 * The range that `source` holds from `offset` on. Without a step of its own it has steps of one minor unit for amounts, of 1 for whole numbers, and
 * of one unit of the last decimal that is written for anything else.
 * @throws InputError with what is wrong with it, at its place
 */
export function parseRange(source: Source, offset: number, kind: ValueKind, exponent: number): ValueRange {
  const text = source.text.slice(offset);
  const fail = (code: string, message: string, hint: string): never => {
    throw new InputError([source.problem(code, offset + text.length - text.trimStart().length, message, hint)]);
  };
  const match = SHAPE.exec(text);
  const [from, to, step] = match === null ? [] : [match[1], match[3], match[5] ?? null].map(decimalOf);
  if (match === null || from == null || to == null || (match[5] !== undefined && step == null)) {
    return fail("not-a-range", `${quote(text.trim())} is not a range`, EXAMPLES);
  }
  const unit = match[2] ?? "";
  if ((match[4] ?? "") !== unit || (match[6] ?? unit) !== unit) {
    fail("units-differ", "the ends and the step of a range have one unit", "write such as 5%..20%/1%");
  }
  if (compareDecimals(from, to) >= 0) {
    fail("range-reversed", "the end of the range is not above its start", "write the smaller end first");
  }
  const decimals = Math.max(from.scale, to.scale, step?.scale ?? 0);
  const isMoney = kind === "amount" && unit === "";
  if (isMoney && decimals > exponent) {
    fail("too-many-decimals", "the range has more decimals than the currency", decimalsTaken(exponent));
  }
  if (kind === "whole" && unit === "" && decimals > 0) {
    fail("not-a-whole-number", "only whole numbers belong here", "write such as 1..10");
  }
  const scale = isMoney ? exponent : decimals;
  const [low, high] = [unitsAt(from, scale), unitsAt(to, scale)];
  const width = step == null ? 1n : unitsAt(step, scale);
  if (width <= 0n) fail("step-not-positive", "the step of a range is above 0", EXAMPLES);
  const size = (high - low) / width + 1n;
  if (size < 2n) fail("step-too-large", "the step is larger than the range", "write a smaller step");
  if (size > MOST) fail("step-too-small", `the range has more than ${MOST} values`, "write a larger step");
  const textOf = (units: bigint) => `${formatMinor(units, scale)}${unit}`;
  return { size: Number(size), step: textOf(width), textAt: (index) => textOf(low + BigInt(index) * width) };
}

function decimalOf(text: string | null): Decimal | null {
  return text === null ? null : parseDecimal(text);
}

function unitsAt({ units, scale }: Decimal, wanted: number): bigint {
  return units * 10n ** BigInt(wanted - scale);
}

function decimalsTaken(exponent: number): string {
  return exponent === 0 ? "it takes none" : `it takes up to ${exponent}`;
}
