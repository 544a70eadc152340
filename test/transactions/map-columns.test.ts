import { describe, expect, test } from "vitest";
import { load, problemsOf, texts } from "./load-text.js";

const LOG = "timestamp,user_id,amount,city,level\n2026-01-02,u,1.50, 上海 ,LOW\n2026-01-02,u,2,NULL,\n";

describe("the header", () => {
  test("without its columns", async () => {
    expect(await problemsOf(load("Time Stamp,uid,TxnAmt\nx,y,z\n"))).toEqual([
      {
        code: "missing-columns",
        severity: "error",
        message: 'the header has no columns "timestamp", "user_id", "amount"',
        at: { file: "dir/log.csv", line: 1, column: 1 },
        hint: 'it has: Time Stamp, uid, TxnAmt; say which columns they are with --map "timestamp=Time Stamp" --map user_id=<column> --map amount=<column>',
      },
    ]);
    const [one] = await problemsOf(load("timestamp,userid,amount,\n"));
    expect(one.message).toBe('the header has no column "user_id"');
    expect(one.hint).toBe("it has: timestamp, userid, amount; say which columns they are with --map user_id=userid");
  });

  test("a log that begins with data is told so", async () => {
    const [problem] = await problemsOf(load("2026-01-02,u1,5.00\n2026-01-02,u2,6.00\n"));
    expect(problem.code).toBe("missing-columns");
    expect(problem.hint).toContain("it has: 2026-01-02, u1, 5.00; ");
  });

  test("in UTF-16 that does not say so", async () => {
    const [problem] = await problemsOf(load(Buffer.from(LOG, "utf16le")));
    expect([problem.code, problem.message, problem.hint]).toEqual([
      "missing-columns",
      "the header is full of NUL bytes",
      "is the file UTF-16? say so with --encoding utf-16le",
    ]);
  });

  test("with a name twice, and every other problem at once", async () => {
    const problems = await problemsOf(
      load("timestamp, city ,city,amount\n", {
        map: new Map([
          ["citty", "city"],
          ["balance", "amont"],
        ]),
        mapValues: new Map([["levell", new Map([["a", "b"]])]]),
      }),
    );
    expect(problems.map(({ code, message, hint }) => [code, message, hint])).toEqual([
      ["repeated-column", 'the header names the column "city" more than once', "rename one of them, or take it out"],
      ["unknown-column", '--map citty=city: promosim has no column "citty"', 'did you mean "city"?'],
      ["unmapped-column", '--map balance=amont: the header has no column "amont"', 'did you mean "amount"?'],
      ["unknown-column", '--map-value levell.…: there is no column "levell"', expect.stringContaining("allowed: ")],
      ["missing-columns", 'the header has no column "user_id"', expect.stringContaining("--map user_id=<column>")],
    ]);
  });
});

describe("--map", () => {
  test("renames, and the old name is gone", async () => {
    const loaded = await load(LOG, { map: new Map([["channel", "level"]]), wanted: ["channel", "level"] });
    expect(texts(loaded, "channel")).toEqual(["LOW", ""]);
    expect([...loaded.available].sort()).toEqual(["amount", "channel", "city", "timestamp", "user_id"]);
    expect(loaded.columns.text.has("level")).toBe(false);
  });

  test("two names may change places, and one column serve two", async () => {
    const swapped = await load("timestamp,user_id,amount,balance\n2026-01-02,u,1,2\n", {
      map: new Map([
        ["amount", "balance"],
        ["balance", "amount"],
        ["card_id", "user_id"],
        ["user_id", "user_id"],
      ]),
      wanted: ["card_id"],
    });
    expect([swapped.columns.amountMinor[0], swapped.columns.balanceMinor[0]]).toEqual([200, 100]);
    expect(texts(swapped, "card_id")).toEqual(["u"]);
    expect(swapped.columns.userId.dictionary.text(swapped.columns.userId.codes[0])).toBe("u");
  });

  test("wins over a column that bears the name, with a warning", async () => {
    const loaded = await load(LOG, { map: new Map([["city", "level"]]), wanted: ["city"] });
    expect(texts(loaded, "city")).toEqual(["LOW", ""]);
    expect(loaded.warnings).toEqual([
      {
        code: "hidden-column",
        severity: "warning",
        message: 'the header has a column "city" of its own, which cannot be reached: --map gives that name to another',
        at: { file: "dir/log.csv", line: 0, column: 0 },
      },
    ]);
  });

  test("holds for a history that has the column, and for one that has ours already", async () => {
    const log = "time,user_id,amount\n2026-01-05,u,1\n";
    const map = new Map([["timestamp", "time"]]);
    for (const header of ["time", "timestamp"]) {
      const loaded = await load(log, { map, history: `${header},user_id,amount\n2026-01-02,u,1\n` });
      expect([...loaded.columns.prior]).toEqual([1, 0]);
    }
    const [problem] = await problemsOf(load(log, { map, history: "when,user_id,amount\n" }));
    expect([problem.at.file, problem.message]).toEqual(["dir/history.csv", 'the header has no column "timestamp"']);
  });
});

describe("--map-value", () => {
  test("translates trimmed cells, empty ones too, of known columns and attributes", async () => {
    const loaded = await load(`${LOG}2026-01-02,u,none,x,HIGH\n`, {
      map: new Map([["risk", "level"]]),
      mapValues: new Map([
        [
          "risk",
          new Map([
            ["LOW", "reject"],
            ["", "review"],
            ["HIGH", "pass"],
          ]),
        ],
        [
          "city",
          new Map([
            ["上海", "Shanghai"],
            ["NULL", ""],
          ]),
        ],
        ["amount", new Map([["none", "9.99"]])],
      ]),
      wanted: ["city", "risk", "amount"],
    });
    expect(loaded.rejects).toEqual([]);
    expect([...loaded.columns.risk]).toEqual([2, 1, 0]);
    expect(texts(loaded, "city")).toEqual(["Shanghai", "", "x"]);
    expect(texts(loaded, "risk")).toEqual(["reject", "review", "pass"]);
    expect(texts(loaded, "amount")).toEqual(["1.50", "2", "9.99"]);
    expect(loaded.warnings).toEqual([]);
  });

  test("of a text that no cell has is a warning", async () => {
    const loaded = await load(LOG, {
      mapValues: new Map([
        [
          "level",
          new Map([
            ["low", "x"],
            ["LOW", "y"],
          ]),
        ],
      ]),
      wanted: ["level"],
    });
    expect(loaded.warnings).toEqual([
      {
        code: "unused-map-value",
        severity: "warning",
        message: "--map-value level.low: no cell had this value",
        at: { file: "dir/log.csv", line: 0, column: 0 },
        hint: "cells are compared as trimmed text, and case counts",
      },
    ]);
  });
});

describe("texts that are asked for", () => {
  test("are the cell's own, trimmed; columns that are not there are left out", async () => {
    const log = "timestamp,user_id,amount,balance,points,merchant_id\n 2026-01-02 , u , 1.50 ,,7, M\u3000\n";
    const wanted = ["timestamp", "amount", "balance", "points", "risk", "nothing", "user_id", "merchant_id"];
    const loaded = await load(log, { wanted });
    expect([...loaded.columns.text.keys()]).toEqual([
      "timestamp",
      "amount",
      "balance",
      "points",
      "user_id",
      "merchant_id",
    ]);
    const found = [...loaded.columns.text.keys()].map((name) => texts(loaded, name)[0]);
    expect(found).toEqual(["2026-01-02", "1.50", "", "7", "u", "M"]);
    expect(loaded.columns.text.get("user_id")).toBe(loaded.columns.userId);
  });

  test("have a point for a decimal comma, in the three columns of money alone", async () => {
    const log = "timestamp;user_id;amount;balance;client_discount;note\n2026-01-02;u;1,50;99999999999,5;;1,5\n";
    const wanted = ["amount", "balance", "client_discount", "note"];
    const loaded = await load(log, { wanted, decimalComma: true });
    expect(wanted.map((name) => texts(loaded, name)[0])).toEqual(["1.50", "99999999999.5", "", "1,5"]);
    expect(loaded.columns.balanceMinor[0]).toBe(9_999_999_999_950);
    expect(loaded.columns.clientDiscountMinor?.[0]).toBeNaN();
  });

  test("points and client discounts are null without their columns, whatever the history has", async () => {
    const loaded = await load("timestamp,user_id,amount\n2026-01-02,u,1\n", {
      history: "timestamp,user_id,amount,points,client_discount,city\n2026-01-01,u,1,5,1,x\n",
      wanted: ["city"],
    });
    expect([loaded.columns.points, loaded.columns.clientDiscountMinor]).toEqual([null, null]);
    expect(loaded.columns.text.has("city")).toBe(false);
  });
});
