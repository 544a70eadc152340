/** `contributions.csv`: who pays, by local day, merchant, campaign and sponsor. */
import { formatDay } from "../../domain/civil-date.js";
import { formatMinor } from "../../domain/money.js";
import { headerLine, textCell } from "../csv/csv-cells.js";
import { inBatches } from "../csv/in-batches.js";
import type { FileSource, ResultFile } from "./contract.js";

export const contributions: ResultFile = {
  name: "contributions.csv",
  summary: "A line a local day, merchant, campaign and sponsor with anything granted or refunded on that day.",
  columns: ["day", "merchant_id", "campaign_id", "sponsor", "granted", "refunded"],
  chunks(source) {
    return inBatches(headerLine(this.columns), lines(source));
  },
};

function* lines({ results, set }: FileSource): Generator<string> {
  const money = (minor: bigint) => formatMinor(minor, set.currency.exponent);
  for (const line of results.contributions()) {
    const place = `${formatDay(line.day)},${textCell(line.merchantId)},${textCell(set.campaigns[line.campaign].id)}`;
    yield `${place},${textCell(line.sponsor)},${money(line.grantedMinor)},${money(line.refundedMinor)}`;
  }
}
