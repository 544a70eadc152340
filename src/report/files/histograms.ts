/** `histograms.csv`: every histogram of the document, as lines of one table. */
import { formatMinor } from "../../domain/money.js";
import { headerLine, textCell } from "../csv/csv-cells.js";
import { inBatches } from "../csv/in-batches.js";
import type { FitBin, HistogramBin, HourLine, SumBin } from "../document.js";
import type { FileSource, ResultFile } from "./contract.js";

export const histograms: ResultFile = {
  name: "histograms.csv",
  summary:
    "A line a bin of granted amounts, of drawn ones, of users by what each got, or of hours; `from` belongs to the bin, `to` does not; no campaign_id means all.",
  columns: ["histogram", "campaign_id", "from", "to", "count", "expected", "redeemed", "discount"],
  chunks(source) {
    return inBatches(headerLine(this.columns), lines(source));
  },
};

/** Of an expected count, which is no whole number. */
const DECIMALS = 3;

function* lines({ document }: FileSource): Generator<string> {
  const { campaigns, distributions, currency } = document;
  const money = (minor: number | bigint) => formatMinor(minor, currency.exponent);
  const amounts = (bin: HistogramBin | SumBin | FitBin) => `${money(bin.from_minor)},${money(bin.to_minor)}`;
  const counted = (bin: HistogramBin | SumBin) => `${amounts(bin)},${bin.count},,,`;
  const drawn = (bin: FitBin) => `${amounts(bin)},${bin.drawn},${bin.expected.toFixed(DECIMALS)},${bin.redeemed},`;
  const atHour = ({ hour, redemptions, discount_minor }: HourLine) =>
    `${hour},${hour + 1},${redemptions},,,${money(discount_minor)}`;
  yield* linesOf("granted", "", distributions.overall?.histogram, counted);
  for (const { id, discount } of campaigns) yield* linesOf("granted", id, discount?.histogram, counted);
  for (const { id, fit } of campaigns) yield* linesOf("drawn", id, fit?.bins, drawn);
  yield* linesOf("per_user", "", distributions.per_user?.histogram, counted);
  for (const { campaign_id, per_user } of distributions.campaigns) {
    yield* linesOf("per_user", campaign_id, per_user?.histogram, counted);
  }
  yield* linesOf("hour", "", distributions.by_hour, atHour);
  for (const { campaign_id, by_hour } of distributions.campaigns) yield* linesOf("hour", campaign_id, by_hour, atHour);
}

function* linesOf<B>(
  histogram: string,
  id: string,
  bins: readonly B[] | undefined,
  cells: (bin: B) => string,
): Generator<string> {
  const lead = `${histogram},${textCell(id)}`;
  for (const bin of bins ?? []) yield `${lead},${cells(bin)}`;
}
