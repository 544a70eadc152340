/** A forecast in words, for whoever decides: what it will cost, which budgets run out and when. */
import type { CampaignForecast, ForecastDocument } from "../forecast/forecast-document.js";
import { counted } from "../report/layout/figures.js";
import { topOf } from "../report/layout/top.js";
import { areAlike } from "./describe-uncertainty.js";
import { chanceMargin, chanceOf, roundBy } from "./forecast-figures.js";

/** Campaigns named one by one before the rest is only counted. */
const NAMED = 3;

/** Sentences of what is granted in all, which budgets run out, and what is refused for want of them. */
export function describeForecast(document: ForecastDocument): readonly string[] {
  const { campaigns } = document;
  if (campaigns.length === 0) return ["There is no campaign, so nothing is granted."];
  return [grantsOf(document), ...runOutsOf(document), unservedOf(document)].filter((text) => text !== "");
}

function grantsOf({ runs, totals, currency, campaigns, horizon }: ForecastDocument): string {
  const spread = totals.discount_minor;
  const { mean, atMost } = roundBy(spread, currency.exponent);
  const who = campaigns.length === 1 ? `${campaigns[0].id} grants` : "the campaigns grant";
  const when = `from ${horizon.from} to ${horizon.to}, before refunds`;
  if (spread.sd === 0) {
    const same =
      runs === 1
        ? " One run says nothing about how sure that is."
        : " All runs come to the same: nothing that counts differs between them.";
    return `In ${counted(runs, "run")} ${who} ${mean} ${currency.code} ${when}.${same}`;
  }
  return (
    `In ${counted(runs, "run")} ${who} ${mean} ${currency.code} on average ${when}; ` +
    `in 95% of the runs at most ${atMost(spread.p95)}, in 5% at most ${atMost(spread.p05)}.`
  );
}

function runOutsOf(document: ForecastDocument): readonly string[] {
  const { campaigns, runs } = document;
  const margin = (share: number) => chanceMargin(share, { runs, alike: areAlike(document) });
  const budgeted = campaigns.filter(({ exhaustion }) => exhaustion.probability !== null);
  if (budgeted.length === 0) return ["No campaign has a total budget that could run out."];
  const chance = ({ exhaustion }: CampaignForecast) => exhaustion.probability ?? 0;
  const dry = budgeted.filter((campaign) => chance(campaign) > 0);
  if (dry.length === 0) {
    const unseen =
      margin(0) === 0 || margin(0) > 0.5 ? "" : `; a chance below about ${chanceOf(margin(0))} would look the same`;
    return [`No budget runs out in any run${unseen}.`];
  }
  const named = topOf(dry, NAMED, (a, b) => chance(b) - chance(a));
  const more = dry.length - named.length;
  return [
    ...named.map((campaign) => runOutOf(campaign, margin(chance(campaign)))),
    more === 0 ? "" : `${counted(more, "more budget runs out in some runs", "more budgets run out in some runs")}.`,
  ];
}

function runOutOf({ id, exhaustion }: CampaignForecast, margin: number): string {
  const { probability, p05, p50, p95 } = exhaustion;
  const about = margin === 0 ? "" : ` ± ${chanceOf(margin)}`;
  const share = probability === 1 ? "every run" : `${chanceOf(probability ?? 0)}${about} of the runs`;
  const times = [
    p05 === null ? "" : `in 5% of all runs by ${p05.slice(0, 10)}`,
    p50 === null ? "" : `in half by ${p50.slice(0, 10)}`,
    p95 === null ? "" : `in 95% by ${p95.slice(0, 10)}`,
  ].filter((text) => text !== "");
  const when = times.length === 0 ? "" : `: ${times.join(", ")}`;
  return `The budget of ${id} runs out before the end in ${share}${when}.`;
}

function unservedOf({ totals, currency }: ForecastDocument): string {
  const spread = totals.unserved_minor;
  if (spread.mean === 0) return "";
  const { mean, atMost } = roundBy(spread, currency.exponent);
  const most = spread.sd === 0 ? "" : `, in 95% of the runs at most ${atMost(spread.p95)}`;
  return `Discounts refused for want of budget come to ${mean} ${currency.code}${spread.sd === 0 ? "" : " on average"}${most}.`;
}
