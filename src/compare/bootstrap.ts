/**
 * The 95% interval of a difference by a paired bootstrap over users: users drawn with replacement, each with both of its outcomes.
 * Percentile method; source: Efron and Tibshirani, "An Introduction to the Bootstrap" (1993), chapter 13.
 */
import type { Key } from "../chance/keys.js";
import { normalQuantile } from "../chance/normal.js";
import { Threefry } from "../chance/threefry.js";
import { drawBinomial } from "./binomial.js";

/** With 999, the 25th and the 975th in order are the bounds of the middle 95%. */
export const RESAMPLES = 999;
const LOW = 24;
const HIGH = 974;
/** Different amounts that are told apart; of more, neighbours share a group whose spread is drawn as a normal. */
const MOST_GROUPS = 128;

interface Group {
  readonly users: number;
  readonly mean: number;
  /** Within the group. */
  readonly variance: number;
}

/**
 * `differences`: of each user for whom it is not 0, minor units; `users`: how many there are in all. How often each distinct difference
 * comes is all that a resample needs, so that its cost does not grow with the users.
 */
export function bootstrapInterval(differences: Float64Array, users: number, key: Key): { low: number; high: number } {
  if (differences.length === 0) return { low: 0, high: 0 };
  const groups = groupsOf(Float64Array.from(differences).sort());
  groups.push({ users: users - differences.length, mean: 0, variance: 0 });
  groups.sort((a, b) => b.users - a.users);
  const spread = groups.some(({ variance }) => variance > 0);
  const stream = new Threefry();
  let counter = 0;
  const uniform = () => {
    stream.encrypt(key.k0, key.k1, counter++, 0);
    return stream.uniform();
  };
  const sums = new Float64Array(RESAMPLES);
  for (let resample = 0; resample < RESAMPLES; resample++) {
    let toDraw = users;
    let among = users;
    let sum = 0;
    let variance = 0;
    for (const group of groups) {
      if (toDraw === 0 || group.users === 0) continue;
      const drawn = group.users === among ? toDraw : drawBinomial(uniform(), toDraw, group.users / among);
      sum += drawn * group.mean;
      variance += drawn * group.variance;
      toDraw -= drawn;
      among -= group.users;
    }
    if (spread) sum += Math.sqrt(variance) * normalQuantile((Math.floor(uniform() * 2 ** 52) + 0.5) / 2 ** 52);
    sums[resample] = sum;
  }
  sums.sort();
  return { low: Math.round(sums[LOW]) + 0, high: Math.round(sums[HIGH]) + 0 };
}

/** Of sorted values: one group a distinct value, or as many groups as are allowed, of about as many users each. */
function groupsOf(sorted: Float64Array): Group[] {
  const groups: Group[] = [];
  for (let from = 0; from < sorted.length && groups.length <= MOST_GROUPS; ) {
    let to = from + 1;
    while (to < sorted.length && sorted[to] === sorted[from]) to++;
    groups.push({ users: to - from, mean: sorted[from], variance: 0 });
    from = to;
  }
  if (groups.length <= MOST_GROUPS) return groups;
  return Array.from({ length: MOST_GROUPS }, (_, i) => {
    const part = sorted.subarray(
      Math.floor((i * sorted.length) / MOST_GROUPS),
      Math.floor(((i + 1) * sorted.length) / MOST_GROUPS),
    );
    const mean = part.reduce((sum, value) => sum + value, 0) / part.length;
    const variance = part.reduce((sum, value) => sum + (value - mean) ** 2, 0) / part.length;
    return { users: part.length, mean, variance };
  });
}
