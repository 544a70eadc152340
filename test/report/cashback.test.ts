/** What cashback is owed: an example worked out by hand, and random logs by two other routes. */
import { expect, it } from "vitest";
import { simulate } from "../../src/index.js";
import { settle } from "../../src/settle.js";
import { simulateWith } from "../../src/simulate.js";
import { randomCase } from "../oracle/random-case.js";
import { into, requestOf } from "../oracle/run-library.js";
import { minor, readLedger, readTable } from "../settle/read-ledger.js";

const TENTH = "discount: { mode: percent_off, tiers: [{ minimum_amount: 0.00, percent_off: 10% }] }";
const campaigns = `version: 1
currency: CNY
timezone: Asia/Shanghai
campaigns:
  - { id: plain, scope: { merchant_id: M0 }, ${TENTH} }
  - { id: later, scope: { merchant_id: M1 }, ${TENTH}, given_as: cashback, cashback_delay: 3d }
  - { id: at-once, scope: { merchant_id: M2 }, ${TENTH}, given_as: cashback }
  - { id: kept, scope: { merchant_id: M3 }, ${TENTH}, given_as: cashback, cashback_delay: 3d, refunds: { discount: forfeit } }
`;
const ROWS = `transaction_id,timestamp,type,refund_of,user_id,merchant_id,amount
a,2026-01-01T12:00:00,,,u1,M1,100.00
b,2026-01-01T13:00:00,,,u1,M2,50.00
c,2026-01-02T12:00:00,,,u1,M1,200.00
d,2026-01-02T12:30:00,,,u1,M3,30.00
e,2026-01-03T12:00:00,refund,a,u1,M1,40.00
f,2026-01-03T13:00:00,refund,d,u1,M3,30.00
g,2026-01-04T12:00:00,refund,a,u1,M1,60.00
h,2026-01-04T13:00:00,refund,b,u1,M2,50.00
`;

function request(given: string) {
  return {
    campaigns: [{ file: "campaigns.yaml", text: given }],
    transactions: { name: "log.csv", text: ROWS },
  };
}

it("tells what each campaign owes at the end of the log, at most, and until when", async () => {
  const { document } = await simulate(request(campaigns));
  expect(document.cashback).toEqual([
    {
      campaign_id: "later",
      promised_minor: 3000n,
      cancelled_minor: 400n,
      credited_minor: 600n,
      clawed_back_minor: 600n,
      owed_minor: 2000n,
      peak_owed_minor: 3000n,
      peak_on: "2026-01-02",
      last_credit_on: "2026-01-05",
    },
    {
      campaign_id: "at-once",
      promised_minor: 500n,
      cancelled_minor: 0n,
      credited_minor: 500n,
      clawed_back_minor: 500n,
      owed_minor: 0n,
      peak_owed_minor: 0n,
      peak_on: null,
      last_credit_on: "2026-01-01",
    },
    {
      campaign_id: "kept",
      promised_minor: 300n,
      cancelled_minor: 0n,
      credited_minor: 0n,
      clawed_back_minor: 0n,
      owed_minor: 300n,
      peak_owed_minor: 300n,
      peak_on: "2026-01-02",
      last_credit_on: "2026-01-05",
    },
  ]);
});

it("is not there where no campaign gives cashback", async () => {
  const { document } = await simulate(request(campaigns.split("\n").slice(0, 5).join("\n")));
  expect(document).not.toHaveProperty("cashback");
});

const SEEDS = Array.from({ length: 50 }, (_, i) => i + 1);

it("is on random logs what a sum over all events says, and what the settlement's account has", async () => {
  let owing = 0;
  let cancelling = 0;
  for (const seed of SEEDS) {
    const input = randomCase(seed);
    const files: Record<string, string> = {};
    const ledger: Record<string, string> = {};
    const events: { id: string; kind: "promise" | "back"; day: string; due: string; early: boolean; sum: bigint }[] =
      [];
    const { document } = await simulateWith({ ...requestOf(input), openFile: into(files) }, ({ set, columns }) => {
      const local = (ms: number) => set.zone.format(ms).slice(0, 10);
      const add = (kind: "promise" | "back", campaign: number, paidMs: number, nowMs: number, sum: number) => {
        const { id, cashbackDelayMs } = set.campaigns[campaign];
        const dueMs = paidMs + cashbackDelayMs;
        events.push({ id, kind, day: local(nowMs), due: local(dueMs), early: nowMs < dueMs, sum: BigInt(sum) });
      };
      return [
        {
          payment({ decline, redemptions, redemptionCount, timeMs }) {
            if (decline !== null) return;
            for (const { campaign, cashback, grantedMinor } of redemptions.slice(0, redemptionCount))
              if (cashback) add("promise", campaign, timeMs, timeMs, grantedMinor);
          },
          refund({ parts, partCount, row, timeMs }) {
            for (const { campaign, cashback, discountMinor } of parts.slice(0, partCount))
              if (cashback) add("back", campaign, columns.timeMs[columns.refundOf[row]], timeMs, discountMinor);
          },
        },
      ];
    });
    if (document.cashback === undefined) {
      expect(events).toEqual([]);
      continue;
    }
    await settle({ ...requestOf(input), openFile: into(ledger) });

    const sumOf = (wanted: (event: (typeof events)[number]) => boolean) =>
      events.filter(wanted).reduce((sum, event) => sum + event.sum, 0n);
    const postings = readLedger(ledger["ledger.csv"]).flatMap(({ date, postings }) =>
      postings.map((posting) => ({ ...posting, date })),
    );
    const lines = readTable(files["cashback.csv"]);
    for (const { day, campaign_id: id, ...line } of lines) {
      const promised = (until: (event: (typeof events)[number]) => boolean) =>
        sumOf((event) => event.id === id && event.kind === "promise" && until(event));
      const cancelled = (until: (event: (typeof events)[number]) => boolean) =>
        sumOf((event) => event.id === id && event.kind === "back" && event.early && until(event));
      const owed =
        promised((e) => e.day <= day) -
        cancelled((e) => e.day <= day) -
        promised((e) => e.due <= day) +
        cancelled((e) => e.due <= day);
      expect({
        seed,
        day,
        id,
        credited: minor(line.credited),
        clawedBack: minor(line.clawed_back),
        promised: minor(line.promised),
        cancelled: minor(line.cancelled),
        owed: minor(line.owed),
      }).toEqual({
        seed,
        day,
        id,
        credited: promised((e) => e.due === day) - cancelled((e) => e.due === day),
        clawedBack: sumOf((e) => e.id === id && e.kind === "back" && !e.early && e.day === day),
        promised: promised((e) => e.day === day),
        cancelled: cancelled((e) => e.day === day),
        owed,
      });
      expect(owed >= 0n).toBe(true);
      const account = postings.filter((p) => p.account.startsWith("cashback") && p.campaign === id && p.date <= day);
      expect({ seed, day, id, account: -account.reduce((sum, { amount }) => sum + amount, 0n) }).toEqual({
        seed,
        day,
        id,
        account: owed,
      });
      if (owed > 0n) owing++;
      if (minor(line.cancelled) > 0n) cancelling++;
    }
    for (const summary of document.cashback) {
      const own = lines.filter((line) => line.campaign_id === summary.campaign_id);
      expect(minor(own.at(-1)?.owed ?? "0")).toBe(0n);
      expect(summary.owed_minor).toBe(summary.promised_minor - summary.cancelled_minor - summary.credited_minor);
      expect(summary.promised_minor).toBe(sumOf((e) => e.id === summary.campaign_id && e.kind === "promise"));
      expect(summary.peak_owed_minor).toBe(
        own.reduce((most, { owed }) => (minor(owed) > most ? minor(owed) : most), 0n),
      );
    }
  }
  expect(owing).toBeGreaterThan(10);
  expect(cancelling).toBeGreaterThan(0);
});
