/** How many attempts an account has time for. */
import type { Attacker } from "./attacker.js";
import { noneProbability } from "./exact/binomial.js";
import { DrawTable } from "./exact/draw-table.js";
import type { Game } from "./exact/game.js";
import { attemptsUnderCooldown } from "./exact/velocity.js";

/** In a stretch of milliseconds without its last instant; Infinity where that is endless, or attempts take no time. */
export function attemptsInTime({ intervalMs, cooldownMs, backoff }: Attacker, durationMs: number): number {
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
export function isAmple(game: Game, attempts: number): boolean {
  if (game.attempts <= attempts) return true;
  if (game.sticky !== false || game.settlements === Number.POSITIVE_INFINITY) return false;
  const draw = new DrawTable(game.draw);
  const { acceptFromMinor: accept } = game;
  const lowest =
    !game.visible || accept === "any"
      ? 0
      : draw.from(accept === "best_response" ? draw.reservationValue(game.attemptCostMinor) : accept);
  if (lowest === draw.length) return true;
  return noneProbability(attempts / game.settlements, draw.reached[lowest], draw.below[lowest]) < NEGLIGIBLE;
}
