/** Which offers a payment uses: the customer's own pick, else by priority, else the best (SPEC §6.3). */
import type { CampaignSet } from "../campaigns/campaign.js";
import { BestSet } from "./best-set.js";
import type { Combiner } from "./combiner.js";
import { type Picks, TAKES_NONE } from "./picks.js";
import type { Quote } from "./quoter.js";
import { Selection } from "./selection.js";

export class Chooser {
  /** What the last payment uses; reused. */
  readonly selection: Selection;
  readonly bestSet: BestSet;
  private readonly priorities: Float64Array;
  private readonly byAmount: boolean;
  /** By campaign: 1 where it combines with others. */
  private readonly combines: Uint8Array;
  /** By campaign. */
  private readonly groups: Int32Array;
  private readonly anyCombines: boolean;
  /** Groups that the selection at hand has an offer of. */
  private readonly taken = new Set<number>();

  constructor(
    { campaigns, choice }: CampaignSet,
    private readonly picks: Picks,
    private readonly combiner: Combiner,
  ) {
    this.priorities = Float64Array.from(campaigns, ({ priority }) => priority);
    this.byAmount = choice === "best";
    const names = [...new Set(campaigns.map(({ stacking }) => stacking.group))];
    this.combines = Uint8Array.from(campaigns, ({ stacking }) => (stacking.combine ? 1 : 0));
    this.groups = Int32Array.from(campaigns, ({ stacking }) => names.indexOf(stacking.group));
    this.anyCombines = this.combines.includes(1);
    const together = new Set(
      campaigns.filter(({ stacking }) => stacking.combine).map(({ stacking }) => stacking.group),
    );
    this.selection = new Selection(Math.max(1, together.size));
    this.bestSet = new BestSet(combiner, this.combines, this.groups);
  }

  /** Fills the selection for the payment at `row`. */
  choose(row: number, quote: Quote): Selection {
    const { selection } = this;
    selection.count = 0;
    const pick = this.picks.leadOf(row, quote);
    if (quote.count === 0 || pick === TAKES_NONE) return selection;
    const lead = this.leadOf(quote, pick);
    if (!this.anyCombines || quote.count === 1) selection.alone(lead, quote);
    else this.combine(row, quote, lead, quote.campaigns[lead] === pick);
    return selection;
  }

  /** The offer that the row names, if it was made; else the first: by amount where that is what counts, by priority elsewhere. */
  private leadOf(quote: Quote, pick: number): number {
    let best = 0;
    for (let i = 0; i < quote.count; i++) {
      if (quote.campaigns[i] === pick) return i;
      if (this.byAmount ? this.isWorthMore(quote, i, best) : this.precedes(quote, i, best)) best = i;
    }
    return best;
  }

  private combine(row: number, quote: Quote, lead: number, named: boolean): void {
    const { selection, combines, combiner } = this;
    if (this.byAmount) {
      this.bestSet.select(row, quote, this.inOrder(quote), named ? lead : null, selection);
    } else if (combines[quote.campaigns[lead]] === 0) {
      selection.alone(lead, quote);
    } else {
      combiner.select(row, quote, this.joined(quote, lead), selection);
    }
  }

  /** The lead and the first combinable offer of every other group, in priority order. */
  private joined(quote: Quote, lead: number): number[] {
    const { taken, groups, combines } = this;
    taken.clear();
    taken.add(groups[quote.campaigns[lead]]);
    return this.inOrder(quote).filter((offer) => {
      if (offer === lead) return true;
      const campaign = quote.campaigns[offer];
      if (combines[campaign] === 0 || taken.has(groups[campaign])) return false;
      taken.add(groups[campaign]);
      return true;
    });
  }

  /** All offers, in priority order. */
  inOrder(quote: Quote): number[] {
    const order = Array.from({ length: quote.count }, (_, i) => i);
    // Offers stand in file order, and the sort is stable.
    return order.sort((i, j) => (this.precedes(quote, i, j) ? -1 : this.precedes(quote, j, i) ? 1 : 0));
  }

  /** Whether offer `i` comes before offer `j` in priority order; of two that are level the one that is first in the file does. */
  private precedes(quote: Quote, i: number, j: number): boolean {
    const first = this.priorities[quote.campaigns[i]];
    const second = this.priorities[quote.campaigns[j]];
    return first < second || (first === second && quote.weighedMinor[i] > quote.weighedMinor[j]);
  }

  /** Whether offer `i` counts for more than offer `j`, or for the same with a better place in priority order. */
  private isWorthMore(quote: Quote, i: number, j: number): boolean {
    const more = quote.weighedMinor[i] - quote.weighedMinor[j];
    return more > 0 || (more === 0 && this.precedes(quote, i, j));
  }
}
