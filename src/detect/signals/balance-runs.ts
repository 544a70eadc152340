/** Payments that only their discount made possible, after declines at the very same balance: again and again. */
import { binomialTail } from "../../chance/binomial-tail.js";
import { counted } from "../wording.js";
import type { Signal } from "./contract.js";

/** That it happens once is held against nobody: the chance is that of so many, given one. */
export const balanceRuns: Signal = {
  name: "balance_runs",
  test({ balanceRuns: events, settled }, { balanceRunRate }) {
    if (events === 0) return null;
    const atLeast = (count: number) => binomialTail(count, settled, balanceRunRate);
    return { events, pValue: events === 1 ? 1 : atLeast(events) / atLeast(1) };
  },
  reason({ balanceRuns: events, settled, shortfallMinor }, _reference, money) {
    return `${events} of ${counted(settled, "payment")} went through only by their discount, after declines at an unchanged balance (price − balance ${money(shortfallMinor)} the last time)`;
  },
};
