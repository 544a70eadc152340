/** Uniforms that say who comes in a run: each follows from the seed, the run, what it is for, and whom it is about, never from those before it. */
import { deriveKey, type Key, runKey } from "../../chance/keys.js";
import { Threefry } from "../../chance/threefry.js";

/** What a uniform is for. */
export const GROWTH = 0;
export const HEADS = 1;
export const SOURCE_DAY = 2;
export const HOLIDAY = 3;
/** Of the first further payment of a payment, and so on in threes: whether it comes, on which day, how often on that day. */
export const FURTHER = 4;
export const FURTHER_PURPOSES = 3;

export class RunChance {
  private readonly key: Key;
  private readonly block = new Threefry();
  private run0 = 0;
  private run1 = 0;
  /** By purpose: the day that was asked for last, and its key. Rows come day by day, so it seldom changes. */
  private readonly days: Float64Array;
  private readonly keys0: Int32Array;
  private readonly keys1: Int32Array;

  /** `further`: further payments that a payment can have at most. */
  constructor(seed: string, further: number) {
    const purposes = FURTHER + FURTHER_PURPOSES * further;
    this.key = deriveKey(runKey(seed), "forecast-rows");
    this.days = new Float64Array(purposes);
    this.keys0 = new Int32Array(purposes);
    this.keys1 = new Int32Array(purposes);
  }

  startRun(run: number): void {
    this.block.encrypt(this.key.k0, this.key.k1, run, 0);
    this.run0 = this.block.x0;
    this.run1 = this.block.x1;
    this.days.fill(Number.NaN);
  }

  /** In [0, 1), for a purpose on a day, and two 32-bit numbers that tell what it is about. */
  uniform(purpose: number, day: number, about: number, person: number): number {
    const { block, keys0, keys1 } = this;
    if (this.days[purpose] !== day) {
      block.encrypt(this.run0, this.run1, purpose, day);
      keys0[purpose] = block.x0;
      keys1[purpose] = block.x1;
      this.days[purpose] = day;
    }
    block.encrypt(keys0[purpose], keys1[purpose], about, person);
    return block.uniform();
  }
}
