/** Searches against formulas: what they find, how few forecasts they ask for, and what they say of noise, flat curves and curves that turn. */
import { describe, expect, it } from "vitest";
import type { Preference } from "../../src/tune/search.js";
import { planTune, tune } from "../../src/tune/tune.js";
import type { TuneDocument } from "../../src/tune/tune-document.js";
import { FILES, ofBudget, type Said, spread } from "./campaign-files.js";
import { problemsOf } from "./problems.js";

const TOTAL = "campaigns.friday.budget.total";

interface Asked {
  readonly target: string;
  readonly range?: string;
  readonly prefer?: Preference;
  /** By friday's budget in minor units. */
  readonly say: (totalMinor: number) => Said;
  readonly asked?: number[];
  readonly runs?: number;
}

async function ask({ target, range = "10..1000/1", prefer, say, asked, runs }: Asked): Promise<TuneDocument> {
  const plan = planTune({ campaigns: FILES, target, vary: `${TOTAL}=${range}`, prefer });
  return tune(ofBudget(say, asked, runs), plan);
}

/** The chance to run out falls from 1 at a budget of nothing to 0 at 800.00. */
const drying = (total: number): Said => ({ exhaustion: Math.max(0, 1 - total / 80_000) });
const costly = (total: number): Said => ({ discount: spread(0.9 * total, 2000) });

describe("a curve that goes one way", () => {
  it("gives the value at the boundary: the smallest where large ones meet the target", async () => {
    const asked: number[] = [];
    const found = await ask({ target: "P(budget lasts) >= 95%", say: drying, asked });

    expect(found).toMatchObject({ outcome: "found", value: "760.00", prefer: "smallest", monotone: true });
    expect(found.best).toMatchObject({ value: "760.00", meets: true });
    expect(found.beyond).toMatchObject({ value: "759.00", meets: false });
    expect(found.curve.map(({ value }) => Number(value))).toEqual([...asked].sort((a, b) => a - b).map((n) => n / 100));
    expect(new Set(asked).size).toBe(asked.length);
    expect(asked.length).toBeLessThanOrEqual(5 + 8);
  });

  it("or the largest where small ones do, to the minor unit", async () => {
    const found = await ask({ target: "mean(discount) <= 500.00", range: "10..1000", say: costly });
    expect(found).toMatchObject({ outcome: "found", value: "555.55", prefer: "largest" });
    expect(found.vary).toEqual({ path: TOTAL, from: "10.00", to: "1000.00", step: "0.01" });
    expect((await ask({ target: "mean(discount) < 450.00", say: costly })).value).toBe("499.00");
    expect((await ask({ target: "mean(discount) <= 450.00", say: costly })).value).toBe("500.00");
    expect((await ask({ target: "mean(friday.discount) > 450.00", say: costly })).value).toBe("501.00");
  });

  it("or the end that is asked for", async () => {
    const target = "mean(discount) <= 450.00";
    const smallest = await ask({ target, say: costly, prefer: "smallest" });
    expect(smallest).toMatchObject({ value: "10.00", prefer: "smallest", outcome: "found", beyond: null });
    expect((await ask({ target, say: costly, prefer: "largest" })).value).toBe("500.00");
  });
});

describe("a target without a boundary in the range", () => {
  it("met everywhere is said, with the end that is nearer to the bound", async () => {
    const tight = await ask({ target: "mean(discount) <= 900.00", say: costly });
    expect(tight).toMatchObject({ outcome: "everywhere", value: "1000.00", prefer: "largest", beyond: null });
    const loose = await ask({ target: "mean(discount) >= 1.00", say: costly });
    expect(loose).toMatchObject({ outcome: "everywhere", value: "10.00", prefer: "smallest" });
    const flat = await ask({ target: "mean(discount) >= 1.00", say: () => ({ discount: spread(500) }) });
    expect(flat).toMatchObject({ outcome: "everywhere", value: "1000.00", prefer: "largest", monotone: true });
    expect(flat.curve).toHaveLength(5);
  });

  it("met nowhere has no value", async () => {
    const found = await ask({ target: "P(budget lasts) >= 95%", range: "10..500/10", say: drying });
    expect(found).toMatchObject({ outcome: "nowhere", value: null, best: null, beyond: null });
    expect(found.boundary).toEqual({ surely_meets: null, surely_misses: null });
    expect(found.curve).toHaveLength(5);
  });
});

describe("a curve that turns", () => {
  /** Highest, 600.00, at a budget of 400.00. */
  const hill = (total: number): Said => ({ discount: spread(60_000 - Math.abs(total - 40_000)) });

  it("is looked at all over, and its largest or smallest value taken", async () => {
    const asked: number[] = [];
    const found = await ask({ target: "mean(discount) >= 500.00", say: hill, asked });
    expect(found).toMatchObject({ outcome: "found", monotone: false, value: "500.00", prefer: "largest" });
    expect(found.beyond?.value).toBe("501.00");
    expect(asked.length).toBeGreaterThan(20);
    expect((await ask({ target: "mean(discount) >= 500.00", say: hill, prefer: "smallest" })).value).toBe("300.00");
  });

  it("finds a stretch that the first look has missed, where the curve turns within sight", async () => {
    const found = await ask({ target: "mean(discount) >= 590.00", range: "10..1000/10", say: hill });
    expect(found).toMatchObject({ outcome: "found", monotone: false, value: "410.00" });
  });

  it("says so where it turns next to the boundary alone", async () => {
    const dent = (total: number): Said => ({ discount: spread(total === 39_000 ? 90_000 : total) });
    const found = await ask({ target: "mean(discount) <= 400.00", say: dent });
    const seen = found.curve.find(({ value }) => value === "390.00");
    expect(found.monotone).toBe(seen === undefined);
    const seenDent = (total: number): Said => ({ discount: spread(total === 38_200 ? 90_000 : total) });
    const turned = await ask({ target: "mean(discount) <= 400.00", say: seenDent });
    expect(turned.curve.map(({ value }) => value)).toContain("382.00");
    expect(turned.monotone).toBe(false);
    expect(turned.curve.length).toBeGreaterThan(21);
  });
});

describe("noise", () => {
  /** A wave far below what the standard error of 20.00 lets pass for a turn. */
  const noisy = (total: number): Said => ({ discount: spread(0.9 * total + 900 * Math.sin(total / 377), 20_000) });

  it("within the standard error is no turn, and the boundary is as wide as it is", async () => {
    const found = await ask({ target: "mean(discount) <= 450.00", range: "10..1000/1", say: noisy });

    expect(found.monotone).toBe(true);
    expect(Number(found.value)).toBeGreaterThan(480);
    expect(Number(found.value)).toBeLessThan(520);
    expect(Math.abs(found.best?.standard_errors ?? 9)).toBeLessThan(2);
    const { surely_meets, surely_misses } = found.boundary;
    expect(Number(surely_meets)).toBeLessThan(500 - 30);
    expect(Number(surely_misses)).toBeGreaterThan(500 + 30);
    expect(Number(surely_meets)).toBeLessThan(Number(found.value));
    expect(Number(surely_misses)).toBeGreaterThan(Number(found.value));
  });

  it("is judged at the bound for chances, so that no share of runs is sure by being 100%", async () => {
    const sureFrom = (total: number): Said => ({ exhaustion: total < 50_000 ? 1 : 0 });
    const few = await ask({ target: "P(budget lasts) >= 95%", say: sureFrom, runs: 20 });
    expect(few.best).toMatchObject({ value: "500.00", figure: 1, standard_error: 0 });
    expect(few.best?.standard_errors).toBeCloseTo(0.05 / Math.sqrt((0.95 * 0.05) / 20), 9);
    expect(few.boundary).toEqual({ surely_meets: null, surely_misses: "499.00" });
    const many = await ask({ target: "P(budget lasts) >= 95%", say: sureFrom, runs: 100 });
    expect(many.boundary).toEqual({ surely_meets: "500.00", surely_misses: "499.00" });
    const always = await ask({ target: "P(budget lasts) >= 100%", say: sureFrom, runs: 100 });
    expect(always.best?.standard_errors).toBe(null);
    expect(always.boundary).toEqual({ surely_meets: null, surely_misses: "499.00" });
  });

  it("is none where nothing varies", async () => {
    const found = await ask({
      target: "mean(discount) <= 450.00",
      say: (total) => ({ discount: spread(0.9 * total) }),
    });
    expect(found.best?.standard_errors).toBe(null);
    expect(found.boundary).toEqual({ surely_meets: "500.00", surely_misses: "501.00" });
  });
});

describe("a question", () => {
  const plan = (target: string, vary: string) => planTune({ campaigns: FILES, target, vary });

  it("is checked as a whole, before anything is forecast", () => {
    const printed = problemsOf(() => plan("P(budget last) >= 95%", "campaigns.friday.budget.total=5..1"));
    expect(printed).toContain("--vary:1:31: error[range-reversed]");
    expect(printed).toContain("--target:1:10: error[unknown-figure]");
  });

  it("needs a budget that could last, which the range may bring along", () => {
    expect(problemsOf(() => plan("P(plain lasts) >= 95%", `${TOTAL}=1..5`))).toBe(
      `--target:1:1: error[no-total-budget]: the campaign "plain" has no total budget that could last
  1 | P(plain lasts) >= 95%
    | ^
  help: write budget: { total: … } in its file, or ask for another figure`,
    );
    expect(plan("P(budget lasts) >= 95%", "campaigns.plain.budget.total=1..5").target.figure).toEqual({
      kind: "lasts",
      campaignId: "plain",
    });
  });

  it("needs campaigns that load at both ends of the range", () => {
    const tiers = "campaigns.friday.discount.tiers[0].minimum_amount=10..100/1";
    expect(problemsOf(() => plan("mean(discount) <= 1", tiers))).toMatch(
      /^friday\.yaml:14:\d+: error\[tiers-not-ascending\]: .*, where campaigns\.friday\.discount\.tiers\[0\]\.minimum_amount is 100\.00\n/,
    );
  });
});
