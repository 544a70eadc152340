/** Watches a replay for what promotion abuse looks like, and keeps it by identity and campaign. */
import type { Campaign } from "../campaigns/campaign.js";
import type { DrawOutcome, PaymentOutcome, RefundOutcome } from "../engine/outcome.js";
import type { Tally, TallyContext } from "../tally/contract.js";
import { columnNamed } from "../transactions/column-named.js";
import { codeAt, type JoinedColumn, NO_ROW, type TextColumn } from "../transactions/columns.js";
import { Activity } from "./activity.js";
import type { Findings } from "./findings.js";
import { judge } from "./judge.js";
import { CampaignLevels, cellOf, type Levels } from "./levels.js";
import { Repeats } from "./repeats.js";
import { Sample, type SampledDraw } from "./sample.js";

/** Cells of an empty identity: nobody is tested for them. */
const NOBODY = 0;

export class DetectionTally implements Tally<Findings> {
  private readonly column: TextColumn | JoinedColumn;
  private readonly balanceMinor: Float64Array;
  private readonly refundOf: Int32Array;
  private readonly campaigns: readonly Campaign[];
  /** By campaign; null where there is no chance, and so nothing to try for. */
  private readonly levels: readonly (CampaignLevels | null)[];
  private readonly activity: Activity;
  private readonly sample: Sample;
  private readonly repeats: Repeats;
  private readonly draw: SampledDraw = {
    campaign: 0,
    slot: -1,
    cell: 0,
    cellShares: new Float64Array(0),
    top: false,
    topShare: 0,
  };

  /** @param by the column whose cells are the identities: `user_id`, `merchant_id`, or one that was asked for when the log was read */
  constructor(
    private readonly context: TallyContext,
    private readonly by: string,
  ) {
    const { set, columns } = context;
    this.column = columnNamed(columns, by);
    this.balanceMinor = columns.balanceMinor;
    this.refundOf = columns.refundOf;
    this.campaigns = set.campaigns;
    this.levels = set.campaigns.map(({ discount: { rule } }) =>
      rule.law === undefined ? null : new CampaignLevels(rule),
    );
    this.activity = new Activity(this.column.dictionary.size, set.campaigns.length);
    this.sample = new Sample(this.activity, set.campaigns.length, columns);
    this.repeats = new Repeats(this.column.dictionary.size);
  }

  payment(outcome: PaymentOutcome): void {
    const identity = codeAt(this.column, outcome.row);
    const failed = outcome.decline !== null;
    let saveable = false;
    for (let i = 0; i < outcome.drawCount; i++) {
      const draw = outcome.draws[i];
      if (this.drawn(outcome, draw, identity)) saveable = true;
    }
    for (let i = 0; i < outcome.redemptionCount; i++) this.used(outcome, outcome.redemptions[i].campaign, identity);
    if (identity !== NOBODY) this.repeats.attempt(identity, failed, failed && !saveable);
  }

  refund(outcome: RefundOutcome): void {
    const payment = this.refundOf[outcome.row];
    if (payment !== NO_ROW) this.sample.refund(payment, outcome.priceMinor);
  }

  finish(): Findings {
    return judge({
      context: this.context,
      by: this.by,
      text: (identity) => this.column.dictionary.text(identity),
      activity: this.activity,
      sample: this.sample,
      votes: this.repeats.finish(),
    });
  }

  /** A draw of this attempt; true if the payment failed and a luckier draw would have saved it. */
  private drawn(
    outcome: PaymentOutcome,
    { campaign, amountMinor, ceilingMinor, points }: DrawOutcome,
    identity: number,
  ) {
    const levels = (this.levels[campaign] as CampaignLevels).at(outcome.priceMinor, ceilingMinor, points);
    const slot = identity === NOBODY ? -1 : this.activity.slotOf(identity, campaign);
    const settled = outcome.decline === null;
    this.locate(levels, amountMinor, campaign, slot);
    this.sample.came(campaign, slot, outcome.timeMs, settled, true);
    if (settled) {
      this.sample.settle(outcome.row, outcome.priceMinor, this.draw);
      if (slot !== -1) this.closeRun(outcome, campaign, slot);
      return false;
    }
    const isTry = this.isFailedTry(outcome, campaign, levels);
    this.sample.fail(this.draw, isTry);
    if (isTry && slot !== -1) this.activity.failedTry(slot, this.balanceMinor[outcome.row]);
    return isTry;
  }

  /** A discount that was taken without a new draw, because the draw stays: nothing new for the sample. */
  private used(outcome: PaymentOutcome, campaign: number, identity: number): void {
    if (this.levels[campaign] === null || drewFrom(outcome, campaign)) return;
    const slot = identity === NOBODY ? -1 : this.activity.slotOf(identity, campaign);
    const settled = outcome.decline === null;
    this.sample.came(campaign, slot, outcome.timeMs, settled, false);
    if (settled && slot !== -1) this.closeRun(outcome, campaign, slot);
  }

  private closeRun(
    { row, priceMinor, redemptionCount, redemptions }: PaymentOutcome,
    campaign: number,
    slot: number,
  ): void {
    const balance = this.balanceMinor[row];
    let usedIt = false;
    for (let i = 0; i < redemptionCount; i++) if (redemptions[i].campaign === campaign) usedIt = true;
    this.activity.closeRun(slot, balance, usedIt ? priceMinor - balance : 0);
  }

  /** Whether another amount of the draw could have made the payment go through. */
  private isFailedTry(outcome: PaymentOutcome, campaign: number, levels: Levels): boolean {
    if (!this.couldBeUsed(outcome, campaign)) return false;
    if (outcome.decline === "insufficient_balance") {
      const shortfall = outcome.priceMinor - this.balanceMinor[outcome.row];
      return this.campaigns[campaign].givenAs === "instant" && shortfall <= levels.mostMinor;
    }
    // A front end that claims an amount until the draw agrees with it.
    const claimed = outcome.clientDiscountMinor;
    return outcome.decline === "client_discount_mismatch" && claimed > 0 && claimed <= levels.mostMinor;
  }

  /** Whether a larger draw of the campaign would be the discount that the payment uses: by priority, another may come before it whatever is drawn. */
  private couldBeUsed({ redemptions, redemptionCount, offers, offerCount }: PaymentOutcome, campaign: number): boolean {
    const { campaigns } = this;
    if (redemptionCount === 0 || this.context.set.choice === "best") return true;
    let first = Number.POSITIVE_INFINITY;
    for (let i = 0; i < redemptionCount; i++) {
      if (redemptions[i].campaign === campaign) return true;
      first = Math.min(first, campaigns[redemptions[i].campaign].priority);
    }
    // It was passed over, unless its draw gave nothing to offer.
    for (let i = 0; i < offerCount; i++) if (offers[i] === campaign) return false;
    return campaigns[campaign].priority <= first;
  }

  private locate(levels: Levels, amountMinor: number, campaign: number, slot: number): void {
    const { draw } = this;
    draw.campaign = campaign;
    draw.slot = slot;
    draw.cell = cellOf(levels, amountMinor);
    draw.cellShares = levels.cellShares;
    draw.top = amountMinor >= levels.topFromMinor;
    draw.topShare = levels.topShare <= MOST_TOP_SHARE ? levels.topShare : 0;
  }
}

/** A tier that more draws than this reach is no top tier: it tells nothing to be in it. */
const MOST_TOP_SHARE = 0.5;

function drewFrom({ draws, drawCount }: PaymentOutcome, campaign: number): boolean {
  for (let i = 0; i < drawCount; i++) if (draws[i].campaign === campaign) return true;
  return false;
}
