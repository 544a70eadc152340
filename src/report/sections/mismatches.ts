/** Whether the front end showed what we would have given. */
import { count, counted, money } from "../layout/figures.js";
import { wrap } from "../layout/wrap.js";
import type { Section } from "./contract.js";

export const mismatches: Section = {
  title: "Discounts shown by the front end",
  body({ document, columns }) {
    const { checked, different, difference_minor: difference } = document.mismatches;
    if (checked === 0) return null;
    if (different === 0) {
      return wrap(`${counted(checked, "payment")} checked: every client_discount is ours.`, { columns, style: "good" });
    }
    const sum = `${money(difference, document.currency.exponent)} ${document.currency.code}`;
    return wrap(
      `The client_discount differs from ours in ${count(different)} of ${counted(checked, "payment")} that have one, ` +
        `by ${sum} in all. Each is a line of mismatches.csv (--out).`,
      { columns, style: "warn" },
    );
  },
};
