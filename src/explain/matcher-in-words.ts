/** One matcher against one cell, with both in words: "city 北京 is not in [上海, 杭州]". */
import type { Matcher } from "../campaigns/campaign.js";
import { type Decimal, parseDecimal } from "../domain/decimal.js";
import { formatMinor } from "../domain/money.js";
import { holds } from "../engine/screen/match.js";
import type { Comparison } from "./explain-document.js";

/** Values shown of a long list; the campaign file has all. */
const MOST_VALUES = 12;

export function compareCell(matcher: Matcher, text: string): Comparison {
  const matches = holds({ ...matcher, negated: false }, text);
  const words =
    text === "" ? `${matcher.column} is empty` : `${matcher.column} ${text} ${factOf(matcher.test, text, matches)}`;
  return { holds: matches !== matcher.negated, words: matcher.negated ? `${words}, and must not be` : words };
}

function factOf(test: Matcher["test"], text: string, matches: boolean): string {
  switch (test.kind) {
    case "any_of":
      if (test.values.length === 1) return `is ${matches ? "" : "not "}${test.values[0]}`;
      return `is ${matches ? "" : "not "}in ${listed(test.values)}`;
    case "prefix":
      return `${matches ? "begins" : "does not begin"} with ${test.prefixes.length === 1 ? test.prefixes[0] : `one of ${listed(test.prefixes)}`}`;
    case "range":
      return parseDecimal(text) === null
        ? `is no number ${boundsOf(test)}`
        : `is ${matches ? "" : "not "}${boundsOf(test)}`;
  }
}

function boundsOf({ min, max }: { readonly min: Decimal | null; readonly max: Decimal | null }): string {
  const decimal = ({ units, scale }: Decimal) => formatMinor(units, scale);
  if (min === null) return max === null ? "" : `at most ${decimal(max)}`;
  return max === null ? `at least ${decimal(min)}` : `from ${decimal(min)} to ${decimal(max)}`;
}

function listed(values: readonly string[]): string {
  if (values.length <= MOST_VALUES) return `[${values.join(", ")}]`;
  return `[${values.slice(0, MOST_VALUES).join(", ")}, and ${values.length - MOST_VALUES} more]`;
}
