/** The registry of tallies: every question that a replay answers. A new one gets a line in `create` and in `payment` or `refund`. */
import type { PaymentOutcome, RefundOutcome } from "../engine/outcome.js";
import { BudgetsTally } from "./budgets.js";
import { BurnTally } from "./burn.js";
import { CampaignFiguresTally } from "./campaign-figures.js";
import { CashbackTally } from "./cashback.js";
import type { Tally, TallyContext } from "./contract.js";
import { ContributionsTally } from "./contributions.js";
import { CouponsTally } from "./coupons.js";
import { DeclinesTally } from "./declines.js";
import { DiscountDistributionTally } from "./discount-distribution.js";
import { DrawsTally } from "./draws.js";
import { HoursTally } from "./hours.js";
import { MerchantsTally } from "./merchants.js";
import { MismatchesTally } from "./mismatches.js";
import { PeriodTally } from "./period.js";
import { RefusalsTally } from "./refusals.js";
import { TotalsTally } from "./totals.js";
import { UsersTally } from "./users.js";

function create(context: TallyContext) {
  return {
    totals: new TotalsTally(),
    campaigns: new CampaignFiguresTally(context),
    users: new UsersTally(context),
    discounts: new DiscountDistributionTally(context),
    draws: new DrawsTally(context),
    hours: new HoursTally(context),
    refusals: new RefusalsTally(context),
    budgets: new BudgetsTally(context),
    burn: new BurnTally(context),
    merchants: new MerchantsTally(context),
    contributions: new ContributionsTally(context),
    cashback: new CashbackTally(context),
    coupons: new CouponsTally(context),
    mismatches: new MismatchesTally(),
    declines: new DeclinesTally(),
    period: new PeriodTally(),
  };
}

type Tallies = ReturnType<typeof create>;

/** The answers, by question; those about campaigns have an entry a campaign, in file order. */
export type ReplayResults = { readonly [Question in keyof Tallies]: ReturnType<Tallies[Question]["finish"]> };

/** All questions as one tally: calls by name, where a loop over a list of tallies costs twice their own work. */
class AllTallies implements Tally<ReplayResults> {
  private readonly tallies: Tallies;

  constructor(context: TallyContext) {
    this.tallies = create(context);
  }

  payment(outcome: PaymentOutcome): void {
    const { tallies } = this;
    tallies.totals.payment(outcome);
    tallies.campaigns.payment(outcome);
    tallies.merchants.payment(outcome);
    tallies.mismatches.payment(outcome);
    tallies.declines.payment(outcome);
    tallies.period.payment(outcome);
    if (outcome.drawCount > 0) tallies.draws.payment(outcome);
    if (outcome.redemptionCount === 0) return;
    tallies.users.payment(outcome);
    tallies.discounts.payment(outcome);
    tallies.hours.payment(outcome);
    tallies.burn.payment(outcome);
    tallies.contributions.payment(outcome);
    tallies.cashback.payment(outcome);
    tallies.coupons.payment(outcome);
  }

  refund(outcome: RefundOutcome): void {
    const { tallies } = this;
    tallies.totals.refund(outcome);
    tallies.campaigns.refund(outcome);
    tallies.burn.refund(outcome);
    tallies.contributions.refund(outcome);
    tallies.cashback.refund(outcome);
    tallies.coupons.refund(outcome);
    tallies.period.refund(outcome);
  }

  finish(): ReplayResults {
    const answers = Object.entries(this.tallies).map(([question, tally]) => [question, tally.finish()]);
    return Object.fromEntries(answers) as ReplayResults;
  }
}

export interface ReplayTallies {
  /** To be shown every outcome, in replay order. */
  readonly tallies: readonly Tally<unknown>[];
  /** The answers; called once, after the last row. */
  results(): ReplayResults;
}

export function createReplayTallies(context: TallyContext): ReplayTallies {
  const all = new AllTallies(context);
  return { tallies: [all], results: () => all.finish() };
}
