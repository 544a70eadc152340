/** Tables of what-ifs: a line a value, and its difference from the first. */
import { expect, it } from "vitest";
import { sweepText } from "../../src/cli/render-sweep.js";
import { planSweep, sweepForecast } from "../../src/tune/sweep.js";
import { load } from "../../src/tune/variant.js";
import { FILES, fakeForecast, ofBudget, spread } from "./campaign-files.js";
import { problemsOf } from "./problems.js";

it("forecasts each value once, in the order asked for, and compares with the first", async () => {
  const asked: number[] = [];
  const say = (total: number) => ({
    discount: spread(total / 2, 100),
    redemptions: spread(total / 1000, 10),
    exhaustion: total < 60_000 ? 0.5 : 0.1,
  });
  const plan = planSweep(FILES, "campaigns.friday.budget.total=500,1000.00,200");
  const result = await sweepForecast(ofBudget(say, asked), plan);

  expect(asked).toEqual([50_000, 100_000, 20_000]);
  expect(result.sweep).toEqual({ path: "campaigns.friday.budget.total", campaign_id: "friday" });
  expect(result.runs).toEqual([100, 100, 100]);
  expect(result.values.map(({ value, campaign }) => [value, campaign?.id, campaign?.discount_minor.mean])).toEqual([
    ["500", "friday", 25_000],
    ["1000.00", "friday", 50_000],
    ["200", "friday", 10_000],
  ]);
  expect(result.values.map(({ difference }) => difference)).toEqual([
    null,
    {
      discount_minor: { mean: 25_000, standard_error_at_most: 20 },
      redemptions: { mean: 50, standard_error_at_most: 2 },
      unserved_minor: { mean: 0, standard_error_at_most: 0 },
      exhaustion_probability: -0.4,
    },
    {
      discount_minor: { mean: -15_000, standard_error_at_most: 20 },
      redemptions: { mean: -30, standard_error_at_most: 2 },
      unserved_minor: { mean: 0, standard_error_at_most: 0 },
      exhaustion_probability: 0,
    },
  ]);
});

it("knows no chance to run out without a total budget, and takes any texts", async () => {
  const plan = planSweep(FILES, "campaigns.plain.draw.per=user,attempt");
  const { values } = await sweepForecast(
    ofBudget(() => ({})),
    plan,
  );
  expect(values.map(({ campaign }) => campaign?.exhaustion.probability)).toEqual([null, null]);
  expect(values[1].difference?.exhaustion_probability).toBe(null);
});

it("checks every value before anything is forecast", () => {
  expect(problemsOf(() => planSweep(FILES, "campaigns.friday.limits[0].max=1,2,0"))).toContain(
    'friday.yaml:7:21: error[number-out-of-range]: "0" is out of range, where campaigns.friday.limits[0].max is 0',
  );
});

it("compares all campaigns together where it varies what customers do", async () => {
  const say = async (files: Parameters<typeof load>[0]) => {
    const { uplift, hiddenAversion } = load(files).behaviour;
    const forecast = fakeForecast(files, "friday", { discount: spread(1000 * (1 + uplift), 100) });
    return { ...forecast, uncertainty: { ...forecast.uncertainty, uplift, hidden_aversion: hiddenAversion } };
  };
  const result = await sweepForecast(say, planSweep(FILES, "behaviour.uplift.rate=0%,50%,20%"));
  expect(result.sweep).toEqual({ path: "behaviour.uplift.rate", campaign_id: null });
  expect(result.values.map(({ value, campaign, totals }) => [value, campaign, totals.discount_minor.mean])).toEqual([
    ["0%", null, 1000],
    ["50%", null, 1500],
    ["20%", null, 1200],
  ]);
  expect(result.values[1].difference).toMatchObject({ discount_minor: { mean: 500 }, exhaustion_probability: null });
  expect(result.uncertainty.uplift).toBe(0.5);
  const text = sweepText(result, { columns: 100, color: false }).replace(/\s+/g, " ");
  expect(text).toContain("What all campaigns together would come to with other values of behaviour.uplift.rate");
  expect(text).toContain("supposed up to 50% further payments");
});
