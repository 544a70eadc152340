/** The worked example of docs/grants.md, and what the ordinary rules make of granted coupons. */
import { describe, expect, it } from "vitest";
import { explain } from "../../src/index.js";
import { renderText } from "../../src/report/formats/text.js";
import { HEAD, LOG, PAGE, replayShared } from "./replay-shared.js";

const example = PAGE.slice(PAGE.indexOf("## Worked example"));
const CAMPAIGNS = /```yaml\n([\s\S]*?)```/.exec(example)?.[1] ?? "";
const ROWS = /```csv\n([\s\S]*?)```/.exec(example)?.[1] ?? "";

describe("the worked example of shared coupons", () => {
  it("does what the page says", async () => {
    const { sharing, document, details, rowsOf } = await replayShared(CAMPAIGNS, ROWS);
    expect(rowsOf("redemptions.csv").map((cells) => `${cells[0]} ${cells[4]}`)).toEqual([
      "T1 spring",
      "T3 friends",
      "T4 friends",
      "T6 spring",
      "T9 spring",
    ]);
    expect(rowsOf("coupon-uses.csv").map((cells) => `${cells[0]} ${cells[2]} ${cells[5]} ${cells[6]}`)).toEqual([
      "T1/spring/1 T3 used 2.51",
      "T1/spring/2 T4 used 2.00",
    ]);
    expect(sharing.campaigns).toEqual([
      {
        campaign_id: "spring",
        for_campaign_id: "friends",
        grants: 3,
        coupons: 6,
        used: 2,
        expired: 0,
        open: 0,
        waiting: 2,
        withdrawn: 2,
        not_picked_up: 0,
        picked_up_by_known: 2,
        picked_up_by_newcomers: 0,
        redemptions: 2,
        given_back: 0,
        promised_minor: 1503n,
        discount_minor: 451n,
      },
    ]);
    expect(sharing.generations).toEqual([
      {
        generation: 0,
        redemptions: 3,
        discount_minor: 3000n,
        grants: 3,
        coupons: 6,
        caused: 2,
        reproduction: 2 / 3,
        complete_grants: 2,
        complete_reproduction: 1,
      },
      {
        generation: 1,
        redemptions: 2,
        discount_minor: 451n,
        grants: 0,
        coupons: 0,
        caused: 0,
        reproduction: null,
        complete_grants: 0,
        complete_reproduction: null,
      },
    ]);
    expect(sharing.complete_reproduction).toBe(1);
    expect(document.campaigns[1].refusals.no_coupon).toBe(6);
    expect(document.rows).not.toHaveProperty("made");
    expect(document).not.toHaveProperty("coupons");
    const text = renderText(document, details, { columns: 80, color: false });
    expect(text).toMatch(/spring +6 +33\.3% +2 +2 +15\.03 +4\.51/);
    expect(text.replace(/\s+/g, " ")).toContain(
      "of 1 grant can still be used after the end of the log; of the others it is 1.00",
    );
  });

  it("is told row by row", async () => {
    const request = {
      campaigns: [{ file: "campaigns.yaml", text: CAMPAIGNS }],
      transactions: { name: "log.csv", text: ROWS },
    };
    const [third, fifth] = await Promise.all(["T3", "T5"].map((transaction) => explain({ ...request, transaction })));
    const [, friends] = third.document.campaigns;
    expect(friends.state?.before.coupons).toEqual([
      { id: "T1/spring/1", fault: null, amount_minor: 251 },
      { id: "T1/spring/2", fault: null, amount_minor: 250 },
    ]);
    expect(friends.amount?.caps).toEqual([{ cap: "coupon", at_minor: 251, cut_minor: 249 }]);
    expect(third.document.redemptions[0].coupon).toBe("T1/spring/1");
    expect(fifth.document.campaigns[1].state?.before.coupons?.map(({ fault }) => fault)).toEqual([
      "already_used",
      "already_used",
    ]);
  });

  it("holds offers and refusals together, and the book of rows", async () => {
    const { document } = await replayShared(CAMPAIGNS.replace("p95: 1h }", "p95: 1h }, newcomers: 100%"), ROWS);
    const { payments, declined, refunds } = document.totals;
    const { replayed, made } = document.rows;
    expect(made).toBeGreaterThan(0);
    expect(replayed + (made ?? 0)).toBe(payments + declined + refunds);
    for (const { offers, refusals } of document.campaigns) {
      expect(offers + Object.values(refusals).reduce((sum, count) => sum + count, 0)).toBe(payments + declined);
    }
  });
});

const SHARING = "behaviour: { sharing: { pick_up: 100%, delay: { median: 1h, p95: 1h } } }\n";
const SPRING =
  "  - id: spring\n    discount: { mode: amount_off, tiers: [{ minimum_amount: 100.00, amount_off: 10.00 }] }\n";

describe("a granted coupon", () => {
  it("goes beside those of the table, by the campaign's rule and by name", async () => {
    const campaigns = `${HEAD}${SHARING}campaigns:\n${SPRING}    grants: { campaign: friends, count: 2, expires: 2d }\n  - id: friends\n    coupon: required\n    discount: { mode: amount_off, tiers: [{ minimum_amount: 20.00, amount_off: 3.00 }] }\n`;
    const log = `${LOG}T1,2026-05-01T10:00,payment,,U1,100.00,,\nT2,2026-05-01T12:00,payment,,U2,50.00,,T1/spring/2\nT3,2026-05-01T13:00,payment,,U2,50.00,,T1/spring/2\nT4,2026-05-01T14:00,payment,,U2,50.00,,\nT5,2026-05-01T15:00,refund,T4,U2,50.00,,\nT6,2026-05-02T14:00,payment,,U2,50.00,,\n`;
    const coupons = {
      name: "coupons.csv",
      text: "coupon_id,user_id,campaign_id,valid_until\nK1,U2,friends,2026-05-02\n",
    };
    const { rowsOf, document, sharing } = await replayShared(campaigns, log, { coupons });
    expect(rowsOf("coupon-uses.csv").map((cells) => `${cells[0]} ${cells[2]} ${cells[5]}`)).toEqual([
      "T1/spring/2 T2 used",
      "K1 T3 used",
      "T1/spring/1 T4 used",
      "T1/spring/1 T4 used".replace("T4 used", "T5 given_back"),
      "T1/spring/1 T6 used",
    ]);
    expect(document.coupons).toEqual([
      { campaign_id: "friends", issued: 1, used: 1, given_back: 0, expired: 0, open: 0, cost_minor: 300n },
    ]);
    expect(sharing.campaigns[0]).toMatchObject({ used: 2, redemptions: 3, given_back: 1, promised_minor: null });
    expect(document.warnings.map(({ message }) => message).join()).toContain("already_used 1");
  });

  it("caps what a discount on the rest of a payment would earn, and each of two that combine", async () => {
    const tail = "    stacking: { combine: true }\n    refunds: { threshold: reevaluate }\n";
    const campaigns = `${HEAD}${SHARING}campaigns:\n${SPRING}    grants: { campaign: friends, count: 1, share: { split: equal, total: 4.00 } }\n${tail}  - id: friends\n    coupon: required\n    discount: { mode: percent_off, tiers: [{ minimum_amount: 10.00, percent_off: 10% }] }\n${tail}`;
    const log = `${LOG}T1,2026-05-01T10:00,payment,,U1,100.00,,\nT2,2026-05-01T12:00,payment,,U2,100.00,,\nT3,2026-05-01T13:00,refund,T2,U2,40.00,,\nT4,2026-05-01T14:00,refund,T2,U2,30.00,,\n`;
    const { rowsOf } = await replayShared(campaigns, log);
    const outcomes = rowsOf("outcomes.csv").map((cells) => cells.slice(8, 13).join());
    expect(outcomes[1]).toBe("14.00,0.00,86.00,spring=10.00; friends=4.00,0.00");
    // Of 60.00 friends still gives 4.00 with that coupon, and spring nothing; of 30.00 friends gives 3.00.
    expect(outcomes.slice(2).map((cells) => cells.split(",").pop())).toEqual(["10.00", "1.00"]);
  });
});
