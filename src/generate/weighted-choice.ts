/** Draws an index by weight in constant time: Walker's alias method, tables filled as Vose (1991) does. */
import type { RandomSource } from "./random-source.js";

export class WeightedChoice {
  private readonly cut: Float64Array;
  private readonly alias: Int32Array;

  /** `weights` are above 0, and there is at least one. */
  constructor(weights: ArrayLike<number>) {
    const count = weights.length;
    let total = 0;
    for (let i = 0; i < count; i++) total += weights[i];
    this.cut = new Float64Array(count);
    this.alias = new Int32Array(count);
    const small: number[] = [];
    const large: number[] = [];
    for (let i = 0; i < count; i++) {
      this.cut[i] = (weights[i] * count) / total;
      (this.cut[i] < 1 ? small : large).push(i);
    }
    while (small.length > 0 && large.length > 0) {
      const poor = small.pop() as number;
      const rich = large[large.length - 1];
      this.alias[poor] = rich;
      this.cut[rich] -= 1 - this.cut[poor];
      if (this.cut[rich] < 1) small.push(large.pop() as number);
    }
    // What rounding has left over is full to the brim.
    for (const i of small) this.cut[i] = 1;
    for (const i of large) this.cut[i] = 1;
  }

  draw(random: RandomSource): number {
    const place = random.uniform() * this.cut.length;
    const slot = Math.floor(place);
    return place - slot < this.cut[slot] ? slot : this.alias[slot];
  }
}
