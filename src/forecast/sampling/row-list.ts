/** Lists of rows of a run: appended to, put in order, merged. Order is by time, then row of the log, then person. */
import type { RunRows } from "../contract.js";

export function emptyRows(): RunRows {
  return { length: 0, base: new Int32Array(0), person: new Int32Array(0), timeMs: new Float64Array(0) };
}

/** Makes room for `capacity` rows; those that are there stay. */
export function reserve(rows: RunRows, capacity: number): void {
  if (Math.min(rows.base.length, rows.person.length, rows.timeMs.length) >= capacity) return;
  const { base, person, timeMs, length } = rows;
  rows.base = new Int32Array(capacity);
  rows.base.set(base.subarray(0, length));
  rows.person = new Int32Array(capacity);
  rows.person.set(person.subarray(0, length));
  rows.timeMs = new Float64Array(capacity);
  rows.timeMs.set(timeMs.subarray(0, length));
}

/** Empties the list, with room for `capacity` rows in all of its arrays. */
export function restart(rows: RunRows, capacity: number): void {
  rows.length = 0;
  reserve(rows, Math.max(capacity, rows.base.length));
}

export function append(rows: RunRows, base: number, person: number, timeMs: number): void {
  const at = rows.length;
  if (at === rows.base.length) reserve(rows, at + (at >> 1) + 1024);
  rows.base[at] = base;
  rows.person[at] = person;
  rows.timeMs[at] = timeMs;
  rows.length = at + 1;
}

/** Puts the rows of `more`, which are in order, between those of `rows`, which are too. */
export function mergeInto(rows: RunRows, more: RunRows): void {
  reserve(rows, rows.length + more.length);
  let i = rows.length - 1;
  let j = more.length - 1;
  // From the end, so that no row is written over before it has moved; those before the first of `more` stay where they are.
  for (let at = i + j + 1; j >= 0; at--) {
    const fromMore = i < 0 || comesBefore(rows, i, more, j);
    const from = fromMore ? more : rows;
    const index = fromMore ? j-- : i--;
    rows.base[at] = from.base[index];
    rows.person[at] = from.person[index];
    rows.timeMs[at] = from.timeMs[index];
  }
  rows.length += more.length;
}

function comesBefore(a: RunRows, i: number, b: RunRows, j: number): boolean {
  if (a.timeMs[i] !== b.timeMs[j]) return a.timeMs[i] < b.timeMs[j];
  if (a.base[i] !== b.base[j]) return a.base[i] < b.base[j];
  return a.person[i] < b.person[j];
}
