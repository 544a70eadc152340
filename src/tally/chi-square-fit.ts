/** Pearson's chi-square test of counts against a design, over bins of neighbouring amounts. */
import { chiSquareTail } from "../chance/chi-square.js";
import { assert } from "../domain/problem.js";
import type { AmountCounts } from "./amount-counts.js";
import type { Expected } from "./expected-counts.js";

export interface ChiSquareFit {
  readonly statistic: number;
  /** Bins less one; 0 where there are fewer than two. */
  readonly degrees: number;
  /** Chance of a statistic at least as large if the counts follow the design; 1 without degrees. */
  readonly pValue: number;
}

/** What a bin has to expect: with less, the statistic does not follow its law. */
const LEAST_EXPECTED = 5;

/** Amounts are joined from the smallest up until their expected counts reach 5; what is left at the end joins the last bin. */
export function chiSquareFit(drawn: AmountCounts, expected: Expected): ChiSquareFit {
  const bins = binsOf(alignedCounts(drawn, expected), expected.counts);
  const degrees = Math.max(0, bins.length - 1);
  if (degrees === 0) return { statistic: 0, degrees, pValue: 1 };
  const statistic = bins.reduce((sum, bin) => sum + (bin.drawn - bin.expected) ** 2 / bin.expected, 0);
  return { statistic, degrees, pValue: chiSquareTail(statistic, degrees) };
}

/** How often each amount of the design was drawn. An amount that it cannot give is a fault of the draw or the law, which no bin may hide. */
function alignedCounts(drawn: AmountCounts, { valuesMinor }: Expected): Float64Array {
  const aligned = new Float64Array(valuesMinor.length);
  let at = 0;
  drawn.valuesMinor.forEach((value, i) => {
    while (at < valuesMinor.length && valuesMinor[at] < value) at++;
    assert(valuesMinor[at] === value, `a draw gave ${value} minor units, which its design cannot give`);
    aligned[at] = drawn.counts[i];
  });
  return aligned;
}

interface FitBin {
  drawn: number;
  expected: number;
}

function binsOf(drawn: Float64Array, expected: Float64Array): FitBin[] {
  const bins: FitBin[] = [];
  let open: FitBin = { drawn: 0, expected: 0 };
  for (let i = 0; i < expected.length; i++) {
    open.drawn += drawn[i];
    open.expected += expected[i];
    if (open.expected < LEAST_EXPECTED) continue;
    bins.push(open);
    open = { drawn: 0, expected: 0 };
  }
  if (bins.length > 0) {
    const last = bins[bins.length - 1];
    last.drawn += open.drawn;
    last.expected += open.expected;
  }
  return bins;
}
