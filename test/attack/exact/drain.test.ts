/** Budgets under attack: the fluid, and every order in which settlements can come. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fluidDrain } from "../../../src/attack/exact/drain.js";
import { exactDrain } from "../../../src/attack/exact/exact-drain.js";
import { drawOf, type Pairs } from "./brute-force.js";
import { uniform } from "./made-up-games.js";

/** Settlement by settlement, until nothing is left; for amounts above 0. */
function playedOut(
  left: number,
  honest: Pairs,
  attack: Pairs,
  share: number,
): { settlements: number; attackMinor: number } {
  const sum = { settlements: 0, attackMinor: 0 };
  if (left <= 0) return sum;
  for (const [pairs, weight, attacks] of [
    [honest, 1 - share, 0],
    [attack, share, 1],
  ] as const) {
    for (const [amount, probability] of pairs) {
      const then = playedOut(left - amount, honest, attack, share);
      sum.settlements += weight * probability * (1 + then.settlements);
      sum.attackMinor += weight * probability * (attacks * Math.min(amount, left) + then.attackMinor);
    }
  }
  return sum;
}

describe("exactDrain", () => {
  it("is what every order of settlements comes to", () => {
    const amounts = fc.uniqueArray(fc.integer({ min: 3, max: 9 }), { minLength: 1, maxLength: 3 });
    const equally = (values: readonly number[]): Pairs => values.map((value) => [value, 1 / values.length] as const);
    fc.assert(
      fc.property(
        amounts,
        amounts,
        fc.integer({ min: 1, max: 16 }),
        fc.constantFrom(0, 0.25, 0.5, 1),
        (a, b, budget, share) => {
          const [honest, attack] = [equally(a), equally(b)];
          const drain = exactDrain(
            budget,
            { rate: 2 * (1 - share), draw: drawOf(honest) },
            { rate: 2 * share, draw: drawOf(attack) },
          );
          const figures = playedOut(budget, honest, attack, share);
          expect(drain?.settlements).toBeCloseTo(figures.settlements, 10);
          expect(drain?.time).toBeCloseTo(figures.settlements / 2, 10);
          expect(drain?.attackMinor).toBeCloseTo(figures.attackMinor, 10);
          expect(drain?.capture).toBeCloseTo(figures.attackMinor / budget, 10);
        },
      ),
    );
  });

  it("counts settlements of nothing, and never ends where nothing is taken", () => {
    const seldom = drawOf([
      [0, 0.75],
      [10, 0.25],
    ]);
    // Three grants of 10 for 25, four settlements each.
    expect(exactDrain(25, { rate: 1, draw: seldom }, { rate: 0, draw: seldom })).toEqual({
      settlements: 12,
      time: 12,
      attackMinor: 0,
      capture: 0,
    });
    expect(exactDrain(25, { rate: 1, draw: drawOf([[0, 1]]) }, { rate: 0, draw: seldom })).toBeNull();
    expect(exactDrain(1e9, { rate: 1, draw: uniform(1, 1000) }, { rate: 1, draw: seldom })).toBeNull();
  });

  it("comes to the fluid for a large budget", () => {
    const [draw, probed] = [uniform(1, 100), drawOf([[100, 1]])];
    const exact = exactDrain(1_000_000, { rate: 10, draw }, { rate: 4, draw: probed });
    const fluid = fluidDrain(1_000_000, { rate: 10, meanMinor: 50.5 }, { rate: 4, meanMinor: 100 });
    expect(Math.abs((exact?.time ?? 0) / (fluid.time ?? 1) - 1)).toBeLessThan(1e-4);
    expect(exact?.capture).toBeCloseTo(fluid.capture ?? 0, 4);
  });
});

describe("fluidDrain", () => {
  it("shares the budget by the money that flows", () => {
    // 10 × 30 and 2 × 100 a unit of time: 500, so a budget of 5,000 is gone after 10, and attackers have 2,000 of it.
    expect(fluidDrain(5000, { rate: 10, meanMinor: 30 }, { rate: 2, meanMinor: 100 })).toEqual({
      time: 10,
      timeWithoutAttack: 5000 / 300,
      acceleration: 500 / 300,
      attackMinor: 2000,
      capture: 0.4,
      genuineDisplacedMinor: 2000,
    });
    expect(fluidDrain(5000, { rate: 0, meanMinor: 30 }, { rate: 2, meanMinor: 100 })).toMatchObject({
      time: 25,
      timeWithoutAttack: null,
      acceleration: null,
      capture: 1,
      genuineDisplacedMinor: 0,
    });
    expect(fluidDrain(5000, { rate: 1, meanMinor: 0 }, { rate: 0, meanMinor: 9 })).toMatchObject({
      time: null,
      capture: null,
    });
  });
});
