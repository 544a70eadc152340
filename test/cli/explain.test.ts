/** `promosim explain` from the command line: docs/explain.md is what it prints, what it tells of rows of every kind, and what it refuses. */
import { readFileSync } from "node:fs";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { run } from "../../src/cli/main.js";
import { explain } from "../../src/index.js";
import { createMemoryHost } from "./memory-host.js";

const GUIDE = readFileSync(new URL("../../docs/explain.md", import.meta.url), "utf8");
const [, CAMPAIGNS] = /```yaml\n([^`]*)```/.exec(GUIDE) ?? [];
const [, LOG] = /```csv\n([^`]*)```/.exec(GUIDE) ?? [];
const FILES = { "campaigns.yaml": CAMPAIGNS, "log.csv": LOG };
const EXAMPLES = [...GUIDE.matchAll(/```\n\$ promosim ([^\n]*)\n\n([^`]*)```/g)].map(([, line, shown]) => ({
  line,
  shown,
}));

async function promosim(args: readonly string[], files: Record<string, string> = FILES, terminal?: number) {
  const host = createMemoryHost(args, terminal === undefined ? { files } : { files, terminal });
  const code = await run(host);
  return { code, ...host.printed };
}

const told = (id: string, files: Record<string, string> = FILES, ...more: string[]) =>
  promosim(["explain", "-c", "campaigns.yaml", "-t", "log.csv", "--transaction", id, ...more], files);

const story = async (id: string, files: Record<string, string> = FILES, ...more: string[]) => {
  const { code, out, err } = await told(id, files, "--format", "json", ...more);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  return JSON.parse(out);
};

describe("docs/explain.md", () => {
  it.each(EXAMPLES)("has what $line prints", async ({ line, shown }) => {
    expect(await promosim(line.split(" "))).toEqual({ code: 0, out: shown, err: "" });
  });

  it("has two examples, and a part of the document", async () => {
    expect(EXAMPLES).toHaveLength(2);
    const [, part] = /```json\n([^`]*)```/.exec(GUIDE) ?? [];
    expect(part.length).toBeGreaterThan(500);
    expect((await told("T2", FILES, "--format", "json")).out).toContain(part);
  });

  it("names every key of the document", async () => {
    const { schema_version, tool, seed, currency, timezone, inputs, warnings, ...own } = await story("T2");
    for (const key of [...Object.keys(own), ...Object.keys(own.campaigns[0].state.before)])
      expect(GUIDE).toContain(`\`${key}\``);
  });
});

describe("what it tells", () => {
  it.each([80, 120])("fits %i columns, whatever is told", async (width) => {
    for (const id of ["T1", "T2", "T3", "T4", "R1"]) {
      const args = ["explain", "-c", "campaigns.yaml", "-t", "log.csv", "--transaction", id];
      const { code, out } = await promosim(args, FILES, width);
      const lines = stripVTControlCharacters(out).split("\n");
      expect(code).toBe(0);
      expect(lines.length).toBeGreaterThan(15);
      expect(lines.filter((line) => line.length > width)).toEqual([]);
    }
  });

  it("compares values in words where a test fails", async () => {
    const third = (await told("T3")).out;
    expect(third).toContain("NO  limits      user_id ann has used 1 of 1 per day\n");
    expect(third).toContain("south: out_of_scope: city 上海 is not in [广州, 深圳]\n");
    const fourth = (
      await told("T4", {
        ...FILES,
        "campaigns.yaml": CAMPAIGNS.replace("2026-01-02, days", "2026-01-02, end: 2026-01-02T11:10, days"),
      })
    ).out;
    expect(fourth).toMatch(
      /friday-credit: outside_window: 2026-01-02T11:20:00\+08:00 is not before the end\s+2026-01-02T11:10:00/,
    );
    const early = LOG.replace("2026-01-02T10:30:00", "2026-01-02T10:30:00").replace("T11:20", "T14:00");
    expect((await told("T4", { ...FILES, "log.csv": early })).out).toContain(
      "friday-credit: outside_window: fri 14:00 is outside 10:00-14:00\n",
    );
  });

  it("says that a budget is short, and by how much", async () => {
    const log = LOG.replace("T3,2026-01-02T11:00:00,payment,,ann", "T3,2026-01-02T11:00:00,payment,,eve");
    const { out } = await told("T3", { ...FILES, "log.csv": log });
    expect(out.replace(/\s+/g, " ")).toContain(
      "NO budget the budget has 0.70 left, 6.65 needed; nothing is given where it is short gives",
    );
    expect(out).toContain("makes no offer: budget_exhausted\n");
  });

  it("tells a declined payment with its reason, and that nothing moved", async () => {
    const files = { ...FILES, "log.csv": LOG.replace("80.00,500.00", "80.00,5.00") };
    const { out } = await told("T3", files);
    expect(out).toMatch(/^declined, insufficient_balance: payable 77\.\d\d is above the balance 5\.00;/);
    const { redemptions, campaigns, payment } = await story("T3", files);
    expect(payment.decline).toBe("insufficient_balance");
    expect(redemptions).toMatchObject([{ campaign_id: "red-packet", split: [] }]);
    for (const { state } of campaigns) expect(state?.after).toEqual(state?.before);
  });

  it("tells a row of the history, and what it feeds", async () => {
    const files = {
      ...FILES,
      "campaigns.yaml": `${CAMPAIGNS}  - { id: third, eligibility: [{ count: { at_least: 1 } }], discount: { mode: fixed_price, price: 1.00 } }\n`,
      "history.csv": "transaction_id,timestamp,user_id,amount\nH1,2026-01-01T10:00:00,ann,5.00\n",
    };
    const { out } = await told("H1", files, "--history", "history.csv");
    expect(out).toMatch(
      /^a row of the history, or of the log before --from: it gets no discount; it went\nthrough, and feeds eligibility alone\n/,
    );
    expect(out).toContain("  eligibility     0 payments before → 1 payment before\n");
    expect((await story("T1", files, "--history", "history.csv")).transaction).toMatchObject({
      row: 1,
      rows: 5,
      replayed_before: 0,
      prior_before: 1,
    });
  });

  it("tells a refund that is turned down", async () => {
    const { out } = await told("R1", { ...FILES, "log.csv": LOG.replace(",50.00,\n", ",120.01,\n") });
    expect(out.replace(/\s+/g, " ")).toMatch(
      /^rejected, refund_too_large: 120\.01 is more than the 120\.00 that are left: 0\.00 of 120\.00 refunded before Row/,
    );
    const unknown = await story("R1", { ...FILES, "log.csv": LOG.replace("refund,T1", "refund,T8") });
    expect(unknown.verdict.outcome).toBe("rejected");
    expect(unknown.refund).toMatchObject({ refund_of: "T8", payment: null, fault: "unknown_payment", parts: [] });
  });

  it("tells coupons: which there are, what is in the way, which is used, and a customer's pick", async () => {
    const files = {
      "campaigns.yaml": CAMPAIGNS.replace(
        "  - id: south",
        "  - id: gift\n    coupon: required\n    discount: { mode: fixed_price, price: 50.00 }\n  - id: south",
      ),
      "log.csv": LOG.replace("channel,amount,balance", "channel,amount,balance,offer").replace("99.90,", "99.90,,K2"),
      "coupons.csv": "coupon_id,user_id,campaign_id,valid_from,valid_until\nK1,ben,gift,,2026-01-01\nK2,ben,gift,,\n",
    };
    const log = files["log.csv"]
      .split("\n")
      .map((line, i) => (i === 0 || line === "" || line.endsWith("K2") ? line : `${line},`));
    const all = { ...files, "log.csv": log.join("\n") };
    const document = await story("T2", all, "--coupons", "coupons.csv");
    const gift = document.campaigns.find(({ id }: { id: string }) => id === "gift");
    expect(gift.state.before.coupons).toEqual([
      { id: "K1", fault: "expired" },
      { id: "K2", fault: null },
    ]);
    expect(gift.state.after.coupons[1]).toEqual({ id: "K2", fault: "already_used" });
    expect(document.choice.named).toMatchObject({ text: "K2", campaign_id: "gift" });
    expect(document.redemptions).toMatchObject([{ campaign_id: "gift", coupon: "K2", granted_minor: 4990 }]);
    const { out } = await told("T1", all, "--coupons", "coupons.csv");
    expect(out).toContain("NO  coupon      the user holds no coupon of it\n");
  });

  it("counts an offer that is hidden until payment with its mean", async () => {
    const hidden = CAMPAIGNS.replace("currency: CNY", "currency: CNY\nchoice: best").replace(
      "priority: 2",
      "reveal: after_payment",
    );
    const { choice, campaigns } = await story("T2", { ...FILES, "campaigns.yaml": hidden });
    const [packet] = choice.offers.filter(({ hidden }: { hidden: boolean }) => hidden);
    expect(choice.hidden_offers).toBe(1);
    expect(packet.weighed_minor).not.toBe(packet.granted_minor);
    expect(campaigns[1].amount.weighed_minor).toBe(packet.weighed_minor);
    expect(packet.why).toMatch(/^behind friday-credit: 6\.65 is more than a mean of 2\.\d\d$/);
  });

  it("lets nothing out of cells that a terminal obeys", async () => {
    const { out } = await told("T2", { ...FILES, "log.csv": LOG.replace("ben,杭州", "b\u001b[31men,杭\u202e州") });
    for (const unsafe of ["\u001b", "\u202e"]) expect(out).not.toContain(unsafe);
    expect(out).toContain("user_id b\ufffd[31men");
  });

  it("shows twenty of many campaigns that the row's own cells rule out, and says how many more there are", async () => {
    const more = Array.from(
      { length: 30 },
      (_, i) => `  - { id: off-${i}, status: paused, discount: { mode: fixed_price, price: 1.00 } }\n`,
    );
    const { out } = await told("T2", { ...FILES, "campaigns.yaml": CAMPAIGNS + more.join("") });
    expect(out).toContain("  off-18: paused: its status is paused\n  and 11 campaigns more; --format json has all\n");
  });

  it("is the library's explain", async () => {
    const { document } = await explain({
      campaigns: [{ file: "campaigns.yaml", text: CAMPAIGNS }],
      transactions: { name: "log.csv", text: LOG },
      transaction: "T2",
    });
    expect(JSON.parse(JSON.stringify(document))).toEqual(await story("T2"));
  });
});

describe("what it refuses", () => {
  it("an id that no row has, with the nearest", async () => {
    const { code, out, err } = await told("T22");
    expect({ code, out }).toEqual({ code: 3, out: "" });
    expect(err).toContain('error[unknown-transaction]: no row of log.csv or the history has the transaction_id "T22"');
    expect(err).toContain("the nearest are T2, ");
  });

  it("a row that was rejected while reading, with line and reason", async () => {
    const { code, err } = await told("T3", { ...FILES, "log.csv": LOG.replace("2026-01-02T11:00:00", "soon") });
    expect(code).toBe(3);
    expect(err).toContain(
      'error[transaction-rejected]: no row that was read has the id "T3", but line 4 of log.csv, which was rejected: bad_timestamp in timestamp',
    );
  });

  it("neither a row without an id, which has its number, nor one of two with an id, whose twin it names", async () => {
    const log = LOG.replace("T4,", ",").replace("T3,", "T2,");
    expect((await story("4", { ...FILES, "log.csv": log })).transaction.line).toBe(5);
    const { transaction } = await story("T2", { ...FILES, "log.csv": log });
    expect(transaction).toMatchObject({ line: 3, also_rejected: [{ file: "log.csv", line: 4 }] });
    expect((await told("T2", { ...FILES, "log.csv": log })).out).toContain(
      "line 4 of log.csv too, which was rejected as duplicate_id",
    );
  });

  it("to run without a transaction", async () => {
    const { code, err } = await promosim(["explain", "-c", "campaigns.yaml", "-t", "log.csv"]);
    expect(code).toBe(2);
    expect(err).toContain("--transaction");
  });
});
