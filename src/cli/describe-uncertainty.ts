/** What differs between the runs of a forecast, what does not, and what its figures do not mean. */
import type { ForecastDocument } from "../forecast/forecast-document.js";

type Uncertainty = ForecastDocument["uncertainty"];

/** Instead of an answer. */
export const NO_ROWS = "No row of the log is replayed, so there is nothing to forecast from: all figures are 0.";

/** Holidays named one by one. */
const NAMED = 6;

export interface UncertaintyInWords {
  /** What differs from run to run; empty where nothing does. */
  readonly varies: string;
  /** What is the same in all runs. */
  readonly same: string;
  /** What was supposed beyond the log; empty for nothing. */
  readonly supposed: string;
  /** Which days; empty for a log without any. */
  readonly days: string;
}

/** `path`: what is varied between forecasts, if anything; what they suppose of it is then only the largest. */
export function describeUncertainty(
  { uncertainty, horizon, rows }: Pick<ForecastDocument, "uncertainty" | "horizon" | "rows">,
  path = "",
): UncertaintyInWords {
  return {
    varies: variesOf(uncertainty).join("; "),
    same: sameOf(uncertainty, horizon.projected).join("; "),
    supposed: supposedOf(uncertainty, path).join("; "),
    days: rows.replayed === 0 ? "" : daysOf(horizon),
  };
}

function daysOf({ from, to, projected }: ForecastDocument["horizon"]): string {
  return `${from} to ${to}, ${projected ? "made of days of the log of the same weekday" : "those of the log"}`;
}

/** Whether nothing differs between the runs: then their figures are exact for what was supposed. */
export function areAlike({ uncertainty }: Pick<ForecastDocument, "uncertainty">): boolean {
  return variesOf(uncertainty).length === 0;
}

function variesOf({ draws, resample, growth, uplift, top_up, holidays, sharing }: Uncertainty): string[] {
  const broken = Object.values(holidays).some((factor) => factor % 1 !== 0);
  return [
    draws ? "the random discounts, drawn anew in each run" : "",
    resample === "users" ? "who comes: users of the log drawn with replacement, each with all payments" : "",
    resample === "days" ? "which days come: days of the log drawn within their weekday, with all that happened" : "",
    growth.low === growth.high
      ? ""
      : `how many customers there are: ${growth.low} to ${growth.high} times the log's, evenly`,
    growth.low === growth.high && growth.low % 1 !== 0 && resample !== "users"
      ? "which customers the growth adds or takes"
      : "",
    uplift > 0 ? "which payments customers make beyond the log's" : "",
    top_up ? "whose baskets are raised" : "",
    sharing === undefined ? "" : "who picks up shared coupons, and when",
    broken ? "which payments a holiday adds or takes" : "",
  ].filter((text) => text !== "");
}

function sameOf({ draws, resample, growth, sharing }: Uncertainty, projected: boolean): string[] {
  // Shared coupons are followed in runs of the log as it is alone.
  const by = (options: string) => (sharing === undefined ? ` (${options})` : "");
  const who = projected
    ? "who comes, and which days of the log the days are made of, in turn (--resample days draws them)"
    : `who comes and when: the log as it is${by("--resample users or days varies it")}`;
  return [
    draws ? "" : "discounts: none is random",
    resample === "none" ? who : "",
    growth.low === growth.high && growth.low === 1 ? `the number of customers${by("--growth varies it")}` : "",
    "prices, merchants, the campaigns' settings",
  ].filter((text) => text !== "");
}

function supposedOf(
  { growth, uplift, top_up, hidden_aversion, holidays, sharing }: Uncertainty,
  path: string,
): string[] {
  const upTo = (key: string) => (path.startsWith(`behaviour.${key}.`) ? "up to " : "");
  const named = Object.entries(holidays).map(([day, factor]) => `${day} × ${factor}`);
  const more = named.length > NAMED ? ` and ${named.length - NAMED} more days` : "";
  return [
    growth.low === growth.high && growth.low !== 1 ? `${growth.low} times the log's customers` : "",
    named.length === 0 ? "" : `payments of ${named.slice(0, NAMED).join(", ")}${more}`,
    uplift > 0 ? `${upTo("uplift")}${percentOf(uplift)} further payments` : "",
    top_up ? "baskets just under a threshold raised to it, as the campaign file says" : "",
    hidden_aversion > 0
      ? `amounts hidden until payment valued ${upTo("pick")}${percentOf(hidden_aversion)} below their mean`
      : "",
    sharing === undefined
      ? ""
      : `${upTo("sharing")}${percentOf(sharing.pick_up)} of shared coupons picked up${sharing.newcomers === 0 ? "" : `, ${percentOf(sharing.newcomers)} of those by newcomers`}`,
  ].filter((text) => text !== "");
}

/** Two or three sentences that keep a reader from taking the figures for more than they are. */
export function describeLimits({ uncertainty }: Pick<ForecastDocument, "uncertainty">): string {
  const known =
    uncertainty.resample === "none"
      ? "Only what differs between the runs widens the ranges: here the customers of the log come exactly as they came."
      : "Only what differs between the runs widens the ranges: other customers are drawn from those of the log, never unlike them.";
  const margins = areAlike({ uncertainty })
    ? ""
    : "± is half the 95% interval of the mean, what more runs would still change; it shrinks with runs, the ranges p05 to p95 do not. ";
  return (
    `${known} A season, a rival's offer, attackers, or customers who hear of the campaigns are not in them unless you supposed them. ` +
    `${margins}Amounts are before refunds.`
  );
}

/** `5%`, `2.5%`: as somebody wrote it. */
function percentOf(share: number): string {
  return `${Number((share * 100).toFixed(4))}%`;
}
