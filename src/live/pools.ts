/** The pools of campaigns as one checkout meets them: their names, what an offer claims of each, and what others have taken, put into the engine's own stores. */
import type { CampaignSet } from "../campaigns/campaign.js";
import { formatDay, type Period, weekdayOf } from "../domain/civil-date.js";
import { NO_COUPON } from "../engine/coupons.js";
import type { Engine } from "../engine/engine.js";
import type { BoundView } from "../engine/limits.js";
import { columnNamed } from "../transactions/column-named.js";
import { codeAt, isJoined, type TransactionColumns } from "../transactions/columns.js";
import type { Claim, Inventory } from "./inventory.js";

/** An offer, a redemption or what a refund gives back of one, as far as pools go. */
export interface Stake {
  readonly campaign: number;
  readonly grantedMinor: number;
  /** Redemptions: 1, or 0 of a refund that gives none back. */
  readonly uses: number;
  /** `NO_COUPON` where there is none. */
  readonly coupon: number;
}

export class Pools {
  constructor(
    private readonly set: CampaignSet,
    private readonly columns: TransactionColumns,
    private readonly engine: Engine,
    private readonly inventory: Inventory,
  ) {}

  /** Brings the engine's stores to what the inventory knows of the campaigns' pools for `row`. The engine's clock stands at the row's moment. */
  async load(row: number, campaigns: readonly number[]): Promise<() => void> {
    const { stores } = this.engine;
    stores.budgets.turnTo(row);
    const { day } = stores.clock;
    const asked = campaigns.map((campaign) => ({
      campaign,
      budgets: this.budgetPools(campaign, day),
      bounds: this.boundsOf(campaign, row),
      coupon: stores.coupons.peek(campaign, row),
    }));
    const names = asked.flatMap(({ campaign, budgets, bounds, coupon }) => [
      ...budgets,
      ...bounds.map((bound) => this.boundPool(campaign, bound, row, day)),
      ...this.couponPools(coupon),
    ]);
    const taken = names.length === 0 ? [] : await this.inventory.taken(names);
    // Put in place by the caller, in the step in which it looks.
    return () => {
      let next = 0;
      stores.budgets.turnTo(row);
      for (const { campaign, bounds, coupon } of asked) {
        stores.budgets.load(campaign, taken[next], taken[next + 1], taken[next + 2]);
        next += 3;
        for (const bound of bounds) stores.limits.load(campaign, row, bound, taken[next++]);
        // A coupon of the user's that is there for this engine, and was used at another.
        if (coupon !== NO_COUPON && taken[next++] > 0) stores.coupons.markSpent(coupon);
      }
    };
  }

  /** `unbounded`: whether there is enough or not. */
  take(row: number, day: number, stakes: readonly Stake[], unbounded = false): boolean | Promise<boolean> {
    const bounded = this.claimsOf(row, day, stakes);
    const claims = unbounded ? bounded.map((claim) => ({ ...claim, most: Number.MAX_SAFE_INTEGER })) : bounded;
    return claims.length === 0 || this.inventory.take(claims);
  }

  giveBack(row: number, day: number, stakes: readonly Stake[]): void | Promise<void> {
    const claims = this.claimsOf(row, day, stakes);
    if (claims.length > 0) return this.inventory.giveBack(claims);
  }

  /** Gives back to budgets, to limits, or to both, and coupons. */
  giveBackParts(
    row: number,
    day: number,
    toBudgets: readonly Stake[],
    toLimits: readonly Stake[],
    coupons: readonly number[],
  ): void | Promise<void> {
    const claims = [
      ...toBudgets.flatMap((stake) => this.budgetClaims(row, day, stake)),
      ...toLimits.flatMap((stake) => this.limitClaims(row, day, stake)),
      ...coupons.flatMap((coupon) => this.couponClaims(coupon)),
    ];
    if (claims.length > 0) return this.inventory.giveBack(claims);
  }

  private claimsOf(row: number, day: number, stakes: readonly Stake[]): Claim[] {
    return stakes.flatMap((stake) => [
      ...this.budgetClaims(row, day, stake),
      ...this.limitClaims(row, day, stake),
      ...this.couponClaims(stake.coupon),
    ]);
  }

  private couponClaims(coupon: number): Claim[] {
    return this.couponPools(coupon).map((pool) => ({ pool, amount: 1, most: 1, overshoot: false }));
  }

  private couponPools(coupon: number): string[] {
    const { coupons } = this.columns;
    return coupon === NO_COUPON || coupons === null
      ? []
      : [`coupon/${encodeURIComponent(coupons.ids.text(coupon + 1))}`];
  }

  private budgetClaims(row: number, day: number, { campaign, grantedMinor }: Stake): Claim[] {
    const { budgets } = this.engine.stores;
    budgets.turnTo(row);
    const { total, perDay, perMonth } = budgets.potOf(campaign);
    const overshoot = budgets.of(campaign).onShort === "overshoot_once";
    const [totalPool, dayPool, monthPool] = this.budgetPools(campaign, day);
    return [
      { pool: totalPool, amount: grantedMinor, most: total, overshoot },
      { pool: dayPool, amount: grantedMinor, most: perDay, overshoot },
      { pool: monthPool, amount: grantedMinor, most: perMonth, overshoot },
    ].filter(({ amount, most }) => amount > 0 && Number.isFinite(most));
  }

  private limitClaims(row: number, day: number, { campaign, grantedMinor, uses }: Stake): Claim[] {
    return this.boundsOf(campaign, row)
      .map((bound) => ({
        pool: this.boundPool(campaign, bound, row, day),
        amount: bound.counted === "uses" ? uses : grantedMinor,
        most: bound.most,
        overshoot: false,
      }))
      .filter(({ amount }) => amount > 0)
      .filter(({ pool, most }, i, all) => {
        // Lines that count the same share a pool: the tightest bound decides, once.
        const same = all.filter((other) => other.pool === pool);
        const tightest = Math.min(...same.map((other) => other.most));
        return most === tightest && all.findIndex((other) => other.pool === pool && other.most === tightest) === i;
      });
  }

  /** Names of total, day and month. */
  private budgetPools(campaign: number, day: number): [string, string, string] {
    const { id, inventory } = this.set.campaigns[campaign];
    const shard = inventory.shards === 1 ? "" : `/${this.engine.stores.budgets.shardOf(campaign) + 1}`;
    const name = `${encodeURIComponent(id)}/budget${shard}`;
    return [`${name}/total`, `${name}/${formatDay(day)}`, `${name}/${formatDay(day).slice(0, -3)}`];
  }

  /** Bounds on redemptions and amounts that apply to the row: offers made are counted by each engine for itself. */
  private boundsOf(campaign: number, row: number): BoundView[] {
    return this.engine.stores.limits
      .boundsAt(campaign, row)
      .filter(({ counted, used }) => counted !== "attempts" && used !== null);
  }

  /** Named by what is counted, so that lines may come, go and change places. */
  private boundPool(campaign: number, { limit, counted }: BoundView, row: number, day: number): string {
    const { id } = this.set.campaigns[campaign];
    const keys = limit.per.map((name) => `${encodeURIComponent(name)}=${encodeURIComponent(this.textAt(name, row))}`);
    return [encodeURIComponent(id), "limit", counted, ...keys, periodName(limit.every, day)].join("/");
  }

  private textAt(name: string, row: number): string {
    const column = columnNamed(this.columns, name);
    return (isJoined(column) ? column.key.dictionary : column.dictionary).text(codeAt(column, row));
  }
}

/** Of a week its Monday. */
function periodName(every: Period | null, day: number): string {
  switch (every) {
    case null:
      return "life";
    case "day":
      return `day=${formatDay(day)}`;
    case "week":
      return `week=${formatDay(day - weekdayOf(day))}`;
    case "month":
      return `month=${formatDay(day).slice(0, -3)}`;
  }
}
