/** Random discounts with their laws worked out here, by formulas that share nothing with the tool. */
import { between, massOf, type Truncated } from "./closed-normal.js";

export interface KnownLaw {
  readonly title: string;
  /** The inside of the discount's block. */
  readonly discount: string;
  readonly priceMinor: number;
  readonly points?: number;
  /** Desired amounts in minor units with their probabilities. */
  readonly law: ReadonlyMap<number, number>;
}

/** Multiples of `step` from `first` to `last`, each with what the truncated normal has within half a step; the ends with all beyond them. */
function rounded(normal: Truncated, step: number, first: number, last: number): Map<number, number> {
  const law = new Map<number, number>();
  for (let value = first; value <= last; value += step) {
    const from = value === first ? Number.NEGATIVE_INFINITY : value - step / 2;
    const to = value === last ? Number.POSITIVE_INFINITY : value + step / 2;
    law.set(value, massOf(normal, from, to));
  }
  return law;
}

function evenly(probability: number, ...values: readonly number[]): Map<number, number> {
  return new Map(values.map((value) => [value, probability / values.length]));
}

function range(from: number, to: number, step: number): number[] {
  return Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step);
}

/** Each law scaled by its weight, added up. */
function mixed(...parts: readonly (readonly [number, ReadonlyMap<number, number>])[]): Map<number, number> {
  const law = new Map<number, number>();
  for (const [weight, part] of parts) {
    for (const [value, probability] of part) law.set(value, (law.get(value) ?? 0) + weight * probability);
  }
  return law;
}

const normal = (mean: number, sd: number, min: number, max: number): Truncated => ({ mean, sd, min, max });
const about5 = between(-2, 0) + between(0, 1) + between(3, 5);

export const KNOWN_LAWS: readonly KnownLaw[] = [
  {
    title: "a choice by weights that are no round shares, one amount twice, one of nothing",
    discount: `mode: random_choice, amounts: [{ amount_off: 3.00, weight: 1.5 }, { amount_off: 0.00, weight: 4 }, { amount_off: 0.07, weight: 0.3 },
      { amount_off: 3.00, weight: 1.2 }]`,
    priceMinor: 10_000,
    law: new Map([
      [0, 4 / 7],
      [7, 0.3 / 7],
      [300, 2.7 / 7],
    ]),
  },
  {
    title: "a normal in steps of a cent, with a range that lies unevenly about the mean",
    discount: "mode: random_normal, mean: 5.00, sd: 2.00, min: 4.00, max: 9.50",
    priceMinor: 10_000,
    law: rounded(normal(500, 200, 400, 950), 1, 400, 950),
  },
  {
    title: "a normal in steps counted from 0, whose range begins and ends between two of them",
    discount: "mode: random_normal, mean: 5.00, sd: 2.00, min: 1.20, max: 8.80, step: 0.50",
    priceMinor: 10_000,
    law: rounded(normal(500, 200, 120, 880), 50, 150, 850),
  },
  {
    title: "a normal whose rounding would leave the range at its end",
    discount: "mode: random_normal, mean: 5.00, sd: 2.00, min: 1.30, max: 8.70, step: 0.60",
    priceMinor: 10_000,
    law: rounded(normal(500, 200, 130, 870), 60, 180, 840),
  },
  {
    title: "a normal's far upper tail",
    discount: "mode: random_normal, mean: 0.00, sd: 1.00, min: 12.00, max: 20.00",
    priceMinor: 10_000,
    law: rounded(normal(0, 100, 1200, 2000), 1, 1200, 2000),
  },
  {
    title: "a normal's far lower tail",
    discount: "mode: random_normal, mean: 40.00, sd: 2.00, min: 3.00, max: 8.00, step: 0.05",
    priceMinor: 10_000,
    law: rounded(normal(4000, 200, 300, 800), 5, 300, 800),
  },
  {
    title: "a normal of a mean below 0, which piles nothing up at 0",
    discount: "mode: random_normal, mean: -1.00, sd: 2.00, min: 0.00, max: 3.00, step: 0.10",
    priceMinor: 10_000,
    law: rounded(normal(-100, 200, 0, 300), 10, 0, 300),
  },
  {
    title: "a normal so wide that the range is even",
    discount: "mode: random_normal, mean: 5.00, sd: 90000000.00, min: 1.00, max: 9.00",
    priceMinor: 10_000,
    law: mixed([1, new Map([100, 900].map((end) => [end, 0.5 / 800]))], [1, evenly(799 / 800, ...range(101, 899, 1))]),
  },
  {
    title: "one step inside a range",
    discount: "mode: random_normal, mean: 5.00, sd: 2.00, min: 4.10, max: 5.90, step: 1.00",
    priceMinor: 10_000,
    law: new Map([[500, 1]]),
  },
  {
    title: "a range of one amount",
    discount: "mode: random_normal, mean: 5.00, sd: 2.00, min: 4.00, max: 4.00",
    priceMinor: 10_000,
    law: new Map([[400, 1]]),
  },
  {
    title: "intervals by weight: an end belongs to the last alone",
    discount:
      "mode: random_intervals, intervals: [{ from: 0.50, to: 2.00, weight: 7 }, { from: 2.00, to: 4.00, weight: 2 }, { from: 9.00, to: 10.00, weight: 1 }]",
    priceMinor: 10_000,
    law: mixed(
      [0.7, evenly(1, ...range(50, 199, 1))],
      [0.2, evenly(1, ...range(200, 399, 1))],
      [0.1, evenly(1, ...range(900, 1000, 1))],
    ),
  },
  {
    title: "intervals with steps counted from each from, which do not divide them",
    discount:
      "mode: random_intervals, step: 0.40, intervals: [{ from: 0.10, to: 1.00, weight: 1 }, { from: 1.05, to: 1.85, weight: 1 }, { from: 3.00, to: 4.00, weight: 3 }]",
    priceMinor: 10_000,
    law: mixed([0.2, evenly(1, 10, 50, 90)], [0.2, evenly(1, 105, 145)], [0.6, evenly(1, 300, 340, 380)]),
  },
  {
    title: "intervals by the mass of a normal, scaled to 1 over a gap",
    discount:
      "mode: random_intervals, mean: 5.00, sd: 1.00, step: 0.25, intervals: [{ from: 3.00, to: 5.00 }, { from: 5.00, to: 6.00 }, { from: 8.00, to: 10.00 }]",
    priceMinor: 10_000,
    law: mixed(
      [between(-2, 0) / about5, evenly(1, ...range(300, 475, 25))],
      [between(0, 1) / about5, evenly(1, ...range(500, 575, 25))],
      [between(3, 5) / about5, evenly(1, ...range(800, 1000, 25))],
    ),
  },
  {
    title: "a lucky draw of a random prize or a percentage under a cap",
    discount: `mode: lucky_draw, ratio: 12.5%,
      prize: { mode: random_choice, amounts: [{ amount_off: 10.00, weight: 3 }, { amount_off: 50.00, weight: 1 }], max_discount: 20.00 },
      otherwise: { mode: percent_off, tiers: [{ minimum_amount: 0.00, percent_off: 5% }], max_discount: 3.00 }`,
    priceMinor: 8000,
    law: new Map([
      [1000, 0.125 * 0.75],
      [2000, 0.125 * 0.25],
      [300, 0.875],
    ]),
  },
  {
    title: "a lucky draw in another, of which one is below its minimum and one leaves 1.00 to pay",
    discount: `mode: lucky_draw, ratio: 30%,
      prize: { mode: lucky_draw, ratio: 20%,
        prize: { mode: fixed_price, price: 0.00, min_payable: 1.00 },
        otherwise: { mode: random_choice, minimum_amount: 30.01, amounts: [{ amount_off: 5.00, weight: 1 }] } },
      otherwise: { mode: random_intervals, intervals: [{ from: 0.01, to: 0.04, weight: 1 }] }`,
    priceMinor: 3000,
    law: mixed([0.3 * 0.2, new Map([[2900, 1]])], [0.3 * 0.8, new Map([[0, 1]])], [0.7, evenly(1, 1, 2, 3, 4)]),
  },
  {
    title: "a lucky draw that pays with points, in whole steps under its cap",
    discount: `mode: lucky_draw, ratio: 50%,
      prize: { mode: points, points_per_unit: 100, step: 250, max_discount: 9.00 },
      otherwise: { mode: random_choice, amounts: [{ amount_off: 0.00, weight: 1 }, { amount_off: 7.50, weight: 3 }] }`,
    priceMinor: 8000,
    points: 4000,
    law: new Map([
      [0, 0.125],
      [750, 0.5 + 0.375],
    ]),
  },
];
