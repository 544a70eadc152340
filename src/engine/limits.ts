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
  /** Of all bounds of the campaign with these keys. */
  readonly counter: Counter;
  /** Which of the counter's counts. */
  readonly which: number;
  readonly limit: Limit;
}

/** One bound of a line, as it stands for a row. */
export interface BoundView {
  readonly limit: Limit;
  readonly counted: Counted;
  readonly most: number;
  /** Counted so far in the current period: redemptions, minor units granted, or offers. Null where the line does not apply to the row. */
  readonly used: number | null;
}

/** The `cooldown` of a line, as it stands for a row. */
export interface PauseView {
  readonly limit: Limit;
  /** When it ends, or has ended; −Infinity before the first offer, null where the line does not apply to the row. */
  readonly endsMs: number | null;
}

/** The `cooldown` of a line. */
interface Pause {
  readonly limit: Limit;
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
      ...boundsOf(limits, identities),
      pauses: limits.flatMap((limit) => {
        const { per, cooldownMs } = limit;
        return cooldownMs === null
          ? []
          : [{ limit, keys: identities.limitKeys(per), cooldown: new Cooldown(cooldownMs) }];
      }),
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
    const isFull = ({ keys, every, most, counter, which }: Bound) =>
      every === null &&
      keys[row] !== NO_KEY &&
      counter.get(keys[row], this.clock.periods[periodKind(null)], which) >= most;
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
      const { keys, most, kind, counter, which } = amounts[i];
      const key = keys[row];
      if (key !== NO_KEY && amountMinor > most - counter.get(key, this.clock.periods[kind], which)) return false;
    }
    return true;
  }

  /** Every bound of a campaign as it stands for `row`. */
  boundsAt(campaign: number, row: number): BoundView[] {
    const bounds = this.bounds[campaign];
    return KINDS_COUNTED.flatMap((counted) =>
      bounds[counted].map(({ limit, most, keys, kind, counter, which }) => ({
        limit,
        counted,
        most,
        used: keys[row] === NO_KEY ? null : counter.get(keys[row], this.clock.periods[kind], which),
      })),
    );
  }

  /** Takes over what others know of a bound of `boundsAt` for `row`, in the current period. */
  load(campaign: number, row: number, { limit, counted }: BoundView, used: number): void {
    const bound = this.bounds[campaign][counted].find((one) => one.limit === limit);
    if (bound === undefined) return;
    const { keys, counter, kind, which } = bound;
    const period = this.clock.periods[kind];
    counter.add(keys[row], period, used - counter.get(keys[row], period, which), which);
  }

  /** Every cool-down of a campaign as it stands for `row`. */
  pausesAt(campaign: number, row: number): PauseView[] {
    return this.bounds[campaign].pauses.map(({ limit, keys, cooldown }) => ({
      limit,
      endsMs: keys[row] === NO_KEY ? null : cooldown.endsMs(keys[row]),
    }));
  }

  /** Whether some of a `max_amount` of `row` is used in its period: what does not fit into the rest may fit into the whole. */
  hasGiven(campaign: number, row: number): boolean {
    return this.bounds[campaign].amounts.some(
      ({ keys, kind, counter, which }) =>
        keys[row] !== NO_KEY && counter.get(keys[row], this.clock.periods[kind], which) > 0,
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
      const { keys, most, kind, counter, which } = bounds[i];
      const key = keys[row];
      if (key !== NO_KEY && counter.get(key, this.clock.periods[kind], which) >= most) return false;
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
      const { keys, kind, counter, which } = bounds[i];
      const key = keys[row];
      if (key !== NO_KEY) counter.add(key, this.clock.periods[kind], by, which);
    }
  }
}

function takeBack(bounds: readonly Bound[], row: number, day: number, by: number): void {
  for (const { keys, every, counter, which } of bounds) {
    const period = every === null ? 0 : periodIndex(every, day);
    if (keys[row] !== NO_KEY) counter.takeBack(keys[row], period, by, which);
  }
}

/** What a line may bound, by the list of its bounds. */
const COUNTED = {
  uses: ({ max }: Limit) => max,
  amounts: ({ maxAmountMinor }: Limit) => maxAmountMinor,
  attempts: ({ maxAttempts }: Limit) => maxAttempts,
} as const;
type Counted = keyof typeof COUNTED;
const KINDS_COUNTED = Object.keys(COUNTED) as Counted[];

/** All bounds of one list of columns share a counter. */
function boundsOf(limits: readonly Limit[], identities: Identities): Pick<Bounds, Counted> {
  const bounds = { uses: [] as Bound[], amounts: [] as Bound[], attempts: [] as Bound[] };
  const named = limits.map((limit) => ({ limit, name: JSON.stringify(limit.per) }));
  for (const group of new Set(named.map(({ name }) => name))) {
    const lines = named.filter(({ name }) => name === group).map(({ limit }) => limit);
    const counts = lines.flatMap((limit) =>
      KINDS_COUNTED.flatMap((counted) => {
        const most = COUNTED[counted](limit);
        return most === null ? [] : [{ counted, most, limit }];
      }),
    );
    const counter = new Counter(counts.length);
    const keys = counts.length === 0 ? null : identities.limitKeys(lines[0].per);
    for (const [which, { counted, most, limit }] of counts.entries()) {
      const { every } = limit;
      if (keys !== null) bounds[counted].push({ keys, every, kind: periodKind(every), most, counter, which, limit });
    }
  }
  return bounds;
}
