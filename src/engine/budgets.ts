/** The money that campaigns may give: what total, day and month have left, what was asked beyond it, and when it ran dry. */
import type { Campaign } from "../campaigns/campaign.js";
import { periodIndex } from "../domain/civil-date.js";
import { WideSum } from "../domain/wide-sum.js";
import type { Clock } from "./clock.js";

/** One campaign's budget. What is left may be below 0 after an overshoot; +Infinity stands for no such budget. */
class Budget {
  totalLeft: number;
  dayLeft = 0;
  monthLeft = 0;
  day = Number.NaN;
  month = Number.NaN;
  exhaustedAtMs: number | null = null;
  readonly spent = new WideSum();
  readonly overspent = new WideSum();
  readonly unserved = new WideSum();
  readonly perDay: number;
  readonly perMonth: number;
  readonly onShort: "reject" | "partial" | "overshoot_once";

  constructor({ budget }: Campaign) {
    this.totalLeft = budget?.totalMinor ?? Number.POSITIVE_INFINITY;
    this.perDay = budget?.perDayMinor ?? Number.POSITIVE_INFINITY;
    this.perMonth = budget?.perMonthMinor ?? Number.POSITIVE_INFINITY;
    this.onShort = budget?.onShort ?? "reject";
  }
}

export class Budgets {
  private readonly budgets: readonly Budget[];

  constructor(
    campaigns: readonly Campaign[],
    private readonly clock: Clock,
  ) {
    this.budgets = campaigns.map((campaign) => new Budget(campaign));
  }

  of(campaign: number): Readonly<Budget> {
    return this.budgets[campaign];
  }

  /** The least that total, day and month have left, never below 0. */
  leftMinor(campaign: number): number {
    const budget = this.current(campaign);
    return Math.max(0, Math.min(budget.totalLeft, budget.dayLeft, budget.monthLeft));
  }

  /** What the budget gives of a discount after caps; 0: it is exhausted. */
  grantMinor(campaign: number, cappedMinor: number): number {
    const left = this.leftMinor(campaign);
    if (cappedMinor <= left) return cappedMinor;
    switch (this.budgets[campaign].onShort) {
      case "reject":
        return 0;
      case "partial":
        return left;
      case "overshoot_once":
        return left > 0 ? cappedMinor : 0;
    }
  }

  /** Takes note of a discount after caps that was refused as `budget_exhausted`. */
  refuse(campaign: number, cappedMinor: number): void {
    const budget = this.budgets[campaign];
    budget.unserved.add(cappedMinor);
    if (budget.totalLeft < cappedMinor) budget.exhaustedAtMs ??= this.clock.timeMs;
  }

  /** Takes a granted discount; returns what it took beyond what the tightest budget had left. */
  spend(campaign: number, grantedMinor: number): number {
    const overspentMinor = Math.max(0, grantedMinor - this.leftMinor(campaign));
    const budget = this.budgets[campaign];
    budget.totalLeft -= grantedMinor;
    budget.dayLeft -= grantedMinor;
    budget.monthLeft -= grantedMinor;
    budget.spent.add(grantedMinor);
    budget.overspent.add(overspentMinor);
    if (budget.totalLeft <= 0) budget.exhaustedAtMs ??= this.clock.timeMs;
    return overspentMinor;
  }

  /** Gives a refunded discount back to the total, and to the day and month of its redemption if they are not over. */
  restore(campaign: number, day: number, amountMinor: number): void {
    const budget = this.current(campaign);
    budget.totalLeft += amountMinor;
    if (budget.day === day) budget.dayLeft += amountMinor;
    if (budget.month === periodIndex("month", day)) budget.monthLeft += amountMinor;
    budget.spent.add(-amountMinor);
  }

  private current(campaign: number): Budget {
    const budget = this.budgets[campaign];
    if (budget.day !== this.clock.day) {
      budget.day = this.clock.day;
      budget.dayLeft = budget.perDay;
      const month = this.clock.period("month");
      if (budget.month !== month) {
        budget.month = month;
        budget.monthLeft = budget.perMonth;
      }
    }
    return budget;
  }
}
