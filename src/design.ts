/** The exact designs of campaigns as documents: what `promosim design --format json` prints, and the library's `design`. */
import type { CampaignSet } from "./campaigns/campaign.js";
import { type AmountDesign, type Design, type DesignedOrders, designAt, telltalePrices } from "./campaigns/design.js";
import { readCampaigns } from "./simulation/read-inputs.js";
import type { CampaignInput } from "./simulation/request.js";

/** Amounts in minor units; mean and standard deviation are not rounded. */
export interface DesignFigures {
  mean_minor: number;
  sd_minor: number;
  min_minor: number;
  max_minor: number;
  /** The smallest amounts with at least 5%, 50%, 95% of the probability at or below them. */
  p05_minor: number;
  p50_minor: number;
  p95_minor: number;
}

/** Every amount with its probability, ascending; attempts that get nothing are the amount 0. */
export type AmountProbabilities = (readonly [valueMinor: number, probability: number])[];

/** What one attempt is granted by one campaign, for itself, at one price. */
export interface CampaignDesign extends DesignFigures {
  campaign_id: string;
  price_minor: number;
  pmf: AmountProbabilities;
  /** The price is under the campaign's minimum: the only amount is 0. */
  below_minimum: boolean;
  /** Which orders it is about, where some are free: `due`, `numbered` (drawn by lot), `above_max_price`; else null. */
  orders: DesignedOrders | null;
  /** Beside a design of orders that are due: what those get that are not; null where that is nothing. */
  others: (DesignFigures & { pmf: AmountProbabilities }) | null;
}

export interface DesignOptions {
  /** Minor units above 0. Without it: the thresholds of each discount, or one round price. */
  readonly priceMinor?: number | readonly number[] | undefined;
}

/**
 * The designs of all campaigns, in file order, each at every price: exact distributions after rounding, steps and caps, over the draw,
 * for ample points and an ample budget. Conditions, limits and other campaigns are not looked at.
 * @throws InputError with all problems of the campaigns
 * @throws RangeError for a price that is not a whole number of minor units above 0
 */
export function design(campaigns: readonly CampaignInput[], options: DesignOptions = {}): CampaignDesign[] {
  const { priceMinor = null } = options;
  const pricesMinor = typeof priceMinor === "number" ? [priceMinor] : priceMinor;
  const wrong = pricesMinor?.find((price) => !Number.isSafeInteger(price) || price <= 0);
  if (wrong !== undefined) throw new RangeError(`a price is a whole number of minor units above 0, not ${wrong}`);
  return Array.from(designsOf(readCampaigns(campaigns), pricesMinor), ({ campaignId, design }) => ({
    ...designHead(campaignId, design),
    pmf: pmfOf(design),
    ...designTail(design),
  }));
}

export interface DesignOfCampaign {
  readonly campaignId: string;
  readonly design: Design;
}

/** One after the other, as a large one need not stay in memory; `pricesMinor` null for the telling prices of each discount. */
export function* designsOf(set: CampaignSet, pricesMinor: readonly number[] | null): Generator<DesignOfCampaign> {
  for (const { id, discount } of set.campaigns) {
    for (const price of pricesMinor ?? telltalePrices(discount, set.currency.exponent)) {
      yield { campaignId: id, design: designAt(discount, price) };
    }
  }
}

/** The keys of a document before `pmf`. */
export function designHead(campaignId: string, design: Design) {
  const { mean_minor, sd_minor, min_minor, max_minor } = designFigures(design);
  return { campaign_id: campaignId, price_minor: design.priceMinor, mean_minor, sd_minor, min_minor, max_minor };
}

/** The keys after it. */
export function designTail(design: Design) {
  const { p05_minor, p50_minor, p95_minor } = designFigures(design);
  const { belowMinimum, orders } = design;
  const others = design.others === null ? null : { ...designFigures(design.others), pmf: pmfOf(design.others) };
  return { p05_minor, p50_minor, p95_minor, below_minimum: belowMinimum, orders, others };
}

function pmfOf({ distribution }: AmountDesign): AmountProbabilities {
  const { valuesMinor, probabilities } = distribution;
  return Array.from(valuesMinor, (value, i) => [value, probabilities[i]] as const);
}

export function designFigures(design: AmountDesign): DesignFigures {
  return {
    mean_minor: design.meanMinor,
    sd_minor: design.sdMinor,
    min_minor: design.minMinor,
    max_minor: design.maxMinor,
    p05_minor: design.p05Minor,
    p50_minor: design.p50Minor,
    p95_minor: design.p95Minor,
  };
}
