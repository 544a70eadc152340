/** Who there is to come, and how often each of them comes in a run. */
import { NO_ROW, PAYMENT } from "../../transactions/columns.js";
import type { ForecastSettings } from "../contract.js";
import { copiesOf } from "./copies-of.js";
import { paymentOf } from "./payment-of.js";
import { GROWTH, HEADS, type RunChance } from "./run-chance.js";
import type { SampledLog } from "./sampled-log.js";

/** Those who come or stay away as a whole: users with all their rows, and each payment of nobody with its refunds. */
export interface Units {
  readonly count: number;
  /** By row: its unit, from 0. */
  readonly of: Int32Array;
}

/** Users first, by code, then payments of nobody by row. A refund is its payment's, whoever it names; one without a payment is a row like others. */
export function findUnits(log: SampledLog): Units {
  const { length, type, refundOf, userId } = log;
  const of = new Int32Array(length);
  const ofUser = new Int32Array(userId.size).fill(-1);
  const follows = (row: number) => type[row] !== PAYMENT && paymentOf(log, row) !== NO_ROW;
  for (let row = 0; row < length; row++) if (!follows(row)) ofUser[userId.codes[row]] = 0;
  let count = 0;
  for (let code = 1; code < ofUser.length; code++) if (ofUser[code] === 0) ofUser[code] = count++;
  for (let row = 0; row < length; row++) {
    const code = userId.codes[row];
    if (!follows(row)) of[row] = code === 0 ? count++ : ofUser[code];
  }
  for (let row = 0; row < length; row++) if (follows(row)) of[row] = of[refundOf[row]];
  return { count, of };
}

/** Fills in how often each unit comes in the run: as many draws with replacement as there are units, or each unit by itself; times growth. */
export function drawHeads({ resample, growth }: ForecastSettings, chance: RunChance, heads: Int32Array): void {
  const { low, high } = growth;
  const factor = low === high ? low : low + (high - low) * chance.uniform(GROWTH, 0, 0, 0);
  const count = heads.length;
  if (resample === "users") {
    heads.fill(0);
    const draws = Math.round(count * factor);
    for (let draw = 0; draw < draws; draw++) heads[Math.floor(chance.uniform(HEADS, 0, draw, 0) * count)]++;
  } else if (Number.isInteger(factor)) {
    heads.fill(factor);
  } else {
    for (let unit = 0; unit < count; unit++) heads[unit] = copiesOf(factor, chance.uniform(HEADS, 0, unit, 0));
  }
}
