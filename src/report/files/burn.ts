/** `burn.csv`: what each campaign gave on each local day, as in the document. */
import { formatMinor } from "../../domain/money.js";
import { headerLine, textCell } from "../csv/csv-cells.js";
import { inBatches } from "../csv/in-batches.js";
import type { FileSource, ResultFile } from "./contract.js";

export const burn: ResultFile = {
  name: "burn.csv",
  summary: "A line a local day and campaign with a redemption on that day; `left` is empty without a total budget.",
  columns: ["period", "campaign_id", "redemptions", "discount", "cumulative", "left"],
  chunks(source) {
    return inBatches(headerLine(this.columns), lines(source));
  },
};

function* lines({ document }: FileSource): Generator<string> {
  const money = (minor: bigint | number) => formatMinor(minor, document.currency.exponent);
  for (const line of document.burn) {
    const left = line.left_minor === null ? "" : money(line.left_minor);
    const given = `${line.redemptions},${money(line.discount_minor)},${money(line.cumulative_minor)}`;
    yield `${line.period},${textCell(line.campaign_id)},${given},${left}`;
  }
}
