/** Small logs for tests of sampling: a handful of users, payments of nobody, refunds, history; and runs of them. */
import { Threefry } from "../../../src/chance/threefry.js";
import type { ForecastSettings, RowSampler, RunRows } from "../../../src/forecast/contract.js";
import type { SampledLog } from "../../../src/forecast/sampling/sampled-log.js";

export interface LogRow {
  readonly timeMs: number;
  /** 0: nobody. */
  readonly user?: number;
  /** Row of the payment that this gives back; −1: a refund of none. */
  readonly refundOf?: number;
  readonly prior?: boolean;
}

export function logOf(rows: readonly LogRow[]): SampledLog {
  return {
    length: rows.length,
    timeMs: Float64Array.from(rows, ({ timeMs }) => timeMs),
    type: Uint8Array.from(rows, ({ refundOf }) => (refundOf === undefined ? 0 : 1)),
    prior: Uint8Array.from(rows, ({ prior }) => (prior === true ? 1 : 0)),
    refundOf: Int32Array.from(rows, ({ refundOf }) => refundOf ?? -1),
    userId: {
      codes: Int32Array.from(rows, ({ user }) => user ?? 0),
      size: 1 + rows.reduce((most, { user }) => Math.max(most, user ?? 0), 0),
    },
  };
}

/** Uniforms for made-up data, from a seed. */
export function madeUp(seed: number): () => number {
  const block = new Threefry();
  let count = 0;
  return () => {
    block.encrypt(seed, 0, count++, 0);
    return block.uniform();
  };
}

/** `count` rows from `startMs` over so many days; of 7 users and nobody; every sixth a refund, some of the first half history. */
export function madeUpLog(seed: number, count: number, startMs: number, days: number): SampledLog {
  const draw = madeUp(seed);
  // Every 20 minutes, so that rows share moments.
  const times = Array.from({ length: count }, () => startMs + Math.floor(draw() * days * 72) * 1_200_000).sort(
    (a, b) => a - b,
  );
  const rows: LogRow[] = [];
  for (const [row, timeMs] of times.entries()) {
    const prior = row < count / 2 && draw() < 0.4;
    const refundOf = draw() < 1 / 6 ? Math.floor(draw() * (row + 1)) - 1 : undefined;
    rows.push({ timeMs, prior, user: Math.floor(draw() * 8), ...(refundOf === undefined ? {} : { refundOf }) });
  }
  return logOf(rows);
}

export const AS_IS: ForecastSettings = {
  seed: "promosim",
  resample: "none",
  horizon: null,
  growth: { low: 1, high: 1 },
  holidays: new Map(),
  uplift: 0,
};

export function noRows(): RunRows {
  return { length: 0, base: new Int32Array(0), person: new Int32Array(0), timeMs: new Float64Array(0) };
}

/** The rows of a run, as a list. */
export function rowsOf(sampler: RowSampler, run: number, rows: RunRows = noRows()) {
  sampler.sample(run, rows);
  return Array.from({ length: rows.length }, (_, i) => ({
    base: rows.base[i],
    person: rows.person[i],
    timeMs: rows.timeMs[i],
  }));
}
