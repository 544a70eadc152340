/** Counts draws by what their law depends on, so that a law is asked for once a kind and not once a draw. */
import { hashOf } from "./key-index.js";

export interface DrawKind {
  readonly priceMinor: number;
  readonly ceilingMinor: number;
  readonly points: number;
  /** Draws of this kind. */
  readonly count: number;
}

/** Numbers of an entry: price, ceiling, points, count. Neighbours in memory, so that a draw misses the cache once. */
const WIDTH = 4;

export class DrawKinds {
  /** Entries by hash, half of them free: their count is 0. */
  private table = new Float64Array(64 * WIDTH);
  private mask = 63;
  private size = 0;

  /** Integers from 0 to 2^53 − 1. */
  add(priceMinor: number, ceilingMinor: number, points: number): void {
    const place = this.placeOf(priceMinor, ceilingMinor, points);
    const { table } = this;
    if (table[place + 3]++ > 0) return;
    table[place] = priceMinor;
    table[place + 1] = ceilingMinor;
    table[place + 2] = points;
    if (2 * ++this.size > this.mask) this.grow();
  }

  *all(): Generator<DrawKind> {
    const { table } = this;
    for (let place = 0; place < table.length; place += WIDTH) {
      if (table[place + 3] === 0) continue;
      const [priceMinor, ceilingMinor, points, count] = table.subarray(place, place + WIDTH);
      yield { priceMinor, ceilingMinor, points, count };
    }
  }

  /** Where the entry is, or the free one where it belongs. */
  private placeOf(priceMinor: number, ceilingMinor: number, points: number): number {
    const { table, mask } = this;
    let entry = Math.imul(Math.imul(hashOf(priceMinor), 31) + hashOf(ceilingMinor), 31) + hashOf(points);
    for (; ; entry++) {
      const place = (entry & mask) * WIDTH;
      if (table[place + 3] === 0) return place;
      if (table[place] === priceMinor && table[place + 1] === ceilingMinor && table[place + 2] === points) return place;
    }
  }

  private grow(): void {
    const kinds = [...this.all()];
    this.mask = 2 * this.mask + 1;
    this.table = new Float64Array((this.mask + 1) * WIDTH);
    for (const { priceMinor, ceilingMinor, points, count } of kinds) {
      this.table.set([priceMinor, ceilingMinor, points, count], this.placeOf(priceMinor, ceilingMinor, points));
    }
  }
}
