import { describe, expect, it } from "vitest";
import { describeCampaigns } from "../../src/campaigns/describe-campaigns.js";
import { renderValidationText } from "../../src/cli/render-validation.js";
import { DISCOUNT, fileWith, load } from "./campaign-text.js";

const CHECKOUT = "checkout: { think_time: { median: 40s, p95: 5m }, abandon: 12.5%, retry: 70% }";
const withCheckout = (campaign: string) =>
  load(fileWith(DISCOUNT, campaign).replace("campaigns:", `${CHECKOUT}\ncampaigns:`));

describe("checkout and inventory", () => {
  it("are read with their defaults", () => {
    const { checkout, campaigns } = load(fileWith(DISCOUNT));
    expect(checkout).toBeNull();
    expect(campaigns[0].inventory).toEqual({ at: null, reserve: "at_payment", ttlMs: 900_000, shards: 1 });
    const short = load(
      fileWith(DISCOUNT).replace("campaigns:", "checkout: { think_time: { median: 1s, p95: 2h } }\ncampaigns:"),
    );
    expect(short.checkout).toMatchObject({ medianMs: 1000, p95Ms: 7_200_000, abandon: 0, retry: 1 });
  });

  it("are told by validate", () => {
    const set = withCheckout("inventory: { reserve: none, ttl: 90m }");
    expect(set.checkout).toMatchObject({ medianMs: 40_000, p95Ms: 300_000, abandon: 0.125, retry: 0.7 });
    const campaigns = describeCampaigns(set, { pricesMinor: null });
    expect(campaigns[0].inventory).toBe(
      "money and uses are taken at the payment, whether they are still there or not; a quote lives 90 minutes",
    );
    const { currency, zone, choice, behaviour, checkout } = set;
    const validation = {
      files: [],
      currency,
      timezone: zone.name,
      choice,
      behaviour,
      checkout,
      campaigns: [],
      warnings: [],
    };
    expect(renderValidationText(validation, { columns: 300, color: false })).toContain(
      "\nCheckout: half of the customers pay within 40 seconds of the quote, 95% within 5 minutes; 12.5% of the checkouts are never paid; 70% ask again when the quote is gone.\n",
    );
  });
});
