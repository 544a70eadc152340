/** How many attempts an account has time for. */
import type { Attacker } from "./attacker.js";
import { noneProbability } from "./exact/binomial.js";
import { DrawTable } from "./exact/draw-table.js";
import type { Game } from "./exact/game.js";
import { attemptsUnderCooldown } from "./exact/velocity.js";
import type { Situation } from "./situation.js";

/** Whether its refused attempts are declined payments, after which it waits for its cool-down; whoever refuses an amount itself has not been declined. */
export type Refusals = "declined" | "refused";

/**
 * A kind's game, to be asked for once the kind has made its changes: with as many attempts as there is time for, where that is known. The default
 * interval is an assumption that an exact figure does not make; the campaign's own cool-down is none.
 */
export function inTime(
  game: Game,
  { attacker, allowance, durationMs }: Pick<Situation, "attacker" | "allowance" | "durationMs">,
  refusals: Refusals,
): Game {
  const own = attacker.timed ? attacker : { intervalMs: 0, cooldownMs: 0, backoff: 1 };
  const intervalMs = Math.max(own.intervalMs, allowance.cooldownMs);
  const pace = { ...own, intervalMs, cooldownMs: refusals === "declined" ? own.cooldownMs : 0 };
  const attempts = attemptsInTime(pace, durationMs);
  if (isAmple(game, attempts)) return game;
  // They are spread over the periods, not free to be made in any.
  const periods = game.periods.map((period) => ({ ...period, attempts: Math.min(period.attempts, attempts) }));
  return { ...game, attempts, periods };
}

/** In a stretch of milliseconds without its last instant; Infinity where that is endless, or attempts take no time. */
function attemptsInTime(
  { intervalMs, cooldownMs, backoff }: Pick<Attacker, "intervalMs" | "cooldownMs" | "backoff">,
  durationMs: number,
): number {
  if (durationMs === Number.POSITIVE_INFINITY) return durationMs;
  let attempts = 1;
  let atMs = 0;
  let cooldown = cooldownMs;
  // While the cool-down grows above the interval: each wait is another. It grows beyond any stretch in a few hundred.
  while (backoff > 1 && cooldown > 0) {
    const waitMs = Math.max(intervalMs, cooldown);
    atMs += waitMs;
    if (atMs >= durationMs) return attempts;
    attempts++;
    cooldown *= backoff;
  }
  const waitMs = Math.max(intervalMs, cooldownMs);
  return waitMs === 0 ? Number.POSITIVE_INFINITY : attemptsUnderCooldown(Math.max(0, durationMs - 1), waitMs);
}

/** Searches that find what they look for with all but this probability are taken to have all the time they want. */
const NEGLIGIBLE = 1e-9;

/** Whether so many attempts are as good as no limit: who has the time of the world would hardly ever miss what it waits for. */
function isAmple(game: Game, attempts: number): boolean {
  if (game.attempts <= attempts) return true;
  if (game.sticky !== false || game.settlements === Number.POSITIVE_INFINITY) return false;
  const draw = new DrawTable(game.draw, game.payableFromMinor);
  const { acceptFromMinor: accept } = game;
  if (draw.length === 0) return true;
  const lowest =
    !game.visible || accept === "any"
      ? 0
      : draw.from(accept === "best_response" ? draw.reservationValue(game.attemptCostMinor) : accept);
  if (lowest === draw.length) return true;
  return noneProbability(attempts / game.settlements, draw.reached[lowest], draw.below[lowest]) < NEGLIGIBLE;
}
