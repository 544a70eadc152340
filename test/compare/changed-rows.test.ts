/** Exactly the changed rows, each in its class: random cases with one edit, against the outcomes.csv of two replays of their own. */
import { expect, test } from "vitest";
import type { Case } from "../oracle/case.js";
import { randomCase } from "../oracle/random-case.js";
import { createSource } from "../oracle/random-source.js";
import { EDITS, edited } from "./mutate-case.js";
import { type Cells, cellsOf, compared, replayed } from "./run-compare.js";

const CASES = 60;
const keyOf = ({ transaction_id, timestamp, type }: Cells) => `${type} ${transaction_id} ${timestamp}`;
const usesIn = ({ campaigns }: Cells) => (campaigns === "" ? [] : campaigns.split("; "));
const campaignsIn = (row: Cells) => usesIn(row).map((use) => use.slice(0, use.lastIndexOf("=")));
const inAnyOrder = (texts: readonly string[]) => [...texts].sort().join("; ");

/** Rows of outcomes.csv with what each sponsor pays of them. */
function rowsOf(files: Record<string, string>): Map<string, Cells> {
  const parts = new Map<string, Map<string, bigint>>();
  for (const redemption of cellsOf(files["redemptions.csv"])) {
    const { transaction_id, timestamp, user_id, merchant_id, campaign_id, desired, granted, given_as, ...sponsors } =
      redemption;
    const key = `payment ${transaction_id} ${timestamp}`;
    const sums = parts.get(key) ?? new Map<string, bigint>();
    parts.set(key, sums);
    for (const [name, amount] of Object.entries(sponsors)) {
      const minor = BigInt(amount.replace(".", ""));
      if (minor !== 0n) sums.set(name, (sums.get(name) ?? 0n) + minor);
    }
  }
  const text = (key: string) => inAnyOrder([...(parts.get(key) ?? [])].map(([name, minor]) => `${name} ${minor}`));
  return new Map(cellsOf(files["outcomes.csv"]).map((row) => [keyOf(row), { ...row, parts: text(keyOf(row)) }]));
}

/** Written from the words of docs/compare.md, not from the tool's own code. */
function classOf(before: Cells | undefined, after: Cells | undefined): string | null {
  if (before === undefined) return "refund_accepted";
  if (after === undefined) return "refund_rejected";
  if (before.type === "refund") {
    const [was, is] = [Number(before.refunded_discount), Number(after.refunded_discount)];
    if (was !== is) return was < is ? "refund_larger" : "refund_smaller";
    return before.payable === after.payable ? null : "refund_cash_moved";
  }
  if (before.outcome !== after.outcome) return after.outcome === "paid" ? "accepted" : "declined";
  if (before.outcome === "declined") return before.reason === after.reason ? null : "declined_otherwise";
  const [was, is] = [before, after].map((row) => inAnyOrder(campaignsIn(row)));
  if (was !== is) return was === "" ? "gained" : is === "" ? "lost" : "moved";
  const amounts = [Number(before.discount), Number(after.discount)];
  if (amounts[0] !== amounts[1]) return amounts[0] < amounts[1] ? "larger" : "smaller";
  if (inAnyOrder(usesIn(before)) !== inAnyOrder(usesIn(after))) return "moved";
  if (before.cashback !== after.cashback) return "cashback_moved";
  return before.parts === after.parts ? null : "funding_moved";
}

function expectedClasses(before: Map<string, Cells>, after: Map<string, Cells>): Map<string, string> {
  const classes = new Map<string, string>();
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    const found = classOf(before.get(key), after.get(key));
    if (found !== null) classes.set(key, found);
  }
  return classes;
}

/** Of a refund outcomes.csv does not tell whom it returns to: these follow its payment and are looked at apart. */
const BESIDE = ["refund_moved", "refund_funding_moved"];

test("of one edit exactly the changed rows are told, in their class", async () => {
  const seen = new Set<string>();
  const names = Object.keys(EDITS);
  for (let seed = 1; seed <= CASES; seed++) {
    const before = randomCase(seed);
    const name = names[seed % names.length];
    const after = edited(before, name, createSource(seed + 500_000));
    const [was, is] = [rowsOf(await replayed(before)), rowsOf(await replayed(after))];
    const { changes, document, files } = await compared(before, after);
    const told = new Map(changes.map((change) => [keyOf(change), change.class]));
    const beside = [...told].filter(([, change]) => BESIDE.includes(change)).map(([key]) => key);
    for (const key of beside) told.delete(key);

    expect({ seed, name, changes: [...told].sort() }).toEqual({
      seed,
      name,
      changes: [...expectedClasses(was, is)].sort(),
    });
    for (const change of changes) {
      const [old, now] = [was.get(keyOf(change)), is.get(keyOf(change))];
      if (change.type === "payment") {
        expect([change.discount_before, change.discount_after]).toEqual([old?.discount, now?.discount]);
        expect([change.payable_before, change.payable_after]).toEqual([old?.payable, now?.payable]);
        expect([change.campaign_before, change.campaign_after]).toEqual([
          campaignsIn(old as Cells).join("; "),
          campaignsIn(now as Cells).join("; "),
        ]);
        // Whoever loses a campaign is told why, and whoever is declined.
        const lacks = campaignsIn(old as Cells).some((id) => !campaignsIn(now as Cells).includes(id));
        const needsAfter = now?.outcome === "declined" || (old?.outcome === "paid" && lacks);
        expect(change.reason_after !== "").toBe(needsAfter);
      }
      seen.add(change.class);
    }
    expect(changes).toHaveLength(document.rows.changed);
    expect(files["summary.csv"].split("\n")[0]).toBe("of,name,figure,before,after,difference,low_95,high_95");
  }
  // The cases reach what the test is about.
  expect([...seen]).toEqual(
    expect.arrayContaining(["gained", "lost", "larger", "smaller", "moved", "funding_moved", "cashback_moved"]),
  );
  expect([...seen]).toEqual(expect.arrayContaining(["refund_larger", "refund_smaller", "refund_cash_moved"]));
});

test("figures before and after are those of the two replays, and the differences add up", async () => {
  for (let seed = 200; seed < 215; seed++) {
    const before = randomCase(seed);
    const after = edited(before, "cap", createSource(seed));
    const reports = [await replayed(before), await replayed(after)].map((files) => JSON.parse(files["report.json"]));
    const { document } = await compared(before, after);
    for (const [name, { before: was, after: is, difference }] of Object.entries(document.totals)) {
      expect([Number(was), Number(is)]).toEqual(reports.map(({ totals }) => totals[name]));
      expect(difference).toBe(is - was);
    }
    for (const { id, discount_minor } of document.campaigns) {
      const of = (report: { campaigns: { id: string; discount_minor: number }[] }) =>
        report.campaigns.find((campaign) => campaign.id === id)?.discount_minor;
      expect([Number(discount_minor.before), Number(discount_minor.after)]).toEqual(reports.map(of));
    }
    for (const { sponsor, contributions_minor } of document.sponsors) {
      expect([Number(contributions_minor.before), Number(contributions_minor.after)]).toEqual(
        reports.map(({ totals }) => totals.contributions_minor[sponsor] ?? 0),
      );
    }
    const classes = Object.entries(document.changes).filter(([name]) => !name.startsWith("refund_"));
    const sum = classes.reduce((all, [, { difference_minor }]) => all + difference_minor, 0n);
    expect(sum).toBe(document.totals.discount_minor.difference);
  }
});

test("identical files change nothing", async () => {
  for (let seed = 300; seed < 310; seed++) {
    const { document, changes } = await compared(randomCase(seed), randomCase(seed));
    expect(changes).toEqual([]);
    expect(document.edits).toEqual([]);
    expect(document.rows.changed).toBe(0);
    expect(document.totals.discount_minor).toMatchObject({ difference: 0n, interval_95: { low: 0n, high: 0n } });
  }
});

test("the other way round, gained is lost and larger is smaller", async () => {
  const opposite: Record<string, string> = {
    ...{ gained: "lost", larger: "smaller", accepted: "declined" },
    ...{ refund_larger: "refund_smaller", refund_accepted: "refund_rejected" },
  };
  for (const [a, b] of Object.entries(opposite)) opposite[b] = a;
  for (let seed = 400; seed < 412; seed++) {
    const before = randomCase(seed);
    const after = edited(before, ["budget", "limit", "cap"][seed % 3], createSource(seed));
    const there = await compared(before, after);
    const back = await compared(after, before);
    const classes = (changes: Cells[]) => changes.map((change) => [keyOf(change), change.class]);
    expect(classes(back.changes)).toEqual(classes(there.changes).map(([key, name]) => [key, opposite[name] ?? name]));
    expect(back.changes.map((change) => change.reason_before)).toEqual(
      there.changes.map((change) => change.reason_after),
    );
  }
});

test("a saved run finds the same rows as the rules it was made of, but for who pays", async () => {
  for (let seed = 500; seed < 520; seed++) {
    const names = Object.keys(EDITS);
    const before: Case = randomCase(seed);
    const after = edited(before, names[seed % names.length], createSource(seed));
    const direct = await compared(before, after);
    const saved = await compared(before, after, { savedRun: await replayed(before) });
    const hidden = ["funding_moved", "refund_funding_moved"];
    // Of a payment with several discounts it does not tell what a refund gave back to each.
    const isKnown = ({ class: name, campaign_before }: Cells) =>
      !hidden.includes(name) && !(name === "refund_moved" && campaign_before.includes("; "));
    const known = direct.changes.filter(isKnown);
    const bare = (change: Cells) => ({
      ...change,
      reason_before: "",
      reason_after: "",
    });
    expect(saved.changes.map(bare)).toEqual(known.map(bare));
    expect(saved.document.totals).toEqual(direct.document.totals);
    expect(saved.document.campaigns).toEqual(direct.document.campaigns);
    expect(saved.document.edits).toBeNull();
    expect(saved.document.sponsors.every(({ contributions_minor }) => contributions_minor.interval_95 === null)).toBe(
      true,
    );
  }
});
