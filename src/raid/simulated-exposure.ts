/** What an attacker took, as it stands in the document. */

import type { Exposure } from "../attack/exposure.js";
import type { SimulatedExposure } from "../attack/exposure-document.js";
import type { Zone } from "../domain/zone.js";
import { REFUSALS } from "../engine/refusals.js";
import type { RaidResult } from "./run-raid.js";
import type { Takings } from "./takings.js";

/** `place` is the attack's among those of the run, `index` its campaign's in file order. */
export function simulatedExposure(
  { situation, exact }: Exposure,
  { place, index }: { readonly place: number; readonly index: number },
  attacked: RaidResult,
  baseline: RaidResult,
  zone: Zone,
): SimulatedExposure {
  const takings = attacked.takings[place];
  const { attempts, successes, meanMinor, takenMinor, spentMinor } = takings;
  const costMinor = costOf(takings, situation.attacker);
  const profitMinor = takenMinor - costMinor;
  // Everybody's, of a run of several attackers.
  const allSpentMinor = attacked.takings.reduce(
    (sum, other, i) => sum + (attacked.targets[i] === index ? other.spentMinor : 0),
    attacked.genuine.grantedMinor[index],
  );
  const moment = (timeMs: number | null) => (timeMs === null ? null : zone.format(timeMs));
  return {
    attempts,
    successes,
    mean_settled_minor: meanMinor,
    attempts_per_success: successes === 0 ? null : attempts / successes,
    discount_minor: takenMinor,
    excess_loss_minor: exact.meanDrawMinor === null ? null : spentMinor - successes * exact.meanDrawMinor,
    budget_capture: allSpentMinor === 0 ? null : spentMinor / allSpentMinor,
    attacker_profit_minor: profitMinor,
    attacker_roi: costMinor === 0 ? null : profitMinor / costMinor,
    genuine_displaced_minor: baseline.genuine.grantedMinor[index] - attacked.genuine.grantedMinor[index],
    exhausted_at: moment(attacked.fates[index].exhaustedAtMs),
    exhausted_at_without_attack: moment(baseline.fates[index].exhaustedAtMs),
    mean_settled_standard_error_minor: takings.standardErrorMinor,
    spent_minor: spentMinor,
    payments: takings.payments,
    refunds: takings.refunds,
    accounts_opened: takings.accountsOpened,
    accounts_served: takings.accountsServed,
    refusals: Object.fromEntries(
      REFUSALS.flatMap((name, i) => (takings.refusals[i] > 0 ? [[name, takings.refusals[i]]] : [])),
    ),
  };
}

/** Attempts, accounts, friction of each payment that was kept, and goods that were bought for nothing. */
function costOf(
  { attempts, accountsOpened, payments, returned, wasted, wastedMinor }: Takings,
  { attemptCostMinor, accountCostMinor, frictionMinor }: Exposure["situation"]["attacker"],
): number {
  return (
    attempts * attemptCostMinor +
    accountsOpened * accountCostMinor +
    (payments - returned - wasted) * frictionMinor +
    wastedMinor
  );
}
