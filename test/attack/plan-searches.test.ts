/** What a plan asks for, attempt by attempt. */
import { describe, expect, it } from "vitest";
import type { Game } from "../../src/attack/exact/game.js";
import { planOf } from "../../src/attack/exact/plan-of.js";
import { solve } from "../../src/attack/exact/solve.js";
import type { Search } from "../../src/attack/plan.js";
import { drawOf } from "./exact/brute-force.js";
import { gameOf } from "./exact/made-up-games.js";

const quarters = drawOf([100, 200, 300, 400].map((amount) => [amount, 0.25]));

function searchOf(rules: Partial<Game>): Search {
  const plan = planOf(gameOf(quarters, rules));
  if (plan.kind !== "each") throw new Error(`the plan is ${plan.kind}`);
  return plan.search();
}

function missing(search: Search): (number | null)[] {
  const asked: (number | null)[] = [];
  for (let attempt = 0; attempt < 5; attempt++) {
    asked.push(search.threshold());
    if (asked[attempt] === null) break;
    search.missed();
  }
  return asked;
}

describe("searches of a plan", () => {
  it("lower what they ask for as the exact answer lists it, and end with the attempts", () => {
    const rules = { attempts: 3 };
    expect(missing(searchOf(rules))).toEqual([300, 300, 100, null]);
    expect(solve(gameOf(quarters, rules)).thresholdsMinor).toEqual([300, 300, 100]);
  });

  it("end with the settlements, and start anew for every account", () => {
    const plan = planOf(gameOf(quarters, { attempts: 3, accounts: 2 }));
    if (plan.kind !== "each") throw new Error(`the plan is ${plan.kind}`);
    const first = plan.search();
    first.settled(400);
    expect(first.threshold()).toBeNull();
    expect(plan.search().threshold()).toBe(300);
  });

  it("ask less of a draw that buys the next one, and nothing of one that is stuck", () => {
    // W(1) = E[(D − 250)+] = 50 and W(2) = E[(D − 200)+] = 75: with three left from 250 − 75 on, with two left from 250 − 50 on.
    const search = searchOf({ sticky: "until_settled", settlements: 3, frictionMinor: 250 });
    expect(search.threshold()).toBe(200);
    search.settled(200);
    expect(search.threshold()).toBe(200);
    search.settled(200);
    expect(search.threshold()).toBe(300);
    search.missed();
    expect(search.threshold()).toBeNull();
  });

  it("do not ask again for a draw that is known to be too low for its cost", () => {
    const rules = { sticky: true, settlements: 3, attemptCostMinor: 150, frictionMinor: 90 };
    const told = searchOf(rules);
    expect(told.threshold()).toBe(100);
    told.settled(200);
    expect(told.threshold()).toBeNull();
    const high = searchOf(rules);
    high.settled(300);
    expect(high.threshold()).toBe(300);
    const untold = searchOf(rules);
    untold.settled();
    expect(missing(untold)).toEqual([300, null]);
  });

  it("ask for more where another account may make good what is refused", () => {
    const plan = planOf(gameOf(quarters, { attempts: 1, accounts: 3, itemsWanted: 1 }));
    if (plan.kind !== "in_turn") throw new Error(`the plan is ${plan.kind}`);
    expect([3, 2, 1].map((accountsLeft) => plan.open(accountsLeft, 1)?.threshold())).toEqual([300, 300, 100]);
    expect(plan.open(0, 1)).toBeNull();
  });

  it("know no best response for quotes that can be recalled in accounts that share: the search without recall is not it", () => {
    const thirds = drawOf([1, 2, 3].map((amount) => [amount, 1 / 3]));
    const game = gameOf(thirds, { attempts: 2, accounts: 2, itemsWanted: 1, recall: true });
    // The better of two is 22/9 on average; the first account's is taken where it is 3, so 5/9 × 3 + 4/9 × 22/9 = 223/81, above 73/27.
    expect(solve({ ...game, recall: false }).abuseSpendMinor).toBeCloseTo(73 / 27, 12);
    expect(solve(game).attacks).toBeNull();
    expect(planOf(game).kind).toBe("in_turn");
  });
});
