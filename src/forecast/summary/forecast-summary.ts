/** What many runs come to together: every figure of them, added run by run or merged from parts. */
import type { ForecastShape, RunOutcome } from "../contract.js";
import { Figure } from "./figure.js";
import { type MergeSummaries, mergerOf } from "./merge-summaries.js";
import type { PackedSummary } from "./packed-summary.js";
import { type Places, placesOf } from "./places.js";
import { RunPacker, timeOrigin } from "./run-packer.js";
import { toBigInt } from "./wide-numbers.js";

/** Figures are whole numbers from 0: sums are exact, quantiles as fine as `Fineness` says. The same runs give the same figures, in whatever order and parts they come. */
export class ForecastSummary {
  readonly places: Places;
  /** Each at least twice as large as the next, so that a value is merged a few times only, however many parts come. */
  private readonly parts: PackedSummary[] = [];
  private readonly mergeTwo: MergeSummaries;
  private packer: RunPacker | null = null;

  constructor(readonly shape: ForecastShape) {
    this.places = placesOf(shape);
    this.mergeTwo = mergerOf(shape, this.places);
  }

  get runs(): number {
    return this.parts.reduce((sum, { runs }) => sum + runs, 0);
  }

  add(outcome: RunOutcome): void {
    this.packer ??= new RunPacker(this.shape, this.places);
    this.merge(this.packer.pack(outcome));
  }

  merge(packed: PackedSummary): void {
    const { parts } = this;
    parts.push(packed);
    while (parts.length > 1 && sizeOf(parts[parts.length - 2]) < 2 * sizeOf(parts[parts.length - 1])) this.mergeLast();
  }

  /** All runs so far. */
  pack(): PackedSummary {
    while (this.parts.length > 1) this.mergeLast();
    return this.parts[0] ?? NOTHING;
  }

  /** The figure of a place; null where all runs had 0, and for both figures of a day on which the campaign burned in no run. */
  figure(place: number): Figure | null {
    const { runs, places, starts, values, counts, sums, squares } = this.pack();
    const at = indexOf(place, places);
    if (at === -1) return null;
    return new Figure({
      runs,
      sum: toBigInt(sums, at),
      squares: toBigInt(squares, at),
      values: values.subarray(starts[at], starts[at + 1]),
      counts: counts.subarray(starts[at], starts[at + 1]),
    });
  }

  /** The moment of a value of `exhaustion`, epoch milliseconds. */
  momentOf(value: number): number {
    return timeOrigin(this.shape) + value;
  }

  private mergeLast(): void {
    const { parts } = this;
    const [a, b] = parts.splice(-2);
    parts.push(this.mergeTwo(a, b));
  }
}

const NOTHING: PackedSummary = {
  runs: 0,
  places: new Int32Array(0),
  starts: new Int32Array(1),
  values: new Float64Array(0),
  counts: new Uint32Array(0),
  binned: new Uint8Array(0),
  sums: new Float64Array(0),
  squares: new Float64Array(0),
};

function sizeOf({ places, values }: PackedSummary): number {
  return places.length + values.length;
}

/** Among ascending numbers; −1 where it is not there. */
function indexOf(wanted: number, numbers: Int32Array): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (numbers[middle] < wanted) low = middle + 1;
    else high = middle;
  }
  return numbers[low] === wanted ? low : -1;
}
