/** A threshold held against its figure: the verdict and the words follow from one comparison. */
import { parseMoment } from "../campaigns/parse-moment.js";
import { decimalText, OPERATORS, type Operator } from "../domain/comparison.js";
import { compareDecimals, type Decimal } from "../domain/decimal.js";
import type { Position } from "../domain/problem.js";
import { assert } from "../domain/problem.js";
import type { Zone } from "../domain/zone.js";
import type { CheckResult } from "./check-document.js";
import { exactDecimal } from "./exact-decimal.js";
import type { Threshold, Value } from "./threshold.js";

/** As `OPERATORS`, of time. */
const OF_TIME: Readonly<Record<Operator, { readonly yes: string; readonly no: string }>> = {
  ">=": { yes: "at or after", no: "before" },
  "<=": { yes: "at or before", no: "after" },
  ">": { yes: "after", no: "not after" },
  "<": { yes: "before", no: "not before" },
  "==": { yes: "the same as", no: "not the same as" },
  "!=": { yes: "not the same as", no: "the same as" },
};

export interface JudgeContext {
  readonly zone: Zone;
  readonly exponent: number;
  readonly at: Position;
  readonly pathText: string;
}

/** `figure` is null where there is no value. */
export function judgeThreshold(threshold: Threshold, figure: Value | null, context: JudgeContext): CheckResult {
  const { figureText, operator, bound, kind } = threshold;
  const boundText = valueText(bound, threshold.kind, context);
  if (figure === null) {
    const why =
      threshold.figure.of === "replay" && threshold.figure.without !== "" ? ` (${threshold.figure.without})` : "";
    return resultOf(
      threshold,
      false,
      `${figureText} has no value${why}, so it cannot be ${operator} ${boundText}`,
      "no value",
      context,
    );
  }
  const holds = OPERATORS[operator].holds(compareValues(figure, bound));
  const words = kind === "moment" ? OF_TIME[operator] : OPERATORS[operator];
  const figureIs = valueText(figure, kind, context);
  const relation = holds ? words.yes : words.no;
  return resultOf(
    threshold,
    holds,
    `${figureText} is ${figureIs}, which is ${relation} ${boundText}`,
    figureIs.replaceAll(",", ""), // as a suite would write it
    context,
  );
}

/** What a report or a forecast says, in the unit of the threshold's bound. */
export function asValue(read: bigint | number | string | null, kind: Threshold["kind"], zone: Zone): Value | null {
  if (kind === "moment") {
    if (read === null) return Number.POSITIVE_INFINITY;
    const moment = parseMoment(String(read), zone);
    assert(typeof moment === "number", "a report writes moments that can be read");
    return moment;
  }
  if (read === null) return null;
  if (typeof read === "bigint") return { units: read, scale: 0 };
  return exactDecimal(Number(read));
}

function resultOf(
  { path, text, operator, boundText }: Threshold,
  passed: boolean,
  words: string,
  actual: string,
  { at, pathText }: JudgeContext,
): CheckResult {
  assert(path.length > 0, "a threshold stands in a list");
  const expected = `${operator} ${boundText}`;
  const mismatch = { path: pathText, at, expected, actual, message: words, update: null };
  return { kind: "threshold", name: text, at, passed, words, mismatches: passed ? [] : [mismatch] };
}

/** Moments are numbers, everything else exact decimals. */
function compareValues(figure: Value, bound: Value): number {
  if (typeof figure === "number" || typeof bound === "number") {
    assert(typeof figure === "number" && typeof bound === "number", "a moment is held against a moment");
    return figure < bound ? -1 : figure > bound ? 1 : 0;
  }
  return compareDecimals(figure, bound);
}

function valueText(value: Value, kind: Threshold["kind"], { zone, exponent }: JudgeContext): string {
  if (typeof value === "number") return value === Number.POSITIVE_INFINITY ? "never" : zone.format(value);
  const decimals: Decimal = value;
  return `${decimalText(decimals, kind === "money" ? exponent : 0)}${kind === "percent" ? "%" : ""}`;
}
