import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { NO_ROW, PAYMENT, REFUND } from "../../src/transactions/columns.js";
import { timeOrder } from "../../src/transactions/sort-rows.js";
import { ids, load, texts } from "./load-text.js";

const LOG = (...rows: string[]) => ["transaction_id,timestamp,type,refund_of,user_id,amount", ...rows, ""].join("\n");
const day = (n: number) => Date.UTC(2026, 0, n) - 8 * 3_600_000; // local midnight in Shanghai

describe("refunds", () => {
  test("name a row of the log, also a later one, else of the history, else none", async () => {
    const loaded = await load(
      LOG(
        "r1,2026-01-04,refund,p1,u,1",
        "r2,2026-01-04,refund,h1,u,1",
        "r3,2026-01-04,refund,ghost,u,1",
        "p1,2026-01-05,,,u,5",
        "both,2026-01-03,,,u,7",
        "r4,2026-01-06,refund,both,,1",
        "r5,2026-01-06,payment,p1,u,1",
      ),
      {
        history: LOG("h1,2026-01-01,,,u,9", "both,2026-01-01,,,u,9", "r9,2026-01-02,refund,both,u,1"),
        anonymous: "replay",
      },
    );
    const { columns } = loaded;
    const named = ids(loaded);
    const targets = Object.fromEntries(
      named.map((id, row) => [
        `${id}${columns.prior[row]}`,
        columns.refundOf[row] === NO_ROW ? null : columns.refundOf[row],
      ]),
    );
    expect(named).toEqual(["h1", "both", "r9", "both", "r1", "r2", "r3", "p1", "r4", "r5"]);
    expect(targets).toEqual({
      h11: null,
      both1: null,
      r91: 1,
      both0: null,
      r10: 7,
      r20: 0,
      r30: null,
      p10: null,
      r40: 3,
      r50: null,
    });
    expect(columns.type[9]).toBe(PAYMENT);
    expect(loaded.rows).toEqual({ read: 7, rejected: 0, sorted: true });
  });

  test("may come as negative amounts", async () => {
    const log = LOG(
      "p,2026-01-02,,,u,5",
      "a,2026-01-03,,,u,-2",
      "b,2026-01-03,payment,p,u,-3",
      "c,2026-01-03,refund,,u,-1",
    );
    const { columns, rejects } = await load(log, { negative: "refund" });
    expect(rejects).toEqual([]);
    expect([...columns.type]).toEqual([PAYMENT, REFUND, REFUND, REFUND]);
    expect([...columns.amountMinor]).toEqual([500, 200, 300, 100]);
    expect([...columns.refundOf]).toEqual([NO_ROW, NO_ROW, 0, NO_ROW]);
    expect([...columns.bareRefund]).toEqual([0, 1, 0, 1]);
    const skipped = await load(log, { negative: "skip", maxRejects: { count: 0 } });
    expect(skipped.rejects.map(({ line, reason, column }) => [line, reason, column])).toEqual([
      [3, "negative", "amount"],
      [4, "negative", "amount"],
      [5, "missing_refund_of", "refund_of"],
    ]);
  });

  test("can be rejected later, with their text as it stands in the file", async () => {
    const loaded = await load(
      LOG(
        "z,2026-01-09,refund,x,u,1",
        '"a",2026-01-05, refund ,"x\ny",u,1',
        "b,2026-01-01,,,u,1",
        "c,2026-01-02,refund,b,u,1",
      ),
    );
    expect(ids(loaded)).toEqual(["b", "c", "a", "z"]);
    expect(loaded.rejectRow(2, "unknown_payment", "refund_of")).toEqual({
      file: "log.csv",
      line: 3,
      column: "refund_of",
      reason: "unknown_payment",
      text: '"a",2026-01-05, refund ,"x\ny",u,1',
    });
    expect(loaded.rejectRow(1, "refund_too_large", "amount").text).toBe("c,2026-01-02,refund,b,u,1");
    expect(() => loaded.rejectRow(0, "unknown_payment", "refund_of")).toThrow("row 0 is no refund of the log");
  });
});

describe("--anonymous", () => {
  test("replay takes an empty user", async () => {
    const { columns, rows } = await load(LOG("a,2026-01-02,,, ,1"), { anonymous: "replay" });
    expect(rows.rejected).toBe(0);
    expect([...columns.userId.codes]).toEqual([0]);
  });
});

describe("--from and --to", () => {
  const log = LOG(
    "a,2026-01-01,,,u,1",
    "b,2026-01-02,,,u,1",
    "c,2026-01-03,,,u,1",
    "d,2026-01-04,,,u,1",
    "d,2026-01-02,,,u,1",
    "e,x,,,u,1",
  );

  test("earlier rows are prior, later ones left out, and neither is in the rows", async () => {
    const loaded = await load(log, { fromMs: day(2), toMs: day(4) });
    expect(ids(loaded)).toEqual(["a", "b", "c"]);
    expect([...loaded.columns.prior]).toEqual([1, 0, 0]);
    expect(loaded.rows).toEqual({ read: 4, rejected: 2, sorted: false });
    // The second "d" is a duplicate though the first is left out.
    expect(loaded.rejects.map((reject) => reject.reason)).toEqual(["duplicate_id", "bad_timestamp"]);
  });

  test("a refund of a row that is left out names nothing, even where the history has the id", async () => {
    const history = LOG("p,2025-12-01,,,u,1");
    const loaded = await load(LOG("r,2026-01-02,refund,p,u,1", "p,2026-01-09,,,u,1"), { toMs: day(4), history });
    expect([...loaded.columns.refundOf]).toEqual([NO_ROW, NO_ROW]);
  });
});

describe("the history", () => {
  test("is merged by time, before rows of the log of the same moment", async () => {
    const loaded = await load(LOG("a,2026-01-01,,,u,1", "b,2026-01-02,,,v,1"), {
      history: LOG("x,2026-01-03,,,w,1", "a,2026-01-02,,,u,1", "y,2026-01-01,,,u,1"),
      wanted: ["transaction_id"],
    });
    expect(texts(loaded, "transaction_id")).toEqual(["y", "a", "a", "b", "x"]);
    expect([...loaded.columns.prior]).toEqual([1, 0, 1, 0, 1]);
    expect(loaded.rows).toEqual({ read: 2, rejected: 0, sorted: false });
  });

  test("with the log's name is told apart in the rejects", async () => {
    const loaded = await load(LOG("a,x,,,u,1"), { history: LOG("b,y,,,u,1"), historyName: "log.csv" });
    expect(loaded.rejects.map(({ file, text }) => [file, text])).toEqual([
      ["log.csv", "a,x,,,u,1"],
      ["log.csv (history)", "b,y,,,u,1"],
    ]);
    expect(loaded.rows).toEqual({ read: 1, rejected: 1, sorted: false });
  });
});

test("time order is a stable sort, over four thousand years as over a minute", () => {
  const time = fc.oneof(
    fc.integer({ min: 0, max: 5 }),
    fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 }),
  );
  fc.assert(
    fc.property(fc.array(time, { maxLength: 200 }), (times) => {
      const expected = times.map((_, row) => row).sort((a, b) => times[a] - times[b] || a - b);
      const order = timeOrder(Float64Array.from(times));
      expect(order === null ? times.map((_, row) => row) : [...order]).toEqual(expected);
    }),
    { numRuns: 200 },
  );
});
