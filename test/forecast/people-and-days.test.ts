/** Runs with people who come again and days that are moved, against a replay of a log in which they are written out. */
import { Buffer } from "node:buffer";
import { describe, expect, it } from "vitest";
import { Zone } from "../../src/domain/zone.js";
import type { ForecastSettings, RunRows } from "../../src/forecast/contract.js";
import { createRunReplay } from "../../src/forecast/run-job.js";
import { createSampler } from "../../src/forecast/sampling/create-sampler.js";
import { movesTime } from "../../src/forecast/settings.js";
import { LogShare } from "../../src/forecast/share-log.js";
import { simulate } from "../../src/simulate.js";
import { readInputs } from "../../src/simulation/read-inputs.js";

const ZONE = "Europe/Berlin";
const CAMPAIGNS = `version: 1
currency: EUR
timezone: ${ZONE}
identities: { person: [user_id, card_id] }
campaigns:
  - id: welcome
    eligibility: [{ first_payment: { per: device_id } }]
    budget: { total: 300.00 }
    discount: { mode: fixed_price, minimum_amount: 10.00, price: 5.00 }
  - id: weekend
    window: { days: [fri, sat], hours: ["18:00-02:00"] }
    limits: [{ per: user_id, max: 2, every: week }, { per: person, max: 3 }]
    funding: { bank: 60%, merchant: 40% }
    refunds: { restore_limits: true }
    discount: { mode: percent_off, tiers: [{ minimum_amount: 0.00, percent_off: 10% }] }
  - id: regulars
    eligibility: [{ count: { at_least: 2, within: 10d } }]
    limits: [{ per: merchant_id, max: 40 }]
    budget: { per_day: 20.00, on_short: partial }
    discount: { mode: amount_off, every: 20.00, amount_off: 1.00 }
`;

/** A month around a clock change, with refunds, payments of nobody and short balances. */
function logText(): string {
  const lines = ["transaction_id,timestamp,user_id,device_id,card_id,merchant_id,amount,balance,type,refund_of"];
  let state = 12345;
  const next = (below: number) => {
    state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
    return (state >>> 8) % below;
  };
  const start = Date.UTC(2026, 2, 9);
  for (let i = 0; i < 700; i++) {
    const at = new Date(start + i * 3_700_000 + next(1_000_000)).toISOString();
    const number = next(40);
    const user = next(12) === 0 ? "" : `u${number}`;
    const device = user === "" ? "" : `d${next(30)}`;
    const balance = next(9) === 0 ? "7.50" : "";
    lines.push(
      `t${i},${at},${user},${device},c${number % 20},m${next(4)},${10 + next(60)}.${10 + next(80)},${balance},payment,`,
    );
    if (next(12) === 0 && user !== "") {
      const price = lines[lines.length - 1].split(",")[6];
      const later = new Date(start + i * 3_700_000 + 4_000_000 + next(90_000_000)).toISOString();
      lines.push(`r${i},${later},${user},${device},,,${price},,refund,t${i}`);
    }
  }
  return `${lines.join("\n")}\n`;
}

const OFF: ForecastSettings = {
  seed: "people",
  resample: "none",
  horizon: null,
  growth: { low: 1, high: 1 },
  holidays: new Map(),
  uplift: 0,
};

/** The rows of a run as a log of their own: copies of people are others, with other devices and cards. */
function written(rows: RunRows, lines: readonly string[][], order: readonly number[], refundOf: Int32Array): string {
  const idOf = (i: number) => `x${i}`;
  const seen = new Map<string, number>();
  const payments = new Map<string, number[]>();
  for (let i = 0; i < rows.length; i++) {
    const key = `${rows.base[i]}/${rows.person[i]}`;
    payments.set(key, [...(payments.get(key) ?? []), i]);
  }
  const text = ["transaction_id,timestamp,user_id,device_id,card_id,merchant_id,amount,balance,type,refund_of"];
  for (let i = 0; i < rows.length; i++) {
    const cells = [...lines[order[rows.base[i]]]];
    const copy = rows.person[i] === 0 ? "" : `#${rows.person[i]}`;
    for (const column of [2, 3, 4]) if (cells[column] !== "") cells[column] += copy;
    const target = refundOf[rows.base[i]];
    if (cells[8] === "refund") {
      const key = `${rows.base[i]}/${rows.person[i]}`;
      const k = seen.get(key) ?? 0;
      seen.set(key, k + 1);
      const payment = payments.get(`${target}/${rows.person[i]}`)?.[k];
      cells[9] = payment === undefined ? "none" : idOf(payment);
    }
    text.push([idOf(i), new Date(rows.timeMs[i]).toISOString(), ...cells.slice(2)].join(","));
  }
  return `${text.join("\n")}\n`;
}

async function compare(change: Partial<ForecastSettings>, runs: number): Promise<void> {
  const settings = { ...OFF, ...change };
  const log = logText();
  const campaigns = [{ file: "c.yaml", text: CAMPAIGNS }];
  const read = await readInputs({ campaigns, transactions: { name: "log.csv", text: log } });
  const { columns } = read.loaded;
  const shared = new LogShare(columns).for(read.set, {
    seed: settings.seed,
    timeMoves: movesTime(settings),
    raisedByMinor: 0,
  });
  const zone = Zone.named(ZONE) as Zone;
  const days = settings.horizon ?? {
    first: zone.dayOf(columns.timeMs[0]),
    until: zone.dayOf(columns.timeMs[columns.length - 1]) + 1,
  };
  const shape = {
    campaigns: read.set.campaigns.map(({ id, funding, budget }) => ({
      id,
      sponsors: funding.shares.sponsors,
      totalMinor: budget?.totalMinor ?? null,
    })),
    days,
  };
  const replay = createRunReplay({ campaigns, settings, shape, onMismatch: "server", log: shared });
  const sampler = createSampler(shared, settings, zone);
  const rows: RunRows = { length: 0, base: new Int32Array(0), person: new Int32Array(0), timeMs: new Float64Array(0) };
  const lines = log
    .trimEnd()
    .split("\n")
    .slice(1)
    .map((line) => line.split(","));
  const order = Array.from({ length: columns.length }, (_, row) => columns.line[row] - 2);
  for (let run = 0; run < runs; run++) {
    const outcome = replay(run);
    sampler.sample(run, rows);
    const text = Buffer.from(written(rows, lines, order, columns.refundOf));
    const { document } = await simulate({
      campaigns,
      transactions: { name: "run.csv", text },
      options: { maxRejects: "100%" },
    });
    expect(Math.min(...outcome.redemptions)).toBeGreaterThan(0);
    expect(Array.from(outcome.redemptions)).toEqual(document.campaigns.map(({ redemptions }) => redemptions));
    expect(Array.from(outcome.discountMinor)).toEqual(
      document.campaigns.map(({ discount_minor }) => Number(discount_minor)),
    );
    expect(Array.from(outcome.unservedMinor)).toEqual(
      document.campaigns.map(({ budget }) => Number(budget.unserved_minor)),
    );
    expect(Array.from(outcome.contributionsMinor)).toEqual(
      document.campaigns.flatMap(({ contributions_minor }) => Object.values(contributions_minor).map(Number)),
    );
    const total = outcome.dailyMinor.reduce((sum, minor) => sum + minor, 0);
    expect(total).toBe(Number(document.totals.discount_minor));
  }
}

describe("a run comes to what a replay of its rows comes to", () => {
  it("with users drawn with replacement", () => compare({ resample: "users" }, 6));
  it("with more customers", () => compare({ growth: { low: 1.3, high: 2.5 } }, 4));
  it("with fewer customers", () => compare({ growth: { low: 0.3, high: 0.9 } }, 4));
  it("with days drawn within their weekday", () => compare({ resample: "days" }, 6));
  it("with a horizon after the log, users drawn", () => {
    const zone = Zone.named(ZONE) as Zone;
    const first = zone.dayOf(Date.UTC(2026, 9, 19));
    return compare({ resample: "users", horizon: { first, until: first + 21 } }, 4);
  });
  it("with further payments and busy days", () => {
    const zone = Zone.named(ZONE) as Zone;
    const busy = zone.dayOf(Date.UTC(2026, 2, 20));
    return compare(
      {
        uplift: 0.4,
        holidays: new Map([
          [busy, 2.5],
          [busy + 1, 0],
        ]),
      },
      4,
    );
  });
});
