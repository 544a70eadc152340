import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { explain, forecast, renderText, simulate } from "../../src/index.js";
import { replayCheckouts } from "./replay-checkouts.js";

const DOCS = readFileSync(fileURLToPath(new URL("../../docs/inventory.md", import.meta.url)), "utf8");
const CAMPAIGNS = (/```yaml\n([\s\S]*?)```/.exec(DOCS) as RegExpExecArray)[1];
const LOG = (/```csv\n([\s\S]*?)```/.exec(DOCS) as RegExpExecArray)[1];
const under = (reserve: string) => CAMPAIGNS.replace("at_quote", reserve);
const none = { offers: 0, discount_minor: 0n };

describe("the worked example of docs/inventory.md", () => {
  it("refuses the third while the money is held, at_quote", async () => {
    const { outcomes, document, inventory } = await replayCheckouts(CAMPAIGNS, LOG);
    expect(outcomes).toEqual({ A: "paid 5.00", B: "paid 5.00", C: "paid 0.00" });
    expect(document.campaigns[0].refusals.budget_exhausted).toBe(1);
    expect(document.campaigns[0].budget).toMatchObject({ spent_minor: 1000n, unserved_minor: 500n });
    expect(inventory.campaigns[0]).toEqual({
      campaign_id: "launch",
      reserve: "at_quote",
      ttl_seconds: 900,
      shards: 1,
      quoted: { offers: 2, discount_minor: 1000n },
      redeemed: { offers: 2, discount_minor: 1000n },
      abandoned: none,
      late: none,
      gone: none,
      declined: none,
      reserved: { offers: 2, discount_minor: 1000n },
      released: none,
      expired: none,
      most_held_minor: 1000n,
      gone_for_want_of: { budget: 0, limit: 0, coupon: 0 },
      oversold: { budget: 0, limit: 0, coupon: 0 },
      overspent_minor: 0n,
      refused_while_held: { offers: 1, discount_minor: 500n },
      refused_while_abandoned: none,
      refused_while_in_other_shards: none,
      stranded_minor: 0n,
    });
  });

  it("finds the third's discount gone at payment, at_payment", async () => {
    const { outcomes, document, inventory } = await replayCheckouts(under("at_payment"), LOG);
    expect(outcomes).toEqual({ A: "paid 5.00", B: "paid 5.00", C: "paid 0.00" });
    expect(document.campaigns[0]).toMatchObject({ offers: 3, redemptions: 2 });
    expect(inventory.checkouts).toEqual({
      quotes: 3,
      abandoned: 0,
      late: 0,
      gone: 1,
      retried: 1,
      left: 0,
      left_price_minor: 0n,
    });
    expect(inventory.campaigns[0]).toMatchObject({
      quoted: { offers: 3 },
      gone: { offers: 1, discount_minor: 500n },
      gone_for_want_of: { budget: 1, limit: 0, coupon: 0 },
      reserved: null,
      refused_while_held: none,
    });
  });

  it("loses the third where nobody asks again", async () => {
    const leaving = under("at_payment").replace("retry: 100%", "retry: 0%");
    const { outcomes, document, inventory, simulation } = await replayCheckouts(leaving, LOG);
    expect(outcomes.C).toBe("declined quote_gone");
    expect(document.totals).toMatchObject({ payments: 2, declined: 1 });
    expect(document.campaigns[0]).toMatchObject({ offers: 3, redemptions: 2, declined: 1 });
    expect(inventory.checkouts).toMatchObject({ left: 1, left_price_minor: 3000n });
    const text = renderText(document, simulation.details, { columns: 80, color: false });
    expect(text).toContain("1 with an offer that was gone");
    expect(text).toMatch(/launch +at_payment +3 +2 +0 +0 +1 +0/);
  });

  it("gives more than there is, none", async () => {
    const { outcomes, document, inventory } = await replayCheckouts(under("none"), LOG);
    expect(outcomes).toEqual({ A: "paid 5.00", B: "paid 5.00", C: "paid 5.00" });
    expect(document.campaigns[0].budget).toMatchObject({ spent_minor: 1500n, left_minor: 0, overspent_minor: 500n });
    expect(inventory.campaigns[0]).toMatchObject({ oversold: { budget: 1 }, overspent_minor: 500n });
  });

  it("lets go of what is held when its time is over", async () => {
    const short = CAMPAIGNS.replace("median: 60s, p95: 60s", "median: 20m, p95: 20m");
    const { outcomes, inventory } = await replayCheckouts(short, LOG);
    // All are quoted within 20 seconds, 20 minutes before: each comes too late, asks again, and finds what the one before has left.
    expect(outcomes).toEqual({ A: "paid 5.00", B: "paid 5.00", C: "paid 0.00" });
    expect(inventory.checkouts).toMatchObject({ late: 2, gone: 0, retried: 2 });
    expect(inventory.campaigns[0]).toMatchObject({
      reserved: { offers: 2 },
      expired: { offers: 2, discount_minor: 1000n },
      redeemed: none,
      most_held_minor: 1000n,
    });
  });

  it("warns where nobody takes time to pay, or a command takes none", async () => {
    const input = (text: string) => ({
      campaigns: [{ file: "campaigns.yaml", text }],
      transactions: { name: "log.csv", text: LOG },
    });
    const codes = ({ warnings }: { warnings: { code: string }[] }) => warnings.map(({ code }) => code);
    const atOnce = CAMPAIGNS.replace(/checkout: .*\n/, "");
    expect(codes((await simulate(input(atOnce))).document)).toContain("reserve-without-checkout");
    expect(codes((await simulate(input(atOnce.replace(/ +inventory: .*\n/, "")))).document)).toEqual([]);
    expect(codes((await simulate(input(CAMPAIGNS))).document)).toEqual([]);
    expect(codes((await explain({ ...input(CAMPAIGNS), transaction: "A" })).document)).toContain("paid-at-once");
    expect(codes(await forecast({ ...input(CAMPAIGNS), runs: 2 }))).toContain("paid-at-once");
  });
});
