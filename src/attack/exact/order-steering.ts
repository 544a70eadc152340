/** Steering a large basket onto the order that is free: every k-th. */

/**
 * Gain of one round: k − 1 fillers of `fillerLossMinor` each (what the attacker loses of each: goods it does not want, a fee), then the basket on
 * the k-th order, free up to `capMinor`. Nobody else's orders count meanwhile; below 0 it does not pay. `every` is k, from 1.
 */
export function steeringGain(basketMinor: number, capMinor: number, every: number, fillerLossMinor: number): number {
  return Math.min(basketMinor, capMinor) - (every - 1) * fillerLossMinor;
}
