/** Games for tests: amounts and costs that doubles hold exactly, so that ties are ties. */
import fc from "fast-check";
import type { Game } from "../../../src/attack/exact/game.js";
import { type Distribution, distributionOf } from "../../../src/chance/law.js";
import type { Pairs } from "./brute-force.js";

const PLAIN: Omit<Game, "draw" | "staysAway"> = {
  sticky: false,
  payableFromMinor: 0,
  visible: true,
  acceptFromMinor: "best_response",
  attempts: Number.POSITIVE_INFINITY,
  settlements: 1,
  periods: [],
  recall: false,
  attemptCostMinor: 0,
  accountCostMinor: 0,
  frictionMinor: 0,
  accounts: 1,
  itemsWanted: Number.POSITIVE_INFINITY,
  budgetMinor: Number.POSITIVE_INFINITY,
};

export function gameOf(draw: Distribution, rules: Partial<Game> = {}): Game {
  const { acceptFromMinor = PLAIN.acceptFromMinor } = rules;
  return { ...PLAIN, draw, staysAway: acceptFromMinor === "best_response", ...rules };
}

/** Each of the whole amounts from `low` to `high`, equally likely. */
export function uniform(low: number, high: number): Distribution {
  const length = high - low + 1;
  return distributionOf(Array.from({ length }, (_, i) => [low + i, 1 / length]));
}

/** Amounts of eight equally likely places, so probabilities are eighths. */
export const pairsArbitrary: fc.Arbitrary<Pairs> = fc
  .tuple(
    fc.uniqueArray(fc.integer({ min: 0, max: 24 }), { minLength: 1, maxLength: 3 }),
    fc.array(fc.nat(), { minLength: 8, maxLength: 8 }),
  )
  .map(([amounts, picks]) => {
    const counts = new Map<number, number>();
    for (const pick of picks) {
      const amount = amounts[pick % amounts.length];
      counts.set(amount, (counts.get(amount) ?? 0) + 1);
    }
    return [...counts].map(([amount, count]) => [amount, count / 8] as const);
  });

export const costArbitrary = fc.constantFrom(0, 0.25, 0.5, 1, 2, 5);
export const frictionArbitrary = fc.constantFrom(0, 0.5, 1, 3, 8);
