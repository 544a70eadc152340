/** Forecasts of campaigns that grant coupons: run 0 is a replay, others differ, and what they come to is what theory says. */
import { describe, expect, it } from "vitest";
import { type ForecastDocument, forecast, type InputError, simulate } from "../../src/index.js";
import { HEAD, minutes } from "../sharing/replay-shared.js";

const campaignsOf = (sharing: string, more = "") => `${HEAD}behaviour: { sharing: { ${sharing} } }
identities: { person: [user_id, device_id] }
campaigns:
  - id: spring
    window: { start: 2026-05-01, hours: ["08:00-12:00"] }
    priority: 2
    discount: { mode: random_choice, amounts: [{ amount_off: 1.00, weight: 50 }, { amount_off: 2.00, weight: 50 }], minimum_amount: 50.00 }
    draw: { identity: device_id }
    limits: [{ max: 2, per: [person] }, { max: 40, per: [merchant_id, user_id], every: day }]
    grants: { campaign: friends, count: 3, share: { split: random, total: 30.00, expires: 2d } }
  - id: friends
    priority: 1
    coupon: required
    budget: { total: 400.00, on_short: partial }
    eligibility: [{ count: { at_most: 5 } }]
    limits: [{ max: 3, per: device_id }, { max: 300, per: merchant_id }]
    discount: { mode: random_intervals, intervals: [{ from: 1.00, to: 5.00, weight: 1 }] }
    draw: { identity: person }
    refunds: { threshold: reevaluate }
    grants: { campaign: friends, count: 2 }
  - id: late
    window: { start: 2026-05-01T10:00 }
    discount: { mode: amount_off, tiers: [{ minimum_amount: 20.00, amount_off: 0.50 }] }
${more}`;
const SHARING = "pick_up: 60%, delay: { median: 1h, p95: 10h }, newcomers: 50%, pays_after: { median: 15m, p95: 1h }";

/** Devices and merchants, some cells empty, refunds, a history by --from. */
function logOf(payments: number): string {
  let log = "transaction_id,timestamp,type,refund_of,user_id,device_id,merchant_id,amount,risk\n";
  for (let i = 0; i < payments; i++) {
    const at = new Date(Date.UTC(2026, 3, 30, 20, 4 * i)).toISOString();
    const device = i % 7 === 3 ? "" : `D${i % 41}`;
    log += `P${i},${at},payment,,U${i % 60},${device},M${i % 3},${20 + ((i * 37) % 90)}.00,${i % 29 === 5 ? "reject" : ""}\n`;
    if (i % 11 === 10) log += `R${i},${at},refund,P${i - 9},U${(i - 9) % 60},,M${(i - 9) % 3},20.00,\n`;
  }
  return log;
}

const figuresOf = ({ campaigns }: ForecastDocument) =>
  campaigns.map(({ discount_minor, redemptions, unserved_minor }) => [
    discount_minor.mean,
    redemptions.mean,
    unserved_minor.mean,
  ]);

describe("a forecast of shared coupons", () => {
  it.each([SHARING, SHARING.replace("newcomers: 50%", "newcomers: 100%"), SHARING.replace("newcomers: 50%, ", "")])(
    "begins with the replay of the same seed: %s",
    async (sharing) => {
      for (const seed of ["a", "b", "c"]) {
        const request = {
          campaigns: [{ file: "campaigns.yaml", text: campaignsOf(sharing) }],
          transactions: { name: "log.csv", text: logOf(600) },
          options: { from: "2026-05-01T06:00", seed },
        };
        const { document } = await simulate(request);
        const projected = await forecast({ ...request, runs: 1 });
        expect(figuresOf(projected)).toEqual(
          document.campaigns.map(({ discount_minor, redemptions, budget }) => [
            Number(discount_minor),
            redemptions,
            Number(budget.unserved_minor),
          ]),
        );
        expect(projected.campaigns[1].redemptions.mean).toBeGreaterThan(5);
        expect(projected.uncertainty.sharing?.pick_up).toBe(0.6);
      }
    },
  );

  it("has draws of its own in each run, whatever was asked for before", async () => {
    const request = {
      campaigns: [{ file: "campaigns.yaml", text: campaignsOf(SHARING) }],
      transactions: { name: "log.csv", text: logOf(300) },
    };
    const three = await forecast({ ...request, runs: 3 });
    const [one, two] = await Promise.all([1, 2].map((runs) => forecast({ ...request, runs })));
    expect(three.campaigns[1].redemptions.sd).toBeGreaterThan(0);
    const last = 3 * three.campaigns[1].discount_minor.mean - 2 * two.campaigns[1].discount_minor.mean;
    expect(Number.isInteger(Math.round(last * 1e6) / 1e6)).toBe(true);
    expect(one.campaigns[1].discount_minor.p50).not.toBe(
      2 * two.campaigns[1].discount_minor.mean - one.campaigns[1].discount_minor.mean,
    );
  });

  it("comes to count × pick_up × P(in time) redemptions a grant on average", async () => {
    const text = `${HEAD}behaviour: { sharing: { pick_up: 30%, delay: { median: 1h, p95: 1h }, newcomers: 100% } }
campaigns:
  - id: spring
    priority: 2
    discount: { mode: amount_off, tiers: [{ minimum_amount: 50.00, amount_off: 5.00 }] }
    grants: { campaign: friends, count: 4, expires: 2h }
  - id: friends
    priority: 1
    coupon: required
    discount: { mode: amount_off, tiers: [{ minimum_amount: 0.50, amount_off: 0.50 }] }
`;
    const request = { campaigns: [{ file: "a.yaml", text }], transactions: { name: "l.csv", text: minutes(50, 50) } };
    const { campaigns } = await forecast({ ...request, runs: 60 });
    const { mean, standard_error } = campaigns[1].redemptions;
    expect(Math.abs(mean - 50 * 4 * 0.3)).toBeLessThan(4 * standard_error);
    expect(standard_error).toBeCloseTo(Math.sqrt((200 * 0.3 * 0.7) / 60), 0);
  });

  it("refuses by name what it cannot follow", async () => {
    const transactions = { name: "log.csv", text: logOf(20) };
    const codesOf = (text: string, more: object = {}) =>
      forecast({ campaigns: [{ file: "a.yaml", text }], transactions, runs: 1, ...more }).then(
        () => [],
        (error: InputError) => error.problems.map(({ code, campaignId }) => `${code} ${campaignId}`),
      );
    const plain = campaignsOf(SHARING);
    expect(await codesOf(plain)).toEqual([]);
    expect(await codesOf(plain, { resample: "users" })).toEqual(["not-yet-supported spring"]);
    expect(await codesOf(plain, { growth: { low: 1, high: 2 } })).toEqual(["not-yet-supported spring"]);
    expect(await codesOf(plain.replace("behaviour: {", "behaviour: { uplift: { rate: 5% },"))).toEqual([
      "not-yet-supported spring",
    ]);
    const personal = campaignsOf(SHARING, "    audience: { user_id: U1 }\n");
    expect(await codesOf(personal)).toEqual(["not-yet-supported late"]);
    expect(await codesOf(personal.replace("newcomers: 50%", "newcomers: 0%"))).toEqual([]);
  });
});
