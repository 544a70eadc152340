import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { load, problemsOf } from "./load-text.js";

const HEADER = "transaction_id,timestamp,type,refund_of,user_id,amount,balance,risk,points,offer,client_discount";
const GOOD = "t0,2026-01-02T10:00:00Z,,,u1,10.00,,,,,";

describe("a row is rejected with the first bad column in the order of the columns", () => {
  test.each([
    ["t0,2026-01-02T10:00:00Z,x,,u1,10.00,,,,,", "duplicate_id", "transaction_id"],
    ["t1,,x,,,,,,,,", "missing_timestamp", "timestamp"],
    ["t1,yesterday,x,,,,,,,,", "bad_timestamp", "timestamp"],
    ["t1,2026-01-02T24:00:00Z,,,u1,1,,,,,", "bad_timestamp", "timestamp"],
    ["t1,2026-01-02T10:00:00Z,Payment,,,x,,,,,", "bad_type", "type"],
    ["t1,2026-01-02T10:00:00Z,refund,,,x,,,,,", "missing_refund_of", "refund_of"],
    ["t1,2026-01-02T10:00:00Z,,,,x,,,,,", "missing_user_id", "user_id"],
    ["t1,2026-01-02T10:00:00Z,,,u1,,x,,,,", "missing_amount", "amount"],
    ["t1,2026-01-02T10:00:00Z,,,u1,1e3,x,,,,", "not_an_amount", "amount"],
    ["t1,2026-01-02T10:00:00Z,,,u1,1.234,x,,,,", "too_many_decimals", "amount"],
    ["t1,2026-01-02T10:00:00Z,,,u1,90071992547409.92,x,,,,", "amount_too_large", "amount"],
    ["t1,2026-01-02T10:00:00Z,,,u1,0.00,x,,,,", "not_positive", "amount"],
    ["t1,2026-01-02T10:00:00Z,,,u1,-0,x,,,,", "not_positive", "amount"],
    ["t1,2026-01-02T10:00:00Z,,,u1,-5,x,,,,", "negative", "amount"],
    ["t1,2026-01-02T10:00:00Z,,,u1,1,lots,x,,,", "not_an_amount", "balance"],
    ["t1,2026-01-02T10:00:00Z,,,u1,1,1.005,x,,,", "too_many_decimals", "balance"],
    ["t1,2026-01-02T10:00:00Z,,,u1,1,,PASS,x,,", "bad_risk", "risk"],
    ["t1,2026-01-02T10:00:00Z,,,u1,1,,,1.5,,x", "bad_points", "points"],
    ["t1,2026-01-02T10:00:00Z,,,u1,1,,,-1,,x", "bad_points", "points"],
    ["t1,2026-01-02T10:00:00Z,,,u1,1,,,,,x", "not_an_amount", "client_discount"],
    ["t1,2026-01-02T10:00:00Z,,,u1,1,,,,,-1", "negative", "client_discount"],
    ["t1,2026-01-02T10:00:00Z", "wrong_number_of_cells", ""],
    ["t1,2026-01-02T10:00:00Z,,,u1,1,,,,,,", "wrong_number_of_cells", ""],
    ['"t1,2026-01-02T10:00:00Z,,,u1,1,,,,,', "wrong_number_of_cells", ""],
    [",,,,,,,,,,", "missing_timestamp", "timestamp"],
  ])("%s: %s", async (line, reason, column) => {
    const loaded = await load(`${HEADER}\n${GOOD}\n${line}\n`);
    expect(loaded.rejects).toEqual([{ file: "log.csv", line: 3, column, reason, text: line }]);
    expect(loaded.rows).toEqual({ read: 2, rejected: 1, sorted: false });
    expect(loaded.columns.length).toBe(1);
  });

  test("bad bytes in any cell", async () => {
    const bad = Buffer.concat([Buffer.from(`${HEADER}\n${GOOD}\nt1,`), Buffer.from([0xc3, 0x28]), Buffer.from(",,\n")]);
    const { rejects } = await load(bad);
    expect(rejects).toEqual([{ file: "log.csv", line: 3, column: "", reason: "bad_encoding", text: "t1,\ufffd(,," }]);
  });

  test("an overdrawn account, review, a plus sign and a later client discount are fine", async () => {
    const { columns, rejects } = await load(
      `${HEADER}\nt1,2026-01-02T10:00:00Z,payment,,u1,+1,-5.00,review,7,-,0.50\n`,
    );
    expect(rejects).toEqual([]);
    expect([columns.balanceMinor[0], columns.risk[0], columns.points?.[0], columns.clientDiscountMinor?.[0]]).toEqual([
      -500, 1, 7, 50,
    ]);
    expect(columns.offer.dictionary.text(columns.offer.codes[0])).toBe("-");
  });
});

describe("ids", () => {
  const short = (lines: string[]) => load(["transaction_id,timestamp,user_id,amount", ...lines, ""].join("\n"));

  test("of rows with one id the first accepted stays", async () => {
    const { rejects, columns } = await short(["a,2026-01-02,u,0", "a,2026-01-03,u,1", "a,2026-01-04,u,2"]);
    expect(rejects.map(({ line, reason }) => [line, reason])).toEqual([
      [2, "not_positive"],
      [4, "duplicate_id"],
    ]);
    expect(columns.amountMinor[0]).toBe(100);
  });

  test("a row without an id has its row number, which an explicit id may have taken", async () => {
    const { rejects, columns } = await short([
      ",2026-01-02,u,x",
      "",
      ",2026-01-02,u,1",
      "2,2026-01-02,u,1",
      "5,2026-01-02,u,1",
      ",2026-01-02,u,1",
    ]);
    expect(rejects.map(({ line, reason }) => [line, reason])).toEqual([
      [2, "not_an_amount"],
      [5, "duplicate_id"],
      [7, "duplicate_id"],
    ]);
    expect(Array.from(columns.transactionId.codes, (code) => columns.transactionId.dictionary.text(code))).toEqual([
      "2",
      "5",
    ]);
  });
});

describe("how many rejects are let pass", () => {
  const log = (good: number, bad: number) =>
    [
      "timestamp,user_id,amount",
      ...Array.from({ length: bad }, () => "2026-01-02,u,x"),
      ...Array.from({ length: good }, () => "2026-01-02,u,1"),
    ].join("\n");

  test("by default 100, or 1% of the rows where that is more", async () => {
    expect((await load(log(0, 100))).rows.rejected).toBe(100);
    expect((await load(log(10_000, 101))).rows.rejected).toBe(101);
    expect((await load(log(10_098, 102))).columns.length).toBe(10_098);
    const [problem] = await problemsOf(load(log(10_097, 102)));
    expect(problem.code).toBe("too-many-rejects");
    expect(problem.message).toBe(
      "102 of 10199 rows are rejected, more than the 101 that are let pass: the mapping of columns or values is probably wrong",
    );
  });

  test("or a count, or a share", async () => {
    expect((await load(log(1, 2), { maxRejects: { count: 2 } })).rows.rejected).toBe(2);
    expect((await load(log(3, 1), { maxRejects: { share: { numerator: 25, denominator: 100 } } })).rows.rejected).toBe(
      1,
    );
    const [counted] = await problemsOf(load(log(1, 2), { maxRejects: { count: 1 } }));
    expect(counted).toEqual({
      code: "too-many-rejects",
      severity: "error",
      message:
        "2 of 3 rows are rejected, more than the 1 that --max-rejects lets pass: the mapping of columns or values is probably wrong",
      at: { file: "dir/log.csv", line: 2, column: 1 },
      hint: "2 × not_an_amount in amount (first on line 2); see --map, --map-value, --negative, --anonymous, --decimal-comma, --encoding; --max-rejects lets more pass",
      excerpt: "2026-01-02,u,x",
    });
    const [shared] = await problemsOf(
      load(log(3, 2), { maxRejects: { share: { numerator: 375, denominator: 1000 } } }),
    );
    expect(shared.message).toContain("2 of 5 rows are rejected, more than the 37.5% that --max-rejects lets pass");
  });

  test("the three commonest reasons are shown", async () => {
    const lines = ["x,u,1", "x,u,1", "2026-01-02,,1", "2026-01-02,u,-1", "2026-01-02,u,0", "x,u,1", "2026-01-02,u,0"];
    const [problem] = await problemsOf(
      load(`timestamp,user_id,amount\n${lines.join("\n")}`, { maxRejects: { count: 0 } }),
    );
    expect(problem.hint).toMatch(
      /^3 × bad_timestamp in timestamp \(first on line 2\); 2 × not_positive in amount \(first on line 6\); 1 × missing_user_id in user_id \(first on line 4\); see/,
    );
  });

  test("rows skipped for a negative amount are listed and not counted", async () => {
    const loaded = await load("timestamp,user_id,amount\n2026-01-02,u,-1\n2026-01-02,u,1\n", {
      negative: "skip",
      strict: true,
      maxRejects: { count: 0 },
    });
    expect(loaded.rejects.map((reject) => reject.reason)).toEqual(["negative"]);
    expect(loaded.rows).toEqual({ read: 2, rejected: 1, sorted: false });
  });

  test("the history is held to the same measure, by its own rows", async () => {
    const good = "timestamp,user_id,amount\n2026-01-02,u,1\n";
    const [problem] = await problemsOf(load(good, { history: log(0, 101) }));
    expect([problem.code, problem.at.file]).toEqual(["too-many-rejects", "dir/history.csv"]);
  });
});

describe("--strict", () => {
  test("stops at the first reject, where its cell begins", async () => {
    const [problem] = await problemsOf(
      load("user_id,timestamp,amount\n上海,2026-01-02, 1.234\nu,x,1\n", { strict: true }),
    );
    expect(problem).toEqual({
      code: "rejected-row",
      severity: "error",
      message: "this row is rejected: too_many_decimals in amount",
      at: { file: "dir/log.csv", line: 2, column: 15 },
      hint: "correct the row, or run without --strict to leave it out",
      excerpt: "上海,2026-01-02, 1.234",
    });
  });

  test("also at one of a table", async () => {
    const log = "timestamp,user_id,amount\n2026-01-02,u,1\n";
    const [problem] = await problemsOf(load(log, { strict: true, users: 'user_id,age\nu,1\n"u",2\n' }));
    expect([problem.message, problem.at]).toEqual([
      "this row is rejected: duplicate_key in user_id",
      { file: "dir/users.csv", line: 3, column: 1 },
    ]);
    const [broken] = await problemsOf(load(`${log}x\n`, { strict: true }));
    expect(broken.message).toBe("this row is rejected: wrong_number_of_cells");
  });
});

test("a very long record is kept by its beginning", async () => {
  const { rejects } = await load(`timestamp,user_id,amount\n${"x".repeat(100_000)}\n`);
  expect(rejects[0].text).toBe(`${"x".repeat(65_536)}…`);
});

test("whatever the file, the rows of the replay and the rejected ones add up, in any chunks", async () => {
  const cell = fc.constantFrom(
    "",
    "u1",
    "2026-01-02",
    "x",
    "5",
    "-5",
    '"',
    '"q"',
    "refund",
    "payment",
    "é",
    "\n",
    "t1",
    "20260101",
  );
  const file = fc.array(fc.array(cell, { minLength: 1, maxLength: 6 }), { maxLength: 20 });
  await fc.assert(
    fc.asyncProperty(file, fc.integer({ min: 1, max: 40 }), async (rows, chunk) => {
      const log = ["timestamp,user_id,amount,type,transaction_id", ...rows.map((row) => row.join(","))].join("\n");
      const loaded = await load(log, {
        chunk,
        fromMs: Date.UTC(2026, 0, 1, 12),
        negative: "refund",
        anonymous: "replay",
      });
      const replayed = loaded.columns.prior.filter((prior) => prior === 0).length;
      expect(loaded.rows.read).toBe(replayed + loaded.rows.rejected);
      expect(loaded.rejects.filter((reject) => reject.file === "log.csv")).toHaveLength(loaded.rows.rejected);
    }),
    { numRuns: 500 },
  );
});
