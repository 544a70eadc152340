import { describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { type InventoryLine, type OffersSummary, type ReportDocument, renderJson, simulate } from "../../src/index.js";
import type { Case } from "../oracle/case.js";
import { randomCase } from "../oracle/random-case.js";
import { caseText } from "../oracle/write-case.js";

const SEEDS = Array.from({ length: 60 }, (_, i) => 81_001 + i);
const RESERVES = ["at_quote", "at_payment", "none"] as const;

/** A random case whose customers take their time, in the file in which its settings stand. */
async function run(seed: number): Promise<ReportDocument> {
  const input = { ...randomCase(seed), dress: {} } as Case;
  const text = caseText(input);
  const data = (name: "history" | "users" | "merchants" | "coupons") =>
    text[name] === null ? undefined : { name: `${name}.csv`, text: text[name] };
  const { document } = await simulate({
    campaigns: text.campaigns.map((file, i) => ({ ...file, text: withCheckouts(String(file.text), seed, i) })),
    transactions: { name: "log.csv", text: text.log },
    history: data("history"),
    users: data("users"),
    merchants: data("merchants"),
    coupons: data("coupons"),
    options: { ...input.options, maxRejects: "100%" },
  });
  return document;
}

function withCheckouts(text: string, seed: number, file: number): string {
  const document = parseDocument(text);
  // Minutes to days: random logs have few rows, spread over days.
  if (file === 0) {
    const think_time = { median: `${1 + (seed % 50)}m`, p95: "2d" };
    document.set("checkout", { think_time, abandon: `${(seed % 4) * 20}%`, retry: `${(seed % 3) * 50}%` });
  }
  const campaigns = document.get("campaigns") as { readonly items: readonly unknown[] };
  for (const i of campaigns.items.keys()) {
    const shards = document.hasIn(["campaigns", i, "budget"]) ? 1 + ((seed + i) % 3) : 1;
    const reserve = RESERVES[(seed + i) % 3];
    document.setIn(["campaigns", i, "inventory"], { reserve, ttl: `${1 + ((seed * 7) % 40)}h`, shards });
  }
  return document.toString({ lineWidth: 0 });
}

const sum = (numbers: Iterable<bigint>) => [...numbers].reduce((total, value) => total + value, 0n);
const count = (numbers: Iterable<number>) => [...numbers].reduce((total, value) => total + value, 0);

function expectParts(whole: OffersSummary | null, parts: readonly (OffersSummary | null)[]): void {
  const there = parts.filter((part) => part !== null);
  expect(there.length).toBe(parts.length);
  expect(count(there.map(({ offers }) => offers))).toBe(whole?.offers);
  expect(sum(there.map(({ discount_minor }) => BigInt(discount_minor)))).toBe(whole?.discount_minor);
}

function expectLine(line: InventoryLine): void {
  const { quoted, redeemed, abandoned, late, gone, declined, reserved, released, expired, oversold } = line;
  expectParts(quoted, [redeemed, abandoned, late, gone, declined]);
  if (line.reserve === "at_quote") expectParts(reserved, [redeemed, released, expired]);
  else expect([reserved, released, expired, line.most_held_minor]).toEqual([null, null, null, null]);
  if (line.reserve !== "none") expect(oversold).toEqual({ budget: 0, limit: 0, coupon: 0 });
  if (line.reserve !== "at_quote") expect(line.refused_while_held.offers).toBe(0);
  expect(line.refused_while_abandoned.offers).toBeLessThanOrEqual(line.refused_while_held.offers);
  if (line.shards === 1) expect(line.refused_while_in_other_shards.offers).toBe(0);
}

describe("on random cases with checkouts", () => {
  it("every checkout, every attempt and every cent is accounted for", async () => {
    const reached = new Set<string>();
    for (const seed of SEEDS) {
      const { rows, totals, campaigns, inventory } = await run(seed);
      const checkouts = inventory?.checkouts;
      if (checkouts == null) throw new Error("the report tells nothing of checkouts");
      expect(rows.replayed).toBe(totals.payments + totals.declined + totals.refunds);
      expect(checkouts.quotes).toBe(totals.payments + totals.declined + checkouts.abandoned);
      expect(checkouts.late + checkouts.gone).toBe(checkouts.retried + checkouts.left);
      expect(totals.payable_minor).toBe(totals.price_minor - totals.discount_minor + totals.cashback_minor);
      expect(sum(Object.values(totals.contributions_minor))).toBe(totals.discount_minor);
      for (const [i, { offers, refusals, redemptions }] of campaigns.entries()) {
        expect(offers + count(Object.values(refusals)), `${campaigns[i].id} of ${seed}`).toBe(
          totals.payments + totals.declined,
        );
        expect(redemptions).toBeLessThanOrEqual(offers);
      }
      for (const line of inventory?.campaigns ?? []) {
        expectLine(line);
        for (const [name, value] of Object.entries(line)) {
          if (typeof value === "object" && value !== null && "offers" in value && value.offers > 0) reached.add(name);
        }
      }
    }
    for (const name of ["quoted", "redeemed", "abandoned", "late", "gone", "declined", "released", "expired"]) {
      expect(reached).toContain(name);
    }
  });

  it("nothing is overspent where it is reserved", async () => {
    for (const seed of SEEDS) {
      const { inventory, campaigns } = await run(seed);
      for (const [i, { reserve, overspent_minor }] of (inventory?.campaigns ?? []).entries()) {
        const { total_minor, overspent_minor: told } = campaigns[i].budget;
        expect(overspent_minor).toBe(told);
        if (reserve === "none" || total_minor === null || overspent_minor === 0n) continue;
        // Only `overshoot_once` may, and then by one grant a shard and budget.
        expect(campaigns[i].discount).not.toBeNull();
        expect(overshoots(seed, i)).toBe(true);
      }
    }
  });

  it("the same case gives the same bytes", async () => {
    for (const seed of SEEDS.slice(0, 10)) expect(renderJson(await run(seed))).toBe(renderJson(await run(seed)));
  });
});

function overshoots(seed: number, index: number): boolean {
  const campaigns = caseText({ ...randomCase(seed), dress: {} } as Case).campaigns.flatMap(
    ({ text }) => parseDocument(String(text)).toJS().campaigns as { budget?: { on_short?: string } }[],
  );
  return campaigns[index].budget?.on_short === "overshoot_once";
}
