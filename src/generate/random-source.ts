/** A stream of random numbers from a name: the same name, the same numbers, whatever the other streams do. */
import seedrandom from "seedrandom";

export class RandomSource {
  private readonly next: () => number;
  private spare = Number.NaN;

  constructor(seed: string, stream: string) {
    this.next = seedrandom.alea(`${seed}/${stream}`);
  }

  /** Uniform in [0, 1), in steps of 2^-32. */
  uniform(): number {
    return this.next();
  }

  /** Uniform in (0, 1]: its logarithm exists. */
  positive(): number {
    return 1 - this.next();
  }

  /** A whole number from 0 to `count` − 1. */
  below(count: number): number {
    return Math.floor(this.next() * count);
  }

  /** True with the given probability. */
  chance(probability: number): boolean {
    return this.next() < probability;
  }

  /** Standard normal, by Box and Muller (1958): two at a time. */
  normal(): number {
    if (!Number.isNaN(this.spare)) {
      const value = this.spare;
      this.spare = Number.NaN;
      return value;
    }
    const radius = Math.sqrt(-2 * Math.log(this.positive()));
    const angle = 2 * Math.PI * this.next();
    this.spare = radius * Math.sin(angle);
    return radius * Math.cos(angle);
  }

  /** Pareto with minimum 1: P(X > x) = x^-shape. A list of such weights falls off by rank like Zipf's law. */
  pareto(shape: number): number {
    return this.positive() ** (-1 / shape);
  }
}
