/** The offers that a payment uses, in the order in which they are applied, with what each gives there. Reused from payment to payment. */
import type { Quote } from "./quoter.js";

export class Selection {
  count = 0;
  /** Index of each in the quote: the first `count` entries, here and below. */
  readonly offers: Int32Array;
  /** Minor units, on the base of each. */
  readonly desiredMinor: Float64Array;
  /** Minor units, above 0. */
  readonly grantedMinor: Float64Array;
  readonly pointsCost: Float64Array;

  /** At most `most` offers together. */
  constructor(most: number) {
    this.offers = new Int32Array(most);
    this.desiredMinor = new Float64Array(most);
    this.grantedMinor = new Float64Array(most);
    this.pointsCost = new Float64Array(most);
  }

  /** One offer alone, as it was made. */
  alone(offer: number, quote: Quote): void {
    this.count = 0;
    this.add(offer, quote.desiredMinor[offer], quote.grantedMinor[offer], quote.pointsCost[offer]);
  }

  add(offer: number, desiredMinor: number, grantedMinor: number, pointsCost: number): void {
    this.offers[this.count] = offer;
    this.desiredMinor[this.count] = desiredMinor;
    this.grantedMinor[this.count] = grantedMinor;
    this.pointsCost[this.count] = pointsCost;
    this.count++;
  }
}
