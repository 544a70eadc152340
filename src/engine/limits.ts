/** How often a campaign may be used, and for how much: all lines of `limits`, counted by key and period. */
import type { Campaign, Limit } from "../campaigns/campaign.js";
import { type Period, periodIndex } from "../domain/civil-date.js";
import { type Clock, periodKind } from "./clock.js";
import { Cooldown } from "./cooldown.js";
import { Counter } from "./counter.js";
import type { Identities } from "./identities.js";
import { NO_KEY } from "./row-keys.js";

/** One bound of a line: `max`, `max_amount` or `max_attempts`. */
interface Bound {
  /** Key of each row; `NO_KEY` where the line does not apply. */
  readonly keys: Int32Array;
  readonly every: Period | null;
  readonly kind: number;
  readonly most: number;
  readonly counter: Counter;
}

/** The `cooldown` of a line. */
interface Pause {
  readonly keys: Int32Array;
  readonly cooldown: Cooldown;
}

/** The bounds of a campaign by what they count. */
interface Bounds {
  readonly uses: readonly Bound[];
  readonly amounts: readonly Bound[];
  readonly attempts: readonly Bound[];
  readonly pauses: readonly Pause[];
  /** Keys of the lines that some row may have no key for. */
  readonly keys: readonly Int32Array[];
}

export class Limits {
  /** Attempts that came to the limits of a campaign and to which a line did not apply, by campaign. */
  readonly notApplied: Float64Array;
  private readonly bounds: readonly Bounds[];

  constructor(
    campaigns: readonly Campaign[],
    identities: Identities,
    private readonly clock: Clock,
  ) {
    this.notApplied = new Float64Array(campaigns.length);
    this.bounds = campaigns.map(({ limits }) => ({
      uses: boundsOf(limits, identities, ({ max }) => max),
      amounts: boundsOf(limits, identities, ({ maxAmountMinor }) => maxAmountMinor),
      attempts: boundsOf(limits, identities, ({ maxAttempts }) => maxAttempts),
      pauses: limits.flatMap(({ per, cooldownMs }) =>
        cooldownMs === null ? [] : [{ keys: identities.limitKeys(per), cooldown: new Cooldown(cooldownMs) }],
      ),
      keys: limits.flatMap(({ per }) => (per.length === 0 ? [] : [identities.limitKeys(per)])),
    }));
  }

  /** The tests that need no amount: `max`, `max_attempts` and `cooldown`. */
  allowAnother(campaign: number, row: number): boolean {
    const { uses, attempts, pauses, keys } = this.bounds[campaign];
    if (!this.allOneMore(uses, row) || !this.allOneMore(attempts, row) || !this.allOver(pauses, row)) return false;
    for (let i = 0; i < keys.length; i++) {
      if (keys[i][row] !== NO_KEY) continue;
      this.notApplied[campaign]++;
      break;
    }
    return true;
  }

  /** `max` alone: what an offer that is there needs to be redeemed. */
  allowUse(campaign: number, row: number): boolean {
    return this.allOneMore(this.bounds[campaign].uses, row);
  }

  /** Whether a line that counts over the campaign's life is used up for `row`: it then is for good. */
  isUsedUp(campaign: number, row: number): boolean {
    const { uses, attempts } = this.bounds[campaign];
    const isFull = ({ keys, every, most, counter }: Bound) =>
      every === null && keys[row] !== NO_KEY && counter.get(keys[row], this.clock.periods[periodKind(null)]) >= most;
    return uses.some(isFull) || attempts.some(isFull);
  }

  /** When all cool-downs of `row` have ended; −Infinity without one. */
  coolsUntilMs(campaign: number, row: number): number {
    return this.bounds[campaign].pauses.reduce(
      (latest, { keys, cooldown }) => (keys[row] === NO_KEY ? latest : Math.max(latest, cooldown.endsMs(keys[row]))),
      Number.NEGATIVE_INFINITY,
    );
  }

  /** `max_amount`, tested with the discount after caps. */
  allowAmount(campaign: number, row: number, amountMinor: number): boolean {
    const { amounts } = this.bounds[campaign];
    for (let i = 0; i < amounts.length; i++) {
      const { keys, most, kind, counter } = amounts[i];
      const key = keys[row];
      if (key !== NO_KEY && amountMinor > most - counter.get(key, this.clock.periods[kind])) return false;
    }
    return true;
  }

  /** Whether some of a `max_amount` of `row` is used in its period: what does not fit into the rest may fit into the whole. */
  hasGiven(campaign: number, row: number): boolean {
    return this.bounds[campaign].amounts.some(
      ({ keys, kind, counter }) => keys[row] !== NO_KEY && counter.get(keys[row], this.clock.periods[kind]) > 0,
    );
  }

  /** An offer was made. */
  countAttempt(campaign: number, row: number): void {
    const { attempts, pauses } = this.bounds[campaign];
    this.addTo(attempts, row, 1);
    for (let i = 0; i < pauses.length; i++) {
      const { keys, cooldown } = pauses[i];
      if (keys[row] !== NO_KEY) cooldown.begin(keys[row], this.clock.timeMs);
    }
  }

  redeem(campaign: number, row: number, grantedMinor: number): void {
    this.addTo(this.bounds[campaign].uses, row, 1);
    this.addTo(this.bounds[campaign].amounts, row, grantedMinor);
  }

  /** Gives back an amount and, where the price is refunded in full, one use to the redemption of `row`, made on local day `day`. */
  restore(campaign: number, row: number, day: number, amountMinor: number, wholeUse: boolean): void {
    const { uses, amounts } = this.bounds[campaign];
    takeBack(amounts, row, day, amountMinor);
    if (wholeUse) takeBack(uses, row, day, 1);
  }

  private allOneMore(bounds: readonly Bound[], row: number): boolean {
    for (let i = 0; i < bounds.length; i++) {
      const { keys, most, kind, counter } = bounds[i];
      const key = keys[row];
      if (key !== NO_KEY && counter.get(key, this.clock.periods[kind]) >= most) return false;
    }
    return true;
  }

  private allOver(pauses: readonly Pause[], row: number): boolean {
    for (let i = 0; i < pauses.length; i++) {
      const { keys, cooldown } = pauses[i];
      if (keys[row] !== NO_KEY && !cooldown.isOver(keys[row], this.clock.timeMs)) return false;
    }
    return true;
  }

  private addTo(bounds: readonly Bound[], row: number, by: number): void {
    for (let i = 0; i < bounds.length; i++) {
      const { keys, kind, counter } = bounds[i];
      const key = keys[row];
      if (key !== NO_KEY) counter.add(key, this.clock.periods[kind], by);
    }
  }
}

function takeBack(bounds: readonly Bound[], row: number, day: number, by: number): void {
  for (const { keys, every, counter } of bounds) {
    const period = every === null ? 0 : periodIndex(every, day);
    if (keys[row] !== NO_KEY) counter.takeBack(keys[row], period, by);
  }
}

function boundsOf(limits: readonly Limit[], identities: Identities, most: (limit: Limit) => number | null): Bound[] {
  return limits.flatMap((limit) => {
    const value = most(limit);
    if (value === null) return [];
    const { every, per } = limit;
    return [{ keys: identities.limitKeys(per), every, kind: periodKind(every), most: value, counter: new Counter() }];
  });
}
