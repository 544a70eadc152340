/** A log whose discounts add up plainly: fixed amounts, no budget and no limit, so that what a user or a day comes to is known. */
import { Buffer } from "node:buffer";
import { DAY_MS } from "../../../src/domain/civil-date.js";

/** A Monday. Thirty days: some weekdays come five times and some four. */
const START_MS = Date.UTC(2026, 5, 1);
const DAYS = 30;
const USERS = 40;
const PAYMENTS = 240;
/** From a price on, in whole yen. */
const TIERS = [
  [2000, 150],
  [600, 40],
  [100, 5],
];

export interface ResampledLog {
  readonly campaigns: string;
  readonly text: Buffer;
  /** By user and by day, in yen. */
  readonly discounts: readonly (readonly number[])[];
}

export function resampledLog(): ResampledLog {
  const next = lehmer();
  const lines = ["transaction_id,timestamp,user_id,amount"];
  const byUser = new Map<string, number[]>();
  for (let i = 0; i < PAYMENTS; i++) {
    const day = Math.floor((i * DAYS) / PAYMENTS);
    // Few users come often, and weekends are dear.
    const user = `u${Math.floor(next() ** 2 * USERS)}`;
    const price = Math.floor(100 + 1500 * next() + (day % 7 > 4 ? 900 : 0));
    const at = new Date(START_MS + day * DAY_MS + Math.floor(next() * DAY_MS)).toISOString();
    lines.push(`t${i},${at},${user},${price}`);
    const discounts = byUser.get(user) ?? new Array<number>(DAYS).fill(0);
    discounts[day] += TIERS.find(([from]) => price >= from)?.[1] ?? 0;
    byUser.set(user, discounts);
  }
  const tiers = TIERS.map(([from, off]) => `{ minimum_amount: ${from}, amount_off: ${off} }`).reverse();
  return {
    campaigns: `version: 1
currency: JPY
timezone: UTC
campaigns: [{ id: plain, discount: { mode: amount_off, tiers: [${tiers.join(", ")}] } }]
`,
    text: Buffer.from(`${lines.join("\n")}\n`),
    discounts: [...byUser.values()],
  };
}

/** Uniforms below 1, the same every time. Source: Park and Miller, Communications of the ACM 31 (1988). */
function lehmer(): () => number {
  let state = 20260601;
  return () => {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  };
}
