/** What each identity did with each campaign, in typed arrays: a place for each pair that occurs, nothing a row. */
import { KeyIndex } from "../tally/key-index.js";
import { CELLS } from "./levels.js";

/** Whole numbers of a pair, one after the other. */
const COUNT = {
  attempts: 0,
  settled: 1,
  draws: 2,
  /** Failed tries since the last payment that went through, and those of them at the balance noted last. */
  open: 3,
  openAtBalance: 4,
  /** Failed tries in closed runs, the number of those runs, and the longest. */
  tries: 5,
  runs: 6,
  longest: 7,
  balanceRuns: 8,
  sample: 9,
  top: 10,
  /** Sampled draws whose top tier is rare enough to be looked at. */
  topTrials: 11,
  cells: 12,
} as const;
const COUNTS = COUNT.cells + CELLS;

/** Other figures of a pair. */
const FIGURE = { firstMs: 0, lastMs: 1, balanceMinor: 2, shortfallMinor: 3, topExpected: 4, expected: 5 } as const;
const FIGURES = FIGURE.expected + CELLS;

const FIRST_CAPACITY = 64;

/** Where a draw stands in its law. */
export interface DrawPlace {
  readonly cell: number;
  readonly cellShares: Float64Array;
  /** Whether it is in the top tier, and the chance of that; 0 where so many get it that it tells nothing. */
  readonly top: boolean;
  readonly topShare: number;
}

/** All of one pair, as `traceAt` reads it. */
export interface Trace {
  /** Code of the identity, index of the campaign. */
  readonly identity: number;
  readonly campaign: number;
  /** Payments that came to the campaign's draw or used its discount; those that went through; the draws they made. */
  readonly attempts: number;
  readonly settled: number;
  readonly draws: number;
  /** Failed tries: attempts that a luckier draw would have saved. In how many runs, and the longest. */
  readonly tries: number;
  readonly runs: number;
  readonly longest: number;
  /** Payments that only their discount made possible, after failed tries at the same balance; and price − balance of the last. */
  readonly balanceRuns: number;
  readonly shortfallMinor: number;
  /** Draws that are held against the design. */
  readonly sample: number;
  readonly topTrials: number;
  readonly top: number;
  readonly topExpected: number;
  readonly observed: Int32Array;
  readonly expected: Float64Array;
  readonly firstMs: number;
  readonly lastMs: number;
}

export class Activity {
  private readonly index: KeyIndex;
  private counts = new Int32Array(FIRST_CAPACITY * COUNTS);
  private figures = new Float64Array(FIRST_CAPACITY * FIGURES);

  constructor(
    identities: number,
    private readonly campaigns: number,
  ) {
    this.index = new KeyIndex(identities * campaigns);
  }

  get size(): number {
    return this.index.size;
  }

  /** The place of a pair, from 0. */
  slotOf(identity: number, campaign: number): number {
    const slot = this.index.slotOf(identity * this.campaigns + campaign);
    if ((slot + 1) * COUNTS > this.counts.length) this.grow();
    return slot;
  }

  /** An attempt; `settled`: the payment went through. */
  attempt(slot: number, timeMs: number, settled: boolean): void {
    const at = slot * COUNTS;
    if (this.counts[at + COUNT.attempts]++ === 0) this.figures[slot * FIGURES + FIGURE.firstMs] = timeMs;
    if (settled) this.counts[at + COUNT.settled]++;
    this.figures[slot * FIGURES + FIGURE.lastMs] = timeMs;
  }

  draw(slot: number): void {
    this.counts[slot * COUNTS + COUNT.draws]++;
  }

  /** Failed tries since the last payment that went through. */
  openTries(slot: number): number {
    return this.counts[slot * COUNTS + COUNT.open];
  }

  /** Takes a draw into the sample, or with −1 out of it again. */
  sample(slot: number, place: DrawPlace, by: 1 | -1): void {
    const at = slot * COUNTS;
    const first = slot * FIGURES + FIGURE.expected;
    this.counts[at + COUNT.sample] += by;
    this.counts[at + COUNT.cells + place.cell] += by;
    for (let cell = 0; cell < CELLS; cell++) this.figures[first + cell] += by * place.cellShares[cell];
    if (place.topShare === 0) return;
    this.counts[at + COUNT.topTrials] += by;
    if (place.top) this.counts[at + COUNT.top] += by;
    this.figures[slot * FIGURES + FIGURE.topExpected] += by * place.topShare;
  }

  failedTry(slot: number, balanceMinor: number): void {
    const at = slot * COUNTS;
    const balance = slot * FIGURES + FIGURE.balanceMinor;
    if (this.figures[balance] !== balanceMinor) this.counts[at + COUNT.openAtBalance] = 0;
    this.figures[balance] = balanceMinor;
    this.counts[at + COUNT.open]++;
    this.counts[at + COUNT.openAtBalance]++;
  }

  /** A payment went through; `shortfallMinor`: what it lacked without the discount, 0 or below for nothing. */
  closeRun(slot: number, balanceMinor: number, shortfallMinor: number): void {
    const at = slot * COUNTS;
    const open = this.counts[at + COUNT.open];
    if (open === 0) return;
    const sameBalance = this.figures[slot * FIGURES + FIGURE.balanceMinor] === balanceMinor;
    if (shortfallMinor > 0 && sameBalance && this.counts[at + COUNT.openAtBalance] > 0) {
      this.counts[at + COUNT.balanceRuns]++;
      this.figures[slot * FIGURES + FIGURE.shortfallMinor] = shortfallMinor;
    }
    this.counts[at + COUNT.tries] += open;
    this.counts[at + COUNT.runs]++;
    this.counts[at + COUNT.longest] = Math.max(this.counts[at + COUNT.longest], open);
    this.counts[at + COUNT.open] = 0;
    this.counts[at + COUNT.openAtBalance] = 0;
  }

  /** A run that no payment has ended yet counts like the others. */
  traceAt(slot: number): Trace {
    const at = slot * COUNTS;
    const figure = slot * FIGURES;
    const key = this.index.keyAt(slot);
    const count = (which: keyof typeof COUNT) => this.counts[at + COUNT[which]];
    const open = count("open");
    return {
      identity: Math.floor(key / this.campaigns),
      campaign: key % this.campaigns,
      attempts: count("attempts"),
      settled: count("settled"),
      draws: count("draws"),
      tries: count("tries") + open,
      runs: count("runs") + (open > 0 ? 1 : 0),
      longest: Math.max(count("longest"), open),
      balanceRuns: count("balanceRuns"),
      shortfallMinor: this.figures[figure + FIGURE.shortfallMinor],
      sample: count("sample"),
      topTrials: count("topTrials"),
      top: count("top"),
      topExpected: this.figures[figure + FIGURE.topExpected],
      observed: this.counts.subarray(at + COUNT.cells, at + COUNTS),
      expected: this.figures.subarray(figure + FIGURE.expected, figure + FIGURES),
      firstMs: this.figures[figure + FIGURE.firstMs],
      lastMs: this.figures[figure + FIGURE.lastMs],
    };
  }

  private grow(): void {
    const counts = new Int32Array(this.counts.length * 2);
    counts.set(this.counts);
    this.counts = counts;
    const figures = new Float64Array(this.figures.length * 2);
    figures.set(this.figures);
    this.figures = figures;
  }
}
