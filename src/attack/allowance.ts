/** What a campaign's limits leave to an attacker: each account, and all of them. */
import type { Limit } from "../campaigns/campaign.js";
import { type Period, periodIndex } from "../domain/civil-date.js";
import type { Zone } from "../domain/zone.js";
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
export function allowanceOf(limits: readonly Limit[], attacker: Attacker, stretch: Stretch): Allowance {
  let attempts = Number.POSITIVE_INFINITY;
  let settlements = Number.POSITIVE_INFINITY;
  let settlementsInAll = Number.POSITIVE_INFINITY;
  let amountMinor = Number.POSITIVE_INFINITY;
  const ignored: Limit[] = [];
  for (const limit of limits) {
    const scope =
      attacker.accounts === 1 && scopeOf(limit.per, attacker) !== null ? "both" : scopeOf(limit.per, attacker);
    const times = limit.every === null ? 1 : periodsOf(limit.every, stretch);
    const most = (number: number | null) => (number === null ? Number.POSITIVE_INFINITY : number * times);
    const each = scope === "account" || scope === "both";
    const all = scope === "all" || scope === "both";
    if (each) {
      attempts = Math.min(attempts, most(limit.maxAttempts));
      settlements = Math.min(settlements, most(limit.max));
    }
    if (all) {
      settlementsInAll = Math.min(settlementsInAll, most(limit.max));
      amountMinor = Math.min(amountMinor, most(limit.maxAmountMinor));
    }
    const isIgnored =
      scope === null || (limit.maxAttempts !== null && !each) || (limit.maxAmountMinor !== null && !all);
    if (isIgnored) ignored.push(limit);
  }
  return { attempts, settlements, settlementsInAll, amountMinor, ignored };
}

/** How many calendar periods of a kind the stretch touches. */
export function periodsOf(period: Period, { startMs, endMs, zone }: Stretch): number {
  if (!Number.isFinite(startMs) || !Number.isFinite(endMs)) return Number.POSITIVE_INFINITY;
  if (endMs <= startMs) return 1;
  return periodIndex(period, zone.dayOf(endMs - 1)) - periodIndex(period, zone.dayOf(startMs)) + 1;
}

/** Whom the key of a limit tells apart: accounts, or nobody (one key for all of them); null where some accounts share one and others don't, or cells are empty. */
function scopeOf(per: readonly string[], { accounts, perDevice, profile }: Attacker): "account" | "all" | null {
  let scope: "account" | "all" = "all";
  for (const column of per) {
    if (column === "user_id") scope = "account";
    else if ((profile.get(column) ?? "") !== "") continue;
    else if (column !== "device_id") return null;
    else if (perDevice === 1) scope = "account";
    else if (perDevice < accounts && !per.includes("user_id")) return null;
  }
  return scope;
}
