/** What the parts of a forecast hand to each other. Types only. */

/** Who comes: the log as it is, users drawn with replacement, or days drawn within their weekday. */
export type Resampling = "none" | "users" | "days";

/** Local days, half-open: day numbers as `domain/civil-date.ts` counts them. */
export interface Days {
  readonly first: number;
  readonly until: number;
}

/** What a forecast varies from run to run. All of it follows from `seed` and the number of the run. */
export interface ForecastSettings {
  readonly seed: string;
  readonly resample: Resampling;
  /** The days that are projected; null: those of the log. */
  readonly horizon: Days | null;
  /** Factor on the number of customers: drawn evenly from `low` to `high`, both above 0, anew for each run; 1 to 1 for none. */
  readonly growth: { readonly low: number; readonly high: number };
  /** Factor on the payments of a local day, from 0. */
  readonly holidays: ReadonlyMap<number, number>;
  /** Share of further payments by the log's own customers, from 0. */
  readonly uplift: number;
}

/**
 * The rows of one run, in replay order: the first `length` entries. Buffers are reused, and may be replaced by larger ones. The arrays of a log as it
 * is are `base[i] = i`, `person[i] = 0`, its own times.
 */
export interface RunRows {
  length: number;
  /** Row of the log. */
  base: Int32Array;
  /** Which copy of the row's user it is: 0 for the user itself. Copies are different people. */
  person: Int32Array;
  /** When it comes to pass in this run, epoch milliseconds, ascending. Rows that only feed eligibility keep their own. */
  timeMs: Float64Array;
}

/** Fills the rows of a run. The same run always gets the same rows, whatever was asked for before. */
export interface RowSampler {
  /** `run` from 0. */
  sample(run: number, rows: RunRows): void;
}

/** What all runs of a forecast have in common. */
export interface ForecastShape {
  /** In file order. */
  readonly campaigns: readonly {
    readonly id: string;
    readonly sponsors: readonly string[];
    readonly totalMinor: number | null;
  }[];
  /** Local days that the runs cover. */
  readonly days: Days;
}

/** What one run came to. Amounts in minor units, before refunds. Reused from run to run. */
export interface RunOutcome {
  /** By campaign. */
  readonly discountMinor: Float64Array;
  readonly redemptions: Float64Array;
  /** Discount refused for want of budget. */
  readonly unservedMinor: Float64Array;
  /** When the total budget ran out; NaN where it did not. */
  readonly exhaustedAtMs: Float64Array;
  /** By campaign, then by its sponsors in the order of `ForecastShape`, one after the other. */
  readonly contributionsMinor: Float64Array;
  /** Discount by local day: at `(day − days.first) × campaigns + campaign`. */
  readonly dailyMinor: Float64Array;
}

/** Runs `first` up to `until`, half-open. */
export interface RunBatch {
  readonly first: number;
  readonly until: number;
}
