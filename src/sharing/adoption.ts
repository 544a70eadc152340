/** What the behaviour of campaign files says of a coupon, for uniforms in [0, 1): whether, when and by whom it is picked up. */
import type { Delay, Sharing } from "../campaigns/behaviour.js";
import { LogNormal } from "../chance/log-normal.js";

/** Half of the distance between two uniforms: keeps 0 away from quantiles. */
const HALF_STEP = 2 ** -54;

export class Adoption {
  private readonly delay: LogNormal;
  private readonly paysAfter: LogNormal | null;

  constructor(private readonly sharing: Sharing) {
    this.delay = lawOf(sharing.delay);
    this.paysAfter = sharing.paysAfter === null ? null : lawOf(sharing.paysAfter);
  }

  isPickedUp(uniform: number): boolean {
    return uniform < this.sharing.pickUp;
  }

  isByNewcomer(uniform: number): boolean {
    return uniform < this.sharing.newcomers;
  }

  /** Whole milliseconds from the grant on. */
  delayMs(uniform: number): number {
    return Math.round(this.delay.quantile(uniform + HALF_STEP));
  }

  /** Whole milliseconds from that moment to a newcomer's payment. */
  paysAfterMs(uniform: number): number {
    return this.paysAfter === null ? 0 : Math.round(this.paysAfter.quantile(uniform + HALF_STEP));
  }
}

function lawOf({ medianMs, p95Ms }: Delay): LogNormal {
  return new LogNormal(medianMs, p95Ms);
}
