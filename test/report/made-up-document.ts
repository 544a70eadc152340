/** A document made up for tests of the formats: a bank's quarter with six campaigns, every kind of trouble once. */
import { formatDay } from "../../src/domain/civil-date.js";
import { REFUSALS, type Refusal } from "../../src/engine/refusals.js";
import { contributionsOf } from "../../src/report/contributions.js";
import type { ReportDetails } from "../../src/report/details.js";
import type {
  BurnLine,
  CampaignSummary,
  DiscountSummary,
  FitSummary,
  ReportDocument,
} from "../../src/report/document.js";

const FIRST_DAY = 20_455; // 2026-01-02
const DAYS = 90;

interface Made {
  readonly id: string;
  readonly name?: string;
  readonly mode: string;
  readonly redemptions: number;
  readonly discount: bigint;
  readonly refusals: Partial<Record<Refusal, number>>;
  readonly offers?: number;
  readonly declined?: number;
  readonly total?: number;
  readonly spent?: bigint;
  readonly overspent?: bigint;
  readonly exhaustedAt?: string;
  readonly unserved?: bigint;
  readonly bank: bigint;
  readonly histogram?: readonly (readonly [number, number, number])[];
  readonly fit?: FitSummary;
}

function campaign(made: Made): CampaignSummary {
  const left = made.total === undefined ? null : Math.max(0, made.total - Number(made.spent ?? made.discount));
  const spent = made.spent ?? made.discount;
  return {
    id: made.id,
    name: made.name ?? made.id,
    mode: made.mode,
    offers: made.offers ?? made.redemptions + (made.declined ?? 0),
    redemptions: made.redemptions,
    declined: made.declined ?? 0,
    users: Math.ceil(made.redemptions * 0.6),
    price_minor: made.discount * 12n,
    desired_minor: made.discount + 1000n,
    discount_minor: made.discount,
    refunded_discount_minor: made.discount - spent,
    contributions_minor: contributionsOf(["bank", "merchant"], [made.bank, made.discount - made.bank]),
    refunded_contributions_minor: contributionsOf(["bank", "merchant"], [made.discount - spent, 0n]),
    refusals: Object.fromEntries(REFUSALS.map((name) => [name, made.refusals[name] ?? 0])),
    budget: {
      total_minor: made.total ?? null,
      spent_minor: spent,
      left_minor: left,
      overspent_minor: made.overspent ?? 0n,
      utilization: made.total === undefined ? null : Number(spent) / made.total,
      exhausted_at: made.exhaustedAt ?? null,
      unserved_minor: made.unserved ?? 0n,
    },
    discount: made.redemptions === 0 ? null : distribution(made),
    fit: made.fit ?? null,
  };
}

function distribution({ redemptions, discount, histogram = [] }: Made): DiscountSummary {
  const bins = histogram.map(([from_minor, to_minor, count]) => ({ from_minor, to_minor, count }));
  return {
    mean_minor: Number(discount) / redemptions,
    sd_minor: Number(discount) / redemptions / 3,
    min_minor: bins[0].from_minor,
    p50_minor: bins[Math.floor(bins.length / 2)].from_minor,
    p90_minor: bins[bins.length - 1].from_minor,
    p99_minor: bins[bins.length - 1].from_minor,
    max_minor: bins[bins.length - 1].to_minor - 1,
    histogram: bins,
  };
}

/** Amounts by day with a weekly rhythm, on the days from `from` to `to` that `on` lets through. */
function burn(
  id: string,
  from: number,
  to: number,
  peak: number,
  on: (day: number) => boolean = () => true,
): BurnLine[] {
  const lines: BurnLine[] = [];
  let cumulative = 0n;
  for (let day = from; day < to; day++) {
    if (!on(day)) continue;
    const amount = BigInt(Math.round((peak * (4 + ((day * 5) % 7))) / 10));
    cumulative += amount;
    lines.push({
      period: formatDay(FIRST_DAY + day),
      campaign_id: id,
      redemptions: 10,
      discount_minor: amount,
      cumulative_minor: cumulative,
      left_minor: null,
    });
  }
  return lines;
}

const SPIN: FitSummary = {
  design_mean_minor: 162.5,
  test: "chi_square",
  statistic: 0.52,
  degrees: 3,
  p_value: 0.9146,
  draws: 2000,
  drawn_mean_minor: 163,
  redeemed_mean_minor: 200,
  bins: [
    { from_minor: 0, to_minor: 1, drawn: 1592, expected: 1600, redeemed: 0 },
    { from_minor: 500, to_minor: 501, drawn: 260, expected: 250, redeemed: 250 },
    { from_minor: 1000, to_minor: 1001, drawn: 100, expected: 100, redeemed: 100 },
    { from_minor: 2000, to_minor: 2001, drawn: 48, expected: 50, redeemed: 45 },
  ],
};

const CAMPAIGNS: readonly Made[] = [
  {
    id: "friday-credit",
    name: "周五信用卡满减",
    mode: "amount_off",
    redemptions: 3_412,
    discount: 3_021_500n,
    offers: 4_020,
    declined: 58,
    refusals: {
      outside_window: 15_204,
      out_of_scope: 1_210,
      wrong_payment: 902,
      below_minimum: 1_104,
      limit_reached: 280,
    },
    total: 5_000_000,
    spent: 2_940_250n,
    bank: 2_115_050n,
    histogram: [
      [500, 501, 2_105],
      [1500, 1501, 1_307],
    ],
  },
  {
    id: "spring-percent-off-for-new-customers",
    name: "Spring for new customers",
    mode: "percent_off",
    redemptions: 2_004,
    discount: 2_000_000n,
    refusals: { not_in_audience: 14_000, not_eligible: 5_716, budget_exhausted: 1_000 },
    total: 2_000_000,
    exhaustedAt: "2026-02-14T18:42:10+08:00",
    unserved: 812_340n,
    bank: 1_000_000n,
    histogram: Array.from({ length: 24 }, (_, i) => [i * 100, (i + 1) * 100, 30 + ((i * 37) % 107)] as const),
  },
  {
    id: "first-100-free",
    mode: "free_orders",
    redemptions: 100,
    discount: 1_250_075n,
    refusals: { nothing_to_give: 22_620 },
    total: 1_250_000,
    overspent: 75n,
    exhaustedAt: "2026-01-02T09:12:00+08:00",
    bank: 0n,
    histogram: Array.from({ length: 40 }, (_, i) => [i * 500, (i + 1) * 500, i % 5 === 0 ? 12 : 2] as const),
  },
  {
    id: "points",
    name: "Pay with points",
    mode: "points",
    redemptions: 1_204,
    discount: 310_400n,
    refusals: { nothing_to_give: 21_516 },
    bank: 310_400n,
    histogram: [[100, 200, 1_204]],
  },
  {
    id: "evil\u001b[31m\u202e",
    name: "=cmd()",
    mode: "fixed_price",
    redemptions: 0,
    discount: 0n,
    refusals: { out_of_scope: 22_720 },
    bank: 0n,
  },
  {
    id: "spin",
    name: "Spin the wheel",
    mode: "lucky_draw",
    redemptions: 420,
    discount: 84_000n,
    refusals: { nothing_to_give: 22_300 },
    bank: 0n,
    histogram: [
      [200, 201, 25],
      [500, 501, 250],
      [1000, 1001, 100],
      [2000, 2001, 45],
    ],
    fit: SPIN,
  },
  { id: "summer", mode: "percent_off", redemptions: 0, discount: 0n, refusals: { paused: 22_720 }, bank: 0n },
];

export function madeUpDocument(): ReportDocument {
  return {
    schema_version: 1,
    tool: { name: "promosim", version: "0.1.0" },
    seed: "promosim",
    currency: { code: "CNY", exponent: 2 },
    timezone: "Asia/Shanghai",
    inputs: [
      { role: "campaigns", file: "campaigns.yaml", sha256: "3f2a9c1d04e7".repeat(6).slice(0, 64) },
      { role: "transactions", file: "transactions.csv.gz", sha256: "b81c5e20aa9f".repeat(6).slice(0, 64) },
      { role: "users", file: "users.csv", sha256: "77d0e1c3f492".repeat(6).slice(0, 64) },
    ],
    rows: { read: 23_512, replayed: 23_480, rejected: 32, sorted: true },
    totals: {
      payments: 22_310,
      declined: 410,
      refunds: 760,
      discounted_payments: 7_140,
      price_minor: 312_456_780n,
      discount_minor: 6_665_975n,
      payable_minor: 306_101_205n,
      cashback_minor: 310_400n,
      refunded_price_minor: 3_400_000n,
      refunded_discount_minor: 81_250n,
      contributions_minor: contributionsOf(["bank", "merchant"], [3_425_450n, 3_240_525n]),
      refunded_contributions_minor: contributionsOf(["bank", "merchant"], [81_250n, 0n]),
    },
    campaigns: CAMPAIGNS.map(campaign),
    burn: [
      ...burn("friday-credit", 0, DAYS, 250_000, (day) => day % 7 === 0 || day % 7 === 1),
      ...burn("spring-percent-off-for-new-customers", 0, 44, 50_000),
      ...burn("first-100-free", 0, 1, 1_250_075),
      ...burn("points", 5, DAYS, 4_000),
      ...burn("spin", 0, DAYS, 1_500),
    ],
    merchants: Array.from({ length: 14 }, (_, i) => ({
      merchant_id: i === 0 ? "" : `M${String(i).padStart(3, "0")}`,
      payments: 2_000 - i * 100,
      price_minor: BigInt(30_000_000 - i * 1_500_000),
      discount_minor: i === 13 ? 0n : BigInt(900_000 - ((i * 7) % 13) * 60_000),
      contributions_minor: contributionsOf(["bank"], [1n]),
    })),
    exposure: [],
    mismatches: { checked: 1_200, different: 3, difference_minor: 1_250n },
    warnings: [
      {
        code: "end-of-month",
        message:
          "the window ends at 2026-03-31T00:00:00+08:00, so the last day of March is not in it; write end: 2026-04-01 to include it",
        campaign_id: "friday-credit",
      },
      {
        code: "no-history",
        message: "first_payment without --history: everybody's first payment in the log counts as their first",
      },
    ],
    distributions: {
      overall: {
        mean_minor: 933.6,
        sd_minor: 1_502.3,
        min_minor: 100,
        p50_minor: 500,
        p90_minor: 1500,
        p99_minor: 6400,
        max_minor: 19_999,
        histogram: Array.from({ length: 40 }, (_, i) => ({
          from_minor: i * 500,
          to_minor: (i + 1) * 500,
          count: i === 0 ? 4_000 : i < 5 ? 680 : i % 7 === 0 ? 84 : 0,
        })),
      },
      per_user: {
        users: 2_410,
        mean_minor: 2_766,
        sd_minor: 1_980.5,
        min_minor: 100n,
        p50_minor: 2_000n,
        p90_minor: 5_500n,
        p99_minor: 12_000n,
        max_minor: 21_499n,
        histogram: Array.from({ length: 22 }, (_, i) => ({
          from_minor: BigInt(i * 1000),
          to_minor: BigInt((i + 1) * 1000),
          count: Math.floor(1_205 / 2 ** i) + 1,
        })),
      },
      by_hour: Array.from({ length: 24 }, (_, hour) => ({
        hour,
        redemptions: hour < 6 ? 0 : (hour * 40) % 900,
        discount_minor: hour < 6 ? 0n : BigInt((hour * 40) % 900) * 820n,
      })),
      campaigns: [],
    },
  };
}

export function madeUpDetails(): ReportDetails {
  return {
    cashback: [],
    declines: { client_discount_mismatch: 0, risk_rejected: 20, insufficient_balance: 390, quote_gone: 0 },
    period: { first: FIRST_DAY, last: FIRST_DAY + DAYS - 1 },
    sentences: [
      "5.00 off from 100.00, 15.00 off from 200.00",
      "10% off",
      "free for the first 100",
      "100 points are worth 1.00",
      "9.90 for what costs more",
      "20% of the draws win a prize, the others get nothing",
      "20% off",
    ],
    draws: [null, null, null, null, null, { per: "redemption", identity: "device_id", reveal: "after_payment" }, null],
    rejected: [
      { file: "transactions.csv.gz", reason: "not_an_amount", count: 20 },
      { file: "transactions.csv.gz", reason: "bad_timestamp", count: 12 },
      { file: "users.csv", reason: "duplicate_key", count: 2 },
    ],
  };
}
