/** `summary.csv`: every figure of a comparison as a line. */
import { formatMinor } from "../domain/money.js";
import { headerLine, textCell } from "../report/csv/csv-cells.js";
import { inBatches } from "../report/csv/in-batches.js";
import type { CompareDocument, Difference, MeasuredDifference } from "./compare-document.js";
import { eachFigure } from "./each-figure.js";

export const SUMMARY_COLUMNS = ["of", "name", "figure", "before", "after", "difference", "low_95", "high_95"] as const;

/** Money is a decimal; the interval is empty where there is none. */
export function summaryPieces(document: CompareDocument): Iterable<string> {
  return inBatches(headerLine(SUMMARY_COLUMNS), lines(document));
}

function* lines(document: CompareDocument): Generator<string> {
  const { exponent } = document.currency;
  for (const { of, name, figure, kind, value } of eachFigure(document)) {
    const text = (amount: bigint) => (kind === "money" ? formatMinor(amount, exponent) : `${amount}`);
    const interval = (value as Partial<MeasuredDifference> & Difference).interval_95;
    yield [
      of,
      textCell(name),
      figure.replace(/_minor$/, ""),
      text(value.before),
      text(value.after),
      text(value.difference),
      interval ? text(interval.low) : "",
      interval ? text(interval.high) : "",
    ].join();
  }
}
