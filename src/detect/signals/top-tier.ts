/** More draws in the rarest top tier than the design gives. */
import { binomialTail } from "../../chance/binomial-tail.js";
import { counted } from "../wording.js";
import type { Signal } from "./contract.js";

/** Fewer draws cannot accuse anybody, whatever they are. */
const LEAST_TRIALS = 3;

/**
 * Where caps give payments tiers of different chances, their mean stands for each: the tail of that binomial is no smaller than the true one (Hoeffding, "On
 * the distribution of the number of successes in independent trials", 1956, theorem 4), as long as it is beyond the mean.
 */
export const topTier: Signal = {
  name: "top_tier",
  test({ topTrials, top, topExpected }) {
    if (topTrials < LEAST_TRIALS) return null;
    return { events: top, pValue: top < topExpected + 1 ? 1 : binomialTail(top, topTrials, topExpected / topTrials) };
  },
  reason({ topTrials, top, topExpected }) {
    return `${top} of ${counted(topTrials, "settled draw")} in the top tier, where the design has ${topExpected.toPrecision(2)}`;
  },
};
