/** What a campaign's limits leave to an attacker: each account, and all of them. */
import type { CampaignSet, Limit } from "../campaigns/campaign.js";
import { type Period, periodIndex } from "../domain/civil-date.js";
import type { Zone } from "../domain/zone.js";
import { accountsSharing } from "./accounts-sharing.js";
import type { Attacker } from "./attacker.js";
import type { Periods } from "./exact/game.js";

/** The time that an attack has, half-open; −Infinity and +Infinity where nothing bounds it. */
export interface Stretch {
  readonly startMs: number;
  readonly endMs: number;
  readonly zone: Zone;
}

/** Infinity without a limit. */
export interface Allowance {
  /** Offers, per account. */
  readonly attempts: number;
  /** From one offer to an account to its next, at least; 0 without one. */
  readonly cooldownMs: number;
  /** Redemptions, per account. */
  readonly settlements: number;
  /** Of both those that begin anew, by kind of period; of periods that come more than once. */
  readonly periods: readonly Periods[];
  /** Redemptions of all accounts. */
  readonly settlementsInAll: number;
  /** Discount of all accounts. */
  readonly amountMinor: number;
  /** Of one draw: a larger one is refused. */
  readonly drawMinor: number;
  /** Lines that no exact figure takes into account, or not in full. */
  readonly ignored: readonly IgnoredLimit[];
}

export interface IgnoredLimit {
  readonly limit: Limit;
  /**
   * The attacker's payments have no such cell; it counts several accounts, and not all of them; it counts the offers to all accounts together;
   * or what is left of an account's amount after each of several settlements.
   */
  readonly because: "no_cell" | "some_accounts" | "offers_to_all" | "amount_left";
}

/** A calendar period that the stretch touches is one in which a limit begins anew. */
export function allowanceOf(
  limits: readonly Limit[],
  attacker: Attacker,
  stretch: Stretch,
  identities: CampaignSet["identities"],
): Allowance {
  let attempts = Number.POSITIVE_INFINITY;
  let cooldownMs = 0;
  let settlements = Number.POSITIVE_INFINITY;
  let settlementsInAll = Number.POSITIVE_INFINITY;
  let amountMinor = Number.POSITIVE_INFINITY;
  let drawMinor = Number.POSITIVE_INFINITY;
  const periods = new Map<Period, Periods>();
  const ignored: IgnoredLimit[] = [];
  const amountsEach: IgnoredLimit[] = [];
  for (const limit of limits) {
    const counted = accountsCounted(limit.per, attacker, identities);
    const times = limit.every === null ? 1 : periodsOf(limit.every, stretch);
    const most = (number: number | null) => (number === null ? Number.POSITIVE_INFINITY : number * times);
    const each = counted === 1;
    const all = counted === attacker.accounts;
    if (each) {
      cooldownMs = Math.max(cooldownMs, limit.cooldownMs ?? 0);
      attempts = Math.min(attempts, most(limit.maxAttempts));
      settlements = Math.min(settlements, most(limit.max));
      if (limit.every !== null && times > 1 && Number.isFinite(times)) {
        periods.set(limit.every, within(limit, periods.get(limit.every) ?? unlimited(times)));
      }
    }
    if (all) {
      settlementsInAll = Math.min(settlementsInAll, most(limit.max));
      amountMinor = Math.min(amountMinor, most(limit.maxAmountMinor));
    }
    if (counted !== null) drawMinor = Math.min(drawMinor, limit.maxAmountMinor ?? Number.POSITIVE_INFINITY);
    const ofOffers = limit.maxAttempts !== null || limit.cooldownMs !== null;
    if (counted === null) ignored.push({ limit, because: "no_cell" });
    else if (!each && !all) ignored.push({ limit, because: "some_accounts" });
    else if (ofOffers && !each) ignored.push({ limit, because: "offers_to_all" });
    else if (limit.maxAmountMinor !== null && !all) amountsEach.push({ limit, because: "amount_left" });
  }
  // What an account may have in all is what its one draw may be.
  if (Math.min(attacker.settlementsPerAccount, settlements) > 1) ignored.push(...amountsEach);
  return {
    attempts,
    cooldownMs,
    settlements,
    periods: [...periods.values()],
    settlementsInAll,
    amountMinor,
    drawMinor,
    ignored,
  };
}

function unlimited(count: number): Periods {
  return { count, attempts: Number.POSITIVE_INFINITY, settlements: Number.POSITIVE_INFINITY };
}

function within({ maxAttempts, max }: Limit, { count, attempts, settlements }: Periods): Periods {
  return {
    count,
    attempts: Math.min(attempts, maxAttempts ?? Number.POSITIVE_INFINITY),
    settlements: Math.min(settlements, max ?? Number.POSITIVE_INFINITY),
  };
}

/** How many calendar periods of a kind the stretch touches. */
export function periodsOf(period: Period, { startMs, endMs, zone }: Stretch): number {
  if (!Number.isFinite(startMs) || !Number.isFinite(endMs)) return Number.POSITIVE_INFINITY;
  if (endMs <= startMs) return 1;
  return periodIndex(period, zone.dayOf(endMs - 1)) - periodIndex(period, zone.dayOf(startMs)) + 1;
}

/** How many accounts a limit counts together: those with the same cells. Null where cells are empty, and the limit does not apply. */
function accountsCounted(
  per: readonly string[],
  attacker: Attacker,
  identities: CampaignSet["identities"],
): number | null {
  let counted = attacker.accounts;
  for (const column of per) {
    const shared = accountsSharing(column, attacker, identities);
    if (shared === null) return null;
    counted = Math.min(counted, shared);
  }
  return counted;
}
