/** Which offer a payment uses: the customer's own pick, else by priority, else the best. */
import type { CampaignSet } from "../campaigns/campaign.js";
import type { TransactionColumns } from "../transactions/columns.js";
import type { Quote } from "./quoter.js";

/** No offer is used. */
export const NONE = -1;

const TAKES_NONE = -2;
const NO_SAY = -1;

export class Chooser {
  private readonly priorities: Float64Array;
  private readonly byAmount: boolean;
  /** By code of the `offer` column: the campaign that it names, `NO_SAY`, or `TAKES_NONE`. */
  private readonly picks: Int32Array;

  constructor(
    { campaigns, choice }: CampaignSet,
    private readonly columns: TransactionColumns,
  ) {
    this.priorities = Float64Array.from(campaigns, ({ priority }) => priority);
    this.byAmount = choice === "best";
    const indexOf = new Map(campaigns.map(({ id }, index) => [id, index]));
    const { dictionary } = columns.offer;
    this.picks = Int32Array.from({ length: dictionary.size }, (_, code) => {
      const text = dictionary.text(code);
      return text === "-" ? TAKES_NONE : (indexOf.get(text) ?? NO_SAY);
    });
  }

  /** Index into the quote of the offer that is used, or `NONE`. */
  choose(row: number, quote: Quote): number {
    if (quote.count === 0) return NONE;
    const pick = this.picks[this.columns.offer.codes[row]];
    if (pick === TAKES_NONE) return NONE;
    let best = 0;
    for (let i = 0; i < quote.count; i++) {
      if (quote.campaigns[i] === pick) return i;
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
