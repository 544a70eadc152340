/** How many different amounts a random discount may come to, so that its law fits into memory. */
import type { ReportAt } from "./contract.js";

export const MOST_VALUES = 4_194_304;

export function reportTooManyValues(report: ReportAt, values: number): void {
  const message = `the discount could come to ${values} different amounts, more than ${MOST_VALUES}`;
  report(["step"], "too-many-values", message, "write a larger step");
}
