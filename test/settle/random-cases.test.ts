/** Ledgers of random cases: every entry balances, a second route gives the same balances, and the journal says the same. */
import { spawnSync } from "node:child_process";
import { expect, test } from "vitest";
import { settle } from "../../src/settle.js";
import { simulate } from "../../src/simulate.js";
import { randomCase } from "../oracle/random-case.js";
import { into, requestOf } from "../oracle/run-library.js";
import { naiveSettlement } from "./naive-balances.js";
import { parseJournal } from "./parse-journal.js";
import { minor, readLedger, readTable, Sums } from "./read-ledger.js";

const SEEDS = Array.from({ length: 20 }, (_, i) => i + 1);
const hasHledger = spawnSync("hledger", ["--version"]).status === 0;

async function settled(seed: number) {
  const input = randomCase(seed);
  const replayFiles: Record<string, string> = {};
  const files: Record<string, string> = {};
  const { document: report } = await simulate({ ...requestOf(input), openFile: into(replayFiles) });
  const { document } = await settle({ ...requestOf(input), openFile: into(files) });
  return { input, replayFiles, files, report, document, entries: readLedger(files["ledger.csv"]) };
}

test("every entry balances, and the sums are those of the files of a replay", async () => {
  const seen = new Set<string>();
  for (const seed of SEEDS) {
    const { input, replayFiles, files, report, document, entries } = await settled(seed);
    const balances = new Sums();
    for (const [i, { number, kind, date, postings }] of entries.entries()) {
      expect(number).toBe(i + 1);
      expect(date >= (entries[i - 1]?.date ?? "")).toBe(true);
      expect(postings.reduce((sum, { amount }) => sum + amount, 0n)).toBe(0n);
      for (const { account, amount } of postings) {
        balances.add(account, amount);
        seen.add(`${kind} ${account.split(":")[0]} ${amount > 0n ? "debit" : "credit"}`);
      }
    }
    const naive = naiveSettlement(input, replayFiles);
    expect({ seed, balances: balances.lines }).toEqual({ seed, balances: naive.balances });

    const statements = new Sums();
    for (const line of readTable(files["merchant_statements.csv"])) {
      statements.add(`${line.date} ${line.merchant_id}`, minor(line.net_payable));
    }
    expect({ seed, statements: statements.lines }).toEqual({ seed, statements: naive.statements });
    const invoices = new Sums();
    for (const line of readTable(files["sponsor_invoices.csv"])) {
      invoices.add(`${line.month} ${line.sponsor} ${line.campaign_id}`, minor(line.net));
    }
    expect({ seed, invoices: invoices.lines }).toEqual({ seed, invoices: naive.invoices });

    const proved = Object.fromEntries(document.proof.lines.map((line) => [line.figure, line.ledger_minor]));
    expect(proved).toMatchObject({
      price: report.totals.price_minor,
      payable: report.totals.payable_minor,
      discount: report.totals.discount_minor,
      cashback: report.totals.cashback_minor,
      "refunded price": report.totals.refunded_price_minor,
      "refunded discount": report.totals.refunded_discount_minor,
    });
    for (const [name, amount] of Object.entries(report.totals.contributions_minor)) {
      expect(proved[`contribution of ${name}`]).toBe(amount);
    }
  }
  for (const side of ["debit", "credit"]) {
    for (const account of ["customer", "merchant", "campaign"]) expect(seen).toContain(`refund ${account} ${side}`);
  }
  expect(seen).toContain("payment cashback credit");
  expect(seen).toContain("refund cashback debit");
  expect(seen).toContain("refund forfeited credit");
  expect(seen).toContain("cashback_credit customer credit");
});

test("the journal has the postings of the table, in the part of hledger's format that we know", async () => {
  for (const seed of SEEDS.slice(0, 8)) {
    const { files, entries } = await settled(seed);
    const journal = parseJournal(files["settlement.journal"]);
    const plain = (list: typeof entries) =>
      list.map(({ number, kind, date, postings }) => ({ number, kind, date, amounts: postings.map((p) => p.amount) }));
    expect(plain(journal)).toEqual(plain(entries));
    // A name of one is a name of the other.
    const names = new Map<string, string>();
    journal.forEach((entry, i) => {
      entry.postings.forEach(({ account }, k) => {
        const { account: own } = entries[i].postings[k];
        expect(names.get(own) ?? account).toBe(account);
        names.set(own, account);
      });
    });
    expect(new Set(names.values()).size).toBe(names.size);
    if (!hasHledger) continue;
    const checked = spawnSync("hledger", ["-f", "-", "check", "--strict", "ordereddates"], {
      input: files["settlement.journal"],
      encoding: "utf8",
    });
    expect({ seed, status: checked.status, stderr: checked.stderr }).toEqual({ seed, status: 0, stderr: "" });
  }
});
