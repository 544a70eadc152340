/** An amount split over sponsors, with the rounding shown: exact shares, floors, and who got the spare minor units (domain/split.ts). */
import { assert } from "../domain/problem.js";
import type { Shares } from "../engine/funding.js";
import type { ShareStory } from "./explain-document.js";

/** `contributionsMinor`: the parts as the engine made them, by place in the campaign's `sponsors`. */
export function splitStory(
  amountMinor: number,
  weights: ArrayLike<number>,
  { sponsorAt }: Shares,
  contributionsMinor: ArrayLike<number>,
  sponsors: readonly string[],
): ShareStory[] {
  if (amountMinor === 0) return [];
  const total = sponsorAt.reduce((sum, _, i) => sum + BigInt(weights[i]), 0n);
  return sponsorAt.map((place, i) => {
    const product = BigInt(amountMinor) * BigInt(weights[i]);
    const floorMinor = Number(product / total);
    const spareMinor = contributionsMinor[place] - floorMinor;
    assert(
      spareMinor === 0 || (spareMinor === 1 && product % total > 0n),
      "a share is its floor, and one more at most",
    );
    return {
      sponsor: sponsors[place],
      weight: weights[i],
      weights: Number(total),
      exact_minor: mixed(product, total),
      floor_minor: floorMinor,
      spare_minor: spareMinor,
      contribution_minor: contributionsMinor[place],
    };
  });
}

/** `333 1/3`, `1/2`, `350`. */
function mixed(numerator: bigint, denominator: bigint): string {
  const whole = numerator / denominator;
  const rest = numerator % denominator;
  if (rest === 0n) return String(whole);
  const divisor = greatestCommonDivisor(rest, denominator);
  return `${whole === 0n ? "" : `${whole} `}${rest / divisor}/${denominator / divisor}`;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  return b === 0n ? a : greatestCommonDivisor(b, a % b);
}
