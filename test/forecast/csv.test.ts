/** The table of a forecast. */
import { parse } from "csv-parse/sync";
import { expect, it } from "vitest";
import { forecastCsv } from "../../src/forecast/forecast-csv.js";
import type { CampaignForecast, ForecastDocument, Spread } from "../../src/forecast/forecast-document.js";

const spread = (mean: number): Spread => ({ mean, sd: 12.5, p05: 100, p50: 12_345, p95: 20_000, standard_error: 0.4 });
const UNKNOWN = { probability: null, standard_error: null, p05: null, p50: null, p95: null };

function campaign(id: string, exhaustion: CampaignForecast["exhaustion"], sponsor = "bank"): CampaignForecast {
  return {
    id,
    discount_minor: spread(12_345.6),
    redemptions: spread(10 / 3),
    contributions_minor: { [sponsor]: spread(1) },
    unserved_minor: spread(0),
    exhaustion,
  };
}

function documentOf(campaigns: readonly CampaignForecast[], exponent = 2): ForecastDocument {
  const { id: _, exhaustion: __, ...totals } = campaign("", UNKNOWN);
  return {
    schema_version: 1,
    tool: { name: "promosim", version: "0.0.0" },
    seed: "",
    currency: { code: "CNY", exponent },
    timezone: "UTC",
    inputs: [],
    rows: { read: 0, replayed: 0, rejected: 0, sorted: true },
    runs: 40,
    partial: false,
    uncertainty: {
      draws: true,
      resample: "none",
      growth: { low: 1, high: 1 },
      uplift: 0,
      top_up: false,
      hidden_aversion: 0,
      holidays: {},
    },
    horizon: { from: "2026-03-01", to: "2026-03-31", projected: true },
    totals,
    campaigns: [...campaigns],
    burn: campaigns.map(({ id }) => ({
      period: "2026-03-01",
      campaign_id: id,
      discount_minor: { mean: 5, p05: 1, p50: 4, p95: 9 },
      cumulative_minor: { mean: 50.5, p05: 10, p50: 40, p95: 90 },
    })),
    warnings: [],
  };
}

const textOf = (document: ForecastDocument) => [...forecastCsv(document)].join("");

it("has a line a figure, money in major units, and nothing where a figure has nothing to say", () => {
  const ranOut = {
    probability: 0.4,
    standard_error: 0.07745966692414834,
    p05: "2026-03-09T12:00:00+08:00",
    p50: null,
    p95: null,
  };
  expect(textOf(documentOf([campaign("a", ranOut), campaign("b", UNKNOWN)]))).toBe(
    [
      "scope,campaign_id,period,figure,mean,sd,p05,p50,p95,standard_error",
      "total,,,discount,123.46,0.13,1.00,123.45,200.00,0.00",
      "total,,,redemptions,3.333333,12.5,100,12345,20000,0.4",
      "total,,,contribution of bank,0.01,0.13,1.00,123.45,200.00,0.00",
      "total,,,unserved,0.00,0.13,1.00,123.45,200.00,0.00",
      "campaign,a,,discount,123.46,0.13,1.00,123.45,200.00,0.00",
      "campaign,a,,redemptions,3.333333,12.5,100,12345,20000,0.4",
      "campaign,a,,contribution of bank,0.01,0.13,1.00,123.45,200.00,0.00",
      "campaign,a,,unserved,0.00,0.13,1.00,123.45,200.00,0.00",
      "campaign,a,,exhaustion_probability,0.4,,,,,0.07746",
      "campaign,a,,exhausted_at,,,2026-03-09T12:00:00+08:00,,,",
      "campaign,b,,discount,123.46,0.13,1.00,123.45,200.00,0.00",
      "campaign,b,,redemptions,3.333333,12.5,100,12345,20000,0.4",
      "campaign,b,,contribution of bank,0.01,0.13,1.00,123.45,200.00,0.00",
      "campaign,b,,unserved,0.00,0.13,1.00,123.45,200.00,0.00",
      "day,a,2026-03-01,discount,0.05,,0.01,0.04,0.09,",
      "day,a,2026-03-01,cumulative_discount,0.51,,0.10,0.40,0.90,",
      "day,b,2026-03-01,discount,0.05,,0.01,0.04,0.09,",
      "day,b,2026-03-01,cumulative_discount,0.51,,0.10,0.40,0.90,",
      "",
    ].join("\n"),
  );
});

it("knows currencies without minor units", () => {
  expect(textOf(documentOf([], 0))).toContain("total,,,discount,12346,13,100,12345,20000,0\n");
});

it("is read back by any reader, whatever names hold, and starts no formula in a spreadsheet", () => {
  const ids = ['=HYPERLINK("http://x")', "@a", "+1+1", "-2+3", 'a,"b"\nc', "周五"];
  const records = parse(textOf(documentOf(ids.map((id) => campaign(id, UNKNOWN, '"=1,\n2"')))), {
    columns: true,
  }) as Record<string, string>[];
  const named = [...new Set(records.map(({ campaign_id }) => campaign_id))];
  expect(named).toEqual(["", `'=HYPERLINK("http://x")`, "'@a", "'+1+1", "'-2+3", 'a,"b"\nc', "周五"]);
  expect(records.filter(({ figure }) => figure === 'contribution of "=1,\n2"')).toHaveLength(ids.length);
  expect(records.flatMap(Object.values).filter((cell) => /^[=+@-]/.test(cell))).toEqual([]);
});
