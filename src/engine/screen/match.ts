/** Whether one cell satisfies one matcher. */
import type { Matcher } from "../../campaigns/campaign.js";
import { compareDecimals, parseDecimal } from "../../domain/decimal.js";

/** `text` is the cell's trimmed text. An empty cell matches nothing, a text that is no number lies in no range. */
export function holds(matcher: Matcher, text: string): boolean {
  return matches(matcher.test, text) !== matcher.negated;
}

function matches(test: Matcher["test"], text: string): boolean {
  if (text === "") return false;
  switch (test.kind) {
    case "any_of":
      return test.values.includes(text);
    case "prefix":
      return test.prefixes.some((prefix) => text.startsWith(prefix));
    case "range": {
      const value = parseDecimal(text);
      if (value === null) return false;
      return (
        (test.min === null || compareDecimals(value, test.min) >= 0) &&
        (test.max === null || compareDecimals(value, test.max) <= 0)
      );
    }
  }
}
