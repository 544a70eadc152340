/** How finely the values of a figure are kept over many runs. */
import type { ForecastShape } from "../contract.js";
import type { Places } from "./places.js";

/**
 * Up to `mostValues` different values other than 0 a figure is kept exactly; with more, the values of a bin are kept as the greatest of them. A bin is
 * what agrees in the leading bits, as many as count to `bins`, a power of 2: at most the part 2 / bins of its values wide, one value below `bins`.
 * Whether a figure is binned, and by what, follows from the set of its values alone. A quantile of bins is a value that some run had, so never more
 * than a budget that all runs kept to, and at least so many runs as it says are at or below it.
 */
export interface Fineness {
  readonly mostValues: number;
  readonly bins: number;
}

/** The greatest of its bin is more than a value by less than 1/1,024 of it. */
const FIGURES: Fineness = { mostValues: 2048, bins: 2048 };
/** Times count from two days before the first: late by less than nine minutes in three months. */
const TIMES: Fineness = { mostValues: 2048, bins: 16_384 };
/** More by less than 1/256. */
const MANY_DAYS: Fineness = { mostValues: 128, bins: 512 };
/** With more days × campaigns than this, figures of days would be too much to keep as the others. */
const FEW_DAYS = 512;

/** The fineness of the figure at a place. */
export function finenessOf(shape: ForecastShape, places: Places): (place: number) => Fineness {
  const days = places.cells <= FEW_DAYS ? FIGURES : MANY_DAYS;
  const firstTime = places.exhaustion(0);
  const untilTime = places.exhaustion(shape.campaigns.length);
  return (place) => {
    if (place >= places.firstOfDays) return days;
    return place >= firstTime && place < untilTime ? TIMES : FIGURES;
  };
}

/** The largest value that there can be in the bin of a value. */
export function endOfBin(value: number, { bins }: Fineness): number {
  const width = widthAt(value, bins);
  return value - (value % width) + width - 1;
}

function widthAt(value: number, bins: number): number {
  let width = 1;
  for (let until = bins; value >= until; until *= 2) width *= 2;
  return width;
}
