/** How finely the values of a figure are kept over many runs. */
import type { ForecastShape } from "../contract.js";
import type { Places } from "./places.js";

/**
 * Up to `mostValues` different values other than 0 a figure is kept exactly; with more, each value is kept as the bin that it falls into. A bin is what
 * agrees in the leading bits, as many as count to `bins`, a power of 2: at most the part 2 / bins of its values wide, one value below `bins`.
 * Whether a figure is binned, and by what, follows from the set of its values alone.
 */
export interface Fineness {
  readonly mostValues: number;
  readonly bins: number;
}

/** A value taken from the middle of its bin is wrong by at most 1/2,048 of itself. */
const FIGURES: Fineness = { mostValues: 2048, bins: 2048 };
/** Times count from two days before the first: wrong by at most eight minutes in three months. */
const TIMES: Fineness = { mostValues: 2048, bins: 16_384 };
/** Wrong by at most 1/512 of itself. */
const MANY_DAYS: Fineness = { mostValues: 128, bins: 512 };
/** With more days × campaigns than this, figures of days would be too much to keep as the others. */
const FEW_DAYS = 2048;

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

/** The smallest value of the bin of a value. */
export function binOf(value: number, { bins }: Fineness): number {
  return value - (value % widthAt(value, bins));
}

/** The value in the middle of a bin, rounded down. */
export function middleOf(bin: number, { bins }: Fineness): number {
  return bin + Math.floor(widthAt(bin, bins) / 2);
}

function widthAt(value: number, bins: number): number {
  let width = 1;
  for (let until = bins; value >= until; until *= 2) width *= 2;
  return width;
}
