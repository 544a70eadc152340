/** A forecast in words, for whoever decides: what it will cost, which budgets run out and when. */
import type { CampaignForecast, ForecastDocument } from "../forecast/forecast-document.js";
import { counted } from "../report/layout/figures.js";
import { topOf } from "../report/layout/top.js";
import { areAlike, NO_ROWS } from "./describe-uncertainty.js";
import { type ChanceRange, chanceOf, chanceRange, rangeOf, roundBy } from "./forecast-figures.js";

/** Campaigns named one by one before the rest is only counted. */
const NAMED = 3;

/** Sentences of what is granted in all, which budgets run out, and what is refused for want of them. */
export function describeForecast(document: ForecastDocument): readonly string[] {
  const { campaigns } = document;
  if (campaigns.length === 0) return ["There is no campaign, so nothing is granted."];
  if (document.rows.replayed === 0) return [NO_ROWS];
  return [grantsOf(document), ...runOutsOf(document), unservedOf(document)].filter((text) => text !== "");
}

function grantsOf(document: ForecastDocument): string {
  const { runs, totals, currency, campaigns, horizon } = document;
  const spread = totals.discount_minor;
  const { mean, atMost } = roundBy(spread, currency.exponent);
  const who = campaigns.length === 1 ? `${campaigns[0].id} grants` : "the campaigns grant";
  const when = `from ${horizon.from} to ${horizon.to}, before refunds`;
  if (spread.sd === 0) {
    return `In ${counted(runs, "run")} ${who} ${mean} ${currency.code} ${when}. ${sameOf(document)}`;
  }
  return (
    `In ${counted(runs, "run")} ${who} ${mean} ${currency.code} on average ${when}; ` +
    `in 95% of the runs at most ${atMost(spread.p95)}, in 5% at most ${atMost(spread.p05)}.`
  );
}

/** Why all runs come to the same. */
function sameOf(document: ForecastDocument): string {
  if (areAlike(document))
    return "Nothing differs between runs, so that this is certain for the log and what is supposed.";
  return document.runs === 1
    ? "One run says nothing about how sure that is."
    : "All runs come to the same: nothing that counts differs between them.";
}

function runOutsOf(document: ForecastDocument): readonly string[] {
  const { campaigns, runs } = document;
  const range = (share: number) => chanceRange(share, { runs, alike: areAlike(document) });
  const budgeted = campaigns.filter(({ exhaustion }) => exhaustion.probability !== null);
  if (budgeted.length === 0) return ["No campaign has a total budget that could run out."];
  const chance = ({ exhaustion }: CampaignForecast) => exhaustion.probability ?? 0;
  const dry = budgeted.filter((campaign) => chance(campaign) > 0);
  if (dry.length === 0) {
    const most = range(0)?.high ?? 1;
    const unseen = most > 0.5 ? "" : `; a chance below about ${chanceOf(most)} would look the same`;
    return [`No budget runs out in any run${unseen}.`];
  }
  const named = topOf(dry, NAMED, (a, b) => chance(b) - chance(a));
  const more = dry.length - named.length;
  return [
    ...named.map((campaign) => runOutOf(campaign, range(chance(campaign)))),
    more === 0 ? "" : `${counted(more, "more budget runs out in some runs", "more budgets run out in some runs")}.`,
  ];
}

function runOutOf({ id, exhaustion }: CampaignForecast, range: ChanceRange | null): string {
  const { probability, p05, p50, p95 } = exhaustion;
  if (range === null && p50 !== null) return `The budget of ${id} runs out on ${p50.slice(0, 10)}, before the end.`;
  const about = range === null ? "" : ` (95% interval ${rangeOf(range)})`;
  const share = probability === 1 ? "every run" : `${chanceOf(probability ?? 0)} of the runs`;
  const dates = [
    { share: "5%", date: p05?.slice(0, 10) },
    { share: "half", date: p50?.slice(0, 10) },
    { share: "95%", date: p95?.slice(0, 10) },
  ];
  // Of shares that a date has in common the largest says it all.
  const times = dates
    .filter(({ date }, i) => date !== undefined && date !== dates[i + 1]?.date)
    .map(({ share: of, date }, i) => `in ${of}${i === 0 ? " of all runs" : ""} by ${date}`);
  const when = times.length === 0 ? "" : `: ${times.join(", ")}`;
  return `The budget of ${id} runs out before the end in ${share}${about}${when}.`;
}

function unservedOf({ totals, currency }: ForecastDocument): string {
  const spread = totals.unserved_minor;
  if (spread.mean === 0) return "";
  const { mean, atMost } = roundBy(spread, currency.exponent);
  const most = spread.sd === 0 ? "" : `, in 95% of the runs at most ${atMost(spread.p95)}`;
  return `Discounts refused for want of budget come to ${mean} ${currency.code}${spread.sd === 0 ? "" : " on average"}${most}.`;
}
