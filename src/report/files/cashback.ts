/** `cashback.csv`: when cashback is credited, and what refunds claw back. */
import { formatDay } from "../../domain/civil-date.js";
import { formatMinor } from "../../domain/money.js";
import { headerLine, textCell } from "../csv/csv-cells.js";
import { inBatches } from "../csv/in-batches.js";
import type { FileSource, ResultFile } from "./contract.js";

export const cashback: ResultFile = {
  name: "cashback.csv",
  summary:
    "A line a local day and campaign on which cashback is credited or, after its credit, taken back by a refund.",
  columns: ["day", "campaign_id", "credited", "clawed_back"],
  chunks(source) {
    return inBatches(headerLine(this.columns), lines(source));
  },
};

function* lines({ results, set }: FileSource): Generator<string> {
  const money = (minor: bigint) => formatMinor(minor, set.currency.exponent);
  for (const { day, campaign, creditedMinor, clawedBackMinor } of results.cashback) {
    const id = textCell(set.campaigns[campaign].id);
    yield `${formatDay(day)},${id},${money(creditedMinor)},${money(clawedBackMinor)}`;
  }
}
