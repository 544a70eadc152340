/** What forecasts of campaigns that grant coupons cannot follow yet: refused by name, before they tell figures that leave it out. */
import type { Campaign, CampaignSet } from "../campaigns/campaign.js";
import type { Problem } from "../domain/problem.js";
import { PERSONAL_COLUMNS } from "../transactions/known-columns.js";
import type { ForecastSettings } from "./contract.js";
import { takesRowsAsTheyAre } from "./settings.js";

/** Cells that a newcomer has of his own, or has not, while runs make the tests of a row's cells by those of the payment that his is like. */
const OWN = [...PERSONAL_COLUMNS, "transaction_id", "points", "client_discount", "offer"];

/** Errors; none where no campaign grants coupons. */
export function refusedSharing({ campaigns, behaviour }: CampaignSet, settings: ForecastSettings): Problem[] {
  const granting = campaigns.find(({ grants }) => grants !== null);
  if (granting?.grants == null) return [];
  const problems: Problem[] = [];
  const refuse = ({ id }: Campaign, at: Problem["at"], message: string, hint: string) =>
    problems.push({ code: "not-yet-supported", severity: "error", message, at, hint, campaignId: id });
  if (!takesRowsAsTheyAre(settings) || behaviour.topUp !== null) {
    const message =
      "a forecast of coupons that are granted, with other customers or prices than the log's, is not yet supported";
    const hint = "leave out --resample, --horizon, --growth, --holiday, and uplift and top_up of behaviour";
    refuse(granting, granting.grants.at, message, hint);
  }
  for (const campaign of (behaviour.sharing?.newcomers ?? 0) > 0 ? campaigns : []) {
    const { scope, payment, audience, when } = campaign;
    const looked = [...[...scope, ...payment, ...audience].map(({ column }) => column), ...(when?.columns ?? [])];
    const own = looked.find((column) => OWN.includes(column));
    if (own === undefined) continue;
    const message = `a forecast of newcomers is not yet supported where a condition looks at ${own}`;
    refuse(campaign, campaign.at, message, "leave that condition out, or write newcomers: 0%");
  }
  return problems;
}
