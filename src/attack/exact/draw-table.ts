/** A distribution of draws made ready for questions about its upper end: survival, mean excess, the lowest amount that reaches a threshold. */
import { CompensatedSum } from "../../chance/compensated-sum.js";
import type { Distribution } from "../../chance/law.js";

/**
 * Two thresholds are taken to be one where they are closer than what rounding makes of equal ones: an attacker who is indifferent at an
 * amount must not accept or refuse it by the last digit of a sum. Far below the 1 between two amounts.
 */
function slackAt(thresholdMinor: number): number {
  return Math.min(1e-3, 1e-9 + 1e-12 * Math.abs(thresholdMinor));
}

/**
 * All sums have positive terms only, so that what is rare (1e-12) is as exact as what is common. An index stands for the amount at it;
 * the index `length` for "no amount".
 */
export class DrawTable {
  /** Amounts of a positive probability, ascending, from the lowest that can be taken on. */
  readonly valuesMinor: Float64Array;
  /** P(D ≥ value), P(D < value), E[(D − value)+] at each, and at `length`. */
  readonly reached: Float64Array;
  readonly below: Float64Array;
  private readonly excesses: Float64Array;
  readonly length: number;
  /** The smallest amount of the law, also where its probability is beyond a double's reach. */
  readonly minMinor: number;
  /** E[D], of all amounts. */
  readonly meanMinor: number;

  /**
   * Probabilities that add up to 1 only within rounding are scaled to do so. Amounts below `payableFromMinor` are drawn and can't be taken:
   * sums over the others leave them out, and their probability is below every amount.
   */
  constructor({ valuesMinor, probabilities }: Distribution, payableFromMinor = 0) {
    const likely = (_: number, i: number) => probabilities[i] > 0;
    const values = valuesMinor.filter(likely);
    const masses = probabilities.filter((mass) => mass > 0);
    const { length } = values;
    const reached = new Float64Array(length + 1);
    const below = new Float64Array(length + 1);
    const excesses = new Float64Array(length + 1);
    const up = new CompensatedSum();
    for (let i = 0; i < length; i++) {
      below[i] = up.value();
      up.add(masses[i]);
    }
    const total = up.value();
    const down = new CompensatedSum();
    const excess = new CompensatedSum();
    for (let i = length - 1; i >= 0; i--) {
      if (i < length - 1) excess.add((values[i + 1] - values[i]) * reached[i + 1]);
      down.add(masses[i]);
      below[i] /= total;
      reached[i] = down.value() / total;
      excesses[i] = excess.value();
    }
    below[length] = 1;
    reached[0] = 1;
    this.minMinor = valuesMinor[0];
    this.meanMinor = values[0] + excesses[0];
    const taken = values.findIndex((value) => value >= payableFromMinor);
    const first = taken === -1 ? length : taken;
    this.length = length - first;
    this.valuesMinor = values.subarray(first);
    this.reached = reached.subarray(first);
    this.below = below.subarray(first);
    this.excesses = excesses.subarray(first);
  }

  /** Index of the lowest amount that is at least the threshold. */
  from(thresholdMinor: number): number {
    return this.firstFrom(thresholdMinor - slackAt(thresholdMinor));
  }

  /** E[(D − threshold)+]. */
  excess(thresholdMinor: number): number {
    const i = this.firstFrom(thresholdMinor);
    if (i === this.length) return 0;
    return this.excesses[i] + (this.valuesMinor[i] - thresholdMinor) * this.reached[i];
  }

  /** E[D | D ≥ amount at the index], for an index below `length`. */
  meanFrom(index: number): number {
    return this.valuesMinor[index] + this.excesses[index] / this.reached[index];
  }

  /** E[D; D ≥ amount at the index]. */
  partialMean(index: number): number {
    return index === this.length ? 0 : this.valuesMinor[index] * this.reached[index] + this.excesses[index];
  }

  /**
   * ρ with E[(D − ρ)+] = cost, to be asked for a cost from 0, where some amount can be taken: the value at which one more look is worth what it costs. Solved on the
   * piece of the piecewise linear E[(D − ρ)+] that holds it; a cost of 0 gives the largest amount, one above the mean − min gives mean − cost.
   * Source: Weitzman, Optimal Search for the Best Alternative, Econometrica 47 (1979).
   */
  reservationValue(costMinor: number): number {
    let low = 0;
    let high = this.length - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.excesses[middle] <= costMinor) high = middle;
      else low = middle + 1;
    }
    return this.valuesMinor[low] - (costMinor - this.excesses[low]) / this.reached[low];
  }

  /** Where a minor unit is all that doubles can tell apart, there is no slack: equal is enough. */
  private firstFrom(thresholdMinor: number): number {
    let low = 0;
    let high = this.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.valuesMinor[middle] >= thresholdMinor) high = middle;
      else low = middle + 1;
    }
    return low;
  }
}
