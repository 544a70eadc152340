/** The least time between two offers to one key. */
import { Counter } from "./counter.js";

/** A counter has one value a key and period: a cool-down knows no periods. */
const ALWAYS = 0;

export class Cooldown {
  private readonly freeFromMs = new Counter();
  /** Of the first offer of all. Times are counted from here, so that a key without an offer, whose count is 0, is free. */
  private firstMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly cooldownMs: number) {}

  /** Whether the last offer to a key is long enough ago; times come in ascending order. The end of the cool-down is. */
  isOver(key: number, timeMs: number): boolean {
    return timeMs - this.firstMs >= this.freeFromMs.get(key, ALWAYS);
  }

  /** When the cool-down of a key ends, or has ended. */
  endsMs(key: number): number {
    return this.firstMs + this.freeFromMs.get(key, ALWAYS);
  }

  /** An offer was made to a key that was free. */
  begin(key: number, timeMs: number): void {
    if (this.firstMs === Number.NEGATIVE_INFINITY) this.firstMs = timeMs;
    const endsMs = timeMs - this.firstMs + this.cooldownMs;
    this.freeFromMs.add(key, ALWAYS, endsMs - this.freeFromMs.get(key, ALWAYS));
  }
}
