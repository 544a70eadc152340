/** `histograms.csv`: how large the discounts of each campaign were, as in the document. */
import { formatMinor } from "../../domain/money.js";
import { headerLine, textCell } from "../csv/csv-cells.js";
import { inBatches } from "../csv/in-batches.js";
import type { FileSource, ResultFile } from "./contract.js";

export const histograms: ResultFile = {
  name: "histograms.csv",
  summary: "A line a campaign and bin of granted amounts; `from` belongs to the bin, `to` does not.",
  columns: ["campaign_id", "from", "to", "count"],
  chunks(source) {
    return inBatches(headerLine(this.columns), lines(source));
  },
};

function* lines({ document }: FileSource): Generator<string> {
  const money = (minor: number) => formatMinor(minor, document.currency.exponent);
  for (const campaign of document.campaigns) {
    const id = textCell(campaign.id);
    for (const bin of campaign.discount?.histogram ?? []) {
      yield `${id},${money(bin.from_minor)},${money(bin.to_minor)},${bin.count}`;
    }
  }
}
