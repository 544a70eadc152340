/** Which row of a run each of its refunds gives back. */
import { NO_ROW } from "../transactions/columns.js";
import type { RunRows } from "./contract.js";
import type { SharedLog } from "./shared-log.js";

/** More people of one user than there can be. */
const MOST_PERSONS = 2 ** 20;

/**
 * Fills and returns `refundOf`: the payment of the same person; where that comes several times, the one that was moved by as much time as the refund, or
 * by nearly as much (a clock change lies between them), the earliest of equals.
 */
export function linkRunRefunds(rows: RunRows, { refundOf, timeMs }: SharedLog, links: Int32Array): Int32Array {
  const { base, person, length } = rows;
  const named = new Set<number>();
  for (let i = 0; i < length; i++) if (refundOf[base[i]] !== NO_ROW) named.add(refundOf[base[i]]);
  const payments = new Map<number, number[]>();
  for (let i = 0; i < length; i++) {
    if (!named.has(base[i])) continue;
    const key = base[i] * MOST_PERSONS + person[i];
    const known = payments.get(key);
    if (known === undefined) payments.set(key, [i]);
    else known.push(i);
  }
  for (let i = 0; i < length; i++) {
    links[i] = NO_ROW;
    const target = refundOf[base[i]];
    if (target === NO_ROW) continue;
    const movedMs = rows.timeMs[i] - timeMs[base[i]];
    let least = Number.POSITIVE_INFINITY;
    for (const payment of payments.get(target * MOST_PERSONS + person[i]) ?? []) {
      const apart = Math.abs(rows.timeMs[payment] - timeMs[target] - movedMs);
      if (apart >= least) continue;
      least = apart;
      links[i] = payment;
    }
  }
  return links;
}
