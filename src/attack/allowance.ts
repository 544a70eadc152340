/** What a campaign's limits leave to an attacker: each account, and all of them. */
import type { CampaignSet, Limit } from "../campaigns/campaign.js";
import { type Period, periodIndex } from "../domain/civil-date.js";
import type { Zone } from "../domain/zone.js";
import { accountsSharing } from "./accounts-sharing.js";
import type { Attacker } from "./attacker.js";

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
  /** Redemptions of all accounts. */
  readonly settlementsInAll: number;
  /** Discount of all accounts. */
  readonly amountMinor: number;
  /** Lines that no exact figure takes into account. */
  readonly ignored: readonly Limit[];
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
  const ignored: Limit[] = [];
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
    }
    if (all) {
      settlementsInAll = Math.min(settlementsInAll, most(limit.max));
      amountMinor = Math.min(amountMinor, most(limit.maxAmountMinor));
    }
    const ofOffers = limit.maxAttempts !== null || limit.cooldownMs !== null;
    const isIgnored = !(each || all) || (ofOffers && !each) || (limit.maxAmountMinor !== null && !all);
    if (isIgnored) ignored.push(limit);
  }
  return { attempts, cooldownMs, settlements, settlementsInAll, amountMinor, ignored };
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
