/** What the text report says of all discounts together: by amount, user and hour. */
import { describe, expect, it } from "vitest";
import { renderText } from "../../src/report/formats/text.js";
import type { Payment } from "../tally/made-up-replay.js";
import { madeUpDetails } from "./made-up-document.js";
import { madeUpReport } from "./made-up-report.js";

const CAMPAIGNS = ["a", "b"].map((id) => ({ id, sponsors: ["s"] }));

function paid(hour: number, user: string, campaign: number, granted: number): Payment {
  const timeMs = Date.UTC(2026, 0, 2, hour - 8);
  const taken = [{ campaign, desired: granted, granted, parts: [granted] }];
  return { type: "payment", timeMs, user, merchant: "m", price: 10_000, taken };
}

function section(payments: readonly Payment[], columns = 80): string[] {
  const { document } = madeUpReport(CAMPAIGNS, payments);
  const text = renderText(document, { ...madeUpDetails(), draws: [null, null] }, { columns, color: false });
  const [, after = ""] = text.split(/All discounts by amount, user and hour.*\n/);
  return after.split(/\n\n(?=[A-Z])/)[0].split("\n");
}

describe("the section on all discounts", () => {
  it("tells amounts, users and hours apart", () => {
    expect(section([paid(9, "u1", 0, 500), paid(9, "u1", 1, 200), paid(21, "u2", 0, 500)])).toEqual([
      "  by amount  3 redemptions: mean 4.00, median 5.00, p90 5.00, max 5.00",
      `    2.00  1  33.3%  ${"█".repeat(30)}`,
      `    5.00  2  66.7%  ${"█".repeat(60)}`,
      "",
      "  by user  2 users, each in all: mean 6.00, median 5.00, p90 7.00, max 7.00",
      `    5.00  1  50.0%  ${"█".repeat(60)}`,
      `    7.00  1  50.0%  ${"█".repeat(60)}`,
      "",
      "  by hour  most from 09:00 to 10:00: 7.00, 58.3% of all discount",
      `    ${"·".repeat(18)}██${"·".repeat(22)}▆▆····`,
      "    0           6           12          18",
    ]);
  });

  it("says nothing twice: amounts only where several campaigns gave any, users only where they are known", () => {
    const one = section([paid(0, "u1", 0, 500)]).join("\n");
    expect(one).not.toContain("by amount");
    expect(one).toContain("by user");
    const nobody = section([paid(0, "", 0, 500), paid(0, "", 1, 500)]).join("\n");
    expect(nobody).toContain("by amount");
    expect(nobody).not.toContain("by user");
  });

  it("gives an hour one cell where room is short, and is left out without redemptions", () => {
    expect(section([paid(23, "u1", 0, 500)], 40).slice(-2)).toEqual([
      `    ${"·".repeat(23)}█`,
      "    0     6     12    18",
    ]);
    expect(section([])).toEqual([""]);
  });
});
