/** What an offer that is hidden until payment counts for when a customer chooses: the mean of what this attempt could be granted. */
import type { CampaignSet } from "../campaigns/campaign.js";
import { capped, type Distribution, type LawPart, meanOfPart, underCeiling } from "../chance/law.js";
import type { Checkout } from "../modes/contract.js";
import type { Budgets } from "./budgets.js";
import type { Limits } from "./limits.js";

/** Means are told apart by so many digits: five fifths of 7 are 7, so that an exact tie is one. */
const DIGITS = 13;

export class HiddenMeans {
  /** Means of tables under a ceiling that nothing else cuts, by table: what most attempts ask for. */
  private readonly known = new WeakMap<Distribution, Map<number, number>>();

  constructor(
    private readonly set: CampaignSet,
    private readonly stores: { readonly limits: Limits; readonly budgets: Budgets },
  ) {}

  /** Over the draw, draws that would give nothing or be refused included; minor units, not rounded. */
  mean(campaign: number, row: number, checkout: Checkout, ceilingMinor: number): number {
    const law = this.set.campaigns[campaign].discount.rule.law?.(checkout) ?? [];
    const parts = capped(law, ceilingMinor);
    const mean = parts.reduce((sum, part) => sum + part.weight * this.meanOf(part, campaign, row), 0);
    return Number(mean.toPrecision(DIGITS));
  }

  private meanOf(part: LawPart, campaign: number, row: number): number {
    const { valuesMinor } = part.distribution;
    const most = underCeiling(part, valuesMinor[valuesMinor.length - 1]);
    // What lets the largest amount through lets all of them through.
    if (this.granted(part, campaign, row, most) === most) return this.uncut(part);
    return meanOfPart(part, (amount) => this.granted(part, campaign, row, amount));
  }

  private granted(part: LawPart, campaign: number, row: number, cappedMinor: number): number {
    const { limits, budgets } = this.stores;
    if (!limits.allowAmount(campaign, row, cappedMinor)) return 0;
    return underCeiling({ ...part, ceilingMinor: budgets.grantMinor(campaign, cappedMinor) }, cappedMinor);
  }

  private uncut(part: LawPart): number {
    const { distribution, cut } = part;
    const { valuesMinor } = distribution;
    if (cut !== undefined || valuesMinor.length === 1) return meanOfPart(part);
    const ceiling = Math.min(part.ceilingMinor, valuesMinor[valuesMinor.length - 1]);
    const means = this.known.get(distribution) ?? new Map<number, number>();
    this.known.set(distribution, means);
    const mean = means.get(ceiling) ?? meanOfPart(part);
    means.set(ceiling, mean);
    return mean;
  }
}
