/** Plans for tiny games, played through every sequence of draws, against the exact answer. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Game } from "../../src/attack/exact/game.js";
import { planOf } from "../../src/attack/exact/plan-of.js";
import { solve } from "../../src/attack/exact/solve.js";
import type { Distribution } from "../../src/chance/law.js";
import { drawOf, type Pairs } from "./exact/brute-force.js";
import { costArbitrary, frictionArbitrary, gameOf, pairsArbitrary } from "./exact/made-up-games.js";
import { deviations, playPlan, profitOf, type Takings } from "./play-plan.js";

/** The sum over all sequences of draws of what `played` makes of each, times its probability. */
function expectationOf<K>(
  { valuesMinor, probabilities }: Distribution,
  play: (nextDraw: () => number) => Takings,
  figures: ReadonlyMap<K, (takings: Takings) => number>,
): Map<K, number> {
  const sums = new Map<K, number>();
  const path: number[] = [];
  do {
    let depth = 0;
    let chance = 1;
    const takings = play(() => {
      if (depth === path.length) path.push(0);
      const i = path[depth++];
      chance *= probabilities[i];
      return valuesMinor[i];
    });
    for (const [key, figure] of figures) sums.set(key, (sums.get(key) ?? 0) + chance * figure(takings));
    while (path.length > 0 && path[path.length - 1] === valuesMinor.length - 1) path.pop();
    if (path.length > 0) path[path.length - 1]++;
  } while (path.length > 0);
  return sums;
}

const rulesArbitrary: fc.Arbitrary<Partial<Game>> = fc
  .record({
    sticky: fc.constantFrom(false, false, true, "until_settled" as const),
    visible: fc.constantFrom(true, true, true, false),
    payableFromMinor: fc.constantFrom(0, 0, 0, 7),
    acceptFromMinor: fc.constantFrom("best_response" as const, "best_response" as const, "any" as const, 7),
    attempts: fc.constantFrom(1, 2, 3, Number.POSITIVE_INFINITY),
    settlements: fc.constantFrom(1, 1, 2, 3),
    recall: fc.boolean(),
    attemptCostMinor: costArbitrary,
    accountCostMinor: costArbitrary,
    frictionMinor: frictionArbitrary,
    accounts: fc.constantFrom(1, 2, 3),
    itemsWanted: fc.constantFrom(1, 2, 3, 4, Number.POSITIVE_INFINITY),
  })
  // A search without end has sequences without end; six draws at most.
  .map((rules) => {
    const refuses = (rules.visible && rules.acceptFromMinor !== "any") || rules.payableFromMinor > 0;
    const endless = rules.sticky === false && refuses;
    const most = rules.accounts === 3 ? 2 : 3;
    return { ...rules, attempts: endless ? Math.min(rules.attempts, most) : rules.attempts };
  });

const gameArbitrary = fc
  .tuple(pairsArbitrary, rulesArbitrary)
  .map(([pairs, rules]) => gameOf(drawOf(pairs as Pairs), rules));

describe("planOf, tiny games", () => {
  it("takes what the exact answer says, and stays away where that does", () => {
    const kinds = new Set<string>();
    let known = 0;
    fc.assert(
      fc.property(gameArbitrary, (game) => {
        const exact = solve(game);
        const plan = planOf(game);
        if (exact.attacks === null) return;
        known++;
        kinds.add(plan.kind);
        expect(plan.kind === "stay_away").toBe(!exact.attacks);
        const means = expectationOf(game.draw, (next) => playPlan(game, plan, next), deviations(game, exact));
        for (const [figure, mean] of means) expect(Math.abs(mean), figure).toBeLessThan(1e-9);
      }),
      { numRuns: 1000 },
    );
    expect([...kinds].sort()).toEqual(["best_of_all", "each", "in_turn", "recall", "stay_away"]);
    expect(known).toBeGreaterThan(600);
  });

  it("makes at least what an account by itself does, where nobody knows the best of accounts that share", () => {
    let unknown = 0;
    fc.assert(
      fc.property(gameArbitrary, (game) => {
        if (solve(game).attacks !== null) return;
        unknown++;
        const { accounts, itemsWanted } = game;
        const alone = { ...game, accounts: 1, itemsWanted: Number.POSITIVE_INFINITY, recall: false };
        const lone = solve({ ...alone, settlements: Math.min(game.settlements, itemsWanted) });
        const most = solve(alone).profitPerAccountMinor as number;
        const profits = new Map([["profit", (takings: Takings) => profitOf(game, takings)]]);
        const means = expectationOf(game.draw, (next) => playPlan(game, planOf(game), next), profits);
        const profit = means.get("profit") as number;
        if (game.acceptFromMinor !== "best_response") return;
        expect(profit).toBeGreaterThan((lone.profitPerAccountMinor as number) - 1e-9);
        expect(profit).toBeLessThan(accounts * most + 1e-9);
      }),
      { numRuns: 1000 },
    );
    expect(unknown).toBeGreaterThan(50);
  });
});
