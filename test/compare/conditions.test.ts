/** `--fail-on`: what it accepts, where it stops, and that verdict and words never part. */
import { describe, expect, it } from "vitest";
import { ConditionError, figurePaths, judge, parseCondition } from "../../src/compare/conditions.js";
import { pairCampaigns } from "../../src/compare/pairing.js";

const PATHS = figurePaths(
  pairCampaigns([{ id: "friday", sponsors: ["bank"] }], [{ id: "friday", sponsors: ["bank", "a > b"] }]),
);

function verdict(text: string, before: bigint, after: bigint, exponent = 2) {
  const condition = parseCondition(text, PATHS, exponent);
  const { failed, words } = judge(condition, { before, after, difference: after - before }, exponent);
  return `${failed ? "failed" : "passed"}: ${words}`;
}

/** Each operator just below, at, and just above its bound, with the words that must go with it. */
const BOUNDARIES = {
  ">": ["passed not above", "passed not above", "failed above"],
  ">=": ["passed below", "failed at or above", "failed at or above"],
  "<": ["failed below", "passed not below", "passed not below"],
  "<=": ["failed at or below", "failed at or below", "passed above"],
};

describe("at the boundary", () => {
  for (const [operator, expected] of Object.entries(BOUNDARIES)) {
    for (const [amount, before, bound] of [
      ["+1%", 100000n, 101000n],
      ["-1%", 100000n, 99000n],
      ["+10.00", 100000n, 101000n],
      ["-250", 100000n, 99750n],
      ["1010.00", 5n, 101000n],
      ["101000", 5n, 101000n],
    ] as const) {
      it(`${operator} ${amount}`, () => {
        const said = [-1n, 0n, 1n].map((step) => {
          const text = verdict(`totals.discount_minor ${operator} ${amount}`, before, bound + step);
          const [, outcome, relation] = /^(\w+): .* which is (.*?) [+-]?[\d,]+\.\d\d /.exec(text) ?? [];
          return `${outcome} ${relation}`;
        });
        expect(said).toEqual(expected);
      });
    }
  }

  it("says both values, the change and the bound, with all the decimals that the bound has", () => {
    expect(verdict("totals.discount_minor > +1%", 100005n, 101006n)).toBe(
      "failed: totals.discount_minor changed by +10.01, which is above +10.0005 (1,000.05 before, 1,010.06 after)",
    );
    expect(verdict("totals.discount_minor > +1%", 100005n, 101005n)).toBe(
      "passed: totals.discount_minor changed by +10.00, which is not above +10.0005 (1,000.05 before, 1,010.05 after)",
    );
    expect(verdict("totals.payments < 10", 12n, 9n)).toBe(
      "failed: totals.payments is 9, which is below 10 (12 before, 9 after)",
    );
  });

  it("takes a share of nothing as nothing", () => {
    expect(verdict("totals.discount_minor > +50%", 0n, 1n)).toContain("failed: ");
    expect(verdict("totals.discount_minor > +50%", 0n, 0n)).toContain("passed: ");
  });

  it("is exact beyond 2^53", () => {
    const before = 10n ** 20n;
    expect(verdict("totals.discount_minor > +1%", before, before + 10n ** 18n)).toContain("passed: ");
    expect(verdict("totals.discount_minor > +1%", before, before + 10n ** 18n + 1n)).toContain("failed: ");
  });
});

describe("what it names", () => {
  it.each([
    "totals.discount_minor>+1%",
    "campaigns.friday.redemptions <= 10",
    "sponsors.a > b.contributions_minor > 5",
    "changes.lost > 0",
    "changes.rows >= 1",
  ])("understands %s", (text) => {
    expect(parseCondition(text, PATHS, 2).text).toBe(text);
  });

  it.each([
    ["totals.discont_minor > 1", "the nearest are totals.discount_minor, "],
    ["campaigns.fryday.redemptions > 1", "the nearest are campaigns.friday.redemptions, "],
    ["discount", '"discount" is no condition'],
    ["totals.discount_minor > ", '"" is not an amount'],
    ["totals.discount_minor == 5", "is no condition"],
    ["totals.discount_minor > 1%", "write +1% or -1%"],
    ["totals.discount_minor > 5.001", "has more decimals than the currency, which has 2"],
    ["totals.payments > 5.5", "this figure is a count"],
    ["changes.lost > +1%", "has no before"],
    ["totals.discount_minor > 5 > 3", "there is no figure called"],
    ["totals.discount_minor > +x%", "is not a percentage"],
  ])("refuses %s", (text, reason) => {
    const parse = () => parseCondition(text, PATHS, 2);
    expect(parse).toThrow(ConditionError);
    expect(parse).toThrow(reason);
  });
});
