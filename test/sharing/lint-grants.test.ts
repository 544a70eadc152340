/** What is pointed out of campaigns that grant coupons, and what is said of them. */
import { describe, expect, it } from "vitest";
import { describeCampaigns } from "../../src/campaigns/describe-campaigns.js";
import { lintCampaigns } from "../../src/campaigns/lint-campaigns.js";
import { load } from "../campaigns/campaign-text.js";
import { HEAD } from "./replay-shared.js";

const SHARING = "behaviour: { sharing: { pick_up: 40%, delay: { median: 3h, p95: 2d } } }\n";

const fileOf = (top: string, grants: string, spring: string, friends: string) => `${HEAD}${top}campaigns:
  - id: spring
    discount: { mode: amount_off, tiers: [{ minimum_amount: 50.00, amount_off: 5.00 }] }
    grants: ${grants}
${spring}  - id: friends
    coupon: required
    discount: { mode: percent_off, tiers: [{ minimum_amount: 10.00, percent_off: 20% }], max_discount: 4.00 }
${friends}`;

const WINDOW = (start: string, end: string) => `    window: { start: ${start}, end: ${end} }\n`;

describe("campaigns that grant coupons", () => {
  const of = (total: string) => `{ campaign: friends, count: 10, share: { split: random, total: ${total} } }`;

  it.each([
    ["nothing where all fits", SHARING, of("40.00"), "", "", []],
    ["nobody picks one up", "", of("40.00"), "", "", ["grants-without-sharing"]],
    ["the target is paused", SHARING, of("40.00"), "", "    status: paused\n", ["grants-of-no-use"]],
    [
      "the target ends before",
      SHARING,
      of("40.00"),
      WINDOW("2026-05-02", "2026-05-09"),
      WINDOW("2026-04-01", "2026-05-02"),
      ["grants-of-no-use"],
    ],
    [
      "the target ends while more are granted",
      SHARING,
      of("40.00"),
      WINDOW("2026-05-02", "2026-05-09"),
      WINDOW("2026-04-01", "2026-05-08"),
      ["grants-outlive-window"],
    ],
    ["shares are more than the target gives", SHARING, of("40.01"), "", "", ["share-above-discount"]],
  ])("%s", (_what, top, grants, spring, friends, codes) => {
    const problems = lintCampaigns(load(fileOf(top, grants, spring, friends)), { hasHistory: true });
    const found = problems.filter(({ code }) => /grant|share/.test(code));
    expect(found.map(({ code }) => code)).toEqual(codes);
    for (const { at, campaignId } of found) expect(`${at.line} ${campaignId}`).toMatch(/^[78] spring$/);
  });

  it.each([
    [
      "{ campaign: friends, count: 1, share: { split: equal, total: 3.00 }, expires: 12h }",
      "each redemption grants a coupon of friends to share; worth 3.00; valid for 12 hours",
    ],
    ["{ campaign: friends, count: 4 }", "each redemption grants 4 coupons of friends to share; without an end"],
    [
      of("30.00"),
      "each redemption grants 10 coupons of friends to share; worth 30.00 together, split at random; without an end",
    ],
  ])("are described: %s", (grants, words) => {
    const [spring, friends] = describeCampaigns(load(fileOf(SHARING, grants, "", "")), { pricesMinor: null });
    expect([spring.grants, friends.grants]).toEqual([words, null]);
  });
});
