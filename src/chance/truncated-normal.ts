/** A normal distribution truncated to an interval: what lies outside is left out, and the rest scaled to 1. */
import { normalCdf, normalDensity, normalQuantile, normalTail } from "./normal.js";
import { isShort, normalMass } from "./normal-mass.js";

/** Beyond this many standard deviations a double holds no mass. */
const REACH = 37;

/** Parameters and results in the same unit, such as minor units; `min < max`, or both the same. */
export class TruncatedNormal {
  /** In standard deviations: the lower end's distance from the mean, and the upper end's from the lower. */
  private readonly low: number;
  private readonly width: number;
  /** The lower end is above the mean: computed on the upper tail, where the lower one has no digits left. */
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
    this.low = (min - mean) / sd;
    this.width = (max - min) / sd;
    this.mirrored = min > mean;
    this.before = this.mirrored ? normalTail((max - mean) / sd) : normalCdf(this.low);
    this.inside = normalMass(this.low, this.width);
  }

  /** False where the interval lies so far from the mean that there is practically nothing in it. */
  static reaches(mean: number, sd: number, min: number, max: number): boolean {
    return (min - mean) / sd < REACH && (max - mean) / sd > -REACH;
  }

  /** P(from <= X < to); absolute error below 1e-13, and up to 3e-13 beyond 30 standard deviations. */
  mass(from: number, to: number): number {
    if (this.min === this.max) return from <= this.min && this.min < to ? 1 : 0;
    const low = Math.max(from, this.min);
    const high = Math.min(to, this.max);
    if (low >= high) return 0;
    return normalMass((low - this.mean) / this.sd, (high - low) / this.sd) / this.inside;
  }

  /** The x with P(X <= x) = u, for u from 0 to below 1: from `min` up, never above `max`. */
  quantile(u: number): number {
    if (u === 0 || this.min === this.max) return this.min;
    const share = this.mirrored ? 1 - u : u;
    const p = this.before + share * this.inside;
    const tail = p <= 0 ? Number.NEGATIVE_INFINITY : p >= 1 ? Number.POSITIVE_INFINITY : normalQuantile(p);
    const z = this.mirrored ? -tail : tail;
    const x = isShort(this.low, this.width) ? this.min + this.sd * this.refined(z, u) : this.mean + this.sd * z;
    return Math.min(this.max, Math.max(this.min, x));
  }

  /** `z` as its distance from the lower end: in a narrow interval it has too few digits, which one step of Newton's method finds. */
  private refined(z: number, u: number): number {
    const above = Math.min(this.width, Math.max(0, z - this.low));
    const excess = normalMass(this.low, above) - u * this.inside;
    return above - excess / normalDensity(this.low + above);
  }
}
