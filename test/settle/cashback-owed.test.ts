/** What is owed of cashback, day by day: the report's lines beside the balances of the ledger's accounts. */
import { expect, test } from "vitest";
import { renderText, simulate } from "../../src/index.js";
import { settle } from "../../src/settle.js";
import { randomCase } from "../oracle/random-case.js";
import { into, requestOf } from "../oracle/run-library.js";
import { minor, readLedger, readTable } from "./read-ledger.js";

test("the report owes at the end of each day what the ledger does", async () => {
  let lines = 0;
  let cancelled = 0;
  for (let seed = 1; seed <= 40; seed++) {
    const input = randomCase(seed);
    const files: Record<string, string> = {};
    const ledger: Record<string, string> = {};
    const { document } = await simulate({ ...requestOf(input), openFile: into(files) });
    await settle({ ...requestOf(input), openFile: into(ledger) });
    const entries = readLedger(ledger["ledger.csv"]);
    const owedBy = (account: string, day: string) =>
      entries
        .filter(({ date }) => date <= day)
        .flatMap(({ postings }) => postings.filter((posting) => posting.account === account))
        .reduce((sum, { amount }) => sum - amount, 0n);
    const table = readTable(files["cashback.csv"]);
    for (const { day, campaign_id, owed, cancelled: back } of table) {
      expect(minor(owed), `${campaign_id} on ${day} of seed ${seed}`).toBe(owedBy(`cashback:${campaign_id}`, day));
      expect(minor(owed)).toBeGreaterThanOrEqual(0n);
      lines++;
      if (minor(back) > 0n) cancelled++;
    }
    for (const line of document.cashback ?? []) {
      expect(line.promised_minor).toBe(
        BigInt(line.cancelled_minor) + BigInt(line.credited_minor) + BigInt(line.owed_minor),
      );
      const own = table.filter(({ campaign_id }) => campaign_id === line.campaign_id);
      expect(line.promised_minor).toBe(own.reduce((sum, { promised }) => sum + minor(promised), 0n));
      const last = own[own.length - 1];
      if (last !== undefined) expect(minor(last.owed)).toBe(0n);
      expect(line.last_credit_on ?? undefined).toBe(own.filter(({ credited }) => minor(credited) !== 0n).pop()?.day);
    }
    const given = document.campaigns.filter(({ id }) =>
      document.cashback?.some(({ campaign_id }) => campaign_id === id),
    );
    expect((document.cashback ?? []).map(({ promised_minor }) => promised_minor)).toEqual(
      given.map(({ discount_minor }) => discount_minor),
    );
  }
  expect(lines).toBeGreaterThan(60);
  expect(cancelled).toBeGreaterThan(5);
});

const CAMPAIGNS = `version: 1
currency: CNY
timezone: Asia/Shanghai
campaigns:
  - id: back
    discount: { mode: percent_off, tiers: [{ minimum_amount: 0.00, percent_off: 10% }] }
    given_as: cashback
    cashback_delay: 3d
  - id: never
    status: paused
    given_as: cashback
    discount: { mode: percent_off, tiers: [{ minimum_amount: 0.00, percent_off: 10% }] }
`;
const LOG = `transaction_id,timestamp,type,refund_of,user_id,amount
A,2026-03-02T10:00:00,payment,,u1,100.00
B,2026-03-03T10:00:00,payment,,u2,200.00
C,2026-03-03T12:00:00,refund,A,u1,40.00
D,2026-03-05T11:00:00,refund,A,u1,60.00
`;

test("the report tells peak, rest and end", async () => {
  const campaigns = [{ file: "campaigns.yaml", text: CAMPAIGNS }];
  const { document, details } = await simulate({ campaigns, transactions: { name: "log.csv", text: LOG } });
  const nothing = { cancelled_minor: 0n, credited_minor: 0n, clawed_back_minor: 0n, owed_minor: 0n };
  expect(document.cashback).toEqual([
    {
      campaign_id: "back",
      promised_minor: 3000n,
      cancelled_minor: 400n,
      credited_minor: 600n,
      clawed_back_minor: 600n,
      owed_minor: 2000n,
      peak_owed_minor: 2600n,
      peak_on: "2026-03-03",
      last_credit_on: "2026-03-06",
    },
    { campaign_id: "never", promised_minor: 0n, ...nothing, peak_owed_minor: 0n, peak_on: null, last_credit_on: null },
  ]);
  const text = renderText(document, details, { columns: 80, color: false });
  expect(text).toMatch(/back +30\.00 +4\.00 +6\.00 +6\.00 +20\.00 +26\.00/);
  expect(text).toContain("By the end of 2026-03-05");
  const instant = [{ file: "campaigns.yaml", text: CAMPAIGNS.replaceAll(/ +(given_as|cashback_delay).*\n/g, "") }];
  const without = await simulate({ campaigns: instant, transactions: { name: "log.csv", text: LOG } });
  expect(without.document).not.toHaveProperty("cashback");
});
