/** The block `forecast` of a suite: what `promosim forecast` takes as options. */
import type { DocumentFile } from "../documents/document-file.js";
import { readKeys } from "../documents/read-keys.js";
import { parseDecimal } from "../domain/decimal.js";
import { MOST_DAYS } from "../forecast/estimate-rows.js";
import { parseDay } from "../forecast/parse-day.js";
import type { Leaves } from "../schema/leaves.js";
import { quote } from "../schema/quote.js";
import type { ForecastWishes } from "./suite.js";
import { forecastShape } from "./suite-schema.js";

/** A suite is run at every change: fewer than a forecast has. */
const DEFAULT_RUNS = 200;
const LARGEST_FACTOR = 1000;
const MOST_DECIMALS = 6;

export function readForecastWishes(file: DocumentFile, leaves: Leaves): ForecastWishes {
  const { runs, resample, horizon, growth } = readKeys(file, ["forecast"], forecastShape(leaves));
  return {
    runs: runs ?? DEFAULT_RUNS,
    resample: resample ?? "none",
    horizon: horizon === undefined ? undefined : readHorizon(file, horizon),
    growth: growth === undefined ? undefined : readGrowth(file, growth),
  };
}

function readHorizon(file: DocumentFile, text: string): ForecastWishes["horizon"] {
  const [from, to, ...others] = text.split("..").map((day) => day.trim());
  if (to !== undefined && others.length === 0 && isDay(from) && isDay(to) && from <= to) {
    const days = parseDay(to) - parseDay(from) + 1;
    if (days <= MOST_DAYS) return { from, to };
    file.report(["forecast", "horizon"], "bad-horizon", `${quote(text)} has ${days} days`, `write up to ${MOST_DAYS}`);
    return undefined;
  }
  const message = `${quote(text)} is no horizon`;
  file.report(["forecast", "horizon"], "bad-horizon", message, "write two days in order: 2026-03-01..2026-03-31");
  return undefined;
}

function isDay(text: string): boolean {
  try {
    parseDay(text);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
}

function readGrowth(file: DocumentFile, text: string): ForecastWishes["growth"] {
  const ends = text.split("..").map((end) => factorIn(end.trim()));
  const [low, high = low] = ends;
  if (ends.length <= 2 && low !== null && high !== null && low <= high) return { low, high };
  const message = `${quote(text)} is no growth`;
  const hint = `write a factor such as 1.2, or two in order such as 0.9..1.3: above 0, at most ${LARGEST_FACTOR}`;
  file.report(["forecast", "growth"], "bad-growth", message, hint);
  return undefined;
}

function factorIn(text: string): number | null {
  const decimal = parseDecimal(text);
  if (decimal === null || decimal.scale > MOST_DECIMALS) return null;
  const factor = Number(text);
  return factor > 0 && factor <= LARGEST_FACTOR ? factor : null;
}
