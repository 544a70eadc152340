/** Failed tries in a row: payments declined that a luckier draw would have saved, one after the other. */
import { binomialTail } from "../../chance/binomial-tail.js";
import { counted, percent } from "../wording.js";
import type { Signal } from "./contract.js";

/**
 * That a payment fails once is held against nobody, so each run begins with its second failure. Honest customers fail again with the chance q each time, whatever
 * came before: the further failures of r runs are then negative binomial, and P(at least k) = P(at least k of r + k − 1 trials fail) (the two ways to
 * count the same trials). For one run that is q^k.
 */
export const failedTries: Signal = {
  name: "failed_tries",
  test({ tries, runs }, { repeatRate }) {
    if (runs === 0) return null;
    const further = tries - runs;
    return { events: tries, pValue: further === 0 ? 1 : binomialTail(further, runs + further - 1, repeatRate) };
  },
  reason({ tries, runs, longest }, { repeatRate }) {
    const how = runs === 1 ? "in a row" : `in ${runs} runs, the longest of ${longest}`;
    return `${counted(tries, "declined payment")} that a larger draw would have saved, ${how}; honest customers are taken to fail again in ${percent(repeatRate)} of cases`;
  },
};
