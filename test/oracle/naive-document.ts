/** Writes the oracle's result under the keys of SPEC §8, every sum walked again from the payments and redemptions. */
import type { Case } from "./case.js";
import { amountOf, EXPONENTS } from "./naive-money.js";
import type { Outcome } from "./naive-replay.js";
import {
  dayIn,
  instantOf,
  isCashback,
  type Ledger,
  type Redemption,
  restoresBudget,
  type State,
  standing,
} from "./naive-state.js";
import { dayOf, isoOf } from "./naive-time.js";

type Sums = Record<string, bigint>;
/** Keys as in SPEC §8; money as bigint, the rest as SPEC has it. */
// biome-ignore lint/suspicious/noExplicitAny: compared key by key with a document of another make
export type NaiveDocument = any;

interface Run {
  input: Case;
  currency: string;
  rows: { read: number; replayed: number; rejected: number; sorted: boolean };
  refunds: number;
  refundEvents: Outcome[];
  ledgers: Ledger[];
  state: State;
}

export function writeDocument(run: Run): NaiveDocument {
  const { state, ledgers } = run;
  return {
    seed: run.input.options.seed ?? DEFAULT_SEED,
    currency: { code: run.currency, exponent: EXPONENTS[run.currency] },
    timezone: state.zone,
    rows: run.rows,
    totals: totals(run),
    campaigns: ledgers.map((ledger) => campaignSummary(ledger, state)),
    burn: burn(ledgers, state),
    merchants: merchants(state),
    mismatches: mismatches(state).summary,
    mismatchList: mismatches(state).list,
  };
}

/** As `promosim replay --help` says. */
export const DEFAULT_SEED = "promosim";

const DETERMINISTIC = ["amount_off", "percent_off", "fixed_price", "points"];

function addParts(sums: Sums, sponsors: string[], parts: bigint[]): void {
  sponsors.forEach((sponsor, i) => {
    sums[sponsor] = (sums[sponsor] ?? 0n) + parts[i];
  });
}

function sum(values: bigint[]): bigint {
  let total = 0n;
  for (const value of values) total += value;
  return total;
}

function totals(run: Run): NaiveDocument {
  const { state } = run;
  const paid = state.payments.filter((payment) => payment.declined === null);
  const contributions: Sums = {};
  const back: Sums = {};
  for (const r of state.redemptions) {
    addParts(contributions, r.sponsors, r.parts);
    addParts(back, r.sponsors, r.partsBack);
  }
  const cashback = sum(state.redemptions.filter((r) => isCashback(r.campaign)).map((r) => r.granted));
  const price = sum(paid.map((payment) => payment.event.amount));
  const discount = sum(state.redemptions.map((r) => r.granted));
  return {
    payments: paid.length,
    declined: state.payments.length - paid.length,
    refunds: run.refunds,
    discounted_payments: paid.filter((payment) => payment.redemptions.length > 0).length,
    price_minor: price,
    discount_minor: discount,
    payable_minor: price - (discount - cashback),
    cashback_minor: cashback,
    refunded_price_minor: sum(run.refundEvents.filter((o) => !o.bare).map((outcome) => outcome.price)),
    refunded_discount_minor: sum(run.refundEvents.map((outcome) => outcome.refundedDiscount)),
    contributions_minor: contributions,
    refunded_contributions_minor: back,
  };
}

function campaignSummary(ledger: Ledger, state: State): NaiveDocument {
  const { campaign } = ledger;
  const redemptions = state.redemptions.filter((r) => r.campaign === campaign);
  const contributions: Sums = {};
  const back: Sums = {};
  for (const r of redemptions) {
    addParts(contributions, r.sponsors, r.parts);
    addParts(back, r.sponsors, r.partsBack);
  }
  const users = new Set(redemptions.map((r) => r.event.user).filter((user) => user !== ""));
  const spent = sum(redemptions.map(standing));
  const total = campaign.budget?.total === undefined ? null : amountOf(campaign.budget.total, state.exponent);
  return {
    id: campaign.id,
    name: campaign.name,
    mode: campaign.discount.mode,
    offers: ledger.offers,
    redemptions: redemptions.length,
    declined: state.payments.filter((p) => p.declined !== null && p.taken.some((t) => t.offer.campaign === campaign))
      .length,
    users: users.size,
    price_minor: sum(redemptions.map((r) => r.event.amount)),
    desired_minor: sum(redemptions.map((r) => r.desired)),
    discount_minor: sum(redemptions.map((r) => r.granted)),
    refunded_discount_minor: sum(redemptions.flatMap((r) => r.refunds.map((refund) => refund.part))),
    contributions_minor: contributions,
    refunded_contributions_minor: back,
    refusals: ledger.refusals,
    budget: {
      total_minor: total,
      spent_minor: spent,
      left_minor: total === null ? null : total > spent ? total - spent : 0n,
      overspent_minor: ledger.overspent,
      utilization: total === null ? null : Number(spent) / Number(total),
      exhausted_at: ledger.exhaustedAt === null ? null : isoOf(ledger.exhaustedAt, state.zone),
      unserved_minor: ledger.unserved,
    },
    discount: statistics(redemptions.map((r) => r.granted)),
    ...(DETERMINISTIC.includes(campaign.discount.mode) ? { fit: null } : {}),
  };
}

function statistics(granted: bigint[]): NaiveDocument {
  if (granted.length === 0) return null;
  const sorted = [...granted].sort((a, b) => (a < b ? -1 : a > b ? 1 : 0));
  const count = BigInt(sorted.length);
  const total = sum(sorted);
  // n² × variance = n × Σx² − (Σx)², exact until the last step.
  const spread = count * sum(sorted.map((x) => x * x)) - total * total;
  // The first value with at least NN% of the values at or below it.
  const rank = (percent: bigint): bigint =>
    sorted.find((x) => BigInt(sorted.filter((y) => y <= x).length) * 100n >= percent * count) as bigint;
  return {
    mean_minor: Number(total) / sorted.length,
    sd_minor: Math.sqrt(Number(spread)) / sorted.length,
    min_minor: sorted[0],
    p50_minor: rank(50n),
    p90_minor: rank(90n),
    p99_minor: rank(99n),
    max_minor: sorted[sorted.length - 1],
  };
}

function burn(ledgers: Ledger[], state: State): NaiveDocument[] {
  const days = [...new Set(state.redemptions.map((r) => dayIn(state, r.event)))].sort();
  const lines: NaiveDocument[] = [];
  for (const day of days) {
    for (const { campaign } of ledgers) {
      const all = state.redemptions.filter((r) => r.campaign === campaign);
      const today = all.filter((r) => dayIn(state, r.event) === day);
      if (today.length === 0) continue;
      const until = all.filter((r) => dayIn(state, r.event) <= day);
      const total = campaign.budget?.total === undefined ? null : amountOf(campaign.budget.total, state.exponent);
      lines.push({
        period: day,
        campaign_id: campaign.id,
        redemptions: today.length,
        discount_minor: sum(today.map((r) => r.granted)),
        cumulative_minor: sum(until.map((r) => r.granted)),
        left_minor: total === null ? null : notBelowZero(total - sum(until.map((r) => standingAtEndOf(day, r, state)))),
      });
    }
  }
  return lines;
}

const notBelowZero = (amount: bigint): bigint => (amount < 0n ? 0n : amount);

function standingAtEndOf(day: string, r: Redemption, state: State): bigint {
  if (!restoresBudget(r.campaign)) return r.granted;
  const refunds = r.refunds.filter((refund) => dayOf(refund.event.t, state.zone) <= day);
  return r.granted - sum(refunds.map((refund) => refund.part));
}

function merchants(state: State): NaiveDocument[] {
  const paid = state.payments.filter((payment) => payment.declined === null);
  const merchantOf = (p: (typeof paid)[number]): string => p.event.cells.merchant_id ?? "";
  const byCodePoints = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
  return [...new Set(paid.map(merchantOf))].sort(byCodePoints).map((merchant) => {
    const own = paid.filter((payment) => merchantOf(payment) === merchant);
    const contributions: Sums = {};
    const redemptions = own.flatMap((payment) => payment.redemptions);
    for (const { sponsors, parts } of redemptions) addParts(contributions, sponsors, parts);
    return {
      merchant_id: merchant,
      payments: own.length,
      price_minor: sum(own.map((payment) => payment.event.amount)),
      discount_minor: sum(redemptions.map((r) => r.granted)),
      contributions_minor: contributions,
    };
  });
}

function mismatches(state: State): { summary: NaiveDocument; list: [string, bigint, bigint, bigint][] } {
  const list: [string, bigint, bigint, bigint][] = [];
  let checked = 0;
  for (const { event, taken } of state.payments) {
    if (event.clientDiscount === null) continue;
    checked += 1;
    const ours = instantOf(taken);
    if (event.clientDiscount !== ours) list.push([event.id, event.clientDiscount, ours, event.clientDiscount - ours]);
  }
  const difference = sum(list.map(([, , , d]) => (d < 0n ? -d : d)));
  return { summary: { checked, different: list.length, difference_minor: difference }, list };
}
