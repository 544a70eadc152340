/** Which row of a run each of its refunds gives back. */
import { NO_ROW } from "../transactions/columns.js";
import type { RunRows } from "./contract.js";
import type { SharedLog } from "./shared-log.js";

/** More people of one user than there can be. */
const MOST_PERSONS = 2 ** 20;

/** Fills and returns `links`: of rows of the same refund and person the k-th gives back the k-th of its payment's, `NO_ROW` where there is none. */
export function linkRunRefunds(
  rows: RunRows,
  { refundOf }: Pick<SharedLog, "refundOf">,
  links: Int32Array,
): Int32Array {
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
  const seen = new Map<number, number>();
  for (let i = 0; i < length; i++) {
    links[i] = NO_ROW;
    const target = refundOf[base[i]];
    if (target === NO_ROW) continue;
    const refund = base[i] * MOST_PERSONS + person[i];
    const k = seen.get(refund) ?? 0;
    seen.set(refund, k + 1);
    links[i] = payments.get(target * MOST_PERSONS + person[i])?.[k] ?? NO_ROW;
  }
  return links;
}
