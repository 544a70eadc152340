/** `cashback.csv`: cashback from promise to credit, day by day. */
import { formatDay } from "../../domain/civil-date.js";
import { formatMinor } from "../../domain/money.js";
import { headerLine, textCell } from "../csv/csv-cells.js";
import { inBatches } from "../csv/in-batches.js";
import type { FileSource, ResultFile } from "./contract.js";

export const cashback: ResultFile = {
  name: "cashback.csv",
  summary:
    "A line a local day and campaign on which cashback is promised, cancelled, credited or clawed back, with what is owed at its end.",
  columns: ["day", "campaign_id", "credited", "clawed_back", "promised", "cancelled", "owed"],
  chunks(source) {
    return inBatches(headerLine(this.columns), lines(source));
  },
};

function* lines({ results, set }: FileSource): Generator<string> {
  const money = (minor: bigint) => formatMinor(minor, set.currency.exponent);
  for (const line of results.cashback) {
    const { creditedMinor, clawedBackMinor, promisedMinor, cancelledMinor, owedMinor } = line;
    const amounts = [creditedMinor, clawedBackMinor, promisedMinor, cancelledMinor, owedMinor].map(money);
    yield [formatDay(line.day), textCell(set.campaigns[line.campaign].id), ...amounts].join(",");
  }
}
