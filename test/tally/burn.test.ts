/** Burn by day, and what a total has left at the end of each. */
import { describe, expect, it } from "vitest";
import { formatDay } from "../../src/domain/civil-date.js";
import { BurnTally } from "../../src/tally/burn.js";
import { type Event, madeUpReplay, type Payment, type Refund } from "./made-up-replay.js";

const at = (iso: string) => Date.parse(`${iso}:00+08:00`);

function pay(iso: string, campaign: number, granted: number, more: Partial<Payment> = {}): Payment {
  const taken = [{ campaign, desired: granted, granted, parts: [granted] }];
  return { type: "payment", timeMs: at(iso), user: "u", merchant: "m", price: 1000, taken, ...more };
}

function back(iso: string, of: number, campaign: number, granted: number): Refund {
  return { type: "refund", timeMs: at(iso), of, price: 1000, parts: [{ campaign, granted, parts: [granted] }] };
}

function burn(events: readonly Event[]) {
  const campaigns = [
    { id: "limited", sponsors: ["bank"], total: 1000 },
    { id: "free", sponsors: ["bank"] },
  ];
  const { context, play } = madeUpReplay(campaigns, events);
  const tally = new BurnTally(context);
  play([tally]);
  return tally
    .finish()
    .map((line) => [
      formatDay(line.day),
      line.campaign,
      line.redemptions,
      line.discountMinor,
      line.cumulativeMinor,
      line.leftMinor,
    ]);
}

describe("BurnTally", () => {
  it("has a line a local day and campaign with a redemption, by day, then in file order", () => {
    const lines = burn([
      pay("2026-01-01T23:59", 1, 50),
      pay("2026-01-02T00:00", 1, 7),
      pay("2026-01-02T09:00", 0, 300),
      pay("2026-01-02T10:00", 0, 200),
      pay("2026-01-04T10:00", 0, 100),
    ]);
    expect(lines).toEqual([
      ["2026-01-01", 1, 1, 50n, 50n, null],
      ["2026-01-02", 0, 2, 500n, 500n, 500],
      ["2026-01-02", 1, 1, 7n, 57n, null],
      ["2026-01-04", 0, 1, 100n, 600n, 400],
    ]);
  });

  it("counts a refund later that day into what is left, and keeps the discount before refunds", () => {
    expect(burn([pay("2026-01-02T09:00", 0, 300), back("2026-01-02T23:59", 0, 0, 120)])).toEqual([
      ["2026-01-02", 0, 1, 300n, 300n, 820],
    ]);
  });

  it("leaves the figure of a day alone when a refund comes on a later one, and gives that day no line", () => {
    expect(burn([pay("2026-01-02T09:00", 0, 300), back("2026-01-03T00:00", 0, 0, 120)])).toEqual([
      ["2026-01-02", 0, 1, 300n, 300n, 700],
    ]);
  });

  it("counts a refund early on a day into the line that a redemption opens later", () => {
    const lines = burn([
      pay("2026-01-02T09:00", 0, 300),
      back("2026-01-03T08:00", 0, 0, 300),
      pay("2026-01-03T09:00", 0, 100),
    ]);
    expect(lines[1]).toEqual(["2026-01-03", 0, 1, 100n, 400n, 900]);
  });

  it("shows 0, not less, after an overshoot", () => {
    expect(burn([pay("2026-01-02T09:00", 0, 1200)])[0][5]).toBe(0);
  });

  it("does not see declined payments", () => {
    expect(burn([pay("2026-01-02T09:00", 0, 300, { decline: "risk_rejected" })])).toEqual([]);
  });
});
