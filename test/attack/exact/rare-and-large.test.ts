/** What must hold for long tables, many attempts and rare amounts: digits and time; and what must hold for every game. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { binomialMass, expectedKept, poissonMass, someProbability } from "../../../src/attack/exact/binomial.js";
import { DrawTable } from "../../../src/attack/exact/draw-table.js";
import { solve } from "../../../src/attack/exact/solve.js";
import { distributionOf } from "../../../src/chance/law.js";
import { drawOf } from "./brute-force.js";
import { costArbitrary, frictionArbitrary, gameOf, pairsArbitrary, uniform } from "./made-up-games.js";

function expectRelative(actual: number | null, expected: number, error = 1e-9): void {
  expect(Math.abs((actual ?? Number.NaN) / expected - 1)).toBeLessThan(error);
}

/** n choose k, whole. */
function choose(n: number, k: number): bigint {
  let result = 1n;
  for (let i = 0; i < k; i++) result = (result * BigInt(n - i)) / BigInt(i + 1);
  return result;
}

/** A quotient of whole numbers of any size, to 17 digits. */
function quotient(numerator: bigint, denominator: bigint): number {
  const shift = BigInt(Math.max(0, denominator.toString(2).length - numerator.toString(2).length + 64));
  return Number((numerator << shift) / denominator) / 2 ** Number(shift);
}

describe("binomial numbers", () => {
  it("are those of whole numbers", () => {
    for (const [trials, share, whole] of [
      [7, 3, 8],
      [60, 1, 1000],
      [200, 999, 1000],
      [300, 1, 3],
    ]) {
      const of = BigInt(whole) ** BigInt(trials);
      const masses = Array.from(
        { length: trials + 1 },
        (_, k) => choose(trials, k) * BigInt(share) ** BigInt(k) * BigInt(whole - share) ** BigInt(trials - k),
      );
      const p = share / whole;
      const q = (whole - share) / whole;
      for (const k of [0, 1, 2, 3, 5, 7, Math.floor(trials * p), trials - 1, trials]) {
        if (quotient(masses[k], of) > 1e-290)
          expectRelative(binomialMass(k, trials, p, q), quotient(masses[k], of), 1e-12);
      }
      for (const cap of [
        1,
        2,
        3,
        6,
        Math.max(1, Math.floor(trials * p)),
        Math.ceil(trials * p) + 1,
        trials,
        trials + 5,
      ]) {
        const kept = masses.reduce((sum, mass, k) => sum + BigInt(Math.min(cap, k)) * mass, 0n);
        expectRelative(expectedKept(cap, trials, p, q), quotient(kept, of), 1e-12);
      }
    }
  });

  it("keep the digits of what is rare, also among 100,000", () => {
    // P(N ≥ 1) = np − n(n − 1)p² / 2 + …, E[min(2, N)] the same but for terms of the third order.
    expectRelative(someProbability(10_000, 1e-12, 1 - 1e-12), 1e-8 - 0.49995e-16, 1e-14);
    expectRelative(expectedKept(2, 100_000, 1e-12, 1 - 1e-12), 1e-7, 1e-13);
    expectRelative(expectedKept(99_999, 100_000, 1 - 1e-12, 1e-12), 99_999, 1e-14);
    let sum = 0;
    for (let k = 0; k <= 100_000; k++) sum += binomialMass(k, 100_000, 0.3, 0.7);
    expectRelative(sum, 1, 1e-11);
    // e^−4 4^k / k!
    expectRelative(poissonMass(20, 4), (Math.exp(-4) * 4 ** 20) / 2432902008176640000, 1e-13);
  });
});

describe("DrawTable", () => {
  it("knows mean excess and reservation value of a long uniform table", () => {
    const n = 100_000;
    const table = new DrawTable(uniform(1, n));
    for (const r of [0, 1, 2.5, 50_000, 99_999, 99_999.75]) {
      const first = Math.max(1, Math.ceil(r));
      const count = n - first + 1;
      expectRelative(table.excess(r), (count * ((first + n) / 2 - r)) / n, 1e-12);
    }
    for (const cost of [0.001, 1, 777.7, 30_000, 60_000]) {
      expectRelative(table.excess(table.reservationValue(cost)), cost, 1e-9);
    }
    expect(table.reservationValue(0)).toBe(n);
    expectRelative(table.reservationValue(1e-9), n - 1e-9 * n, 1e-14);
    expectRelative(table.reservationValue(60_000), 50_000.5 - 60_000, 1e-12);
  });

  it("counts amounts beyond a double's reach as the least, never as reached", () => {
    const table = new DrawTable({
      valuesMinor: Float64Array.of(0, 10, 20, 30),
      probabilities: Float64Array.of(0, 0.5, 0.5, 0),
    });
    expect(table).toMatchObject({ minMinor: 0, meanMinor: 15 });
    expect(table.reservationValue(0)).toBe(20);
  });
});

describe("solve, far out", () => {
  const rare = distributionOf([
    [1, 1 - 1e-12],
    [1e9, 1e-12],
  ]);

  it("keeps nine digits for a chance of 1e-12", () => {
    const answer = solve(gameOf(rare, { attempts: 10_000, acceptFromMinor: 1e9 }));
    expectRelative(answer.successProbability, 1e-8 - 0.49995e-16);
    expectRelative(answer.attemptsPerSuccess, 1e12);
    expectRelative(answer.meanSettledMinor, 1e9);
    for (const recall of [true, false]) {
      // V = Σ v (F(v)^n − F(v−)^n) = 1 + (1e9 − 1) P(at least one); without recall the 1 is there at the last attempt.
      const best = solve(gameOf(rare, { attempts: 10_000, recall }));
      expectRelative(best.accountValueMinor, 1 + (1e9 - 1) * (1e-8 - 0.49995e-16));
      expectRelative(best.successProbability, 1);
    }
    const two = solve(gameOf(rare, { attempts: 10_000, settlements: 2, frictionMinor: 2 }));
    expectRelative(two.successProbability, 1e-8 - 0.49995e-16);
    expectRelative(two.settledPerAccount, 1e-8);
    expectRelative(
      solve(gameOf(rare, { sticky: true, accounts: 100_000, itemsWanted: 3, frictionMinor: 2 })).abuseSpendMinor,
      100,
      1e-9,
    );
  });

  it("follows the best of n of a uniform amount, and search without recall", () => {
    const n = 1000;
    const attempts = 50;
    // E[max] = n − Σ over v < n of (v / n)^attempts.
    let highest = n;
    for (let v = 1; v < n; v++) highest -= (v / n) ** attempts;
    expectRelative(solve(gameOf(uniform(1, n), { attempts, recall: true })).accountValueMinor, highest, 1e-12);
    // On the unit interval V1 = 1/2, V(k) = (1 + V(k − 1)²) / 2; a grid of step 1e-5 is as close as that.
    let value = 0.5;
    for (let k = 2; k <= attempts; k++) value = (1 + value * value) / 2;
    expectRelative(solve(gameOf(uniform(1, 100_000), { attempts })).accountValueMinor, value * 100_000, 1e-4);
  });

  it("is quick with 100,000 amounts, 10,000 attempts and 100,000 accounts", () => {
    const long = uniform(1, 100_000);
    const answers = [
      solve(gameOf(long, { attempts: 10_000, attemptCostMinor: 1 })),
      solve(gameOf(long, { attempts: 10_000, recall: true, settlements: 20 })),
      solve(gameOf(long, { attempts: 10_000, settlements: 50 })),
      solve(gameOf(long, { sticky: true, accounts: 100_000, itemsWanted: 50_000 })),
    ];
    expect(answers.every(({ attacks }) => attacks)).toBe(true);
    // The upper half of all draws; the 20 best of 10,000 lie at 1 − j / 10,001 each.
    expectRelative(answers[3].meanSettledMinor, 75_000, 1e-4);
    expectRelative(answers[1].meanSettledMinor, 100_000 * (1 - 10.5 / 10_001), 1e-5);
  }, 20_000);
});

describe("every game", () => {
  const rules = fc.record({
    attempts: fc.constantFrom(1, 2, 3, 7, 40, Number.POSITIVE_INFINITY),
    attemptCostMinor: costArbitrary,
    frictionMinor: frictionArbitrary,
    recall: fc.boolean(),
  });
  const profit = (answer: { readonly profitPerAccountMinor: number | null }) =>
    answer.profitPerAccountMinor ?? Number.NEGATIVE_INFINITY;

  it("pays a best response at least as much as any threshold, and nothing below 0", () => {
    fc.assert(
      fc.property(pairsArbitrary, rules, fc.integer({ min: 1, max: 3 }), (pairs, rest, settlements) => {
        const game = gameOf(drawOf(pairs), { ...rest, settlements });
        const best = profit(solve(game));
        expect(best).toBeGreaterThanOrEqual(0);
        for (const [acceptFromMinor] of pairs) {
          expect(best).toBeGreaterThanOrEqual(profit(solve({ ...game, acceptFromMinor })) - 1e-9);
        }
      }),
    );
  });

  it("never pays less for recall, for more attempts, or for a lower cost; and has no excess at one amount", () => {
    fc.assert(
      fc.property(pairsArbitrary, rules, fc.integer({ min: 1, max: 3 }), (pairs, rest, settlements) => {
        const game = gameOf(drawOf(pairs), { ...rest, settlements });
        const value = profit(solve(game)) - 1e-9;
        expect(profit(solve({ ...game, recall: true }))).toBeGreaterThanOrEqual(value);
        expect(profit(solve({ ...game, attempts: game.attempts + 1 }))).toBeGreaterThanOrEqual(value);
        expect(profit(solve({ ...game, settlements: settlements + 1 }))).toBeGreaterThanOrEqual(value);
        expect(profit(solve({ ...game, attemptCostMinor: rest.attemptCostMinor / 2 }))).toBeGreaterThanOrEqual(value);
        expect(solve({ ...game, draw: drawOf([[pairs[0][0], 1]]) }).excessLossMinor).toBe(0);
      }),
    );
  });

  it("has no probing left from a cost of mean less least on", () => {
    fc.assert(
      fc.property(pairsArbitrary, (pairs) => {
        const game = gameOf(drawOf(pairs), {});
        const { breakEvenAttemptCostMinor: breakEven, meanDrawMinor } = solve(game);
        const least = Math.min(...pairs.map(([amount]) => amount));
        fc.pre(breakEven > 0 && breakEven + 0.01 < meanDrawMinor);
        expect(solve({ ...game, attemptCostMinor: breakEven }).acceptFromMinor).toBe(least);
        expect(solve({ ...game, attemptCostMinor: breakEven - 0.001 }).acceptFromMinor).toBeGreaterThan(least);
      }),
    );
  });
});
