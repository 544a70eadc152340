/** What a discount would have been on the rest of a payment that is refunded in part: for `refunds.threshold: reevaluate`. */
import type { CampaignSet } from "../campaigns/campaign.js";
import type { Checkout } from "../modes/contract.js";
import { cut } from "./cut.js";
import type { DrawMark } from "./draws.js";
import type { Stores } from "./quoter.js";
import { minimumPriceMinor } from "./screen/screen.js";

/** What of a redemption decided its amount, beside the price. */
export interface Terms {
  readonly campaign: number;
  /** The user's points before the payment. */
  readonly points: number;
  readonly freeOrder: boolean;
  /** Its draw; null where nothing was drawn. */
  readonly draw: DrawMark | null;
  /** The amount of the coupon that it used; +Infinity without one. */
  readonly couponMinor: number;
}

/** Of a payment, what its other discounts have to do with the one that is looked at. */
export interface Others {
  /** Instant discounts applied before it, and kept: its base is without them. */
  readonly beforeMinor: number;
  /** All that is kept of the others, cashback included, those after it that do not look at the rest too. */
  readonly keptMinor: number;
  /** The largest `min_payable` of those before it of which something is kept. */
  readonly minPayableMinor: number;
  /** What instant ones after it that do not look at the rest still take of this refund. */
  readonly comingMinor: number;
}

export class RestDiscount {
  private readonly checkout: Checkout;

  constructor(
    private readonly set: CampaignSet,
    private readonly stores: Stores,
  ) {
    const uniform = (stream: number) => stores.draws.uniform(stream);
    this.checkout = { priceMinor: 0, baseMinor: 0, points: 0, freeOrderDue: false, uniform };
  }

  /** Minor units: on what is left of the price, beside the other discounts, with the same draw; budgets and limits are not asked again. */
  earnedMinor(
    { campaign, points, freeOrder, draw, couponMinor }: Terms,
    restMinor: number,
    { beforeMinor, keptMinor, minPayableMinor }: Others,
  ): number {
    const { checkout, stores } = this;
    const { discount, stacking } = this.set.campaigns[campaign];
    if (restMinor < minimumPriceMinor(this.set.campaigns[campaign])) return 0;
    checkout.priceMinor = restMinor;
    checkout.baseMinor = stacking.base === "price" ? restMinor : restMinor - beforeMinor;
    checkout.points = points;
    checkout.freeOrderDue = freeOrder;
    if (draw !== null) stores.draws.returnTo(draw);
    const desiredMinor = discount.rule.desiredMinor(checkout);
    const ceilingMinor = Math.max(
      0,
      Math.min(
        discount.maxDiscountMinor,
        couponMinor,
        checkout.baseMinor - discount.minPayableMinor,
        restMinor - Math.max(minPayableMinor, discount.minPayableMinor) - keptMinor,
      ),
    );
    return cut(discount.rule, desiredMinor, ceilingMinor, checkout);
  }
}
