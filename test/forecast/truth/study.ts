/** What a study of forecasts finds, and how large it is: small in the tests, at full size in `npm run bench:coverage`. */

/** A figure that was measured, beside what it must be. */
export interface Finding {
  readonly what: string;
  readonly measured: number;
  readonly expected: number;
  /** How far the two may be apart. */
  readonly within: number;
}

export interface StudySize {
  /** Forecasts whose intervals are held against the truth. */
  readonly repeats: number;
  /** Runs of a forecast whose figures are held against exact ones. */
  readonly runs: number;
  readonly seed: string;
}

/** From so many repeats on, shares are held to the bounds that were promised; of fewer, to what chance allows them. */
const FULL_SIZE = 2000;
/** In standard errors: chance alone goes beyond it in 1 of 16,000 figures. */
export const CHANCE = 4;

export function studySize(environment: Readonly<Record<string, string | undefined>>): StudySize {
  const { COVERAGE_REPEATS = "30", COVERAGE_RUNS = "500", COVERAGE_SEED = "1" } = environment;
  return { repeats: Number(COVERAGE_REPEATS), runs: Number(COVERAGE_RUNS), seed: COVERAGE_SEED };
}

/** A share of the repeats; `bound` is what was promised. */
export function shareFinding(what: string, hits: number, repeats: number, expected: number, bound: number): Finding {
  const chance = CHANCE * Math.sqrt((expected * (1 - expected)) / repeats);
  return { what, measured: hits / repeats, expected, within: repeats >= FULL_SIZE ? bound : chance };
}

/** A mean over runs with its standard error. */
export function meanFinding(what: string, measured: number, expected: number, standardError: number): Finding {
  return { what, measured, expected, within: CHANCE * standardError };
}

export function isOff({ measured, expected, within }: Finding): boolean {
  return !(Math.abs(measured - expected) <= within);
}
