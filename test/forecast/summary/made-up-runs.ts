/** Outcomes of runs that no engine made. */
import fc from "fast-check";
import type { ForecastShape, RunOutcome } from "../../../src/forecast/contract.js";
import type { ForecastSummary } from "../../../src/forecast/summary/forecast-summary.js";
import type { PackedSummary } from "../../../src/forecast/summary/packed-summary.js";

export const DAY_MS = 86_400_000;
export const FIRST_DAY = 20_000;

export function shapeOf(sponsors: readonly (readonly string[])[], days: number): ForecastShape {
  return {
    campaigns: sponsors.map((names, i) => ({ id: `c${i}`, sponsors: names, totalMinor: i % 2 === 0 ? 1000 : null })),
    days: { first: FIRST_DAY, until: FIRST_DAY + days },
  };
}

/** A run of `shape` that burns `dailyMinor`, all of it paid by each campaign's last sponsor; no campaign runs out. */
export function burning(shape: ForecastShape, dailyMinor: readonly number[]): RunOutcome {
  const { campaigns } = shape;
  const discountMinor = new Float64Array(campaigns.length);
  for (const [at, minor] of dailyMinor.entries()) discountMinor[at % campaigns.length] += minor;
  return {
    discountMinor,
    redemptions: discountMinor.map((minor) => (minor === 0 ? 0 : 1)),
    unservedMinor: new Float64Array(campaigns.length),
    exhaustedAtMs: new Float64Array(campaigns.length).fill(Number.NaN),
    contributionsMinor: Float64Array.from(
      campaigns.flatMap(({ sponsors }, i) =>
        sponsors.map((_, s) => (s === sponsors.length - 1 ? discountMinor[i] : 0)),
      ),
    ),
    dailyMinor: Float64Array.from(dailyMinor),
  };
}

/** One campaign on one day: a run for each amount. */
export const ONE = shapeOf([["bank"]], 1);
export const amounts = (minor: readonly number[]) => minor.map((value) => burning(ONE, [value]));

/** Few values and many, small and large, often 0. */
const minor = fc.oneof(
  { weight: 3, arbitrary: fc.constant(0) },
  { weight: 3, arbitrary: fc.nat(5) },
  { weight: 2, arbitrary: fc.nat(10 ** 6) },
  { weight: 1, arbitrary: fc.integer({ min: 2 ** 26, max: 2 ** 48 }) },
);

function runOf(shape: ForecastShape): fc.Arbitrary<RunOutcome> {
  const { campaigns, days } = shape;
  const numbers = (length: number, of = minor) =>
    fc.array(of, { minLength: length, maxLength: length }).map((list) => Float64Array.from(list));
  const sponsors = campaigns.reduce((sum, { sponsors: own }) => sum + own.length, 0);
  const moment = fc
    .integer({ min: days.first * DAY_MS, max: days.until * DAY_MS - 1 })
    .map((timeMs) => timeMs - (timeMs % 1000));
  return fc
    .record({
      redemptions: numbers(campaigns.length),
      unservedMinor: numbers(campaigns.length),
      exhaustedAtMs: numbers(campaigns.length, fc.oneof(fc.constant(Number.NaN), moment)),
      contributionsMinor: numbers(sponsors),
      dailyMinor: numbers(campaigns.length * (days.until - days.first)),
    })
    .map((run) => ({ ...burning(shape, [...run.dailyMinor]), ...run }));
}

export const someRuns: fc.Arbitrary<{ readonly shape: ForecastShape; readonly runs: readonly RunOutcome[] }> = fc
  .record({
    sponsors: fc.array(fc.subarray(["bank", "merchant", "网银"], { minLength: 1 }), { minLength: 1, maxLength: 3 }),
    days: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ sponsors, days }) => shapeOf(sponsors, days))
  .chain((shape) => fc.record({ shape: fc.constant(shape), runs: fc.array(runOf(shape), { maxLength: 24 }) }));

export function added(summary: ForecastSummary, runs: readonly RunOutcome[]): ForecastSummary {
  for (const run of runs) summary.add(run);
  return summary;
}

/** Every byte of a summary, as text. */
export function bytesOf({ runs, ...arrays }: PackedSummary): string {
  const hex = Object.entries(arrays).map(([name, array]) => {
    return `${name} ${Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString("hex")}`;
  });
  return [`runs ${runs}`, ...hex.sort()].join("\n");
}

/** Whole numbers from 0 up to `below`, always the same. */
export function* made(below: number): Generator<number, never> {
  for (let state = 1; ; ) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    yield Math.floor((state / 2 ** 32) * below);
  }
}

export function take(count: number, from: Generator<number, never>): number[] {
  return Array.from({ length: count }, () => from.next().value);
}
