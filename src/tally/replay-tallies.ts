/** The registry of tallies: every question that a replay answers, one line each. */
import { BudgetsTally } from "./budgets.js";
import { BurnTally } from "./burn.js";
import { CampaignFiguresTally } from "./campaign-figures.js";
import type { Tally, TallyContext } from "./contract.js";
import { ContributionsTally } from "./contributions.js";
import { DeclinesTally } from "./declines.js";
import { DiscountDistributionTally } from "./discount-distribution.js";
import { DistinctUsersTally } from "./distinct-users.js";
import { MerchantsTally } from "./merchants.js";
import { MismatchesTally } from "./mismatches.js";
import { PeriodTally } from "./period.js";
import { RefusalsTally } from "./refusals.js";
import { TotalsTally } from "./totals.js";

const TALLIES = {
  totals: () => new TotalsTally(),
  campaigns: (context: TallyContext) => new CampaignFiguresTally(context),
  users: (context: TallyContext) => new DistinctUsersTally(context),
  discounts: (context: TallyContext) => new DiscountDistributionTally(context),
  refusals: (context: TallyContext) => new RefusalsTally(context),
  budgets: (context: TallyContext) => new BudgetsTally(context),
  burn: (context: TallyContext) => new BurnTally(context),
  merchants: (context: TallyContext) => new MerchantsTally(context),
  contributions: (context: TallyContext) => new ContributionsTally(context),
  mismatches: () => new MismatchesTally(),
  declines: () => new DeclinesTally(),
  period: () => new PeriodTally(),
} satisfies Record<string, (context: TallyContext) => Tally<unknown>>;

/** The answers, by question; those about campaigns have an entry a campaign, in file order. */
export type ReplayResults = {
  readonly [Question in keyof typeof TALLIES]: ReturnType<ReturnType<(typeof TALLIES)[Question]>["finish"]>;
};

export interface ReplayTallies {
  /** To be shown every outcome, in replay order. */
  readonly tallies: readonly Tally<unknown>[];
  /** Finishes all tallies; called once, after the last row. */
  results(): ReplayResults;
}

export function createReplayTallies(context: TallyContext): ReplayTallies {
  const made = Object.entries(TALLIES).map(([question, create]) => [question, create(context)] as const);
  return {
    tallies: made.map(([, tally]) => tally),
    results: () => Object.fromEntries(made.map(([question, tally]) => [question, tally.finish()])) as ReplayResults,
  };
}
