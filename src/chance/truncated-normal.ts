/** A normal distribution truncated to an interval: what lies outside is left out, and the rest scaled to 1. */
import { normalCdf, normalQuantile, normalTail } from "./normal.js";

/** Beyond this many standard deviations a double holds no mass. */
const REACH = 37;

/** Parameters and results in the same unit, such as minor units; `min < max`, or both the same. */
export class TruncatedNormal {
  /** Both ends above the mean: computed on the upper tail, where the lower one has no digits left. */
  private readonly mirrored: boolean;
  /** Mass below the lower end, or above the upper one where mirrored. */
  private readonly before: number;
  private readonly inside: number;

  constructor(
    private readonly mean: number,
    private readonly sd: number,
    private readonly min: number,
    private readonly max: number,
  ) {
    this.mirrored = min > mean;
    this.before = this.mirrored ? normalTail((max - mean) / sd) : normalCdf((min - mean) / sd);
    this.inside = massOf((min - mean) / sd, (max - mean) / sd);
  }

  /** False where the interval lies so far from the mean that there is practically nothing in it. */
  static reaches(mean: number, sd: number, min: number, max: number): boolean {
    return (min - mean) / sd < REACH && (max - mean) / sd > -REACH;
  }

  /** P(from <= X < to). */
  mass(from: number, to: number): number {
    const low = Math.max(from, this.min);
    const high = Math.min(to, this.max);
    if (low >= high) return 0;
    return massOf((low - this.mean) / this.sd, (high - this.mean) / this.sd) / this.inside;
  }

  /** The x with P(X <= x) = u, for u from 0 to below 1: from `min` up, never above `max`. */
  quantile(u: number): number {
    if (this.min === this.max) return this.min;
    const share = this.mirrored ? 1 - u : u;
    const p = this.before + share * this.inside;
    const z = p <= 0 ? Number.NEGATIVE_INFINITY : p >= 1 ? Number.POSITIVE_INFINITY : normalQuantile(p);
    const x = this.mean + this.sd * (this.mirrored ? -z : z);
    return Math.min(this.max, Math.max(this.min, x));
  }
}

/** Mass of the standard normal between two points, on the tail that keeps its digits. */
export function massOf(low: number, high: number): number {
  return low > 0 ? normalTail(low) - normalTail(high) : normalCdf(high) - normalCdf(low);
}
