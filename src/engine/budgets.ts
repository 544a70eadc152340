/** The money that campaigns may give: what total, day and month have left, what is held for quotes, what was asked beyond it, and when it ran dry. */
import type { Campaign } from "../campaigns/campaign.js";
import type { Key } from "../chance/keys.js";
import { periodIndex } from "../domain/civil-date.js";
import { WideSum } from "../domain/wide-sum.js";
import type { Clock } from "./clock.js";
import { Routes } from "./routes.js";

/** A shard of a budget, or all of it: what can be granted from it now. May be below 0 after an overshoot; +Infinity stands for no such budget. */
interface Pot {
  readonly perDay: number;
  readonly perMonth: number;
  totalLeft: number;
  dayLeft: number;
  monthLeft: number;
  day: number;
  month: number;
  /** Held for quotes that may still be paid; of it, for quotes that will not. */
  heldMinor: number;
  doomedMinor: number;
}

/** Offers refused for want of money that there was. */
export interface Shortage {
  offers: number;
  /** Discounts after caps. */
  readonly minor: WideSum;
}

/** One campaign's budget. */
class Budget {
  /** Total − spent: holds are not spent. */
  totalLeft: number;
  exhaustedAtMs: number | null = null;
  readonly spent = new WideSum();
  readonly overspent = new WideSum();
  readonly unserved = new WideSum();
  readonly perDay: number;
  readonly perMonth: number;
  readonly onShort: "reject" | "partial" | "overshoot_once";
  readonly pots: readonly Pot[];
  /** Refused while enough was held; of those, while enough was held for quotes that were never paid; refused while another shard had enough. */
  readonly whileHeld: Shortage = { offers: 0, minor: new WideSum() };
  readonly whileDoomed: Shortage = { offers: 0, minor: new WideSum() };
  readonly whileElsewhere: Shortage = { offers: 0, minor: new WideSum() };

  constructor({ budget, inventory }: Campaign) {
    this.totalLeft = budget?.totalMinor ?? Number.POSITIVE_INFINITY;
    this.perDay = budget?.perDayMinor ?? Number.POSITIVE_INFINITY;
    this.perMonth = budget?.perMonthMinor ?? Number.POSITIVE_INFINITY;
    this.onShort = budget?.onShort ?? "reject";
    const { shards } = inventory;
    this.pots = Array.from({ length: shards }, (_, shard) => ({
      perDay: partOf(this.perDay, shards, shard),
      perMonth: partOf(this.perMonth, shards, shard),
      totalLeft: partOf(this.totalLeft, shards, shard),
      dayLeft: 0,
      monthLeft: 0,
      day: Number.NaN,
      month: Number.NaN,
      heldMinor: 0,
      doomedMinor: 0,
    }));
  }
}

export class Budgets {
  private readonly budgets: readonly Budget[];
  private readonly routes: Routes;

  constructor(
    campaigns: readonly Campaign[],
    private readonly clock: Clock,
    run: Key,
  ) {
    this.budgets = campaigns.map((campaign) => new Budget(campaign));
    this.routes = new Routes(run);
  }

  of(campaign: number): Readonly<Budget> {
    return this.budgets[campaign];
  }

  /** The shards that `row` is routed to are those that all methods look at, until another row comes. */
  turnTo(row: number): void {
    this.routes.turnTo(row);
  }

  /** The pot of the row at hand, in its current day and month. */
  potOf(campaign: number): Readonly<Pot> {
    return this.current(campaign);
  }

  /** The least that total, day and month have left, never below 0. */
  leftMinor(campaign: number): number {
    return leftIn(this.current(campaign));
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
    const pot = this.current(campaign);
    budget.unserved.add(cappedMinor);
    if (budget.totalLeft < cappedMinor) budget.exhaustedAtMs ??= this.clock.timeMs;
    const left = leftIn(pot);
    if (left + pot.heldMinor >= cappedMinor) countIn(budget.whileHeld, cappedMinor);
    if (pot.doomedMinor > 0 && left + pot.doomedMinor >= cappedMinor) countIn(budget.whileDoomed, cappedMinor);
    if (budget.pots.length > 1 && budget.pots.some((other) => leftIn(this.enter(other)) >= cappedMinor)) {
      countIn(budget.whileElsewhere, cappedMinor);
    }
  }

  /** What was refused is offered after all. */
  takeBack(campaign: number, cappedMinor: number): void {
    this.budgets[campaign].unserved.add(-cappedMinor);
  }

  /** Takes a granted discount; returns what it took beyond what the tightest budget had left. */
  spend(campaign: number, grantedMinor: number): number {
    const overspentMinor = this.hold(campaign, grantedMinor, false);
    this.spendHeld(campaign, grantedMinor, overspentMinor);
    return overspentMinor;
  }

  /** Holds a granted discount for a quote; returns what that takes beyond what the tightest budget has left. `doomed`: the quote will not be paid. */
  hold(campaign: number, grantedMinor: number, doomed: boolean): number {
    const pot = this.current(campaign);
    const overspentMinor = Math.max(0, grantedMinor - leftIn(pot));
    pot.totalLeft -= grantedMinor;
    pot.dayLeft -= grantedMinor;
    pot.monthLeft -= grantedMinor;
    pot.heldMinor += grantedMinor;
    if (doomed) pot.doomedMinor += grantedMinor;
    return overspentMinor;
  }

  /** A discount that was held is given. */
  spendHeld(campaign: number, grantedMinor: number, overspentMinor: number): void {
    const budget = this.budgets[campaign];
    this.potAt(campaign).heldMinor -= grantedMinor;
    budget.totalLeft -= grantedMinor;
    budget.spent.add(grantedMinor);
    budget.overspent.add(overspentMinor);
    if (budget.totalLeft <= 0) budget.exhaustedAtMs ??= this.clock.timeMs;
  }

  /** A discount that was held on local day `day` will not be given. */
  release(campaign: number, day: number, grantedMinor: number, doomed: boolean): void {
    this.potAt(campaign).heldMinor -= grantedMinor;
    if (doomed) this.potAt(campaign).doomedMinor -= grantedMinor;
    this.putBack(campaign, day, grantedMinor);
  }

  /** Gives a refunded discount back to the total, and to the day and month of its redemption if they are not over. */
  restore(campaign: number, day: number, amountMinor: number): void {
    const budget = this.budgets[campaign];
    budget.totalLeft += amountMinor;
    budget.spent.add(-amountMinor);
    this.putBack(campaign, day, amountMinor);
  }

  private putBack(campaign: number, day: number, amountMinor: number): void {
    const pot = this.current(campaign);
    pot.totalLeft += amountMinor;
    if (pot.day === day) pot.dayLeft += amountMinor;
    if (pot.month === periodIndex("month", day)) pot.monthLeft += amountMinor;
  }

  private current(campaign: number): Pot {
    return this.enter(this.potAt(campaign));
  }

  private potAt(campaign: number): Pot {
    const { pots } = this.budgets[campaign];
    return pots.length === 1 ? pots[0] : pots[this.routes.shardOf(pots.length)];
  }

  /** Brings a pot to the clock's day. */
  private enter(pot: Pot): Pot {
    if (pot.day !== this.clock.day) {
      pot.day = this.clock.day;
      pot.dayLeft = pot.perDay;
      const month = this.clock.period("month");
      if (pot.month !== month) {
        pot.month = month;
        pot.monthLeft = pot.perMonth;
      }
    }
    return pot;
  }
}

function leftIn({ totalLeft, dayLeft, monthLeft }: Pot): number {
  return Math.max(0, Math.min(totalLeft, dayLeft, monthLeft));
}

function countIn(shortage: Shortage, cappedMinor: number): void {
  shortage.offers++;
  shortage.minor.add(cappedMinor);
}

/** Minor units: parts differ by one at most, the larger come first. */
function partOf(minor: number, parts: number, index: number): number {
  if (minor === Number.POSITIVE_INFINITY) return minor;
  const part = Math.floor(minor / parts);
  return index < minor - part * parts ? part + 1 : part;
}
