/** What must hold whatever the campaigns and the log: checked on random cases, without a second implementation. */
import { describe, expect, it } from "vitest";
import { type ReportDocument, renderJson, simulate } from "../../src/index.js";
import type { Case } from "../oracle/case.js";
import { randomCase } from "../oracle/random-case.js";
import { caseText } from "../oracle/write-case.js";

const CASES = 60;
const FIRST_SEED = 70_001;
const cases = Array.from({ length: CASES }, (_, i) => ({ ...randomCase(FIRST_SEED + i), dress: {} }) as Case);

async function run(input: Case): Promise<ReportDocument> {
  const text = caseText(input);
  const data = (name: "history" | "users" | "merchants" | "coupons") =>
    text[name] === null ? undefined : { name: `${name}.csv`, text: text[name] };
  const { document } = await simulate({
    campaigns: text.campaigns,
    transactions: { name: "log.csv", text: text.log },
    history: data("history"),
    users: data("users"),
    merchants: data("merchants"),
    coupons: data("coupons"),
    options: { ...input.options, maxRejects: "100%" },
  });
  return document;
}

const sum = (numbers: Iterable<bigint>) => [...numbers].reduce((total, value) => total + value, 0n);
const count = (numbers: Iterable<number>) => [...numbers].reduce((total, value) => total + value, 0);

/** The document without what names the files. */
const content = (document: ReportDocument) => renderJson({ ...document, inputs: [], warnings: [] });

describe("on random cases", () => {
  it("every row and every attempt is accounted for", async () => {
    for (const input of cases) {
      const { rows, totals, campaigns } = await run(input);
      expect(rows.read).toBe(rows.replayed + rows.rejected);
      expect(rows.replayed).toBe(totals.payments + totals.declined + totals.refunds);
      for (const { offers, refusals } of campaigns) {
        expect(offers + count(Object.values(refusals))).toBe(totals.payments + totals.declined);
      }
    }
  });

  it("every cent is accounted for", async () => {
    for (const input of cases) {
      const { totals, campaigns, burn, merchants } = await run(input);
      expect(totals.payable_minor).toBe(totals.price_minor - totals.discount_minor + totals.cashback_minor);
      expect(sum(Object.values(totals.contributions_minor))).toBe(totals.discount_minor);
      expect(sum(Object.values(totals.refunded_contributions_minor))).toBe(totals.refunded_discount_minor);
      expect(sum(campaigns.map((campaign) => campaign.discount_minor))).toBe(totals.discount_minor);
      expect(sum(burn.map((line) => line.discount_minor))).toBe(totals.discount_minor);
      expect(sum(merchants.map((line) => line.discount_minor))).toBe(totals.discount_minor);
      expect(sum(merchants.map((line) => line.price_minor))).toBe(totals.price_minor);
      for (const campaign of campaigns) {
        expect(sum(Object.values(campaign.contributions_minor))).toBe(campaign.discount_minor);
        expect(campaign.discount_minor <= campaign.desired_minor).toBe(true);
        expect(campaign.refunded_discount_minor <= campaign.discount_minor).toBe(true);
        expect(count(campaign.discount?.histogram.map((bin) => bin.count) ?? [])).toBe(campaign.redemptions);
      }
    }
  });

  it("no budget is overspent but where it may be", async () => {
    let tight = 0;
    for (const input of cases) {
      const { campaigns } = await run(input);
      const rules = new Map(input.files.flatMap((file) => file.campaigns).map((campaign) => [campaign.id, campaign]));
      for (const { id, budget } of campaigns) {
        if (rules.get(id)?.budget?.on_short === "overshoot_once") continue;
        expect(budget.overspent_minor).toBe(0n);
        if (budget.total_minor === null) continue;
        expect(budget.spent_minor <= BigInt(budget.total_minor)).toBe(true);
        expect(BigInt(budget.left_minor ?? -1)).toBe(BigInt(budget.total_minor) - budget.spent_minor);
        tight += budget.unserved_minor > 0n ? 1 : 0;
      }
    }
    expect(tight).toBeGreaterThan(2); // else the cases test nothing
  });

  it("the order of campaigns changes nothing where no two have the same priority", async () => {
    for (const input of cases) {
      const files = input.files.map((file) => ({ ...file, campaigns: file.campaigns.map((c) => ({ ...c })) }));
      for (const [i, campaign] of files.flatMap((file) => file.campaigns).entries()) campaign.priority = i + 1;
      const turned = files.map((file) => ({ ...file, campaigns: [...file.campaigns].reverse() }));
      const forward = await run({ ...input, files });
      const backward = await run({ ...input, files: turned });
      const byId = (document: ReportDocument) =>
        renderJson({
          ...document,
          inputs: [],
          warnings: [],
          burn: [],
          campaigns: document.campaigns.toSorted((a, b) => (a.id < b.id ? -1 : 1)),
          ...(document.cashback && {
            cashback: document.cashback.toSorted((a, b) => (a.campaign_id < b.campaign_id ? -1 : 1)),
          }),
          ...(document.coupons && {
            coupons: document.coupons.toSorted((a, b) => (a.campaign_id < b.campaign_id ? -1 : 1)),
          }),
          totals: { ...document.totals, contributions_minor: {}, refunded_contributions_minor: {} },
          merchants: document.merchants.map((line) => ({ ...line, contributions_minor: {} })),
          distributions: {
            ...document.distributions,
            campaigns: document.distributions.campaigns.toSorted((a, b) => (a.campaign_id < b.campaign_id ? -1 : 1)),
          },
        });
      expect(byId(backward)).toBe(byId(forward));
    }
  });

  it("nor does it matter how they are spread over files", async () => {
    for (const input of cases) {
      const [first] = input.files;
      const all = input.files.flatMap((file) => file.campaigns);
      const together = await run({ ...input, files: [{ ...first, campaigns: all }] });
      const apart = await run({ ...input, files: all.map((campaign) => ({ ...first, campaigns: [campaign] })) });
      expect(content(apart)).toBe(content(together));
    }
  });

  it("the same case gives the same bytes", async () => {
    for (const input of cases.slice(0, 10)) expect(renderJson(await run(input))).toBe(renderJson(await run(input)));
  });
});
