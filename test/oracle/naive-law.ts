/** The laws of the random modes (SPEC §5) as every possible amount with its weight, in whole numbers; and draws from them. */
import type { Discount } from "./case.js";
import { amountOf } from "./naive-money.js";
import { createNormal, massBefore, type Normal } from "./naive-normal.js";
import { ONE } from "./naive-threefry.js";

/** One amount that a random mode may give; its probability is its weight over the sum of all. */
export interface Possible {
  amount: bigint;
  weight: bigint;
}

/** Where uniforms come from; `unsure` hears of one so near a boundary that floats may fall on either side. */
export interface Chance {
  /** The numerator over 2^53. */
  uniform(stream: bigint): bigint;
  unsure(): void;
}

const laws = new WeakMap<Discount, { exponent: number; law: Possible[] }>();

/** The law of `random_choice`, `random_normal` or `random_intervals`, in ascending order; remembered, for a normal's is slow to make. */
export function lawOfMode(discount: Discount, exponent: number): Possible[] {
  const known = laws.get(discount);
  if (known?.exponent === exponent) return known.law;
  const law =
    discount.mode === "random_choice"
      ? choiceLaw(discount, exponent)
      : discount.mode === "random_normal"
        ? normalLaw(discount, exponent)
        : intervalsLaw(discount, exponent);
  laws.set(discount, { exponent, law });
  return law;
}

/** The first amount whose cumulative share exceeds u. */
export function drawFrom(law: Possible[], u: bigint, chance: Chance): bigint {
  const total = sumOf(law.map((possible) => possible.weight));
  let before = 0n;
  for (const { amount, weight } of law) {
    const share = before + weight;
    if (isNear(u, share, total)) chance.unsure();
    if (share * ONE > u * total) return amount;
    before = share;
  }
  throw new Error("a uniform of 1");
}

/** Whether a draw with probability over/under wins. */
export function wins(u: bigint, over: bigint, under: bigint, chance: Chance): boolean {
  if (isNear(u, over, under)) chance.unsure();
  return u * under < over * ONE;
}

/** Within 10^-12 of a boundary strictly between 0 and 1. */
function isNear(u: bigint, over: bigint, under: bigint): boolean {
  if (over === 0n || over === under) return false;
  const gap = u * under - over * ONE;
  return (gap < 0n ? -gap : gap) * 10n ** 12n < under * ONE;
}

function choiceLaw({ amounts = [] }: Discount, exponent: number): Possible[] {
  const law = amounts.map((line) => ({
    amount: amountOf(line.amount_off, exponent),
    weight: wholeWeight(line.weight),
  }));
  return law.sort((a, b) => (a.amount < b.amount ? -1 : a.amount > b.amount ? 1 : 0));
}

/** Weights have at most six decimals in these cases. */
function wholeWeight(weight: number): bigint {
  return BigInt(Math.round(weight * 1e6));
}

function normalLaw(discount: Discount, exponent: number): Possible[] {
  const { step, min, max } = moneyOf(discount, exponent);
  const normal = normalOf(discount, exponent, min, max);
  const first = ((min + step - 1n) / step) * step;
  const last = (max / step) * step;
  const law: Possible[] = [];
  let before = massBefore(normal, 2n * min);
  for (let amount = first; amount <= last; amount += step) {
    // Halves round up, so an amount holds what lies in [amount - step/2, amount + step/2); the last holds all above.
    const end = amount === last ? 2n * max : 2n * amount + step;
    const after = massBefore(normal, end < 2n * max ? end : 2n * max);
    law.push({ amount, weight: after - before });
    before = after;
  }
  return law;
}

function intervalsLaw(discount: Discount, exponent: number): Possible[] {
  const intervals = discount.intervals ?? [];
  const { step } = moneyOf(discount, exponent);
  const bounds = intervals.map((line) => ({ from: amountOf(line.from, exponent), to: amountOf(line.to, exponent) }));
  const steps = bounds.map(({ from, to }, i) => {
    const amounts: bigint[] = [];
    for (let amount = from; amount < to; amount += step) amounts.push(amount);
    if (i === bounds.length - 1 && (to - from) % step === 0n) amounts.push(to);
    return amounts;
  });
  const normal =
    discount.mean === undefined ? null : normalOf(discount, exponent, bounds[0].from, bounds[bounds.length - 1].to);
  let common = 1n;
  for (const amounts of steps) common *= BigInt(amounts.length);
  return intervals.flatMap((line, i) => {
    const { from, to } = bounds[i];
    const mass =
      normal === null ? wholeWeight(line.weight ?? 1) : massBefore(normal, 2n * to) - massBefore(normal, 2n * from);
    const weight = mass * (common / BigInt(steps[i].length));
    return steps[i].map((amount) => ({ amount, weight }));
  });
}

function moneyOf(discount: Discount, exponent: number): { step: bigint; min: bigint; max: bigint } {
  return {
    step: discount.step === undefined ? 1n : amountOf(String(discount.step), exponent),
    min: amountOf(discount.min ?? "0", exponent),
    max: amountOf(discount.max ?? "0", exponent),
  };
}

function normalOf(discount: Discount, exponent: number, from: bigint, to: bigint): Normal {
  return createNormal(amountOf(discount.mean ?? "0", exponent), amountOf(discount.sd ?? "0", exponent), from, to);
}

export function sumOf(values: bigint[]): bigint {
  let sum = 0n;
  for (const value of values) sum += value;
  return sum;
}
