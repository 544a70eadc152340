/** Settled draws that lie higher than the design has them, over all of it. */
import { fitOfCells } from "../cell-fit.js";
import { counted } from "../wording.js";
import type { Signal } from "./contract.js";

/** Only draws that lean to large amounts speak for abuse: who has bad luck is not accused. */
export const distribution: Signal = {
  name: "distribution",
  test(trace) {
    const fit = fitOfCells(trace.observed, trace.expected);
    if (fit.degrees === 0) return null;
    return { events: trace.sample, pValue: fit.leansHigh ? fit.pValue : 1 };
  },
  reason(trace) {
    const { statistic, degrees } = fitOfCells(trace.observed, trace.expected);
    return `${counted(trace.sample, "settled draw")} larger than the design has them (chi-square ${statistic.toFixed(1)}, ${degrees} degrees of freedom)`;
  },
};
