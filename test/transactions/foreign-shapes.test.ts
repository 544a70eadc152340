import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { ids, load, texts } from "./load-text.js";

const fixture = (name: string) => readFileSync(new URL(`../../fixtures/logs/${name}`, import.meta.url));

/** The same three payments, whatever the shape they come in. */
const EXPECTED = {
  times: ["2026-01-02T02:00:00.000Z", "2026-01-02T02:30:15.000Z", "2026-01-03T16:00:00.000Z"],
  amounts: [1230, 500, 100_000],
  users: ["u1", "u2", "u1"],
  cities: ["上海", "", "杭州, 西湖"],
};

async function expectSame(log: Uint8Array, extras: Parameters<typeof load>[1] = {}): Promise<void> {
  for (const chunk of [65_536, 1]) {
    const loaded = await load(log, { ...extras, chunk, wanted: ["city"] });
    const { columns } = loaded;
    expect(loaded.rejects).toEqual([]);
    expect({
      times: Array.from(columns.timeMs, (ms) => new Date(ms).toISOString()),
      amounts: [...columns.amountMinor],
      users: Array.from(columns.userId.codes, (code) => columns.userId.dictionary.text(code)),
      cities: texts(loaded, "city"),
    }).toEqual(EXPECTED);
  }
}

const PLAIN = fixture("plain.csv");
const utf16 = (littleEndian: boolean) => {
  const bytes = Buffer.from(`\ufeff${PLAIN.toString()}`, "utf16le");
  return littleEndian ? bytes : bytes.swap16();
};

describe("one log in many shapes", () => {
  test("as it should be", () => expectSame(PLAIN));
  test("delimiters at the end of each line", () =>
    expectSame(Buffer.from(PLAIN.toString().replace(/(?<=.)(?=\r?\n|$)/g, ",,,"))));
  test("semicolons, decimal commas, quotes, local times", () =>
    expectSame(fixture("semicolons.csv"), { decimalComma: true }));
  test("gb18030, Chinese column names", () =>
    expectSame(fixture("gb18030.csv"), {
      encoding: "GB18030",
      map: new Map([
        ["timestamp", "时间"],
        ["user_id", "用户"],
        ["amount", "金额"],
        ["city", "城市"],
      ]),
    }));
  test("gb18030 from a decoder that knows it as gbk", () =>
    expectSame(fixture("gb18030.csv"), {
      encoding: "gbk",
      map: new Map([
        ["timestamp", "时间"],
        ["user_id", "用户"],
        ["amount", "金额"],
        ["city", "城市"],
      ]),
    }));
  test("UTF-16 with its mark, little-endian", () => expectSame(utf16(true)));
  test("UTF-16 with its mark, big-endian, whatever --encoding says", () =>
    expectSame(utf16(false), { encoding: "latin1" }));
  test("UTF-16 without a mark", () => expectSame(utf16(true).subarray(2), { encoding: "utf-16le" }));
  test("UTF-8 with its mark", () => expectSame(Buffer.from(`\ufeff${PLAIN.toString()}`)));
  test("tabs and epoch milliseconds", () => expectSame(fixture("tabs.tsv")));
  test("bars and epoch seconds", () => expectSame(fixture("bars.txt")));
  test("CRLF, blank lines, blanks around everything", () => expectSame(fixture("blanks.csv")));
  test("CR alone", () => expectSame(Buffer.from(PLAIN.toString().replaceAll("\n", "\r"))));
  test("no line break at the end", () => expectSame(PLAIN.subarray(0, PLAIN.length - 1)));
  test("gzip", () => expectSame(gzipSync(PLAIN)));
  test("gzip in several members", () =>
    expectSame(Buffer.concat([gzipSync(PLAIN.subarray(0, 50)), gzipSync(PLAIN.subarray(50))])));
  test("digits for dates", () => expectSame(fixture("digits.csv")));
});

test("an unsorted log is sorted, ties in file order", async () => {
  const loaded = await load(fixture("unsorted.csv"), { wanted: ["note"] });
  expect(ids(loaded)).toEqual(["c", "a", "d", "b", "e"]);
  expect(loaded.rows).toEqual({ read: 5, rejected: 0, sorted: true });
  expect(texts(loaded, "note")).toEqual(["third", "first", "fourth", "second", "fifth"]);
  expect([...loaded.columns.line]).toEqual([4, 2, 5, 3, 6]);
});

test("quoted line breaks are part of a cell, and lines are counted all the same", async () => {
  const loaded = await load(fixture("quoted-lines.csv"), { wanted: ["note"] });
  expect(texts(loaded, "note")).toEqual(["two\nlines", 'say "hi"', "plain"]);
  expect([...loaded.columns.line]).toEqual([2, 4, 7]);
  expect(loaded.rejects).toEqual([
    { file: "log.csv", line: 5, column: "amount", reason: "not_an_amount", text: '2026-01-02,u3,"1\n2",' },
  ]);
});

test("a header alone is a log of no rows", async () => {
  const loaded = await load("timestamp,user_id,amount");
  expect(loaded.rows).toEqual({ read: 0, rejected: 0, sorted: false });
  expect(loaded.columns.length).toBe(0);
});
