/** Binomial counts from uniforms, by inversion from the mode outwards: about as many steps as the standard deviation. */
import { lnChoose } from "../chance/ln-choose.js";

/** What is left of the uniform below this is rounding. */
const NEGLIGIBLE = 1e-17;

/** Successes among `trials` with the given chance each; `uniform` in [0, 1). */
export function drawBinomial(uniform: number, trials: number, chance: number): number {
  if (trials === 0 || chance <= 0) return 0;
  if (chance >= 1) return trials;
  const mode = Math.min(trials, Math.floor((trials + 1) * chance));
  const odds = chance / (1 - chance);
  let up = Math.exp(lnChoose(trials, mode) + mode * Math.log(chance) + (trials - mode) * Math.log1p(-chance));
  let down = up;
  let left = uniform - up;
  for (let high = mode, low = mode; left >= 0 && up + down > NEGLIGIBLE; ) {
    up *= high < trials ? ((trials - high) / (high + 1)) * odds : 0;
    left -= up;
    if (high < trials) high++;
    if (left < 0) return high;
    down *= low > 0 ? low / (trials - low + 1) / odds : 0;
    left -= down;
    if (low > 0) low--;
    if (left < 0) return low;
  }
  return mode;
}
