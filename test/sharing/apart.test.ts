/** What shared coupons leave alone, where they end, and who refuses them. */
import { describe, expect, it } from "vitest";
import { loadCampaigns } from "../../src/campaigns/load-campaigns.js";
import { attack, compare, exposure, type InputError, settle, simulate } from "../../src/index.js";
import { Replay } from "../../src/replay/replay.js";
import { lintSharing } from "../../src/sharing/lint-sharing.js";
import { openSharing } from "../../src/sharing/log-sharing.js";
import { summarizeSharing } from "../../src/sharing/summarize-sharing.js";
import { load } from "../transactions/load-text.js";
import { HEAD, minutes, replayShared } from "./replay-shared.js";

/** A campaign that grants its own coupons. */
const OWN = "    grants: { campaign: friends, count: 2 }\n";

const campaignsOf = (sharing: string, count: number, others = "") => `${HEAD}${sharing}campaigns:
  - id: spring
    discount: { mode: random_choice, amounts: [{ amount_off: 1.00, weight: 50 }, { amount_off: 2.00, weight: 50 }], minimum_amount: 50.00 }
    grants: { campaign: friends, count: ${count}, share: { split: random, total: 30.00, expires: 2d } }
  - id: friends
    priority: 1
    coupon: required
    discount: { mode: random_intervals, intervals: [{ from: 1.00, to: 5.00, weight: 1 }] }
${OWN}${others}`;
const SHARING =
  "behaviour: { sharing: { pick_up: 50%, delay: { median: 1h, p95: 1d }, newcomers: 40%, pays_after: { median: 15m, p95: 1h } } }\n";

describe("shared coupons", () => {
  it("come to the same with the same seed, and to something else with another", async () => {
    const campaigns = campaignsOf(SHARING, 4);
    const log = minutes(120, 30);
    const [one, again, other] = await Promise.all(
      ["a", "a", "b"].map((seed) => replayShared(campaigns, log, { options: { seed } })),
    );
    expect(again.files).toEqual(one.files);
    expect(other.sharing).not.toEqual(one.sharing);
    const newcomers = new Set(
      one.rowsOf("outcomes.csv").flatMap(([id, , , user]) => (id.startsWith("newcomer-") ? [`${id} ${user}`] : [])),
    );
    expect(newcomers.size).toBe(one.document.rows.made);
    for (const name of newcomers) expect(name).toMatch(/^(newcomer-[0-9a-f]{16}) \1$/);
    for (const { coupons, ...line } of one.sharing.campaigns) {
      const { used, expired, open, waiting, withdrawn, not_picked_up } = line;
      expect(used + expired + open + waiting + withdrawn + not_picked_up).toBe(coupons);
      expect(used).toBeGreaterThan(0);
      expect(line.picked_up_by_known).toBeGreaterThan(0);
    }
  });

  it("do not depend on other campaigns that grant", async () => {
    const other =
      "  - id: gift\n    window: { start: 2026-05-01, end: 2026-05-02 }\n    audience: { user_id: U1 }\n    priority: 1\n    discount: { mode: amount_off, tiers: [{ minimum_amount: 1.00, amount_off: 1.00 }] }\n    grants: { campaign: gifts, count: 7 }\n  - id: gifts\n    coupon: required\n    status: paused\n    discount: { mode: fixed_price, price: 1.00 }\n";
    const log = minutes(120, 30);
    const given = await Promise.all(
      ["", other].map((others) =>
        replayShared(campaignsOf(SHARING.replace("40%", "100%"), 4, others).replace(OWN, ""), log),
      ),
    );
    const grantOf = (id: string) =>
      given.map(({ rowsOf }) =>
        rowsOf("coupon-uses.csv")
          .filter(([coupon, , by]) => coupon.startsWith(`${id}/spring/`) && by.startsWith("newcomer-"))
          .map((cells) => cells.join()),
      );
    let seen = 0;
    for (let payment = 0; payment < 120; payment++) {
      if (payment % 30 === 1) continue; // U1 gets the gift
      const [without, beside] = grantOf(`P${payment}`);
      expect(beside).toEqual(without);
      seen += without.length;
    }
    expect(seen).toBeGreaterThan(20);
  });

  it("change nothing where nobody picks one up", async () => {
    const log = minutes(60, 10);
    const without = campaignsOf("", 4).replaceAll(/ {4}grants: .*\n/g, "");
    const { sharing, files, document } = await replayShared(campaignsOf("", 4), log);
    const texts: Record<string, string> = {};
    await simulate({
      campaigns: [{ file: "campaigns.yaml", text: without }],
      transactions: { name: "log.csv", text: log },
      options: { allowMissingColumns: true },
      openFile: (name) => {
        texts[name] = "";
        return (text) => {
          texts[name] += text;
        };
      },
    });
    for (const name of ["outcomes.csv", "redemptions.csv", "contributions.csv"]) expect(files[name]).toBe(texts[name]);
    expect(sharing.campaigns[0]).toMatchObject({ grants: 60, coupons: 240, not_picked_up: 240, used: 0 });
    expect(document.warnings.map(({ code }) => code)).toContain("grants-without-sharing");
  });

  it("end where a bound is reached, and say so", async () => {
    const { columns } = await load(minutes(20, 20));
    const text = campaignsOf(
      "behaviour: { sharing: { pick_up: 100%, delay: { median: 1m, p95: 1m }, newcomers: 100% } }\n",
      3,
    );
    const set = loadCampaigns([{ file: "campaigns.yaml", bytes: Buffer.from(text) }]);
    const room = openSharing({ set, columns, seed: "a", mostNewcomers: 50 });
    if (room === null) throw new Error("some campaign grants coupons");
    const replay = new Replay({
      set,
      columns: room.columns,
      onMismatch: "server",
      seed: "a",
      sources: room.sources,
      onRejectedRefund: () => {},
    });
    const sharing = room.begin(replay, []);
    for (const _ of replay.run([sharing], sharing));
    expect(room.madePayments).toBe(50);
    const [line] = summarizeSharing(set, sharing).campaigns;
    expect(line.picked_up_by_newcomers).toBeLessThanOrEqual(50);
    const [warning] = lintSharing(set, sharing, room.madePayments);
    expect(warning.code).toBe("sharing-cut-short");
    expect(warning.message).toContain("after 50 newcomers");
  });

  it("count newcomers as people of their own, and as guests of the same shop", async () => {
    const campaigns = `${HEAD}behaviour: { sharing: { pick_up: 100%, delay: { median: 1h, p95: 1h }, newcomers: 100% } }
identities: { person: [user_id, device_id] }
campaigns:
  - id: spring
    priority: 2
    discount: { mode: amount_off, tiers: [{ minimum_amount: 50.00, amount_off: 5.00 }] }
    limits: [{ max: 1, per: [person] }, { max: 3 }]
    grants: { campaign: friends, count: 3 }
  - id: friends
    priority: 1
    coupon: required
    eligibility: [{ first_payment: { per: device_id } }]
    limits: [{ max: 1, per: [user_id, device_id] }, { max: 2, per: [merchant_id, device_id], every: day }, { max: 4, per: merchant_id }]
    discount: { mode: amount_off, tiers: [{ minimum_amount: 50.00, amount_off: 2.00 }] }
`;
    const log =
      "transaction_id,timestamp,user_id,device_id,merchant_id,amount\nT1,2026-05-01T10:00,U1,D1,M1,80.00\nT2,2026-05-01T10:01,U2,D2,M1,80.00\nT3,2026-05-03T10:00,U2,D2,M1,80.00\n";
    const { document, rowsOf } = await replayShared(campaigns, log);
    const [spring, friends] = document.campaigns;
    // Six newcomers on devices of their own: four get friends, as the merchant has no more, the fifth spring, as a person more; three friends of his come in vain.
    expect(document.rows.made).toBe(6 + 3);
    expect(friends.redemptions).toBe(4);
    expect(friends.refusals).toMatchObject({ limit_reached: 5, not_eligible: 1, no_coupon: 2 });
    expect(spring.redemptions).toBe(3);
    expect(new Set(rowsOf("outcomes.csv").map((cells) => cells[4]))).toEqual(new Set(["M1"]));
  });

  it("are settled like all others", async () => {
    const request = {
      campaigns: [{ file: "campaigns.yaml", text: campaignsOf(SHARING, 4) }],
      transactions: { name: "log.csv", text: minutes(60, 20) },
    };
    const [{ document }, replayed] = await Promise.all([settle(request), simulate(request)]);
    const discount = document.proof.lines.find(({ figure }) => figure === "discount");
    expect(discount?.ledger_minor).toBe(replayed.document.totals.discount_minor);
    expect(replayed.document.rows.made).toBeGreaterThan(5);
  });

  it("are refused by name where they are not followed", async () => {
    const campaigns = [{ file: "campaigns.yaml", text: campaignsOf(SHARING, 4) }];
    const transactions = { name: "log.csv", text: minutes(3, 3) };
    const codesOf = (run: () => unknown) =>
      Promise.resolve()
        .then(run)
        .catch((error: InputError) => error.problems.map(({ code }) => code));
    const twice = ["not-yet-supported", "not-yet-supported"];
    expect(await codesOf(() => attack({ campaigns, transactions }))).toEqual(twice);
    expect(await codesOf(() => exposure(campaigns))).toEqual(twice);
    expect(await codesOf(() => compare({ before: { campaigns }, after: campaigns, transactions }))).toEqual([twice[0]]);
  });
});

describe("a file with grants", () => {
  const problemsOf = (text: string) => {
    try {
      loadCampaigns([{ file: "a.yaml", bytes: Buffer.from(text) }]);
      return [];
    } catch (error) {
      return (error as InputError).problems.map(({ code, at }) => `${at.line} ${code}`);
    }
  };
  const file = (grants: string, sharing = "") =>
    `${HEAD}${sharing}campaigns:\n  - id: spring\n    grants: ${grants}\n    discount: { mode: fixed_price, price: 5.00 }\n  - id: friends\n    coupon: required\n    discount: { mode: fixed_price, price: 4.00 }\n`;

  it.each([
    ["{ campaign: friends, count: 10, share: { split: random, total: 20.00, expires: 7d } }", []],
    ["{ campaign: friends, count: 10, expires: 7d }", []],
    ["{ campaign: friends, count: 10 }", []],
    ["{ campaign: friend, count: 10 }", ["6 unknown-campaign"]],
    ["{ campaign: spring, count: 10 }", ["6 grants-without-coupon"]],
    ["{ campaign: friends }", ["6 missing-key"]],
    ["{ campaign: friends, count: 0 }", ["6 number-out-of-range"]],
    ["{ campaign: friends, count: 1001 }", ["6 number-out-of-range"]],
    ["{ campaign: friends, count: 10, share: { split: random, total: 0.09 } }", ["6 amount-out-of-range"]],
    ["{ campaign: friends, count: 10, share: { split: fair, total: 1.00 } }", ["6 unknown-value"]],
    [
      "{ campaign: friends, count: 1, expires: 1d, share: { split: equal, total: 1, expires: 1d } }",
      ["6 conflicting-keys"],
    ],
    ["friends", ["6 wrong-shape"]],
  ])("%s", (grants, problems) => {
    expect(problemsOf(file(grants))).toEqual(problems);
  });

  it.each([
    ["{ pick_up: 40%, delay: { median: 3h, p95: 1h } }", ["4 range-reversed"]],
    ["{ pick_up: 40% }", ["4 missing-key"]],
    ["{ pick_up: 40, delay: { median: 0h, p95: 1h } }", ["4 no-percent-sign", "4 number-out-of-range"]],
    ["{ pick_up: 40%, delay: { median: 1h, p95: 1h }, pays_after: {} }", ["4 missing-key", "4 missing-key"]],
  ])("sharing: %s", (sharing, problems) => {
    expect(problemsOf(file("{ campaign: friends, count: 1 }", `behaviour: { sharing: ${sharing} }\n`))).toEqual(
      problems,
    );
  });
});

describe("shared coupons beside quotes that live", () => {
  const CHECKOUT = "checkout: { think_time: { median: 40s, p95: 5m }, abandon: 20%, retry: 50% }\n";
  const stocked = (text: string) =>
    `${text.replace("campaigns:", `${CHECKOUT}campaigns:`)}    budget: { total: 90.00 }\n    inventory: { reserve: at_quote, ttl: 2m, shards: 2 }\n`;
  const SMALL = SHARING.replace("1h, p95: 1d", "30s, p95: 10m");

  it("balance, and keep their budget", async () => {
    const text = stocked(campaignsOf(SMALL, 4));
    const { document, sharing } = await replayShared(text, minutes(300, 30));
    const { payments, declined, refunds } = document.totals;
    const { replayed, made = 0 } = document.rows;
    expect(made).toBeGreaterThan(20);
    expect(replayed + made).toBe(payments + declined + refunds);
    expect(document.inventory?.checkouts?.quotes).toBe(
      payments + declined - made + (document.inventory?.checkouts?.abandoned ?? 0),
    );
    for (const { offers, refusals } of document.campaigns) {
      expect(offers + Object.values(refusals).reduce((sum, count) => sum + count, 0)).toBe(payments + declined);
    }
    expect(document.campaigns[1].budget.overspent_minor).toBe(0n);
    expect(document.campaigns[1].budget.spent_minor).toBeLessThanOrEqual(9000n);
    for (const { coupons, used, expired, open, waiting, withdrawn, not_picked_up } of sharing.campaigns) {
      expect(used + expired + open + waiting + withdrawn + not_picked_up).toBe(coupons);
    }
  });

  it("are compared at the moments of their quotes", async () => {
    const text = stocked(campaignsOf(SMALL.replace("newcomers: 40%", "newcomers: 0%"), 4));
    const log = minutes(300, 30);
    const files = [{ file: "a.yaml", text }];
    const { document } = await compare({
      before: { campaigns: files },
      after: files,
      transactions: { name: "log.csv", text: log },
    });
    const replayed = await replayShared(text, log);
    expect(document.totals.discount_minor.after).toBe(replayed.document.totals.discount_minor);
    expect(replayed.sharing.campaigns[0].used).toBeGreaterThan(20);
  });
});

describe("a comparison of shared coupons", () => {
  it("tells what two replays tell, with the same friends on both sides", async () => {
    const sharing = SHARING.replace("newcomers: 40%", "newcomers: 0%");
    const [before, after] = [4, 6].map((count) => campaignsOf(sharing, count));
    const log = minutes(120, 30);
    const { document } = await compare({
      before: { campaigns: [{ file: "before.yaml", text: before }] },
      after: [{ file: "after.yaml", text: after }],
      transactions: { name: "log.csv", text: log },
    });
    const [one, two] = await Promise.all([before, after].map((text) => replayShared(text, log)));
    const { discount_minor, discounted_payments } = document.totals;
    expect([discount_minor.before, discount_minor.after]).toEqual([
      one.document.totals.discount_minor,
      two.document.totals.discount_minor,
    ]);
    expect(discounted_payments.after).toBe(BigInt(two.document.totals.discounted_payments));
    expect(two.sharing.campaigns[0].used).toBeGreaterThan(one.sharing.campaigns[0].used);
  });
});
