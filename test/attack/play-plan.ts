/** Plans played in a world of draws alone: no engine, no time, no other customers. */
import type { ExactAttack, Game } from "../../src/attack/exact/game.js";
import type { Plan, Search } from "../../src/attack/plan.js";

/** What a plan took, over all accounts. */
export interface Takings {
  attempts: number;
  settled: number;
  discount: number;
  opened: number;
  /** Accounts that settled at least once. */
  lucky: number;
}

type NextDraw = () => number;

/** Throws where a plan breaks the rules of its game. */
export function playPlan(game: Game, plan: Plan, nextDraw: NextDraw): Takings {
  const all: Takings = { attempts: 0, settled: 0, discount: 0, opened: 0, lucky: 0 };
  const open = () => new Account(game, nextDraw, all);
  switch (plan.kind) {
    case "stay_away":
      break;
    case "each":
      for (let i = 0; i < game.accounts; i++) follow(plan.search(), open(), Number.POSITIVE_INFINITY);
      break;
    case "in_turn":
      for (let i = 0; i < game.accounts && all.settled < game.itemsWanted; i++) {
        const search = plan.open(game.accounts - i, game.itemsWanted - all.settled);
        if (search === null) break;
        follow(search, open(), game.itemsWanted - all.settled);
      }
      break;
    case "best_of_all": {
      const seen = Array.from({ length: game.accounts }, () => {
        const account = open();
        return { account, amount: account.attempt() };
      });
      const best = seen.sort((a, b) => b.amount - a.amount).slice(0, plan.wanted);
      for (const { account, amount } of best) if (amount >= plan.fromMinor) account.settle(amount);
      break;
    }
    case "recall":
      for (let i = 0; i < game.accounts; i++) recall(plan, open());
  }
  if (all.settled > game.itemsWanted) throw new Error("more was settled than is wanted");
  return all;
}

function follow(search: Search, account: Account, wanted: number): void {
  while (account.settled < wanted) {
    const from = search.threshold();
    if (from === null) return;
    const amount = account.attempt();
    if (amount >= from) {
      account.settle(amount);
      search.settled(amount);
    } else {
      if (!account.game.visible && amount >= account.game.payableFromMinor)
        throw new Error("an amount was refused that could not be seen");
      search.missed();
    }
  }
}

function recall(plan: Extract<Plan, { kind: "recall" }>, account: Account): void {
  const seen: number[] = [];
  let good = 0;
  while (seen.length < plan.attempts && good < plan.settlements) {
    const amount = account.attempt();
    seen.push(amount);
    if (amount >= plan.enoughMinor) good++;
  }
  const best = seen.sort((a, b) => b - a).slice(0, plan.settlements);
  for (const amount of best) if (amount >= plan.fromMinor) account.settle(amount);
}

/** Shows its draws by the rules of the game, and counts. */
class Account {
  settled = 0;
  private attempts = 0;
  private shown: number | null = null;

  constructor(
    readonly game: Game,
    private readonly nextDraw: NextDraw,
    private readonly all: Takings,
  ) {
    all.opened++;
  }

  attempt(): number {
    if (++this.attempts > this.game.attempts) throw new Error("an account made more attempts than it may");
    this.all.attempts++;
    this.shown = this.game.sticky === false ? this.nextDraw() : (this.shown ?? this.nextDraw());
    return this.shown;
  }

  settle(amount: number): void {
    if (++this.settled > this.game.settlements) throw new Error("an account settled more than it may");
    if (amount < this.game.payableFromMinor) throw new Error("an account settled what it can't pay for");
    this.all.settled++;
    this.all.discount += amount;
    if (this.settled === 1) this.all.lucky++;
    if (this.game.sticky === "until_settled") this.shown = null;
  }
}

export function profitOf(game: Game, { attempts, settled, discount, opened }: Takings): number {
  return discount - game.frictionMinor * settled - game.attemptCostMinor * attempts - game.accountCostMinor * opened;
}

/** For each figure of the exact answer something of the takings whose expectation is 0 if the figure is right. */
export function deviations(game: Game, exact: ExactAttack): Map<keyof ExactAttack, (takings: Takings) => number> {
  const found = new Map<keyof ExactAttack, (takings: Takings) => number>();
  const hold = (key: keyof ExactAttack, deviation: (takings: Takings, figure: number) => number) => {
    const figure = exact[key];
    if (typeof figure === "number") found.set(key, (takings) => deviation(takings, figure));
  };
  hold("meanSettledMinor", (t, mean) => t.discount - mean * t.settled);
  hold("attemptsPerSuccess", (t, attempts) => t.attempts - attempts * t.settled);
  hold("accountsOpened", (t, opened) => t.opened - opened);
  hold("abuseSpendMinor", (t, spend) => t.discount - spend);
  const times = Math.min(game.attempts, game.settlements);
  // Where the last account may be cut short by what is wanted, figures of an account are those of one that is not.
  if (times > 1 && game.itemsWanted < game.accounts * times && game.settlements > 1) return found;
  hold("profitPerAccountMinor", (t, profit) => profitOf(game, t) - profit * t.opened);
  hold("settledPerAccount", (t, settled) => t.settled - settled * t.opened);
  hold("successProbability", (t, some) => t.lucky - some * t.opened);
  return found;
}
