/** Exact attacks against attacks played out by hand. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ExactAttack } from "../../../src/attack/exact/game.js";
import { solve } from "../../../src/attack/exact/solve.js";
import {
  atThreshold,
  bestAcrossAccounts,
  bestInPeriods,
  bestOfAccounts,
  bestThroughDraws,
  bestWithoutRecall,
  bestWithRecall,
  drawOf,
  type Figures,
} from "./brute-force.js";
import { costArbitrary, frictionArbitrary, gameOf, pairsArbitrary } from "./made-up-games.js";

const attemptsArbitrary = fc.integer({ min: 1, max: 5 });
const settlementsArbitrary = fc.integer({ min: 1, max: 4 });

/** Holds an answer per account to figures of one account. */
function expectFigures(answer: ExactAttack, figures: Figures, costMinor = 0): void {
  expect(answer.settledPerAccount).toBeCloseTo(figures.settled, 10);
  expect(answer.successProbability).toBeCloseTo(figures.some, 10);
  expect(answer.profitPerAccountMinor).toBeCloseTo(figures.value - costMinor, 9);
  if (figures.settled === 0) {
    expect(answer.meanSettledMinor).toBeNull();
    expect(answer.attemptsPerSuccess).toBeNull();
  } else {
    expect(answer.meanSettledMinor).toBeCloseTo(figures.discount / figures.settled, 9);
    expect(answer.attemptsPerSuccess).toBeCloseTo(figures.attempts / figures.settled, 9);
  }
}

describe("solve, fresh draws", () => {
  it("plays a fixed threshold as every sequence of draws does", () => {
    fc.assert(
      fc.property(
        pairsArbitrary,
        attemptsArbitrary,
        settlementsArbitrary,
        costArbitrary,
        frictionArbitrary,
        fc.integer({ min: 0, max: 26 }),
        (pairs, attempts, settlements, attemptCostMinor, frictionMinor, threshold) => {
          const rules = { attempts, settlements, attemptCostMinor, frictionMinor };
          const answer = solve(gameOf(drawOf(pairs), { ...rules, acceptFromMinor: threshold }));
          const accepted = pairs.map(([amount]) => amount).filter((amount) => amount >= threshold);
          // What is never drawn is not waited for.
          const stays = { value: 0, settled: 0, discount: 0, attempts: 0, opened: 0, some: 0 };
          expectFigures(answer, accepted.length === 0 ? stays : atThreshold(pairs, rules, threshold));
          expect(answer.acceptFromMinor).toBe(accepted.length === 0 ? null : Math.min(...accepted));
        },
      ),
    );
  });

  it("answers best without recall", () => {
    fc.assert(
      fc.property(
        pairsArbitrary,
        attemptsArbitrary,
        settlementsArbitrary,
        costArbitrary,
        frictionArbitrary,
        (pairs, attempts, settlements, attemptCostMinor, frictionMinor) => {
          const rules = { attempts, settlements, attemptCostMinor, frictionMinor };
          const answer = solve(gameOf(drawOf(pairs), rules));
          expectFigures(answer, bestWithoutRecall(pairs, rules));
        },
      ),
    );
  });

  it("leaves what can't be paid for", () => {
    fc.assert(
      fc.property(
        pairsArbitrary,
        attemptsArbitrary,
        settlementsArbitrary,
        costArbitrary,
        frictionArbitrary,
        fc.integer({ min: 0, max: 26 }),
        (pairs, attempts, settlements, attemptCostMinor, frictionMinor, payableFromMinor) => {
          const rules = { attempts, settlements, attemptCostMinor, frictionMinor };
          const answer = solve(gameOf(drawOf(pairs), { ...rules, payableFromMinor }));
          expectFigures(answer, bestWithoutRecall(pairs, rules, payableFromMinor));
          expect(answer.meanDrawMinor).toBeCloseTo(
            pairs.reduce((sum, [amount, p]) => sum + amount * p, 0),
            10,
          );
        },
      ),
    );
  });

  it("answers limits that begin anew as every choice does, or says that it knows no answer", () => {
    let known = 0;
    let alike = 0;
    fc.assert(
      fc.property(
        pairsArbitrary,
        fc.record({
          count: fc.constantFrom(2, 3),
          attempts: fc.constantFrom(1, 2, Number.POSITIVE_INFINITY),
          settlements: fc.constantFrom(1, 2, Number.POSITIVE_INFINITY),
        }),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 4 }),
        costArbitrary,
        frictionArbitrary,
        (pairs, period, lifeAttempts, lifeSettlements, attemptCostMinor, frictionMinor) => {
          const attempts = Math.min(lifeAttempts, period.count * period.attempts);
          const settlements = Math.min(lifeSettlements, period.count * period.settlements);
          const rules = { attempts, settlements, attemptCostMinor, frictionMinor };
          const answer = solve(gameOf(drawOf(pairs), { ...rules, periods: [period] }));
          if (answer.attacks === null) return;
          known++;
          if (attempts === period.count * period.attempts && settlements === period.count * period.settlements) alike++;
          const figures = bestInPeriods(pairs, rules, period);
          expect(answer.profitPerAccountMinor).toBeCloseTo(figures.value, 9);
          expect(answer.settledPerAccount).toBeCloseTo(figures.settled, 10);
          expect(answer.successProbability).toBeCloseTo(figures.some, 10);
        },
      ),
      { numRuns: 400 },
    );
    expect(known).toBeGreaterThan(200);
    expect(alike).toBeGreaterThan(10);
  });

  it("answers best with recall", () => {
    fc.assert(
      fc.property(
        pairsArbitrary,
        attemptsArbitrary,
        settlementsArbitrary,
        costArbitrary,
        frictionArbitrary,
        (pairs, attempts, settlements, attemptCostMinor, frictionMinor) => {
          const rules = { attempts, settlements, attemptCostMinor, frictionMinor };
          const answer = solve(gameOf(drawOf(pairs), { ...rules, recall: true }));
          expectFigures(answer, bestWithRecall(pairs, rules));
        },
      ),
      { numRuns: 60 },
    );
  });

  it("lists thresholds that fall with the attempts left, and stays away where the account costs too much", () => {
    const draw = drawOf([100, 200, 300, 400].map((amount) => [amount, 0.25]));
    // V1 = 250, V2 = (300 + 400) / 4 + 250 / 2 = 300, V3 = 400 / 4 + 300 × 3 / 4 = 325.
    const game = gameOf(draw, { attempts: 3 });
    expect(solve(game)).toMatchObject({
      acceptFromMinor: null,
      thresholdsMinor: [300, 300, 100],
      accountValueMinor: 325,
    });
    expect(solve({ ...game, accountCostMinor: 324 })).toMatchObject({ attacks: true, profitPerAccountMinor: 1 });
    expect(solve({ ...game, accountCostMinor: 325 })).toMatchObject({
      attacks: false,
      acceptFromMinor: null,
      thresholdsMinor: null,
      meanSettledMinor: null,
      attemptsPerSuccess: null,
      amplification: null,
      successProbability: 0,
      profitPerAccountMinor: 0,
      accountsOpened: 0,
      abuseSpendMinor: 0,
      excessLossMinor: 0,
      excessLossPerPersonMinor: 0,
    });
    expect(solve({ ...game, recall: true })).toMatchObject({ acceptFromMinor: null, thresholdsMinor: [400, 400, 100] });
  });

  it("keeps a threshold out of the list where it does not change", () => {
    const fixed = solve(gameOf(drawOf([[500, 1]]), { attempts: 4 }));
    expect(fixed).toMatchObject({
      acceptFromMinor: 500,
      thresholdsMinor: null,
      attemptsPerSuccess: 1,
      excessLossMinor: 0,
    });
  });

  it("takes what comes where amounts are not visible", () => {
    const draw = drawOf([
      [0, 0.5],
      [100, 0.5],
    ]);
    const blind = { visible: false, attempts: 10, settlements: 3, attemptCostMinor: 10 };
    for (const acceptFromMinor of ["best_response", "any", 100] as const) {
      expect(solve(gameOf(draw, { ...blind, acceptFromMinor }))).toMatchObject({
        meanSettledMinor: 50,
        attemptsPerSuccess: 1,
        settledPerAccount: 3,
        profitPerAccountMinor: 120,
        excessLossMinor: 0,
      });
    }
    expect(solve(gameOf(draw, { ...blind, frictionMinor: 41 }))).toMatchObject({
      attacks: false,
      profitPerAccountMinor: 0,
    });
  });
});

describe("solve, unlimited attempts", () => {
  it("settles from the reservation value on, worth it less friction, at any number of settlements", () => {
    fc.assert(
      fc.property(
        pairsArbitrary,
        costArbitrary,
        frictionArbitrary,
        settlementsArbitrary,
        (pairs, c, h, settlements) => {
          const answer = solve(gameOf(drawOf(pairs), { attemptCostMinor: c, frictionMinor: h, settlements }));
          // The best of all thresholds, each worth m − h − c / S.
          const worths = pairs.map(([r]) => {
            const accepted = pairs.filter(([amount]) => amount >= r);
            const reached = accepted.reduce((sum, [, p]) => sum + p, 0);
            return accepted.reduce((sum, [amount, p]) => sum + amount * p, 0) / reached - h - c / reached;
          });
          const best = Math.max(...worths);
          expect(answer.reservationValueMinor).toBeCloseTo(best + h, 9);
          if (best > 0) {
            expect(answer.profitPerAccountMinor).toBeCloseTo(settlements * best, 9);
            expect(answer.successProbability).toBe(1);
          } else expect(answer).toMatchObject({ attacks: false, profitPerAccountMinor: 0, successProbability: 0 });
        },
      ),
    );
  });

  it("stays away where a threshold is out of reach, or nothing can be paid", () => {
    for (const rules of [{ acceptFromMinor: 101 }, { acceptFromMinor: "any" as const, payableFromMinor: 101 }]) {
      const never = solve(gameOf(drawOf([[100, 1]]), { ...rules, attemptCostMinor: 1 }));
      expect(never).toMatchObject({
        attacks: false,
        acceptFromMinor: null,
        meanDrawMinor: 100,
        profitPerAccountMinor: 0,
        successProbability: 0,
        abuseSpendMinor: 0,
      });
    }
  });
});

describe("solve, sticky draws", () => {
  it("keeps the best of the accounts' draws as all their sequences do", () => {
    fc.assert(
      fc.property(
        pairsArbitrary,
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 6 }),
        frictionArbitrary,
        fc.constantFrom("best_response" as const, "any" as const, 7),
        (pairs, accounts, itemsWanted, frictionMinor, acceptFromMinor) => {
          const rules = { sticky: true, accounts, itemsWanted, frictionMinor, acceptFromMinor };
          const answer = solve(gameOf(drawOf(pairs), rules));
          const passes = (amount: number) =>
            acceptFromMinor === "any" || amount >= (acceptFromMinor === 7 ? 7 : frictionMinor);
          const all = bestOfAccounts(pairs, accounts, itemsWanted, passes);
          const pays = acceptFromMinor !== "best_response" || all.discount > frictionMinor * all.settled + 1e-9;
          const { settled, discount } = pays ? all : { settled: 0, discount: 0 };
          expect(answer.settledPerAccount).toBeCloseTo(settled / accounts, 10);
          expect(answer.abuseSpendMinor).toBeCloseTo(discount, 9);
          expect(answer.profitPerAccountMinor).toBeCloseTo((discount - frictionMinor * settled) / accounts, 9);
        },
      ),
    );
  });

  it("breaks even at an account cost of E[(D - h)+]", () => {
    fc.assert(
      fc.property(pairsArbitrary, frictionArbitrary, (pairs, frictionMinor) => {
        const game = gameOf(drawOf(pairs), { sticky: true, frictionMinor, accounts: 4 });
        const { breakEvenAccountCostMinor: breakEven } = solve(game);
        expect(breakEven).toBeCloseTo(
          pairs.reduce((sum, [amount, p]) => sum + p * Math.max(0, amount - frictionMinor), 0),
          10,
        );
        expect(solve({ ...game, accountCostMinor: breakEven + 0.001 }).attacks).toBe(false);
        if (breakEven > 0) expect(solve({ ...game, accountCostMinor: breakEven - 0.001 }).attacks).toBe(true);
      }),
    );
  });

  it("goes through draws that stay until they are settled as every choice does", () => {
    fc.assert(
      fc.property(
        pairsArbitrary,
        settlementsArbitrary,
        costArbitrary,
        frictionArbitrary,
        (pairs, settlements, c, h) => {
          const rules = { sticky: "until_settled" as const, settlements, attemptCostMinor: c, frictionMinor: h };
          const answer = solve(gameOf(drawOf(pairs), rules));
          if (settlements > 1) expectFigures(answer, bestThroughDraws(pairs, settlements, c, h));
          else expect(answer.profitPerAccountMinor).toBeCloseTo(bestThroughDraws(pairs, 1, c, h).value, 9);
        },
      ),
    );
  });

  it("pays blindly once, and knows a draw for ever from then on", () => {
    const draw = drawOf([
      [0, 0.5],
      [40, 0.5],
    ]);
    const blind = { visible: false, settlements: 3, attemptCostMinor: 4, frictionMinor: 2 };
    // Once for −6 or 34, then twice more for 34 each.
    expect(solve(gameOf(draw, { ...blind, sticky: true }))).toMatchObject({
      settledPerAccount: 2,
      meanSettledMinor: 30,
      profitPerAccountMinor: -3 + 0.5 * 3 * 34,
    });
    expect(solve(gameOf(draw, { ...blind, sticky: "until_settled" }))).toMatchObject({
      settledPerAccount: 3,
      meanSettledMinor: 20,
      profitPerAccountMinor: 3 * 14,
    });
    const endless = { settlements: Number.POSITIVE_INFINITY, budgetMinor: 1000 };
    expect(solve(gameOf(draw, { ...blind, ...endless, sticky: true }))).toMatchObject({
      settledPerAccount: null,
      meanSettledMinor: 40,
      abuseSpendMinor: 1000,
      excessLossMinor: 500,
    });
  });

  it("settles one draw for ever as often as it may, and is stuck at the first that it refuses", () => {
    const draw = drawOf([
      [0, 0.25],
      [5, 0.25],
      [20, 0.5],
    ]);
    const rules = { settlements: 3, attemptCostMinor: 4, frictionMinor: 2 };
    // 5 pays once (3 more than its friction, 1 less than another attempt), 20 three times.
    expect(solve(gameOf(draw, { ...rules, sticky: true }))).toMatchObject({
      settledPerAccount: 0.75 + 2 * 0.5,
      meanSettledMinor: (0.25 * 5 + 3 * 0.5 * 20) / 1.75,
      attemptsPerSuccess: 2 / 1.75,
      successProbability: 0.75,
      profitPerAccountMinor: 0.25 * 3 + 3 * 0.5 * 18 - 4 * 2,
    });
    expect(solve(gameOf(draw, { ...rules, sticky: "until_settled", acceptFromMinor: 20 }))).toMatchObject({
      settledPerAccount: 0.5 * 1.75,
      meanSettledMinor: 20,
      attemptsPerSuccess: 2,
      successProbability: 0.5,
      profitPerAccountMinor: 0.5 * 1.75 * 18 - 4 * 1.75,
    });
  });
});

describe("solve, accounts that share what is wanted", () => {
  it("answers best over accounts opened one after the other", () => {
    fc.assert(
      fc.property(
        pairsArbitrary,
        fc.integer({ min: 1, max: 3 }),
        fc.integer({ min: 2, max: 4 }),
        fc.integer({ min: 1, max: 3 }),
        costArbitrary,
        frictionArbitrary,
        costArbitrary,
        (pairs, attempts, accounts, itemsWanted, attemptCostMinor, frictionMinor, accountCostMinor) => {
          const costs = { attemptCostMinor, frictionMinor, accountCostMinor };
          const game = gameOf(drawOf(pairs), {
            attempts,
            accounts,
            itemsWanted: Math.min(itemsWanted, accounts - 1),
            ...costs,
          });
          const answer = solve(game);
          const figures = bestAcrossAccounts(pairs, game);
          expect(answer.attacks).toBe(figures.settled > 0);
          expect(answer.accountsOpened).toBeCloseTo(figures.opened, 9);
          expect(answer.abuseSpendMinor).toBeCloseTo(figures.discount, 9);
          expect((answer.profitPerAccountMinor ?? Number.NaN) * figures.opened).toBeCloseTo(figures.value, 9);
          if (figures.settled > 0) expect(answer.attemptsPerSuccess).toBeCloseTo(figures.attempts / figures.settled, 9);
        },
      ),
    );
  });

  it("opens no more accounts than a fixed threshold needs", () => {
    const draw = drawOf([
      [10, 0.75],
      [100, 0.25],
    ]);
    // Of three accounts with one draw each, at least one shows 100 with 1 − 0.75³ = 37/64; 1 + 3/4 + 9/16 = 37/16 are opened.
    const few = solve(gameOf(draw, { attempts: 1, acceptFromMinor: 100, accounts: 3, itemsWanted: 1 }));
    expect(few.accountsOpened).toBeCloseTo(37 / 16, 12);
    expect(few.abuseSpendMinor).toBeCloseTo(100 * (37 / 64), 12);
    expect(solve(gameOf(draw, { accounts: 50, settlements: 2, itemsWanted: 5 }))).toMatchObject({
      accountsOpened: 3,
      abuseSpendMinor: 500,
      excessLossMinor: 500 - 5 * 32.5,
      excessLossPerPersonMinor: 500 - 3 * 32.5,
    });
  });

  it("says nothing where nothing is known", () => {
    const rules = { attempts: 5, settlements: 2, accounts: 3, itemsWanted: 2 };
    const unknown = solve(
      gameOf(
        drawOf([
          [10, 0.5],
          [20, 0.5],
        ]),
        rules,
      ),
    );
    expect(unknown).toMatchObject({
      attacks: null,
      meanSettledMinor: null,
      profitPerAccountMinor: null,
      excessLossMinor: null,
    });
    expect(unknown.reservationValueMinor).toBe(20);
  });
});

describe("solve, budgets", () => {
  it("cuts the loss at the budget, and takes off as many honest draws as were paid for", () => {
    const draw = drawOf([
      [100, 0.5],
      [300, 0.5],
    ]);
    const game = gameOf(draw, { accounts: 10, budgetMinor: 1500 });
    // Five settle at 300 before nothing is left; five honest draws cost 1000, ten honest persons all of it.
    expect(solve(game)).toMatchObject({ abuseSpendMinor: 1500, excessLossMinor: 500, excessLossPerPersonMinor: 0 });
    expect(solve({ ...game, budgetMinor: 2500 })).toMatchObject({
      abuseSpendMinor: 2500,
      excessLossPerPersonMinor: 500,
    });
    expect(solve({ ...game, budgetMinor: 1e9 })).toMatchObject({ abuseSpendMinor: 3000, excessLossMinor: 1000 });
    const endless = { ...game, settlements: Number.POSITIVE_INFINITY };
    expect(solve(endless)).toMatchObject({ settledPerAccount: null, abuseSpendMinor: 1500, excessLossMinor: 500 });
    expect(solve({ ...endless, budgetMinor: Number.POSITIVE_INFINITY })).toMatchObject({ abuseSpendMinor: null });
  });
});
