/** Puts rows into time order: a stable radix sort of indexes, then each column permuted. */
import type { RowStore } from "./row-store.js";

const DIGIT_BITS = 16;
const BUCKETS = 2 ** DIGIT_BITS;

/** For each place in time order the row that belongs there, equal times in their old order; null if the rows are in order already. */
export function timeOrder(timeMs: Float64Array): Int32Array | null {
  let least = Number.POSITIVE_INFINITY;
  let most = Number.NEGATIVE_INFINITY;
  let ordered = true;
  for (let row = 0; row < timeMs.length; row++) {
    if (timeMs[row] < most) ordered = false;
    else most = timeMs[row];
    if (timeMs[row] < least) least = timeMs[row];
  }
  if (ordered) return null;
  let order = Int32Array.from(timeMs, (_, row) => row);
  let spare = new Int32Array(timeMs.length);
  for (let unit = 1; unit <= most - least; unit *= BUCKETS) {
    // A counting sort by one digit keeps the order of the digits below it.
    const starts = new Int32Array(BUCKETS + 1);
    for (let i = 0; i < order.length; i++) starts[digitOf(timeMs[i] - least, unit) + 1]++;
    for (let digit = 0; digit < BUCKETS; digit++) starts[digit + 1] += starts[digit];
    for (let i = 0; i < order.length; i++) spare[starts[digitOf(timeMs[order[i]] - least, unit)]++] = order[i];
    [order, spare] = [spare, order];
  }
  return order;
}

function digitOf(value: number, unit: number): number {
  return Math.floor(value / unit) % BUCKETS;
}

/** Sorts all columns by time; `refundOf` holds rows and is carried along. Returns for each old row its new one, null if none moved. */
export function sortRows(store: RowStore): Int32Array | null {
  const order = timeOrder(store.timeMs);
  if (order === null) return null;
  const places = new Int32Array(order.length);
  for (let place = 0; place < order.length; place++) places[order[place]] = place;
  store.timeMs = permute(store.timeMs, order);
  store.type = permute(store.type, order);
  store.prior = permute(store.prior, order);
  store.amountMinor = permute(store.amountMinor, order);
  store.balanceMinor = permute(store.balanceMinor, order);
  store.risk = permute(store.risk, order);
  if (store.points !== null) store.points = permute(store.points, order);
  if (store.clientDiscountMinor !== null) store.clientDiscountMinor = permute(store.clientDiscountMinor, order);
  store.refundOf = permute(store.refundOf, order);
  for (let row = 0; row < places.length; row++)
    if (store.refundOf[row] >= 0) store.refundOf[row] = places[store.refundOf[row]];
  store.bareRefund = permute(store.bareRefund, order);
  store.line = permute(store.line, order);
  for (const text of store.allTexts()) text.codes = permute(text.codes, order);
  return places;
}

function permute<T extends Float64Array | Int32Array | Uint8Array>(array: T, order: Int32Array): T {
  const sorted = array.slice() as T;
  for (let place = 0; place < order.length; place++) sorted[place] = array[order[place]];
  return sorted;
}
