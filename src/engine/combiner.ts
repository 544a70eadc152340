/** Several offers in one payment: each computed anew on what the ones before it leave (SPEC §7). docs/combination.md works it through. */
import type { CampaignSet, Stacking } from "../campaigns/campaign.js";
import type { Checkout } from "../modes/contract.js";
import type { TransactionColumns } from "../transactions/columns.js";
import { cut } from "./cut.js";
import { HiddenMeans } from "./hidden-means.js";
import type { Quote, Stores } from "./quoter.js";
import type { Selection } from "./selection.js";

/** What the offers applied so far have come to. */
export interface Applied {
  /** What is left of the price for offers that look at it. */
  readonly baseMinor: number;
  /** All granted, cashback included. */
  readonly grantedMinor: number;
  /** The same as a customer weighs it: hidden offers with their mean. */
  readonly weighedMinor: number;
  /** The largest `min_payable` of those that gave something. */
  readonly minPayableMinor: number;
  /** Points spent. */
  readonly points: number;
}

export class Combiner {
  private readonly checkout: Checkout;
  private readonly means: HiddenMeans;
  private readonly stacking: readonly Stacking[];
  /** Of the offer that was applied last. */
  desiredMinor = 0;
  grantedMinor = 0;
  pointsCost = 0;

  constructor(
    private readonly set: CampaignSet,
    private readonly columns: TransactionColumns,
    private readonly stores: Stores,
    private readonly hiddenAversion: number,
  ) {
    const uniform = (stream: number) => stores.draws.uniform(stream);
    this.checkout = { priceMinor: 0, baseMinor: 0, points: 0, freeOrderDue: false, uniform };
    this.means = new HiddenMeans(set, stores);
    this.stacking = set.campaigns.map(({ stacking }) => stacking);
  }

  /** Before the first offer of the payment at `row`. */
  nothing(row: number): Applied {
    const priceMinor = this.columns.amountMinor[row];
    return { baseMinor: priceMinor, grantedMinor: 0, weighedMinor: 0, minPayableMinor: 0, points: 0 };
  }

  /** An offer of the quote after those applied: what then is applied. What it gives here is in the fields; if that is 0, it drops out. */
  apply(row: number, quote: Quote, offer: number, before: Applied): Applied {
    const { checkout, stores, columns } = this;
    const campaign = quote.campaigns[offer];
    const { discount, givenAs, reveal } = this.set.campaigns[campaign];
    const { rule } = discount;
    checkout.priceMinor = columns.amountMinor[row];
    checkout.baseMinor = this.stacking[campaign].base === "price" ? checkout.priceMinor : before.baseMinor;
    checkout.points = stores.points.at(row) - before.points;
    checkout.freeOrderDue = quote.freeOrder[offer] === 1;
    stores.draws.again(campaign);
    const desiredMinor = rule.desiredMinor(checkout);
    const minPayableMinor = Math.max(before.minPayableMinor, discount.minPayableMinor);
    const ceilingMinor = Math.max(
      0,
      Math.min(
        discount.maxDiscountMinor,
        stores.coupons.mostMinor(campaign, row),
        checkout.baseMinor - discount.minPayableMinor,
        checkout.priceMinor - minPayableMinor - before.grantedMinor,
      ),
    );
    const cappedMinor = cut(rule, desiredMinor, ceilingMinor, checkout);
    const grantedMinor = cut(rule, cappedMinor, stores.budgets.grantMinor(campaign, cappedMinor), checkout);
    const pointsCost = grantedMinor === 0 ? 0 : (rule.pointsFor?.(grantedMinor, checkout) ?? 0);
    const hidden = reveal === "after_payment" && rule.law !== undefined;
    const weighedMinor = hidden
      ? this.means.mean(campaign, row, checkout, ceilingMinor) * (1 - this.hiddenAversion)
      : grantedMinor;
    this.desiredMinor = desiredMinor;
    this.grantedMinor = grantedMinor;
    this.pointsCost = pointsCost;
    return {
      baseMinor: givenAs === "cashback" ? before.baseMinor : before.baseMinor - grantedMinor,
      grantedMinor: before.grantedMinor + grantedMinor,
      weighedMinor: before.weighedMinor + weighedMinor,
      minPayableMinor: grantedMinor === 0 ? before.minPayableMinor : minPayableMinor,
      points: before.points + pointsCost,
    };
  }

  /** The most that an offer of the quote could give in any set. */
  mostMinor(quote: Quote, offer: number): number {
    const { discount, reveal } = this.set.campaigns[quote.campaigns[offer]];
    if (reveal === "before_payment" || discount.rule.law === undefined) return quote.grantedMinor[offer];
    return discount.maxDiscountMinor; // its cap there may save a large draw from a limit
  }

  /** Applies offers one after the other, and puts those that give something into `selection`. */
  select(row: number, quote: Quote, offers: readonly number[], selection: Selection): void {
    selection.count = 0;
    let applied = this.nothing(row);
    for (const offer of offers) {
      applied = this.apply(row, quote, offer, applied);
      if (this.grantedMinor > 0) selection.add(offer, this.desiredMinor, this.grantedMinor, this.pointsCost);
    }
  }
}
