/** Two summaries as one. */
import type { ForecastShape } from "../contract.js";
import { endOfBin, type Fineness, finenessOf } from "./fineness.js";
import type { PackedSummary } from "./packed-summary.js";
import type { Places } from "./places.js";
import { addWide, LANES } from "./wide-numbers.js";

export type MergeSummaries = (a: PackedSummary, b: PackedSummary) => PackedSummary;

/** For the summaries of one forecast. */
export function mergerOf(shape: ForecastShape, places: Places): MergeSummaries {
  const fineness = finenessOf(shape, places);
  const firstCumulative = places.cumulative(0);
  return (a, b) => {
    const merged = new Merged(a, b);
    const readA = new Reader(a, shape.campaigns.length, firstCumulative);
    const readB = new Reader(b, shape.campaigns.length, firstCumulative);
    for (;;) {
      const place = Math.min(readA.next, readB.next);
      if (place === Number.POSITIVE_INFINITY) return merged.finish();
      merged.add(place, readA.figureAt(place), readB.figureAt(place), fineness(place));
    }
  };
}

/** Reads the figures of a summary by ascending place. */
class Reader {
  private read = 0;
  /** By campaign: the figure of what it burned up to the last day that was read. */
  private readonly cumulative: Int32Array;

  constructor(
    private readonly summary: PackedSummary,
    private readonly campaigns: number,
    private readonly firstCumulative: number,
  ) {
    this.cumulative = new Int32Array(campaigns).fill(-1);
  }

  get next(): number {
    const { places } = this.summary;
    return this.read < places.length ? places[this.read] : Number.POSITIVE_INFINITY;
  }

  /** The index of the figure, −1 where it is 0 in all runs. On a day without a burn, what is burned so far is what it was the last time. */
  figureAt(place: number): number {
    const found = place === this.next ? this.read++ : -1;
    if (place < this.firstCumulative) return found;
    const campaign = (place - this.firstCumulative) % this.campaigns;
    if (found !== -1) this.cumulative[campaign] = found;
    return this.cumulative[campaign];
  }
}

/** Grows figure by figure. */
class Merged {
  private readonly places: Int32Array;
  private readonly starts: Int32Array;
  private readonly binned: Uint8Array;
  private readonly sums: Float64Array;
  private readonly squares: Float64Array;
  private figures = 0;
  private values: Float64Array;
  private counts: Uint32Array;
  private used = 0;

  constructor(
    private readonly a: PackedSummary,
    private readonly b: PackedSummary,
  ) {
    const figures = a.places.length + b.places.length;
    this.places = new Int32Array(figures);
    this.starts = new Int32Array(figures + 1);
    this.binned = new Uint8Array(figures);
    this.sums = new Float64Array(LANES * figures);
    this.squares = new Float64Array(LANES * figures);
    const values = a.values.length + b.values.length;
    this.values = new Float64Array(values);
    this.counts = new Uint32Array(values);
  }

  /** `inA` and `inB`: the figure's index in each, −1 where it is 0 in all runs. */
  add(place: number, inA: number, inB: number, fineness: Fineness): void {
    const { a, b, figures, used } = this;
    if (inA !== -1) this.addSums(a, inA);
    if (inB !== -1) this.addSums(b, inB);
    const binned = (inA !== -1 && a.binned[inA] === 1) || (inB !== -1 && b.binned[inB] === 1);
    this.addValues(inA, inB, binned ? fineness : null);
    const many = !binned && this.used - used > fineness.mostValues;
    if (many) this.bin(used, fineness);
    this.places[figures] = place;
    this.binned[figures] = binned || many ? 1 : 0;
    this.figures++;
    this.starts[this.figures] = this.used;
  }

  finish(): PackedSummary {
    const { a, b, figures, used } = this;
    return {
      runs: a.runs + b.runs,
      places: this.places.slice(0, figures),
      starts: this.starts.slice(0, figures + 1),
      values: this.values.slice(0, used),
      counts: this.counts.slice(0, used),
      binned: this.binned.slice(0, figures),
      sums: this.sums.slice(0, LANES * figures),
      squares: this.squares.slice(0, LANES * figures),
    };
  }

  private addSums({ sums, squares }: PackedSummary, figure: number): void {
    addWide(this.sums, this.figures, sums, figure);
    addWide(this.squares, this.figures, squares, figure);
  }

  /** Merges two ascending lists. Bins ascend as their values do, so that equal ones meet: the greater value, which comes later, stands for both. */
  private addValues(inA: number, inB: number, fineness: Fineness | null): void {
    const { a, b } = this;
    let i = inA === -1 ? 0 : a.starts[inA];
    let j = inB === -1 ? 0 : b.starts[inB];
    const untilA = inA === -1 ? 0 : a.starts[inA + 1];
    const untilB = inB === -1 ? 0 : b.starts[inB + 1];
    this.reserve(untilA - i + untilB - j);
    const { values, counts, used: start } = this;
    let used = start;
    let end = Number.NEGATIVE_INFINITY;
    while (i < untilA || j < untilB) {
      const fromA = j === untilB || (i < untilA && a.values[i] <= b.values[j]);
      const value = fromA ? a.values[i] : b.values[j];
      const times = fromA ? a.counts[i++] : b.counts[j++];
      if (value <= end) {
        values[used - 1] = value;
        counts[used - 1] += times;
      } else {
        end = fineness === null ? value : endOfBin(value, fineness);
        values[used] = value;
        counts[used++] = times;
      }
    }
    this.used = used;
  }

  /** Keeps of the values from `start` on the greatest of each bin. */
  private bin(start: number, fineness: Fineness): void {
    const { values, counts } = this;
    let used = start;
    let end = Number.NEGATIVE_INFINITY;
    for (let i = start; i < this.used; i++) {
      if (values[i] <= end) {
        values[used - 1] = values[i];
        counts[used - 1] += counts[i];
      } else {
        end = endOfBin(values[i], fineness);
        values[used] = values[i];
        counts[used++] = counts[i];
      }
    }
    this.used = used;
  }

  private reserve(more: number): void {
    const size = this.used + more;
    if (size <= this.values.length) return;
    const values = new Float64Array(2 * size);
    const counts = new Uint32Array(2 * size);
    values.set(this.values);
    counts.set(this.counts);
    this.values = values;
    this.counts = counts;
  }
}
