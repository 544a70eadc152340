/** What is said about a forecast: sentences for those who decide, tables that fit, drawings to one scale. */
import { describe, expect, it } from "vitest";
import { forecastText } from "../../src/cli/render-forecast.js";
import type { Exhaustion, ForecastDocument } from "../../src/forecast/forecast-document.js";
import { campaign, madeUpForecast, spread } from "./made-up-forecast.js";

const NEVER: Exhaustion = { probability: 0, standard_error: 0, p05: null, p50: null, p95: null };

function text(parts: Partial<ForecastDocument> = {}, columns = 200): string {
  return forecastText(madeUpForecast(parts), { columns, color: false });
}

/** The lines below a heading. */
function section(whole: string, heading: string): string[] {
  const lines = whole.split("\n");
  const at = lines.indexOf(heading);
  expect(at).toBeGreaterThan(0);
  const rest = lines.slice(at + 1);
  return rest.slice(0, rest.indexOf(""));
}

/** A document in which only these campaigns have been forecast. */
function withCampaigns(...campaigns: ForecastDocument["campaigns"]): Partial<ForecastDocument> {
  return { campaigns, burn: [] };
}

describe("the first sentences", () => {
  it("round to what more runs would still change", () => {
    expect(text().split("\n").slice(0, 3)).toEqual([
      "In 1,000 runs the campaigns grant 115,310 ± 510 CNY on average from 2026-01-01 to 2026-01-10, before refunds; in 95% of the runs at most 128,640, in 5% at most 101,990.",
      "The budget of friday runs out before the end in 63.0% of the runs (95% interval 59.9–66.0%): in 5% of all runs by 2026-01-05, in half by 2026-01-08.",
      "Discounts refused for want of budget come to 2,500 ± 50 CNY on average, in 95% of the runs at most 3,816.",
    ]);
  });

  it("never round what is at most down", () => {
    const totals = madeUpForecast().totals;
    const discount = { ...spread(1_000_000, 100_000), p95: 1_164_501 };
    expect(text({ totals: { ...totals, discount_minor: discount } })).toContain("at most 11,646,");
  });

  it("have no margin where nothing differs between the runs", () => {
    const alike = text({
      ...withCampaigns(campaign("a", { exhaustion: NEVER })),
      uncertainty: { ...madeUpForecast().uncertainty, draws: false, resample: "none", growth: { low: 2, high: 2 } },
      totals: { ...madeUpForecast().totals, discount_minor: spread(1_234_567, 0), unserved_minor: spread(0, 0) },
    });
    expect(alike).toContain(
      "In 1,000 runs a grants 12,345.67 CNY from 2026-01-01 to 2026-01-10, before refunds. Nothing differs between runs, so that this is certain for the log and what is supposed.\n",
    );
    expect(alike).toContain("No budget runs out in any run.\n");
    expect(alike).toContain("varies       nothing: all runs are alike");
    expect(alike).toContain("supposed     2 times the log's customers");
    expect(alike).not.toContain("refused for want of budget");
  });

  it("say what runs without an event leave open", () => {
    expect(text(withCampaigns(campaign("a", { exhaustion: NEVER })))).toContain(
      "No budget runs out in any run; a chance below about 0.4% would look the same.",
    );
  });

  it("do not make more of one run than it is", () => {
    const totals = { ...madeUpForecast().totals, discount_minor: spread(1_234_567, 0, 1) };
    const said = text({ ...withCampaigns(campaign("a", { exhaustion: NEVER })), runs: 1, totals }).split("\n");
    expect(said[0]).toBe(
      "In 1 run a grants 12,345.67 CNY from 2026-01-01 to 2026-01-10, before refunds. One run says nothing about how sure that is.",
    );
    expect(said[1]).toBe("No budget runs out in any run.");
  });

  it("say when a budget runs out in every run, and count those they do not name", () => {
    const dry = (id: string, probability: number) =>
      campaign(id, { exhaustion: { ...NEVER, probability, p05: "2026-01-02T00:00:00Z" } });
    const always = {
      ...NEVER,
      probability: 1,
      p05: "2026-01-02T10:00:00Z",
      p50: "2026-01-03T10:00:00Z",
      p95: "2026-01-04T10:00:00Z",
    };
    const said = text(
      withCampaigns(dry("b", 0.1), dry("c", 0.3), dry("d", 0.2), campaign("e", { exhaustion: always })),
    );
    expect(said).toContain(
      "The budget of e runs out before the end in every run (95% interval 99.6–100%): in 5% of all runs by 2026-01-02, in half by 2026-01-03, in 95% by 2026-01-04.",
    );
    expect(said.indexOf("budget of c")).toBeLessThan(said.indexOf("budget of d"));
    expect(said).not.toContain("The budget of b");
    expect(said).toContain("1 more budget runs out in some runs.");
  });

  it("name a day once, with the largest share of the runs that it holds for", () => {
    const said = (...days: readonly (number | null)[]) => {
      const [p05, p50, p95] = days.map((day) => (day === null ? null : `2026-01-0${day}T10:00:00Z`));
      const exhaustion = { probability: 0.5, standard_error: 0.016, p05, p50, p95 };
      return /interval [\d.–]+%\): ([^.]*)\./.exec(text(withCampaigns(campaign("a", { exhaustion }))))?.[1];
    };
    expect(said(2, 2, null)).toBe("in half of all runs by 2026-01-02");
    expect(said(2, 2, 2)).toBe("in 95% of all runs by 2026-01-02");
    expect(said(2, 2, 3)).toBe("in half of all runs by 2026-01-02, in 95% by 2026-01-03");
    expect(said(2, 3, 3)).toBe("in 5% of all runs by 2026-01-02, in 95% by 2026-01-03");
    expect(said(2, null, null)).toBe("in 5% of all runs by 2026-01-02");
  });

  it("give chances an interval that stays within 0 and 100%, also of few runs", () => {
    const rare = { ...NEVER, probability: 0.02, standard_error: 0.02 };
    const said = text({ ...withCampaigns(campaign("a", { exhaustion: rare })), runs: 50 });
    expect(said).toContain("in 2.0% of the runs (95% interval 0.3–10.5%).");
    const all = { ...NEVER, probability: 1, p05: "2026-01-02T10:00:00Z" };
    expect(text({ ...withCampaigns(campaign("a", { exhaustion: all })), runs: 5 })).toContain(
      "in every run (95% interval 56.5–100%): in 5% of all runs by 2026-01-02.",
    );
  });

  it("say that what nothing varies is certain, however many runs there are", () => {
    const dry = { probability: 1, standard_error: 0, p05: "2026-01-03T1", p50: "2026-01-03T1", p95: "2026-01-03T1" };
    const uncertainty = {
      ...madeUpForecast().uncertainty,
      draws: false,
      resample: "none",
      growth: { low: 1, high: 1 },
    };
    for (const runs of [1, 5]) {
      const totals = { ...madeUpForecast().totals, discount_minor: spread(1_234_567, 0, runs) };
      const said = text({
        ...withCampaigns(campaign("a", { exhaustion: dry })),
        ...{ runs, totals, uncertainty: uncertainty as ForecastDocument["uncertainty"] },
      });
      expect(said).toContain("Nothing differs between runs, so that this is certain");
      expect(said).toContain("The budget of a runs out on 2026-01-03, before the end.");
      expect(said).not.toMatch(/interval|One run/);
    }
  });

  it("say that there is no budget, and no campaign", () => {
    expect(text(withCampaigns(campaign("a")))).toContain("No campaign has a total budget that could run out.");
    expect(text(withCampaigns()).split("\n")[0]).toBe("There is no campaign, so nothing is granted.");
  });

  it("say that there is nothing to forecast from, and name no days, where no row is replayed", () => {
    const said = text({ rows: { read: 0, replayed: 0, rejected: 0, sorted: true } });
    expect(said.split("\n").slice(0, 2)).toEqual([
      "No row of the log is replayed, so there is nothing to forecast from: all figures are 0.",
      "",
    ]);
    expect(said).not.toMatch(/^ +days /m);
    expect(text()).toMatch(/^ +days +2026-01-01 to 2026-01-10/m);
  });

  it("begin with a warning where the forecast was stopped", () => {
    expect(text({ partial: true, runs: 312 }).split("\n")[0]).toBe(
      "Partial: stopped early. This is what the 312 runs say that were finished by then.",
    );
  });
});

describe("what was varied", () => {
  it("names every source of uncertainty and everything supposed", () => {
    const said = text({
      uncertainty: {
        draws: true,
        resample: "days",
        growth: { low: 1.2, high: 1.2 },
        uplift: 0.05,
        top_up: true,
        hidden_aversion: 0.2,
        holidays: { "2026-01-03": 2.5 },
      },
      horizon: { from: "2026-01-01", to: "2026-01-10", projected: true },
    }).replace(/\s+/g, " ");
    for (const part of [
      "the random discounts, drawn anew in each run",
      "days of the log drawn within their weekday",
      "which payments customers make beyond the log's",
      "whose baskets are raised",
      "which payments a holiday adds or takes",
      "1.2 times the log's customers",
      "payments of 2026-01-03 × 2.5",
      "5% further payments",
      "20% below their mean",
      "made of days of the log of the same weekday",
    ]) {
      expect(said).toContain(part);
    }
  });

  it("names what stays, and the option that would vary it", () => {
    const none = { ...madeUpForecast().uncertainty, resample: "none" as const, growth: { low: 1, high: 1 } };
    const said = text({ uncertainty: none });
    expect(said).toContain("who comes and when: the log as it is (--resample users or days varies it)");
    expect(said).toContain("the number of customers (--growth varies it)");
    expect(said).not.toContain("supposed  ");
  });
});

describe("tables", () => {
  it.each([40, 80, 120, 200])("take at most %i columns", (columns) => {
    const lines = text({}, columns).split("\n");
    expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(columns);
  });

  it("have mean, margin, deviation and range, and all campaigns in all", () => {
    const [header, friday, , all] = section(text(), "Discount, CNY");
    expect(header.split(/ {2,}/)).toEqual(["", "campaign", "mean", "±", "sd", "p05", "p50", "p95", "p05 to p95"]);
    expect(friday).toContain("105,312.47  495.85  8,000.00   92,152.47  105,312.47  118,472.47");
    expect(all).toContain("in all");
  });

  it("draw ranges to one scale", () => {
    const [, friday, welcome] = section(text({}, 120), "Discount, CNY").map((line) => line.indexOf("┃"));
    expect(friday).toBeGreaterThan(welcome);
  });

  it("say how sure the chance of running out is, also where all runs agree", () => {
    const lines = section(text(), "Total budgets");
    expect(lines[1]).toMatch(/friday +63\.0% +59\.9–66\.0% +01-05 14:00 +01-08 10:30 +– +2,500\.00 +3,816\.00/);
    expect(lines[2]).toMatch(/welcome +0% +0–0\.4% +– +– +– +0\.00/);
  });

  it("leave out campaigns with less where there are many, and say so", () => {
    const many = Array.from({ length: 23 }, (_, i) =>
      campaign(`c${i}`, { discount_minor: spread(1000 * (i + 1), 10) }),
    );
    const lines = section(text(withCampaigns(...many)), "Discount, CNY");
    expect(lines.filter((line) => / c\d+ /.test(line))).toHaveLength(20);
    expect(lines[1]).toContain("c22");
    expect(lines.at(-1)).toContain("3 campaigns with less are left out; --format json has all.");
  });

  it("have no section of budgets, sponsors or days where there is none", () => {
    const totals = { ...madeUpForecast().totals, contributions_minor: {} };
    const said = text({ ...withCampaigns(campaign("a")), totals });
    for (const heading of ["Total budgets", "Who pays, CNY", "Burn by day, CNY"]) expect(said).not.toContain(heading);
  });

  it("keep what a name would do to the terminal to themselves", () => {
    expect(text(withCampaigns(campaign("a\u001b[2Jb")))).not.toContain("\u001b");
    expect(forecastText(madeUpForecast(), { columns: 80, color: true })).toContain("\u001b[1mIn 1,000 runs");
  });
});

describe("burn by day", () => {
  it("draws three quantiles to one height, none for a campaign that gives nothing", () => {
    const lines = section(text(), "Burn by day, CNY");
    expect(lines.slice(0, 4).map((line) => line.trimEnd())).toEqual([
      "  campaign       day by day            largest day",
      "  friday    p95  █████▇▇▇▇▆              13,000.00",
      "            p50  ▇▆▆▆▅▅▅▄▄▄              10,000.00",
      "            p05  ▅▄▄▄▃▃▃▂▂▁               7,000.00",
    ]);
    expect(lines.join("\n")).not.toContain("welcome");
  });

  it("averages days where they are more than fit", () => {
    const horizon = { from: "2026-01-01", to: "2026-06-30", projected: true };
    const lines = section(text({ horizon }, 80), "Burn by day, CNY");
    expect(lines[0]).toMatch(/\d days a mark, on average/);
    expect(Math.max(...lines.map((line) => [...line].length))).toBeLessThanOrEqual(80);
  });
});
