/** Targets: what they may ask of a forecast, and what is said of those that cannot be read. */
import { describe, expect, it } from "vitest";
import { parseTarget, type TargetContext } from "../../src/tune/parse-target.js";
import { readFigure } from "../../src/tune/read-figure.js";
import { FILES, fakeForecast, spread } from "./campaign-files.js";
import { problemsOf } from "./problems.js";

const CONTEXT: TargetContext = {
  currency: { code: "CNY", exponent: 2 },
  campaigns: [
    { id: "friday", sponsors: ["bank", "merchant"] },
    { id: "lucky draw", sponsors: ["platform", "商户"] },
  ],
  variedId: "friday",
};

function read(text: string) {
  return parseTarget(text, "--target", CONTEXT);
}

describe("a target", () => {
  it("asks whether a budget lasts", () => {
    expect(read(" P(budget lasts) >= 95% ")).toEqual({
      text: "P(budget lasts) >= 95%",
      figureText: "P(budget lasts)",
      figure: { kind: "lasts", campaignId: "friday" },
      unit: "probability",
      operator: ">=",
      threshold: 0.95,
    });
    expect(read('p( "lucky draw" lasts )>12.5%')).toMatchObject({
      figure: { kind: "lasts", campaignId: "lucky draw" },
      operator: ">",
      threshold: 0.125,
    });
  });

  it("asks for a statistic of a quantity, of all campaigns or of one", () => {
    const statistic = { kind: "statistic", sponsor: null, campaignId: null };
    expect(read("mean(discount) <= 50000.00")).toMatchObject({
      figure: { ...statistic, statistic: "mean", quantity: "discount" },
      unit: "minor",
      operator: "<=",
      threshold: 5_000_000,
    });
    expect(read("P95(friday.discount)<1")).toMatchObject({
      figure: { ...statistic, statistic: "p95", quantity: "discount", campaignId: "friday" },
      operator: "<",
      threshold: 100,
    });
    expect(read('p05("lucky draw".redemptions) >= 12.5')).toMatchObject({
      figure: { ...statistic, statistic: "p05", quantity: "redemptions", campaignId: "lucky draw" },
      unit: "count",
      threshold: 12.5,
    });
    expect(read("P50( unserved ) <= 0").figure).toEqual({ ...statistic, statistic: "p50", quantity: "unserved" });
    expect(read("mean(contributions.商户) <= 3").figure).toMatchObject({ sponsor: "商户", campaignId: null });
    expect(read("mean(friday.contributions.bank) <= 3").figure).toMatchObject({
      sponsor: "bank",
      campaignId: "friday",
    });
  });

  it.each([
    ["median(discount) < 1", 1, 'unknown-figure]: "median" is no figure', "allowed: P, mean, P05, P50, P95"],
    ["maen(discount) < 1", 1, 'unknown-figure]: "maen" is no figure', "allowed: P, mean"],
    ["means(discount) < 1", 1, 'unknown-figure]: "means" is no figure', 'did you mean "mean"?'],
    ["", 1, "unknown-figure]: a figure is missing here", "write such as"],
    ["mean discount < 1", 6, 'unknown-figure]: "(" is missing here', "write such as"],
    ["mean(discount < 1", 15, 'unknown-figure]: ")" is missing here', "write such as"],
    ["P(budget) >= 95%", 9, 'unknown-figure]: a budget can be asked only if it "lasts"', "write such as"],
    ["P(fridy lasts) >= 95%", 3, 'unknown-campaign]: no campaign is called "fridy"', 'did you mean "friday"?'],
    ["mean(discont) < 1", 6, 'unknown-quantity]: "discont" is not a quantity', 'did you mean "discount"?'],
    ["mean() < 1", 6, "unknown-quantity]: a quantity is missing", "allowed: discount, redemptions, unserved"],
    ["mean(fridy.discount) < 1", 6, 'unknown-campaign]: no campaign is called "fridy"', 'did you mean "friday"?'],
    ["mean(friday.discont) < 1", 13, 'unknown-quantity]: "discont" is not a quantity', 'did you mean "discount"?'],
    ["mean(discount.bank) < 1", 15, 'unknown-quantity]: "bank" is one name too many', "remove it"],
    ["mean(contributions.bnk) < 1", 20, 'unknown-sponsor]: no sponsor is called "bnk"', 'did you mean "bank"?'],
    ["mean(friday.contributions.商户) < 1", 27, "unknown-sponsor]", "allowed: bank, merchant"],
    ["mean(contributions) < 1", 19, "unknown-sponsor]: whose contributions?", "allowed: contributions.bank"],
    ["mean(discount) = 1", 16, "unknown-operator]: a comparison is missing here", "allowed: <=, >=, <, >"],
    ["mean(discount) < 5%", 18, 'not-an-amount]: "5%" is not an amount of CNY', "write such as"],
    ["mean(discount) < 0.001", 18, 'not-an-amount]: "0.001" is not an amount of CNY', "write such as"],
    ["P(budget lasts) >= 0.95", 20, 'not-a-percentage]: "0.95" is not a percentage', "write such as 95%"],
    ["P(budget lasts) >= 195%", 20, 'not-a-percentage]: "195%" is not a percentage', "chances go from 0% to 100%"],
    ["mean(redemptions) >= many", 22, 'not-a-number]: "many" is not a number', "write digits"],
  ])("%s cannot be read", (text, column, message, help) => {
    const printed = problemsOf(() => read(text));
    expect(printed).toContain(`--target:1:${column}: error[${message}`);
    expect(printed).toContain(`help: ${help}`);
  });
});

describe("a figure of a forecast", () => {
  const document = fakeForecast(FILES, "friday", {
    discount: spread(5000, 200),
    redemptions: spread(40, 10),
    exhaustion: 0.04,
  });
  const figure = (text: string) => readFigure(document, parseTarget(text, "--target", CONTEXT).figure);

  it("is the statistic asked for, of all campaigns or of one", () => {
    expect(figure("mean(discount) < 1")).toEqual({ value: 5000, standardError: 20 });
    expect(figure("P95(friday.discount) < 1").value).toBeCloseTo(5329, 9);
    expect(figure("P05(redemptions) < 1").value).toBeCloseTo(40 - 16.45, 9);
    expect(figure('mean("lucky draw".discount) < 1')).toEqual({ value: 0, standardError: 0 });
    expect(figure("mean(contributions.bank) < 1").value).toBe(5000);
    expect(figure("mean(contributions.商户) < 1")).toEqual({ value: 0, standardError: 0 });
  });

  it("has the error of a normal quantile: √(p(1 − p)) / φ(z) times that of the mean", () => {
    const density = (z: number) => Math.exp(-(z ** 2) / 2) / Math.sqrt(2 * Math.PI);
    const tail = (20 * Math.sqrt(0.05 * 0.95)) / density(1.6448536269514722);
    expect(figure("P95(discount) < 1").standardError).toBeCloseTo(tail, 5);
    expect(figure("P05(discount) < 1").standardError).toBeCloseTo(tail, 5);
    expect(figure("P50(discount) < 1").standardError).toBeCloseTo(20 * Math.sqrt(Math.PI / 2), 5);
  });

  it("is the chance not to run out", () => {
    expect(figure("P(budget lasts) > 1%").value).toBeCloseTo(0.96, 12);
    expect(figure("P(budget lasts) > 1%").standardError).toBeCloseTo(Math.sqrt(0.04 * 0.96) / 10, 12);
  });
});

it("means no budget by itself where no campaign is varied", () => {
  const none = { ...CONTEXT, variedId: null };
  expect(problemsOf(() => parseTarget("P(budget lasts) >= 95%", "--target", none))).toBe(
    `--target:1:3: error[unknown-campaign]: whose budget? no campaign is varied
  1 | P(budget lasts) >= 95%
    |   ^
  help: allowed: P(friday lasts), P("lucky draw" lasts)`,
  );
  expect(parseTarget("P(friday lasts) >= 95%", "--target", none).figure).toEqual({
    kind: "lasts",
    campaignId: "friday",
  });
});
