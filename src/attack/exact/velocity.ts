/** How many attempts fit a stretch of time under limits of speed. */

/** One attempt at once, then one after each cool-down: 1 + ⌊T / τ⌋, T itself included. */
export function attemptsUnderCooldown(durationMs: number, cooldownMs: number): number {
  return 1 + Math.floor(durationMs / cooldownMs);
}

/** `limit` in each fixed window that a stretch of time touches, begun with a window and without its last instant: v ⌈T / W⌉, at least v. */
export function attemptsInWindows(durationMs: number, limit: number, windowMs: number): number {
  return limit * Math.max(1, Math.ceil(durationMs / windowMs));
}

/** The same for an attacker who chooses when to begin: a stretch across a boundary touches one window more, so 2v within a moment. */
export function attemptsAcrossBoundary(durationMs: number, limit: number, windowMs: number): number {
  return limit * (Math.ceil(durationMs / windowMs) + 1);
}

/** Requests at once that pass one check which is not atomic: n + w − 1 where n are allowed. */
export function attemptsInParallel(allowed: number, parallel: number): number {
  return allowed + parallel - 1;
}

/** What an attempt costs whoever waits a cool-down for it: c + wage × τ, the wage per millisecond. */
export function costWithCooldown(attemptCostMinor: number, wageMinor: number, cooldownMs: number): number {
  return attemptCostMinor + wageMinor * cooldownMs;
}
