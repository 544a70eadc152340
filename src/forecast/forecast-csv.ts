/** A forecast as one table: a line a figure, money in major units, rounded to the minor one, all else to six decimals. */
import { formatMinor } from "../domain/money.js";
import { headerLine, textCell } from "../report/csv/csv-cells.js";
import { inBatches } from "../report/csv/in-batches.js";
import type { Band, ForecastDocument, ForecastFigures, Spread } from "./forecast-document.js";

const COLUMNS = ["scope", "campaign_id", "period", "figure", "mean", "sd", "p05", "p50", "p95", "standard_error"];

/** Cells that a figure does not have are empty; so is the campaign of a total. */
export function forecastCsv(document: ForecastDocument): Iterable<string> {
  return inBatches(headerLine(COLUMNS), lines(document));
}

function* lines({ totals, campaigns, burn, currency }: ForecastDocument): Generator<string> {
  const money = (minor: number) => formatMinor(Math.round(minor), currency.exponent);
  yield* figures("total", "", totals, money);
  for (const campaign of campaigns) {
    const id = textCell(campaign.id);
    yield* figures("campaign", id, campaign, money);
    const { probability, standard_error, p05, p50, p95 } = campaign.exhaustion;
    if (probability === null || standard_error === null) continue;
    yield `campaign,${id},,exhaustion_probability,${plain(probability)},,,,,${plain(standard_error)}`;
    yield `campaign,${id},,exhausted_at,,,${p05 ?? ""},${p50 ?? ""},${p95 ?? ""},`;
  }
  for (const { period, campaign_id, discount_minor, cumulative_minor } of burn) {
    const band = (name: string, { mean, p05, p50, p95 }: Band) =>
      `day,${textCell(campaign_id)},${period},${name},${money(mean)},,${money(p05)},${money(p50)},${money(p95)},`;
    yield band("discount", discount_minor);
    yield band("cumulative_discount", cumulative_minor);
  }
}

function* figures(scope: string, id: string, of: ForecastFigures, money: (minor: number) => string): Generator<string> {
  const line = (name: string, { mean, sd, p05, p50, p95, standard_error }: Spread, show: (value: number) => string) =>
    `${scope},${id},,${name},${[mean, sd, p05, p50, p95, standard_error].map(show).join(",")}`;
  yield line("discount", of.discount_minor, money);
  yield line("redemptions", of.redemptions, plain);
  for (const [sponsor, spread] of Object.entries(of.contributions_minor)) {
    yield line(textCell(`contribution of ${sponsor}`), spread, money);
  }
  yield line("unserved", of.unserved_minor, money);
}

/** At most six decimals, without zeros at the end: what more would say no number of runs knows. */
function plain(value: number): string {
  return String(Number(value.toFixed(6)));
}
