/** What campaign files say of customers' reactions, and days that the log lacks, as a forecast shows them. */
import { describe, expect, it } from "vitest";
import { forecast } from "../../src/index.js";

const HEAD = "version: 1\ncurrency: CNY\ntimezone: Asia/Shanghai\nchoice: best\n";
/** A hidden mean of 3.00 beside 2.50 that are seen. */
const CAMPAIGNS = `campaigns:
  - id: hidden
    reveal: after_payment
    discount: { mode: random_choice, amounts: [{ amount_off: 1.00, weight: 1 }, { amount_off: 5.00, weight: 1 }] }
  - { id: seen, discount: { mode: amount_off, tiers: [{ minimum_amount: 50.00, amount_off: 2.50 }] } }
`;
/** Thursday and Friday. */
const LOG = `transaction_id,timestamp,user_id,amount
1,2026-01-01T10:00:00+08:00,a,100.00
2,2026-01-01T11:00:00+08:00,b,100.00
3,2026-01-02T10:00:00+08:00,a,49.00
`;

async function forecastWith(behaviour: string, more: { readonly horizon?: { from: string; to: string } } = {}) {
  const document = await forecast({
    campaigns: [{ file: "campaigns.yaml", text: `${HEAD}${behaviour}${CAMPAIGNS}` }],
    transactions: { name: "log.csv", text: LOG },
    runs: 20,
    ...more,
  });
  const redemptions = Object.fromEntries(document.campaigns.map(({ id, redemptions }) => [id, redemptions.mean]));
  return { redemptions, document };
}

describe("a dislike of hidden amounts", () => {
  it.each([
    ["", { hidden: 3, seen: 0 }],
    ["behaviour: { pick: { hidden_aversion: 16% } }\n", { hidden: 3, seen: 0 }],
    ["behaviour: { pick: { hidden_aversion: 17% } }\n", { hidden: 1, seen: 2 }],
  ])("decides between a hidden amount and a smaller one that is seen: %j", async (behaviour, expected) => {
    const { redemptions, document } = await forecastWith(behaviour);
    expect(redemptions).toEqual(expected);
    expect(document.uncertainty.hidden_aversion).toBe(
      behaviour === "" ? 0 : Number(behaviour.replace(/\D/g, "")) / 100,
    );
  });
});

it("raises a price to a threshold", async () => {
  const dislike = "pick: { hidden_aversion: 90% }";
  const { redemptions } = await forecastWith(
    `behaviour: { top_up: { within: 1.00, probability: 100% }, ${dislike} }\n`,
  );
  expect(redemptions).toEqual({ hidden: 0, seen: 3 });
});

it("makes customers pay once more", async () => {
  const { redemptions } = await forecastWith("behaviour: { uplift: { rate: 100% } }\n");
  expect(redemptions).toEqual({ hidden: 6, seen: 0 });
});

it("warns of weekdays that the horizon has and the log lacks", async () => {
  const horizon = { from: "2026-03-05", to: "2026-03-07" };
  const { document } = await forecastWith("", { horizon });
  expect(document.warnings.filter(({ code }) => code === "weekday-not-in-log")).toEqual([
    {
      code: "weekday-not-in-log",
      message:
        "the log has no Saturday: those of the horizon take the rows of a Friday; give a log of a whole week at least",
    },
  ]);
  expect((await forecastWith("")).document.warnings.map(({ code }) => code)).not.toContain("weekday-not-in-log");
});
