/** The files of `--out`, whole, on the worked example; and what cells from outside may not do. */
import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { certainly, distributionOf, lawOf } from "../../src/chance/law.js";
import { textCell } from "../../src/report/csv/csv-cells.js";
import { RESULT_FILES, ROW_FILES } from "../../src/report/files/registry.js";
import { madeUpReport } from "./made-up-report.js";
import { CAMPAIGNS, EVENTS } from "./worked-example.js";

const { files } = madeUpReport(CAMPAIGNS, EVENTS, {
  rejects: [
    { file: "log.csv", line: 7, column: "amount", reason: "not_an_amount", text: 'T9,"1,5",=x' },
    { file: "users.csv", line: 3, column: "", reason: "duplicate_key", text: "=cmd|' /C calc'!A0,1" },
  ],
});
const text = (name: string) => files.get(name)?.split("\n");

describe("the files of --out", () => {
  it("outcomes.csv has a line a replayed row", () => {
    expect(text("outcomes.csv")).toEqual([
      "transaction_id,timestamp,type,user_id,merchant_id,outcome,reason,price,discount,cashback,payable,campaigns,refunded_discount,shown",
      "T1,2026-01-02T10:00:00+08:00,payment,u1,M2,paid,,100.00,10.00,0.00,90.00,ten-off=10.00,0.00,ten-off=10.00; back=0.01",
      "T2,2026-01-02T11:30:00.250+08:00,payment,u2,,paid,,50.00,5.00,5.00,50.00,back=5.00,0.00,back=5.00",
      "T3,2026-01-02T12:00:00+08:00,payment,u1,M10,declined,insufficient_balance,999.99,0.00,0.00,0.00,,0.00,ten-off=10.00",
      "T4,2026-01-03T00:00:00+08:00,payment,u1,M10,paid,,200.00,12.34,0.00,187.66,ten-off=12.34,0.00,ten-off=12.34",
      "T5,2026-01-03T01:00:00+08:00,payment,u3,M2,paid,,0.01,0.00,0.00,0.01,,0.00,",
      "R1,2026-01-03T02:00:00+08:00,refund,u1,,refunded,,50.00,0.00,0.00,-45.00,,5.00,",
      "",
    ]);
  });

  it("outcomes.csv joins several discounts of one payment", () => {
    const taken = [0, 1].map((campaign) => ({ campaign, desired: 100, granted: 100, parts: [100, 0] }));
    const payment = { type: "payment", timeMs: 0, user: "u", merchant: "m", price: 500, taken } as const;
    const lines = madeUpReport(CAMPAIGNS, [payment]).files.get("outcomes.csv");
    expect(lines).toContain(",3.00,ten-off=1.00; back=1.00,0.00,ten-off=1.00; back=1.00\n");
  });

  it("outcomes.csv shows the amount of a bare refund, which gives nothing back", () => {
    const refund = { type: "refund", timeMs: 0, of: -1, price: 700, parts: [] } as const;
    const { document, files: made } = madeUpReport(CAMPAIGNS, [refund]);
    expect(made.get("outcomes.csv")).toContain(",refunded,,7.00,0.00,0.00,0.00,,0.00,\n");
    expect(document.totals).toMatchObject({ refunds: 1, refunded_price_minor: 0n });
  });

  it("outcomes.csv says what the customer was shown: nothing of an amount that payment reveals", () => {
    const law = () => certainly(5);
    const campaigns = [
      { id: "open", sponsors: ["a"], rule: { law } },
      { id: "hidden", sponsors: ["a"], rule: { law }, hidden: true },
      { id: "=certain", sponsors: ["a"], hidden: true },
    ];
    const payment = { type: "payment", timeMs: 0, user: "u", merchant: "m", price: 500 } as const;
    const shown = (offers: readonly number[], offered: readonly number[]) => {
      const made = madeUpReport(campaigns, [{ ...payment, offers, offered, taken: [] }]);
      return made.files.get("outcomes.csv")?.trimEnd().split(",").at(-1);
    };
    expect(shown([0, 1, 2], [7, 8, 9])).toBe("open=0.07; hidden=?; =certain=?");
    expect(shown([1], [8])).toBe("hidden=?");
    expect(shown([2], [9])).toBe("'=certain=?");
    expect(shown([], [])).toBe("");
  });

  it("redemptions.csv has a line a redemption and a column a sponsor", () => {
    expect(text("redemptions.csv")).toEqual([
      "transaction_id,timestamp,user_id,merchant_id,campaign_id,desired,granted,given_as,bank,merchant,platform,brand",
      "T1,2026-01-02T10:00:00+08:00,u1,M2,ten-off,10.00,10.00,instant,7.00,3.00,0.00,0.00",
      "T2,2026-01-02T11:30:00.250+08:00,u2,,back,6.00,5.00,cashback,0.01,0.00,4.99,0.00",
      "T4,2026-01-03T00:00:00+08:00,u1,M10,ten-off,12.34,12.34,instant,8.64,3.70,0.00,0.00",
      "",
    ]);
  });

  it("contributions.csv puts what came back on the day of the refund, at the merchant of the payment", () => {
    expect(text("contributions.csv")).toEqual([
      "day,merchant_id,campaign_id,sponsor,granted,refunded",
      "2026-01-02,,back,platform,4.99,0.00",
      "2026-01-02,,back,bank,0.01,0.00",
      "2026-01-02,M2,ten-off,bank,7.00,0.00",
      "2026-01-02,M2,ten-off,merchant,3.00,0.00",
      "2026-01-03,M10,ten-off,bank,8.64,0.00",
      "2026-01-03,M10,ten-off,merchant,3.70,0.00",
      "2026-01-03,M2,ten-off,bank,0.00,3.50",
      "2026-01-03,M2,ten-off,merchant,0.00,1.50",
      "",
    ]);
  });

  it("burn.csv and mismatches.csv give decimals", () => {
    expect(text("burn.csv")).toEqual([
      "period,campaign_id,redemptions,discount,cumulative,left",
      "2026-01-02,ten-off,1,10.00,10.00,15.00",
      "2026-01-02,back,1,5.00,5.00,",
      "2026-01-03,ten-off,1,12.34,22.34,7.66",
      "",
    ]);
    expect(text("mismatches.csv")).toEqual([
      "transaction_id,client_discount,discount,difference",
      "T1,9.00,10.00,-1.00",
      "",
    ]);
  });

  it("histograms.csv has every histogram of the document, all campaigns before each", () => {
    const lines = text("histograms.csv") ?? [];
    expect(lines.filter((line) => !line.startsWith("hour,"))).toEqual([
      "histogram,campaign_id,from,to,count,expected,redeemed,discount",
      "granted,,5.00,5.01,1,,,",
      "granted,,10.00,10.01,1,,,",
      "granted,,12.34,12.35,1,,,",
      "granted,ten-off,10.00,10.01,1,,,",
      "granted,ten-off,12.34,12.35,1,,,",
      "granted,back,5.00,5.01,1,,,",
      "per_user,,5.00,5.01,1,,,",
      "per_user,,22.34,22.35,1,,,",
      "per_user,ten-off,22.34,22.35,1,,,",
      "per_user,back,5.00,5.01,1,,,",
      "",
    ]);
    const hours = lines.filter((line) => line.startsWith("hour,"));
    expect(hours).toHaveLength(3 * 24);
    expect(hours[0]).toBe("hour,,0,1,1,,,12.34");
    expect(hours.filter((line) => line.includes(",back,") && !line.endsWith(",0,,,0.00"))).toEqual([
      "hour,back,11,12,1,,,5.00",
    ]);
  });

  it("histograms.csv gives drawn amounts beside what was expected and redeemed, in plain numbers", () => {
    const table = distributionOf([
      [0, 2 / 3],
      [1000, 1 / 3],
    ]);
    const made = madeUpReport(
      [{ id: "=a", sponsors: ["s"], rule: { law: () => lawOf(table) } }],
      [
        {
          type: "payment",
          timeMs: 0,
          user: "",
          merchant: "m",
          price: 5000,
          draws: [{ campaign: 0, amountMinor: 1000, ceilingMinor: 5000, points: 0 }],
          taken: [{ campaign: 0, desired: 1000, granted: 1000, parts: [1000] }],
        },
      ],
    );
    const lines = made.files.get("histograms.csv")?.split("\n") ?? [];
    expect(lines.filter((line) => line.startsWith("drawn,"))).toEqual([
      "drawn,'=a,0.00,0.01,0,0.667,0,",
      "drawn,'=a,10.00,10.01,1,0.333,1,",
    ]);
    expect(lines.some((line) => line.startsWith("per_user,"))).toBe(false);
  });

  it("rejects.csv keeps the text of the record, made harmless", () => {
    expect(text("rejects.csv")).toEqual([
      "file,line,column,reason,text",
      'log.csv,7,amount,not_an_amount,"T9,""1,5"",=x"',
      `users.csv,3,,duplicate_key,"'=cmd|' /C calc'!A0,1"`,
      "",
    ]);
  });

  it("have a header alone where there is nothing to list", () => {
    const empty = madeUpReport(CAMPAIGNS, []).files;
    for (const file of [...ROW_FILES, ...RESULT_FILES]) {
      if (file.columns.length === 0) continue;
      const sponsors = file.name === "redemptions.csv" ? ["bank", "merchant", "platform", "brand"] : [];
      expect(empty.get(file.name)).toBe(`${[...file.columns, ...sponsors].join(",")}\n`);
    }
    expect([...empty.keys()].sort()).toEqual(
      "burn.csv cashback.csv contributions.csv histograms.csv mismatches.csv outcomes.csv redemptions.csv rejects.csv report.json".split(
        " ",
      ),
    );
  });

  it("stay whole over many batches of lines", () => {
    const payment = { type: "payment", timeMs: 0, user: "u", merchant: "m", price: 500, taken: [] } as const;
    const rejects = Array.from({ length: 5000 }, (_, i) => ({
      file: "f",
      line: i,
      column: "",
      reason: "r",
      text: "t",
    }));
    const many = madeUpReport([], new Array(5000).fill(payment), { rejects }).files;
    const outcomes = many.get("outcomes.csv")?.trimEnd().split("\n") ?? [];
    expect(outcomes).toHaveLength(5001);
    expect(outcomes.slice(1).every((line, i) => line.startsWith(`${i + 1},`))).toBe(true);
    const rejected = many.get("rejects.csv")?.trimEnd().split("\n") ?? [];
    expect(rejected.slice(1)).toEqual(rejects.map(({ line }) => `f,${line},,r,t`));
  });
});

describe("textCell", () => {
  it.each([
    ["=1+1", "'=1+1"],
    ["+cmd", "'+cmd"],
    ["-", "'-"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["  =1", "'  =1"],
    ["\t=1", "'\t=1"],
    ["\tx", "'\tx"],
    ["\rx", `"'\rx"`],
    ["\n=1", `"'\n=1"`],
    ["-5", "-5"],
    ["+3.20", "+3.20"],
    [" -5", " -5"],
    ["-5e3", "'-5e3"],
    ["-1,5", `"'-1,5"`],
    ["a=b", "a=b"],
    ["", ""],
    ['say "x"', '"say ""x"""'],
    ["'quoted'", "'quoted'"],
  ])("writes %j as %j", (cell, written) => {
    expect(textCell(cell)).toBe(written);
  });

  it("guards headers and campaign cells too", () => {
    const taken = [{ campaign: 0, desired: 1, granted: 1, parts: [1] }];
    const payment = { type: "payment", id: "@x", timeMs: 0, user: "=u", merchant: "+m", price: 5, taken } as const;
    const made = madeUpReport([{ id: "-evil", sponsors: ["=bank"] }], [payment]).files;
    expect(made.get("redemptions.csv")).toMatch(/,given_as,'=bank\n'@x,[^,]*,'=u,'\+m,'-evil,/);
    expect(made.get("outcomes.csv")).toContain(",'-evil=0.01,");
  });

  it("reads back through csv-parse as what was meant, whatever the text", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "binary" }), { minLength: 2, maxLength: 4 }), (cells) => {
        const [record] = parse(`${cells.map(textCell).join(",")}\n`, {
          relax_column_count: true,
          record_delimiter: "\n",
        });
        expect(record).toHaveLength(cells.length);
        cells.forEach((cell, i) => {
          expect([cell, `'${cell}`]).toContain(record[i]);
        });
      }),
    );
  });
});
