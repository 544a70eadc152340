/** Ranges and lists of values: their steps, and what is said of those that make no sense. */
import { describe, expect, it } from "vitest";
import { parseValueList, parseVary } from "../../src/tune/parse-vary.js";
import { FILES } from "./campaign-files.js";
import { problemsOf } from "./problems.js";

const TOTAL = "campaigns.friday.budget.total";

function rangeOf(text: string) {
  const { range } = parseVary(FILES, text, "--vary", 2);
  const last = range.size - 1;
  return [range.size, range.textAt(0), range.textAt(1), range.textAt(last)];
}

describe("a range", () => {
  it("of amounts has steps of one minor unit", () => {
    expect(rangeOf(`${TOTAL}=3..10`)).toEqual([701, "3.00", "3.01", "10.00"]);
    expect(rangeOf("campaigns.friday.discount.tiers[0].amount_off = 0 .. 0.5")).toEqual([51, "0.00", "0.01", "0.50"]);
    expect(rangeOf("campaigns.plain.discount.max_discount=1..2")[0]).toBe(101);
  });

  it("of whole numbers has steps of 1", () => {
    expect(rangeOf("campaigns.friday.limits[0].max=1..10")).toEqual([10, "1", "2", "10"]);
    expect(rangeOf("campaigns.friday.priority=1..3")).toEqual([3, "1", "2", "3"]);
  });

  it("of anything else has steps of the last decimal that is written", () => {
    expect(rangeOf('campaigns["lucky draw"].discount.ratio=5%..20%')).toEqual([16, "5%", "6%", "20%"]);
    expect(rangeOf('campaigns["lucky draw"].discount.ratio=5..7.50%'.replace("5..", "5%.."))).toEqual([
      26,
      "5.0%",
      "5.1%",
      "7.5%",
    ]);
    expect(rangeOf('campaigns.plain.audience["user.age"].min=18..30')).toEqual([13, "18", "19", "30"]);
    expect(rangeOf("campaigns.friday.limits[0].cooldown=1d..30d")).toEqual([30, "1d", "2d", "30d"]);
  });

  it("may be of how customers react", () => {
    expect(rangeOf("behaviour.uplift.rate=0%..150%/50%")).toEqual([4, "0%", "50%", "150%"]);
    expect(rangeOf("behaviour.top_up.within=1..10")[0]).toBe(901);
  });

  it("may say its step, and ends at or before its end", () => {
    expect(rangeOf(`${TOTAL}=3..10/0.5`)).toEqual([15, "3.00", "3.50", "10.00"]);
    expect(rangeOf(`${TOTAL}=3..10/4`)).toEqual([2, "3.00", "7.00", "7.00"]);
    expect(rangeOf("campaigns.plain.discount.tiers[0].percent_off=5%..20%/2.5%")).toEqual([7, "5.0%", "7.5%", "20.0%"]);
  });

  it.each([
    [`${TOTAL}=3-10`, 31, 'not-a-range]: "3-10" is not a range'],
    [`${TOTAL}=3..`, 31, 'not-a-range]: "3.." is not a range'],
    [`${TOTAL}=3..1.0.0`, 31, 'not-a-range]: "3..1.0.0" is not a range'],
    [`${TOTAL}= 10..3`, 32, "range-reversed]: the end of the range is not above its start"],
    [`${TOTAL}=3..3`, 31, "range-reversed]: the end of the range is not above its start"],
    [`${TOTAL}=3..10%`, 31, "units-differ]: the ends and the step of a range have one unit"],
    [`${TOTAL}=3..10/0`, 31, "step-not-positive]: the step of a range is above 0"],
    [`${TOTAL}=3..10/8`, 31, "step-too-large]: the step is larger than the range"],
    [`${TOTAL}=0..99999999`, 31, "step-too-small]: the range has more than 1000000000 values"],
    [`${TOTAL}=3..10.005`, 31, "too-many-decimals]: the range has more decimals than the currency"],
    ["campaigns.friday.limits[0].max=1..2.5", 32, "not-a-whole-number]: only whole numbers belong here"],
    [TOTAL, 30, "no-values]: an equals sign and values are missing behind the path"],
  ])("%s makes no sense", (text, column, message) => {
    const printed = problemsOf(() => parseVary(FILES, text, "--vary", 2));
    expect(printed.split("\n")[0]).toBe(`--vary:1:${column}: error[${message}`);
  });
});

describe("a list", () => {
  it("takes any texts, divides at commas, and keeps their order", () => {
    const { path, values } = parseValueList(FILES, "campaigns.friday.draw.per = user, attempt ,redemption", "--sweep");
    expect([path.text, values]).toEqual(["campaigns.friday.draw.per", ["user", "attempt", "redemption"]]);
  });

  it.each([
    [`${TOTAL}=1,,2`, 33, "empty-value]: a value is missing here"],
    [`${TOTAL}=1`, 31, "one-value]: one value has nothing to be compared with"],
    ["campaigns.friday.budget.totl=1,2", 25, 'unknown-key]: campaigns.friday.budget has no key "totl"'],
  ])("%s makes no sense", (text, column, message) => {
    const printed = problemsOf(() => parseValueList(FILES, text, "--sweep"));
    expect(printed.split("\n")[0]).toBe(`--sweep:1:${column}: error[${message}`);
  });
});
