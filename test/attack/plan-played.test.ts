/** Plans played with seeded draws against the exact answer: games that last too long to go through every sequence. */
import { describe, expect, it } from "vitest";
import type { Game } from "../../src/attack/exact/game.js";
import { planOf } from "../../src/attack/exact/plan-of.js";
import { solve } from "../../src/attack/exact/solve.js";
import type { Plan } from "../../src/attack/plan.js";
import { deriveKey, runKey } from "../../src/chance/keys.js";
import { type Distribution, distributionOf } from "../../src/chance/law.js";
import { Threefry } from "../../src/chance/threefry.js";
import { gameOf, uniform } from "./exact/made-up-games.js";
import { deviations, playPlan } from "./play-plan.js";

const tiers = distributionOf([
  [0, 0.3],
  [200, 0.4],
  [500, 0.2],
  [1000, 0.08],
  [5000, 0.02],
]);
const lottery = distributionOf([
  [0, 0.9],
  [888, 0.1],
]);
const fixed = distributionOf([[500, 1]]);
const steps = uniform(1, 50);

const forever = Number.POSITIVE_INFINITY;
const hidden = { visible: false };
const sticky = { sticky: true };
const untilSettled = { sticky: "until_settled" as const };

type Case = readonly [name: string, kind: Plan["kind"], draw: Distribution, rules: Partial<Game>];

const freshDraws: readonly Case[] = [
  ["any, the first that comes", "each", tiers, { acceptFromMinor: "any" }],
  ["any, several", "each", tiers, { acceptFromMinor: "any", attempts: 5, settlements: 3, attemptCostMinor: 900 }],
  ["any, an account that costs too much", "each", lottery, { acceptFromMinor: "any", accountCostMinor: 500 }],
  ["at least, unlimited", "each", tiers, { acceptFromMinor: 300, attemptCostMinor: 5 }],
  ["at least, limited", "each", steps, { acceptFromMinor: 41, attempts: 3, accounts: 2 }],
  ["at least, several settlements", "each", lottery, { acceptFromMinor: 1, attempts: 12, settlements: 2 }],
  ["at least what is never drawn", "stay_away", tiers, { acceptFromMinor: 5001, attempts: 4, attemptCostMinor: 1 }],
  ["hidden", "each", tiers, { ...hidden, attempts: 4, settlements: 2, attemptCostMinor: 3 }],
  ["hidden, not worth it", "stay_away", tiers, { ...hidden, frictionMinor: 400 }],
  ["best, unlimited", "each", steps, { attemptCostMinor: 1.5 }],
  ["best, unlimited, free", "each", tiers, {}],
  [
    "best, unlimited, two settlements and friction",
    "each",
    tiers,
    { settlements: 2, attemptCostMinor: 40, frictionMinor: 90 },
  ],
  ["best, unlimited, too dear", "stay_away", steps, { attemptCostMinor: 30 }],
  ["best, nothing drawn", "each", fixed, { attempts: 4, attemptCostMinor: 2 }],
  ["best, limited", "each", steps, { attempts: 7, attemptCostMinor: 1 }],
  [
    "best, limited, zero amounts and friction",
    "each",
    tiers,
    { attempts: 5, attemptCostMinor: 12, frictionMinor: 100 },
  ],
  ["best, limited, free", "each", tiers, { attempts: 10, accounts: 2, accountCostMinor: 50 }],
  ["best, so many attempts that most are worth nothing", "each", steps, { attempts: 50_000, attemptCostMinor: 2 }],
  [
    "best, what can be paid for",
    "each",
    tiers,
    { attempts: 6, settlements: 2, attemptCostMinor: 12, payableFromMinor: 500, frictionMinor: 20 },
  ],
  [
    "best, three days of four attempts and a settlement",
    "each",
    steps,
    { attempts: 12, settlements: 3, attemptCostMinor: 1, periods: [{ count: 3, attempts: 4, settlements: 1 }] },
  ],
  [
    "at least, two days of five attempts and two settlements",
    "each",
    tiers,
    { acceptFromMinor: 500, attempts: 10, settlements: 4, periods: [{ count: 2, attempts: 5, settlements: 2 }] },
  ],
  ["best, limited, two settlements", "each", steps, { attempts: 8, settlements: 2, attemptCostMinor: 0.5 }],
  ["best, limited, four settlements, friction", "each", tiers, { attempts: 9, settlements: 4, frictionMinor: 150 }],
  ["best, limited, an account that costs too much", "stay_away", steps, { attempts: 3, accountCostMinor: 45 }],
  [
    "best, a settlement for every attempt",
    "each",
    tiers,
    { attempts: 3, settlements: 5, frictionMinor: 200, attemptCostMinor: 9 },
  ],
  ["recall", "recall", steps, { attempts: 6, recall: true, attemptCostMinor: 1 }],
  ["recall, free, zero amounts", "recall", lottery, { attempts: 5, recall: true, accounts: 3 }],
  [
    "recall, two settlements, friction",
    "recall",
    tiers,
    { attempts: 6, settlements: 2, recall: true, attemptCostMinor: 20, frictionMinor: 210 },
  ],
  ["recall, not worth it", "stay_away", steps, { attempts: 6, recall: true, attemptCostMinor: 26 }],
  ["recall without a limit", "each", steps, { recall: true, attemptCostMinor: 1 }],
];

const sharedDraws: readonly Case[] = [
  ["shared, any", "in_turn", tiers, { acceptFromMinor: "any", accounts: 5, itemsWanted: 3 }],
  [
    "shared, at least",
    "in_turn",
    lottery,
    { acceptFromMinor: 1, attempts: 4, accounts: 6, itemsWanted: 2, accountCostMinor: 7 },
  ],
  [
    "shared, at least, several settlements",
    "in_turn",
    tiers,
    { acceptFromMinor: 500, attempts: 4, settlements: 2, accounts: 4, itemsWanted: 3 },
  ],
  ["shared, hidden", "in_turn", tiers, { ...hidden, settlements: 3, accounts: 4, itemsWanted: 7 }],
  [
    "shared, best, unlimited",
    "in_turn",
    steps,
    { attemptCostMinor: 2, accounts: 6, itemsWanted: 4, accountCostMinor: 3 },
  ],
  [
    "shared, best, unlimited, several settlements",
    "in_turn",
    steps,
    { attemptCostMinor: 2, settlements: 3, accounts: 4, itemsWanted: 5 },
  ],
  ["shared, best, one attempt", "in_turn", tiers, { attempts: 1, accounts: 8, itemsWanted: 2, accountCostMinor: 10 }],
  [
    "shared, best, limited",
    "in_turn",
    steps,
    { attempts: 4, accounts: 5, itemsWanted: 2, attemptCostMinor: 1, accountCostMinor: 2 },
  ],
  [
    "shared, best, limited, free, friction",
    "in_turn",
    tiers,
    { attempts: 3, accounts: 6, itemsWanted: 3, frictionMinor: 250 },
  ],
  [
    "shared, best, so many accounts that most are worth nothing",
    "in_turn",
    steps,
    { attempts: 2, accounts: 3000, itemsWanted: 2, attemptCostMinor: 1, accountCostMinor: 1 },
  ],
  [
    "shared, best, accounts that cost too much",
    "stay_away",
    steps,
    { attempts: 2, accounts: 5, itemsWanted: 2, accountCostMinor: 40 },
  ],
];

const stickyDraws: readonly Case[] = [
  ["sticky, each keeps its own", "each", tiers, { ...sticky, accounts: 4, attemptCostMinor: 5 }],
  [
    "sticky, the best of all",
    "best_of_all",
    tiers,
    { ...sticky, accounts: 8, itemsWanted: 2, accountCostMinor: 20, frictionMinor: 200 },
  ],
  [
    "sticky, the best of all from a threshold on",
    "best_of_all",
    steps,
    { ...sticky, acceptFromMinor: 40, accounts: 5, itemsWanted: 3, accountCostMinor: 60 },
  ],
  [
    "sticky, at least what is never drawn",
    "stay_away",
    steps,
    { ...sticky, acceptFromMinor: 51, accounts: 5, itemsWanted: 3 },
  ],
  ["sticky, not worth it", "stay_away", steps, { ...sticky, accounts: 5, itemsWanted: 1, accountCostMinor: 20 }],
  [
    "until settled, once",
    "best_of_all",
    lottery,
    { ...untilSettled, accounts: 6, itemsWanted: 1, acceptFromMinor: "any" },
  ],
  ["sticky, hidden", "each", tiers, { ...sticky, ...hidden, accounts: 3, attempts: 7 }],
  [
    "sticky, hidden, shared",
    "in_turn",
    tiers,
    { ...sticky, ...hidden, accounts: 5, itemsWanted: 2, accountCostMinor: 9 },
  ],
  ["same draw", "each", steps, { ...sticky, settlements: 4, attemptCostMinor: 10, frictionMinor: 8 }],
  [
    "same draw, hidden",
    "each",
    tiers,
    { ...sticky, ...hidden, settlements: 3, attemptCostMinor: 100, frictionMinor: 120 },
  ],
  ["same draw, at least", "each", steps, { ...sticky, settlements: 3, acceptFromMinor: 20, accounts: 2 }],
  ["until stuck", "each", tiers, { ...untilSettled, settlements: 4, acceptFromMinor: 200, attemptCostMinor: 2 }],
  ["until stuck, hidden", "each", tiers, { ...untilSettled, ...hidden, settlements: 3, attemptCostMinor: 2 }],
  ["through draws", "each", tiers, { ...untilSettled, settlements: 5, attemptCostMinor: 30, frictionMinor: 600 }],
  [
    "through draws, friction below all",
    "each",
    steps,
    { ...untilSettled, attempts: 3, settlements: 9, frictionMinor: 30 },
  ],
  ["through draws, not worth it", "stay_away", steps, { ...untilSettled, settlements: 3, attemptCostMinor: 26 }],
];

/** Draws of a case by inverse distribution function. */
function drawsOf({ valuesMinor, probabilities }: Distribution, name: string): () => number {
  const key = deriveKey(runKey("plans"), name);
  const block = new Threefry();
  let counter = 0;
  return () => {
    block.encrypt(key.k0, key.k1, counter++, 0);
    let rest = block.uniform();
    let i = 0;
    while (i < valuesMinor.length - 1 && rest >= probabilities[i]) rest -= probabilities[i++];
    return valuesMinor[i];
  };
}

const TRIALS = 4000;
const MOST_STANDARD_ERRORS = 4.5;

describe("planOf, played", () => {
  it.each([...freshDraws, ...sharedDraws, ...stickyDraws])("%s", (name, kind, draw, rules) => {
    const game = gameOf(draw, rules);
    const exact = solve(game);
    const plan = planOf(game);
    expect(plan.kind).toBe(kind);
    expect(exact.attacks).toBe(kind !== "stay_away");
    const nextDraw = drawsOf(draw, name);
    const all = Array.from({ length: TRIALS }, () => playPlan(game, plan, nextDraw));
    const figures = deviations(game, exact);
    expect(figures.size).toBeGreaterThan(1);
    for (const [figure, deviation] of figures) {
      const each = all.map(deviation);
      const mean = each.reduce((sum, one) => sum + one, 0) / TRIALS;
      const variance = each.reduce((sum, one) => sum + (one - mean) ** 2, 0) / (TRIALS - 1);
      const error = Math.sqrt(variance / TRIALS);
      expect(Math.abs(mean), figure).toBeLessThan(MOST_STANDARD_ERRORS * error + 1e-6);
    }
  });
});

describe("planOf, without an exact answer", () => {
  const play = (game: Game, name: string) => playPlan(game, planOf(game), drawsOf(game.draw, name));

  it.each<Case>([
    ["several settlements each", "in_turn", steps, { attempts: 6, settlements: 2, accounts: 4, itemsWanted: 5 }],
    ["recall", "in_turn", steps, { attempts: 6, recall: true, accounts: 4, itemsWanted: 3 }],
    [
      "a draw that stays, several settlements",
      "in_turn",
      steps,
      { ...sticky, settlements: 2, accounts: 4, itemsWanted: 5 },
    ],
    [
      "draws that stay until settled",
      "in_turn",
      steps,
      { ...untilSettled, settlements: forever, accounts: 4, itemsWanted: 5 },
    ],
    ["too many states", "in_turn", steps, { attempts: 2, accounts: 5000, itemsWanted: 4000 }],
  ])("has accounts that share act one after the other: %s", (name, kind, draw, rules) => {
    const game = gameOf(draw, rules);
    expect(solve(game).attacks).toBeNull();
    expect(planOf(game).kind).toBe(kind);
    const takings = play(game, name);
    expect(takings.settled).toBe(game.itemsWanted);
    expect(takings.opened).toBeLessThanOrEqual(game.accounts);
    expect(takings.discount / takings.settled).toBeGreaterThanOrEqual(solve(game).meanDrawMinor - 1);
  });

  it("stays away where nobody knows what an account by itself should do, or where that does not pay", () => {
    const endless = gameOf(steps, { ...untilSettled, settlements: forever });
    const large = gameOf(steps, { attempts: 10_000, settlements: 5000 });
    const dear = gameOf(steps, { attempts: 6, settlements: 2, accounts: 4, itemsWanted: 5, accountCostMinor: 100 });
    for (const game of [endless, large, dear]) {
      expect(solve(game).attacks).toBeNull();
      expect(planOf(game)).toEqual({ kind: "stay_away" });
    }
  });
});
