/** Which offer a payment uses: the customer's own pick, else by priority, else the best. */
import type { CampaignSet } from "../campaigns/campaign.js";
import { type Picks, TAKES_NONE } from "./picks.js";
import type { Quote } from "./quoter.js";

/** No offer is used. */
export const NONE = -1;

export class Chooser {
  private readonly priorities: Float64Array;
  private readonly byAmount: boolean;

  constructor(
    { campaigns, choice }: CampaignSet,
    private readonly picks: Picks,
  ) {
    this.priorities = Float64Array.from(campaigns, ({ priority }) => priority);
    this.byAmount = choice === "best";
  }

  /** Index into the quote of the offer that is used, or `NONE`. */
  choose(row: number, quote: Quote): number {
    const lead = this.picks.leadOf(row, quote);
    if (quote.count === 0 || lead === TAKES_NONE) return NONE;
    let best = 0;
    for (let i = 0; i < quote.count; i++) {
      if (quote.campaigns[i] === lead) return i;
      if (this.precedes(quote, i, best)) best = i;
    }
    return best;
  }

  /** Whether offer `i` comes before offer `j`, which stands before it in file order. */
  private precedes(quote: Quote, i: number, j: number): boolean {
    const more = quote.weighedMinor[i] - quote.weighedMinor[j];
    const sooner = this.priorities[quote.campaigns[i]] < this.priorities[quote.campaigns[j]];
    const level = this.priorities[quote.campaigns[i]] === this.priorities[quote.campaigns[j]];
    return this.byAmount ? more > 0 || (more === 0 && sooner) : sooner || (level && more > 0);
  }
}
