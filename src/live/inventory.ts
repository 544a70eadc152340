/** The stock that several engines share: money of budgets and uses of limits, counted in pools. */

/** One pool, and what is to be taken out of it. */
export interface Claim {
  /** Such as `friday/budget/total`, `friday/budget/2026-01-02`, `friday/limit/1/uses/U7/2026-01-02`; docs/engine.md has the list. */
  readonly pool: string;
  /** Minor units, or uses; above 0. */
  readonly amount: number;
  /** All that may ever be taken out of the pool. */
  readonly most: number;
  /** It is enough that something is left: the claim may go beyond `most` (`on_short: overshoot_once`). */
  readonly overshoot: boolean;
}

/** What a service puts between its engines and its store. Each method may return a promise. */
export interface Inventory {
  /** What has been taken out of each pool so far, in the same order; 0 of one that nobody has touched. */
  taken(pools: readonly string[]): readonly number[] | Promise<readonly number[]>;
  /** Takes all claims or none, at once over all engines. False: one of them would go beyond `most`. */
  take(claims: readonly Claim[]): boolean | Promise<boolean>;
  /** Puts back what was taken. */
  giveBack(claims: readonly Claim[]): void | Promise<void>;
}

/** In memory, for engines of one process and for tests; also the meaning of the three methods, in code. */
export class MemoryInventory implements Inventory {
  private readonly pools = new Map<string, number>();

  taken(pools: readonly string[]): readonly number[] {
    return pools.map((pool) => this.pools.get(pool) ?? 0);
  }

  take(claims: readonly Claim[]): boolean {
    const fits = claims.every(({ pool, amount, most, overshoot }) => {
      const taken = this.pools.get(pool) ?? 0;
      return overshoot ? taken < most : taken + amount <= most;
    });
    if (fits) for (const { pool, amount } of claims) this.pools.set(pool, (this.pools.get(pool) ?? 0) + amount);
    return fits;
  }

  giveBack(claims: readonly Claim[]): void {
    for (const { pool, amount } of claims) this.pools.set(pool, (this.pools.get(pool) ?? 0) - amount);
  }
}
