/** `--fail-on`: conditions on figures of a comparison, read before anything runs and judged at its end. docs/compare.md has the grammar. */
import { decimalText, OPERATORS, type Operator, parseBoundAmount } from "../domain/comparison.js";
import { type Decimal, parseDecimal } from "../domain/decimal.js";
import { nearest } from "../domain/suggest.js";
import { CHANGE_NAMES } from "./change.js";
import type { ConditionResult, Difference } from "./compare-document.js";
import { CAMPAIGN_FIGURES, type FigureKind, SPONSOR_FIGURES, TOTAL_FIGURES } from "./figures.js";
import type { Pairing } from "./pairing.js";

/** A condition that cannot be understood, or that names no figure. */
export class ConditionError extends Error {
  override readonly name = "ConditionError";
}

/** What the figure is held against. */
type Bound =
  | { readonly kind: "value" | "change"; readonly minor: bigint }
  /** Of the change, as a part of what was before; in percent. */
  | { readonly kind: "relative"; readonly percent: Decimal };

export interface Condition {
  readonly text: string;
  readonly path: string;
  readonly figure: FigureKind;
  readonly operator: Operator;
  readonly bound: Bound;
}

/** Every path that a condition may name, with what kind of figure it is. */
export function figurePaths({ ids, sponsors }: Pairing): Map<string, FigureKind> {
  const named = (start: string, figures: Readonly<Record<string, FigureKind>>) =>
    Object.entries(figures).map(([name, kind]) => [`${start}.${name}`, kind] as const);
  return new Map([
    ...named("totals", TOTAL_FIGURES),
    ...ids.flatMap((id) => named(`campaigns.${id}`, CAMPAIGN_FIGURES)),
    ...sponsors.flatMap((name) => named(`sponsors.${name}`, SPONSOR_FIGURES)),
    ["changes.rows", "count"] as const,
    ...CHANGE_NAMES.map((name) => [`changes.${name}`, "count"] as const),
  ]);
}

/** @throws ConditionError */
export function parseCondition(text: string, paths: ReadonlyMap<string, FigureKind>, exponent: number): Condition {
  // The operator is the last one, since a sponsor may have any name.
  const match = /^(.*?)\s*(>=|<=|>|<)\s*([^<>=]*)$/su.exec(text.trim());
  if (match === null) {
    throw new ConditionError(`"${text}" is no condition: write one such as "totals.discount_minor > +1%"`);
  }
  const [, path, operator, amount] = match;
  const figure = paths.get(path);
  if (figure === undefined) {
    const near = nearest(path, [...paths.keys()]).join(", ");
    throw new ConditionError(`"${text}": there is no figure called "${path}"; the nearest are ${near}`);
  }
  const bound = parseBound(amount.trim(), figure, exponent);
  if (typeof bound === "string") throw new ConditionError(`"${text}": ${bound}`);
  if (bound.kind !== "value" && path.startsWith("changes.")) {
    throw new ConditionError(`"${text}": "${path}" has no before: give a number of rows without a sign`);
  }
  return { text, path, figure, operator: operator as Operator, bound };
}

function parseBound(text: string, figure: FigureKind, exponent: number): Bound | string {
  const signed = /^[+-]/.test(text);
  if (text.endsWith("%")) {
    const percent = parseDecimal(text.slice(0, -1));
    if (percent === null) return `"${text}" is not a percentage`;
    return signed ? { kind: "relative", percent } : `write +${text} or -${text}: a percentage is of the change`;
  }
  if (parseDecimal(text) === null) {
    return `"${text}" is not an amount: write 500000 (minor units), 5000.00, +100.00 or +1%`;
  }
  const minor = parseBoundAmount(text, figure, exponent);
  return typeof minor === "string" ? minor : { kind: signed ? "change" : "value", minor };
}

/** Judges one condition; what is said follows from the same comparison as the verdict. */
export function judge(condition: Condition, figure: Difference, exponent: number): ConditionResult {
  const { before, after } = figure;
  const { bound, operator, path, text } = condition;
  const is = bound.kind === "value" ? after : after - before;
  const limit = exactBound(bound, before);
  // Both sides as whole numbers at the bound's scale.
  const left = is * 10n ** BigInt(limit.scale);
  const holds = OPERATORS[operator].holds(left < limit.units ? -1 : left > limit.units ? 1 : 0);
  const decimals = condition.figure === "money" ? exponent : 0;
  const amount = (value: Decimal, signed: boolean) => decimalText(value, decimals, signed);
  const change = bound.kind !== "value";
  const relation = holds ? OPERATORS[operator].yes : OPERATORS[operator].no;
  const what = change ? `changed by ${amount({ units: is, scale: 0 }, true)}` : `is ${amount(whole(after), false)}`;
  const values = `${amount(whole(before), false)} before, ${amount(whole(after), false)} after`;
  const words = `${path} ${what}, which is ${relation} ${amount(limit, change)} (${values})`;
  return { condition: text, failed: holds, before, after, words };
}

function whole(units: bigint): Decimal {
  return { units, scale: 0 };
}

/** In minor units; a share of what was before, whatever its sign, may be no whole number. */
function exactBound(bound: Bound, before: bigint): Decimal {
  if (bound.kind !== "relative") return whole(bound.minor);
  const { units, scale } = bound.percent;
  return { units: units * (before < 0n ? -before : before), scale: scale + 2 };
}
