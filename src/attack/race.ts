/** The race for a budget: attackers who settle as fast as they can beside honest customers. */
import { DAY_MS } from "../domain/civil-date.js";
import type { AttackFigures } from "./attack-figures.js";
import { fluidDrain } from "./exact/drain.js";
import type { Situation } from "./situation.js";

/** In the mean. Null where nothing is given to honest customers, and so there is no time without the attack. */
export interface Race {
  readonly days: number | null;
  readonly daysWithoutAttack: number | null;
  readonly attackMinor: number;
  /** Attackers' discount / all discount. */
  readonly capture: number | null;
  /** What honest customers would have had in time, and have not. */
  readonly genuineDisplacedMinor: number;
}

/**
 * All accounts at once, one attempt each an interval (or the campaign's cool-down), until they have what they come to (`fluidDrain`); from then on honest customers are alone.
 * Null without a rate of honest payments, without a budget, or where attempts take no time; of an attack that is none or not known.
 */
export function raceFor(
  { attacker, allowance, budgetMinor, honestPerDay }: Situation,
  figures: AttackFigures,
): Race | null {
  const { meanDrawMinor, meanSettledMinor, attemptsPerSuccess, accountsOpened, settledPerAccount } = figures;
  const waitMs = Math.max(attacker.intervalMs, allowance.cooldownMs);
  if (honestPerDay === null || !Number.isFinite(budgetMinor) || waitMs === 0) return null;
  if (meanDrawMinor === null || meanSettledMinor === null || attemptsPerSuccess === null) return null;
  const perDay = ((accountsOpened ?? attacker.accounts) * DAY_MS) / waitMs / attemptsPerSuccess;
  const honest = { rate: honestPerDay, meanMinor: meanDrawMinor };
  const endless = fluidDrain(budgetMinor, honest, { rate: perDay, meanMinor: meanSettledMinor });
  const ends =
    accountsOpened === null || settledPerAccount === null
      ? Number.POSITIVE_INFINITY
      : accountsOpened * settledPerAccount * meanSettledMinor;
  const { timeWithoutAttack: daysWithoutAttack } = endless;
  if (endless.attackMinor <= ends) {
    const { time: days, attackMinor, capture, genuineDisplacedMinor } = endless;
    return { days, daysWithoutAttack, attackMinor, capture, genuineDisplacedMinor };
  }
  const days = daysWithoutAttack === null ? null : daysWithoutAttack * (1 - ends / budgetMinor);
  const genuineDisplacedMinor = daysWithoutAttack === null ? 0 : ends;
  return { days, daysWithoutAttack, attackMinor: ends, capture: ends / budgetMinor, genuineDisplacedMinor };
}
