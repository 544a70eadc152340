/** Which defence stops an attack at the least cost to genuine customers. */

/** An attack's cost to the campaigns, over all attackers, minor units. */
export interface AttackLoss {
  /** All discount that the attackers keep. */
  readonly attackersTakeMinor: number;
  /** What that is beyond as many honest draws; null where nobody knows what an honest draw is. It may be negative. */
  readonly excessLossMinor: number | null;
}

/** The same attackers with their best response to a defence. */
export interface DefenceResult extends AttackLoss {
  readonly defenceId: string;
  /** Attempts of genuine customers that come to nothing because of the defence. */
  readonly genuineRefused: number;
  /** Attempts of genuine customers that the attacked campaigns serve without it. */
  readonly genuineAttempts: number;
}

/** What a defence is judged by: the excess loss, or where there is none what attackers take in all. */
export type LossMeasure = "excess_loss" | "attackers_take";

/** An effective defence leaves at most this part of the loss: one in so many. */
const LEAVES_ONE_IN = 10;

/** Null where the attackers get nothing without a defence. */
export function measureOf({ excessLossMinor, attackersTakeMinor }: AttackLoss): LossMeasure | null {
  if (excessLossMinor !== null && excessLossMinor > 0) return "excess_loss";
  return attackersTakeMinor > 0 ? "attackers_take" : null;
}

/** The loss by that measure, never below 0. */
export function lossBy(measure: LossMeasure, { excessLossMinor, attackersTakeMinor }: AttackLoss): number {
  // Where no excess is known of a defended campaign, all that is taken may be.
  const loss = measure === "excess_loss" ? (excessLossMinor ?? attackersTakeMinor) : attackersTakeMinor;
  return Math.max(0, loss);
}

/**
 * The effective defence that refuses fewest genuine customers; of equals the one that leaves the smallest loss, then the first of the list. Null
 * where none leaves a tenth of the undefended loss or less, or where there is no loss.
 */
export function cheapestEffective(undefended: AttackLoss, results: readonly DefenceResult[]): DefenceResult | null {
  const measure = measureOf(undefended);
  if (measure === null) return null;
  const most = lossBy(measure, undefended);
  const effective = results.filter((result) => lossBy(measure, result) * LEAVES_ONE_IN <= most);
  return firstBy(
    effective,
    ({ genuineRefused }) => genuineRefused,
    (result) => lossBy(measure, result),
  );
}

/** The defence that leaves the smallest loss; of equals the one that refuses fewest genuine customers, then the first of the list. Null where there is no loss, or no defence. */
export function mostEffective(undefended: AttackLoss, results: readonly DefenceResult[]): DefenceResult | null {
  const measure = measureOf(undefended);
  if (measure === null) return null;
  return firstBy(
    results,
    (result) => lossBy(measure, result),
    ({ genuineRefused }) => genuineRefused,
  );
}

type Criterion = (result: DefenceResult) => number;

/** The smallest by the first criterion, of equals by the second, of equals the first in order. */
function firstBy(results: readonly DefenceResult[], first: Criterion, second: Criterion): DefenceResult | null {
  // Sorting is stable: equals keep their order.
  return [...results].sort((a, b) => first(a) - first(b) || second(a) - second(b))[0] ?? null;
}
