/** What an attacker does about a campaign as it is now: not yesterday's tactic, but the one that pays most. */

import type { Campaign } from "../campaigns/campaign.js";
import type { Attacker } from "./attacker.js";
import { type Exposure, exposureOf } from "./exposure.js";
import type { SituationContext } from "./situation.js";

/** Ways to get at a draw that need nothing but an account: who knows one of them knows the others. */
const WAYS = ["quote_probing", "small_balance", "refund_cycling"] as const;

/**
 * The exposure to the attacker's own tactic, or, where it answers with its best response and looks for good draws, to the way of doing that which
 * brings it most at the same costs. Of equals its own.
 */
export function answerTo(campaign: Campaign, attacker: Attacker, context: SituationContext): Exposure {
  const own = exposureOf(campaign, attacker, context);
  const way = attacker.tactic ?? attacker.kind;
  if (attacker.accept !== "best_response" || !WAYS.some((name) => name === way)) return own;
  let best = own;
  for (const other of WAYS) {
    if (other === way) continue;
    const answer = exposureOf(campaign, turnedTo(attacker, other), context);
    if (profitOf(answer) > profitOf(best)) best = answer;
  }
  return best;
}

/** The balance of an attacker that lives on it is no limit to its other ways. */
function turnedTo(attacker: Attacker, way: string): Attacker {
  const turned = attacker.tactic === null ? { kind: way } : { tactic: way };
  return { ...attacker, ...turned, balanceMinor: null };
}

/** Over all accounts; nothing where it stays away, and no reason to change where it is not known. */
function profitOf({ exact }: Exposure): number {
  const { attacks, profitPerAccountMinor: each, accountsOpened: accounts } = exact;
  return attacks === true && each !== null && accounts !== null ? each * accounts : 0;
}
