/** A campaign with a further line of `limits`, unless a line in place is as strict. */
import type { Campaign, Limit } from "../../campaigns/campaign.js";
import type { DefenceContext } from "./contract.js";
import { covers } from "./covers.js";
import { identitiesWithPerson } from "./person.js";

/** A line with one bound, counted by one column. */
export interface LimitLine {
  readonly bound: { readonly max: number } | { readonly maxAttempts: number } | { readonly cooldownMs: number };
  readonly per: string;
  /** `day`, or null for the campaign's life. */
  readonly every: "day" | null;
}

/** Null where a line in place bounds as much already. */
export function addLimit(campaign: Campaign, line: LimitLine, context: DefenceContext): Campaign | null {
  const identities = identitiesWithPerson(context);
  const isMet = campaign.limits.some(
    (limit) => limit.per.every((column) => covers(column, line.per, identities)) && boundsAsMuch(limit, line),
  );
  if (isMet) return null;
  const none = { max: null, maxAmountMinor: null, maxAttempts: null, cooldownMs: null };
  const added: Limit = { ...none, ...line.bound, per: [line.per], every: line.every };
  return { ...campaign, limits: [...campaign.limits, added] };
}

/** Of the same customers, or of more that are counted together. */
function boundsAsMuch({ max, maxAttempts, cooldownMs, every }: Limit, { bound, every: wanted }: LimitLine): boolean {
  // A cool-down knows no period.
  if ("cooldownMs" in bound) return cooldownMs !== null && cooldownMs >= bound.cooldownMs;
  // A week and a month are whole days, and the campaign's life is all of them.
  if (wanted === null && every !== null) return false;
  const atMost = (most: number | null, wantedMost: number) => most !== null && most <= wantedMost;
  if ("maxAttempts" in bound) return atMost(maxAttempts, bound.maxAttempts);
  // Nothing is redeemed that was not offered.
  return atMost(max, bound.max) || atMost(maxAttempts, bound.max);
}
