/** How many settlements empty a budget, and how much of it attackers get, to the last grant. */
import type { Distribution } from "../../chance/law.js";

/** Settlements per unit of time, and what one takes; amounts whole. An attacker's are those that it accepts. */
export interface Stream {
  readonly rate: number;
  readonly draw: Distribution;
}

export interface ExactDrain {
  /** Expected number of settlements until nothing is left, those of amount 0 included. */
  readonly settlements: number;
  /** Expected time until then; for streams without memory (Poisson). */
  readonly time: number;
  readonly attackMinor: number;
  /** Share of the budget, 0 to 1. */
  readonly capture: number;
}

/** What can be worked out at once: whole steps of the budget × amounts. */
const MOST_STEPS = 200_000_000;

/**
 * The next settlement is the attacker's with the share of its rate, so amounts follow the mixture f, independently. Renewal recursion over what is left:
 * n(b) = 1 + Σ f(d) n(b − d), n(0) = 0, amounts of 0 solved for; the attacker's money likewise, the last grant brought down to
 * what is left (a budget with `on_short: partial`). Null where nothing is ever taken, or where there are too many steps.
 * The expected time is n(B) / (λ + α) by Wald's identity. Source: Feller, An Introduction to Probability Theory II, XI.
 */
export function exactDrain(budgetMinor: number, honest: Stream, attack: Stream): ExactDrain | null {
  const rate = honest.rate + attack.rate;
  const taken = new Map<number, { mass: number; attacked: number }>();
  let nothing = 0;
  for (const [stream, attacks] of [
    [honest, 0],
    [attack, 1],
  ] as const) {
    const { valuesMinor, probabilities } = stream.draw;
    for (let i = 0; i < valuesMinor.length; i++) {
      const mass = (probabilities[i] * stream.rate) / rate;
      if (!(mass > 0)) continue;
      if (valuesMinor[i] === 0) {
        nothing += mass;
        continue;
      }
      const before = taken.get(valuesMinor[i]) ?? { mass: 0, attacked: 0 };
      taken.set(valuesMinor[i], { mass: before.mass + mass, attacked: before.attacked + attacks * mass });
    }
  }
  const amounts = [...taken.keys()].sort((a, b) => a - b);
  if (amounts.length === 0) return null;
  const step = amounts.reduce(greatestCommonDivisor);
  // A budget that is no multiple of the step ends with a grant brought down: its part of a step is carried along.
  const steps = Math.ceil(budgetMinor / step);
  const over = steps * step - budgetMinor;
  if (steps * amounts.length > MOST_STEPS) return null;
  const sizes = amounts.map((amount) => amount / step);
  // Given that something is taken; what takes nothing only adds settlements, the same share before each.
  const some = amounts.reduce((sum, amount) => sum + (taken.get(amount)?.mass ?? 0), 0);
  const masses = amounts.map((amount) => (taken.get(amount)?.mass ?? 0) / some);
  const attacked = amounts.map((amount) => (taken.get(amount)?.attacked ?? 0) / some);
  const counts = new Float64Array(steps + 1);
  const money = new Float64Array(steps + 1);
  for (let left = 1; left <= steps; left++) {
    let count = 1;
    let got = 0;
    for (let i = 0; i < sizes.length; i++) {
      const rest = left - sizes[i];
      if (rest > 0) {
        count += masses[i] * counts[rest];
        got += attacked[i] * amounts[i] + masses[i] * money[rest];
      } else got += attacked[i] * (left * step - over);
    }
    counts[left] = count;
    money[left] = got;
  }
  const settlements = counts[steps] * ((some + nothing) / some);
  return { settlements, time: settlements / rate, attackMinor: money[steps], capture: money[steps] / budgetMinor };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
