/** Attackers beside the log: each of their tactics makes its next move when its account may. */
import TinyQueue from "tinyqueue";
import type { Attacker } from "../attack/attacker.js";
import type { Move, Reply, Tactic } from "../attack/moves.js";
import { assert } from "../domain/problem.js";
import type { Guest } from "../replay/replay.js";
import type { Desk } from "./desk.js";

/** One attacker against one campaign, ready to act. */
export interface Assault {
  readonly attacker: Attacker;
  readonly desk: Desk;
  readonly tactics: readonly Tactic[];
  readonly startMs: number;
  /** From one attempt of an account to its next: the attacker's own interval, or what the campaign's cool-down makes of it. */
  readonly waitMs: number;
}

/** Moves of a run at most: a search that finds hardly ever would else not end. */
export const MOST_MOVES = 20_000_000;

/** One tactic on its way. */
interface Actor {
  readonly assault: Assault;
  readonly tactic: Tactic;
  move: Move;
  atMs: number;
  /** Of actors of one moment, who came to it first. */
  turn: number;
  /** By account: when it may attempt again, and its declines in a row. */
  readonly pace: Map<number, { readyMs: number; declines: number }>;
}

export class Raid implements Guest {
  /** True where it was ended by the number of its moves. */
  cutShort = false;
  private readonly queue = new TinyQueue<Actor>([], (a, b) => a.atMs - b.atMs || a.turn - b.turn);
  private turns = 0;

  constructor(
    assaults: readonly Assault[],
    private readonly mostMoves = MOST_MOVES,
  ) {
    for (const assault of assaults) {
      for (const tactic of assault.tactics) this.enter(assault, tactic);
    }
  }

  get nextMs(): number {
    return this.queue.peek()?.atMs ?? Number.POSITIVE_INFINITY;
  }

  act(): void {
    const actor = this.queue.pop();
    if (actor === undefined) return;
    if (this.turns >= this.mostMoves) {
      this.cutShort = true;
      this.queue.data.length = 0;
      this.queue.length = 0;
      return;
    }
    const answer = actor.assault.desk.carryOut(actor.move, actor.atMs);
    if ("laterMs" in answer) {
      actor.atMs = answer.laterMs;
      this.queueUp(actor);
      return;
    }
    this.follow(actor, answer);
  }

  private enter(assault: Assault, tactic: Tactic): void {
    const first = tactic.next();
    if (first.done === true) return;
    this.queueUp({ assault, tactic, move: first.value, atMs: assault.startMs, turn: 0, pace: new Map() });
  }

  /** Gives the tactic its answer, lets it do what it does at once, and makes its next attempt due. */
  private follow(actor: Actor, first: Reply): void {
    const { assault, tactic, move, atMs, pace } = actor;
    const declines = first.outcome === "declined" ? (pace.get(move.account)?.declines ?? 0) + 1 : 0;
    pace.set(move.account, { declines, readyMs: atMs + waitAfter(assault, declines) });
    let next = tactic.next(first);
    while (next.done !== true && !isAttempt(next.value)) {
      const answer = assault.desk.carryOut(next.value, atMs);
      assert("outcome" in answer, "only attempts are put off");
      next = tactic.next(answer);
    }
    if (next.done === true) return;
    actor.move = next.value;
    actor.atMs = Math.max(atMs, pace.get(next.value.account)?.readyMs ?? 0);
    this.queueUp(actor);
  }

  private queueUp(actor: Actor): void {
    actor.turn = this.turns++;
    this.queue.push(actor);
  }
}

function isAttempt({ move }: Move): boolean {
  return move === "ask" || move === "pay";
}

function waitAfter({ attacker, waitMs }: Assault, declines: number): number {
  if (declines === 0) return waitMs;
  return Math.max(waitMs, attacker.cooldownMs * attacker.backoff ** (declines - 1));
}
