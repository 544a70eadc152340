/** Shorthand for worked examples: a case of a few rows, replayed by the oracle, in Shanghai and CNY unless said otherwise. */
import type { Campaign, Case, CaseOptions, Discount } from "./case.js";
import { type NaiveResult, naiveReplay } from "./naive-replay.js";

export type Cells = Record<string, string>;

export interface Worked {
  campaigns: Campaign[];
  rows: (Cells | string[])[];
  history?: Cells[];
  users?: Cells[];
  merchants?: Cells[];
  coupons?: Cells[];
  options?: CaseOptions;
  currency?: string;
  timezone?: string;
  choice?: "priority" | "best";
}

export function replayed(worked: Worked): NaiveResult {
  const { campaigns, currency = "CNY", timezone = "Asia/Shanghai", choice = "priority" } = worked;
  const columns = new Set(["transaction_id", "timestamp", "user_id", "amount"]);
  for (const row of worked.rows) if (!Array.isArray(row)) for (const key of Object.keys(row)) columns.add(key);
  const input: Case = {
    name: "worked",
    files: [{ currency, timezone, choice, campaigns }],
    log: { columns: [...columns], rows: worked.rows },
    options: worked.options ?? {},
  };
  if (worked.history !== undefined) {
    input.history = {
      columns: ["transaction_id", "timestamp", "user_id", "amount", "card_id", "risk", "balance"],
      rows: worked.history,
    };
  }
  if (worked.users !== undefined) input.users = { columns: Object.keys(worked.users[0]), rows: worked.users };
  if (worked.merchants !== undefined)
    input.merchants = { columns: Object.keys(worked.merchants[0]), rows: worked.merchants };
  if (worked.coupons !== undefined) {
    input.coupons = {
      columns: ["coupon_id", "user_id", "campaign_id", "valid_from", "valid_until"],
      rows: worked.coupons,
    };
  }
  return naiveReplay(input);
}

export function campaign(discount: Discount, more: Partial<Campaign> = {}): Campaign {
  return { id: "c", name: "C", discount, ...more };
}

/** 5.00 off from 100.00. */
export const FIVE_OFF: Discount = { mode: "amount_off", tiers: [{ minimum_amount: "100.00", amount_off: "5.00" }] };

/** A payment at a local time of January 2026, `05 10:00` or so. */
export function pay(id: string, time: string, amount: string, more: Cells = {}): Cells {
  return { transaction_id: id, timestamp: `2026-01-${time}`, user_id: "U1", amount, ...more };
}

export function giveBack(id: string, time: string, of: string, amount: string): Cells {
  return { transaction_id: id, timestamp: `2026-01-${time}`, user_id: "U1", amount, type: "refund", refund_of: of };
}

/** `id:discount` of each payment that was paid, `id:reason` of each that was declined, in replay order. */
export function grants(result: NaiveResult): string[] {
  return result.state.payments.map((payment) => {
    return `${payment.event.id}:${payment.declined ?? payment.redemptions.reduce((sum, r) => sum + r.granted, 0n)}`;
  });
}

export const first = (result: NaiveResult) => result.document.campaigns[0];
