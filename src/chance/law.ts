/** Laws: exact distributions of amounts in minor units, as mixtures of tables with a ceiling each. */
import { CompensatedSum } from "./compensated-sum.js";

/** A table of a distribution. Tallies group by it: a rule whose values do not depend on the checkout hands out one and the same object. */
export interface Distribution {
  /** Minor units, ascending, each once. */
  readonly valuesMinor: Float64Array;
  /** Of each value; they add up to 1 within rounding. */
  readonly probabilities: Float64Array;
}

/** One part of a mixture: with probability `weight` a value of `distribution`, brought down to `ceilingMinor`. */
export interface LawPart {
  readonly weight: number;
  readonly distribution: Distribution;
  /** +Infinity without one; below 0 it stands for 0. */
  readonly ceilingMinor: number;
  /** For parts that give whole steps: the largest amount up to a limit that they can give. */
  readonly cut?: ((limitMinor: number) => number) | undefined;
}

/** Weights add up to 1. */
export type Law = readonly LawPart[];

/** Merges equal values and sorts. Probabilities of pairs that are not positive are kept: the ends of a law may be beyond a double's reach. */
export function distributionOf(pairs: Iterable<readonly [valueMinor: number, probability: number]>): Distribution {
  const merged = new Map<number, number>();
  for (const [value, probability] of pairs) merged.set(value, (merged.get(value) ?? 0) + probability);
  const valuesMinor = Float64Array.from(merged.keys()).sort();
  return { valuesMinor, probabilities: valuesMinor.map((value) => merged.get(value) as number) };
}

/** The law of an amount without chance. */
export function certainly(valueMinor: number, cut?: LawPart["cut"]): Law {
  const distribution = { valuesMinor: Float64Array.of(valueMinor), probabilities: Float64Array.of(1) };
  return [{ weight: 1, distribution, ceilingMinor: Number.POSITIVE_INFINITY, cut }];
}

/** The law of one table. */
export function lawOf(distribution: Distribution): Law {
  return [{ weight: 1, distribution, ceilingMinor: Number.POSITIVE_INFINITY }];
}

/** `first` with probability `share`, else `second`. */
export function mixture(share: number, first: Law, second: Law): Law {
  const weigh = (law: Law, by: number) => law.map((part) => ({ ...part, weight: part.weight * by }));
  return [...weigh(first, share), ...weigh(second, 1 - share)].filter(({ weight }) => weight > 0);
}

/** The law with every amount brought down to `ceilingMinor`. */
export function capped(law: Law, ceilingMinor: number): Law {
  return law.map((part) => ({ ...part, ceilingMinor: Math.min(part.ceilingMinor, ceilingMinor) }));
}

/** What a part gives in place of one of its table's values. */
export function underCeiling({ ceilingMinor, cut }: LawPart, valueMinor: number): number {
  if (valueMinor <= ceilingMinor) return valueMinor;
  return Math.max(0, cut === undefined ? ceilingMinor : cut(Math.max(0, ceilingMinor)));
}

/** The mixture as one table; that of the only part itself where nothing brings it down. */
export function tabulate(law: Law): Distribution {
  return law.length === 1 ? underItsCeiling(law[0]) : distributionOf(pairsOf(law));
}

function* pairsOf(law: Law): Generator<readonly [number, number]> {
  for (const part of law) {
    const { valuesMinor, probabilities } = underItsCeiling(part);
    for (let i = 0; i < valuesMinor.length; i++) yield [valuesMinor[i], part.weight * probabilities[i]];
  }
}

/** The part's table with all that is above its ceiling in one value: summed with care, as a ceiling may cut off most of a long table. */
function underItsCeiling(part: LawPart): Distribution {
  const { valuesMinor, probabilities } = part.distribution;
  const most = underCeiling(part, valuesMinor[valuesMinor.length - 1]);
  const kept = valuesMinor.findIndex((value) => value >= most);
  if (kept === valuesMinor.length - 1 && valuesMinor[kept] === most) return part.distribution;
  const mass = new CompensatedSum();
  for (let i = kept; i < probabilities.length; i++) mass.add(probabilities[i]);
  const cut = { valuesMinor: valuesMinor.slice(0, kept + 1), probabilities: probabilities.slice(0, kept + 1) };
  cut.valuesMinor[kept] = most;
  cut.probabilities[kept] = mass.value();
  return cut;
}

/** The largest amount of the law. */
export function largestMinor(law: Law): number {
  let largest = 0;
  for (const part of law) {
    const { valuesMinor } = part.distribution;
    largest = Math.max(largest, underCeiling(part, valuesMinor[valuesMinor.length - 1]));
  }
  return largest;
}

/** The mean of what `given` makes of the part's amounts, minor units; not rounded, and not weighed. */
export function meanOfPart(part: LawPart, given: (amountMinor: number) => number = (amount) => amount): number {
  const { valuesMinor, probabilities } = part.distribution;
  const mean = new CompensatedSum();
  for (let i = 0; i < valuesMinor.length; i++) mean.add(probabilities[i] * given(underCeiling(part, valuesMinor[i])));
  return mean.value();
}
