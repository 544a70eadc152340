/** Counts amounts one by one, in memory that grows with how many different ones there are. */
import type { AmountCounts } from "./amount-counts.js";
import { ExactSums } from "./exact-sums.js";
import { KeyIndex } from "./key-index.js";

export class AmountCounter {
  private readonly values = new KeyIndex(2 ** 53);
  private readonly counts = new ExactSums(32);

  /** An integer from 0 to 2^53 − 1. */
  add(amountMinor: number): void {
    this.counts.add(this.values.slotOf(amountMinor), 1);
  }

  result(): AmountCounts {
    const valuesMinor = Float64Array.from({ length: this.values.size }, (_, slot) => this.values.keyAt(slot)).sort();
    return { valuesMinor, counts: valuesMinor.map((value) => Number(this.counts.at(this.values.slotOf(value)))) };
  }
}
