import { parse } from "csv-parse/sync";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { InputError } from "../../src/domain/problem.js";
import { RecordReader } from "../../src/transactions/split-records.js";

interface Outcome {
  header: readonly string[];
  /** Cells of a record, or the reason why it was refused; with its line and raw text. */
  records: { line: number; cells: string[] | string; raw: string }[];
}

/** Reads a file given in chunks of the sizes in `sizes`, taken in turn. */
function read(file: string | Uint8Array, sizes: readonly number[] = [65_536]): Outcome {
  const bytes = typeof file === "string" ? Buffer.from(file) : Buffer.from(file);
  const outcome: Outcome = { header: [], records: [] };
  const reader = new RecordReader("f.csv", {
    recognises: () => false,
    header: (names) => {
      outcome.header = names;
    },
    record: (view) => {
      const text = Buffer.from(view.bytes.buffer);
      const cells = Array.from(view.starts, (from, i) => text.toString("utf8", from, view.ends[i]).trim());
      outcome.records.push({ line: view.line, cells, raw: raw(view) });
    },
    broken: (view, reason) => outcome.records.push({ line: view.line, cells: reason, raw: raw(view) }),
  });
  const raw = (view: { raw: Uint8Array; rawFrom: number; rawTo: number }) =>
    Buffer.from(view.raw.buffer).toString("utf8", view.rawFrom, view.rawTo);
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length];
    reader.push(bytes.subarray(at, at + size));
    at += size;
  }
  reader.finish();
  return outcome;
}

const cellsOf = (outcome: Outcome) => outcome.records.map((record) => record.cells);

const TRICKY =
  '\n a , b;b\r\n1,2\r\n"a ""q"", b", \u3000c\n\n "x" , y\r\n"two\r\nlines",2\n5" pipe,1\n"a"b,c\n,\n  \n"open,1\né,"上,海"\n1,2,3\nlast,"one"';

describe("records", () => {
  test("the byte reader and csv-parse read the same from any well-formed file, in any chunks", () => {
    const cell = fc.string({ unit: fc.constantFrom(..."ab ,;\"'\n\té上\u3000x1.-".split("")), maxLength: 6 });
    const file = fc.record({
      rows: fc.array(fc.tuple(cell, cell, cell), { maxLength: 12 }),
      newline: fc.constantFrom("\n", "\r\n"),
      delimiter: fc.constantFrom(",", ";", "\t", "|"),
      last: fc.boolean(),
      quoteAll: fc.boolean(),
      sizes: fc.array(fc.integer({ min: 1, max: 20 }), { minLength: 1, maxLength: 5 }),
    });
    fc.assert(
      fc.property(file, ({ rows, newline, delimiter, last, quoteAll, sizes }) => {
        const write = (text: string) =>
          quoteAll || /["\n\r]/.test(text) || text.includes(delimiter) ? `"${text.replaceAll('"', '""')}"` : text;
        const lines = [["a", "b", "c"], ...rows].map((row) => row.map(write).join(delimiter));
        const text = lines.join(newline) + (last ? newline : "");
        const oracle: string[][] = parse(text, { delimiter, record_delimiter: newline, relax_column_count: true });
        const [header, ...expected] = oracle.map((row) => row.map((value) => value.trim()));
        const outcome = read(text, sizes);
        expect(outcome.header).toEqual(header);
        expect(cellsOf(outcome)).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });

  test("of garbage, each record is what csv-parse makes of the fewest lines, else its first line is refused", () => {
    const line = fc.string({ unit: fc.constantFrom(...'""",, a\u3000'.split("")), maxLength: 8 });
    fc.assert(
      fc.property(fc.array(line, { maxLength: 12 }), fc.integer({ min: 1, max: 30 }), (garbage, size) => {
        const expected: (string[] | string)[] = [];
        for (let at = 0; at < garbage.length; ) {
          const used = linesOfRecord(garbage, at);
          if (used !== null) expected.push(used.cells);
          else if (garbage[at].trim() !== "") expected.push("wrong_number_of_cells");
          at += used?.lines ?? 1;
        }
        expect(cellsOf(read(["h1,h2", ...garbage].join("\n"), [size]))).toEqual(expected);
      }),
      { numRuns: 1000 },
    );
  });

  test("chunk boundaries at every byte change nothing", () => {
    const bytes = Buffer.from(TRICKY);
    const whole = read(bytes);
    expect(whole.header).toEqual(["a", "b;b"]);
    expect(whole.records).toEqual([
      { line: 3, cells: ["1", "2"], raw: "1,2" },
      { line: 4, cells: ['a "q", b', "c"], raw: '"a ""q"", b", \u3000c' },
      { line: 6, cells: ["x", "y"], raw: ' "x" , y' },
      { line: 7, cells: ["two\r\nlines", "2"], raw: '"two\r\nlines",2' },
      { line: 9, cells: "wrong_number_of_cells", raw: '5" pipe,1' },
      { line: 10, cells: "wrong_number_of_cells", raw: '"a"b,c' },
      { line: 11, cells: ["", ""], raw: "," },
      { line: 13, cells: "wrong_number_of_cells", raw: '"open,1' },
      { line: 14, cells: ["é", "上,海"], raw: 'é,"上,海"' },
      { line: 15, cells: "wrong_number_of_cells", raw: "1,2,3" },
      { line: 16, cells: ["last", "one"], raw: 'last,"one"' },
    ]);
    for (let at = 1; at < bytes.length; at++) expect(read(bytes, [at, bytes.length])).toEqual(whole);
    expect(read(bytes, [1])).toEqual(whole);
  });

  test("lines that end in CR alone are lines, at every chunk boundary", () => {
    const file = 'a,b\r1,2\r\r\n3,"x\ry"\r"5,6\r7,8\n9,10\r';
    const whole = read(file);
    expect(whole.records).toEqual([
      { line: 2, cells: ["1", "2"], raw: "1,2" },
      { line: 4, cells: ["3", "x\ry"], raw: '3,"x\ry"' },
      { line: 6, cells: "wrong_number_of_cells", raw: '"5,6' },
      { line: 7, cells: ["7", "8"], raw: "7,8" },
      { line: 8, cells: ["9", "10"], raw: "9,10" },
    ]);
    for (let at = 1; at < file.length; at++) expect(read(file, [at, file.length])).toEqual(whole);
  });

  test("one stray quote in a thousand rows costs its own record", () => {
    for (const stray of ['"stray,1', 'str"ay,1', 'stray,"1', 'stray,1"', '"stray",1"']) {
      const rows = Array.from({ length: 1000 }, (_, i) => (i === 300 ? stray : i % 7 === 0 ? `"r,${i}",x` : `r${i},x`));
      const { records } = read(["a,b", ...rows, ""].join("\n"));
      expect(records).toHaveLength(1000);
      expect(records.filter((record) => typeof record.cells === "string")).toEqual([
        { line: 302, cells: "wrong_number_of_cells", raw: stray },
      ]);
    }
  });

  test("a record may run over any number of lines, within its bytes", () => {
    const text = `${"z\n".repeat(5000)}z`;
    const { records } = read(`a,b\n1,"${text}"\n3,4\n`);
    expect(records).toEqual([
      { line: 2, cells: ["1", text], raw: `1,"${text}"` },
      { line: 5003, cells: ["3", "4"], raw: "3,4" },
    ]);
  });

  test("bytes that are no UTF-8 cost their own line", () => {
    const bytes = Buffer.concat([
      Buffer.from("a,b\n1,2\n"),
      Buffer.from([0xe4, 0xb8, 0x2c, 0x33, 0x0a]),
      Buffer.from("5,6\n"),
    ]);
    expect(read(bytes).records.map(({ line, cells }) => ({ line, cells }))).toEqual([
      { line: 2, cells: ["1", "2"] },
      { line: 3, cells: "bad_encoding" },
      { line: 4, cells: ["5", "6"] },
    ]);
    expect(read(bytes, [1])).toEqual(read(bytes));
  });

  test("a quoted record with bad bytes is one bad record", () => {
    const bytes = Buffer.concat([Buffer.from('a,b\n"1\n'), Buffer.from([0xff]), Buffer.from('",2\n3,4\n')]);
    expect(cellsOf(read(bytes))).toEqual(["bad_encoding", ["3", "4"]]);
  });
});

/** The oracle: the smallest number of lines from `at` on that csv-parse takes for one record of two cells. */
function linesOfRecord(lines: readonly string[], at: number): { lines: number; cells: string[] } | null {
  if (lines[at].trim() === "") return null;
  for (let count = 1; at + count <= lines.length; count++) {
    const text = lines.slice(at, at + count).join("\n");
    let records: string[][];
    try {
      records = parse(text, { trim: true, relax_column_count: true, record_delimiter: "\n" });
    } catch {
      continue;
    }
    if (records.length === 1 && records[0].length === 2)
      return { lines: count, cells: records[0].map((cell) => cell.trim()) };
    return null;
  }
  return null;
}

describe("headers", () => {
  test.each([
    ["a,b,c", ["a", "b", "c"]],
    ["a;b;c", ["a", "b", "c"]],
    ["a\tb\tc", ["a", "b", "c"]],
    ["a|b|c", ["a", "b", "c"]],
    ['"a,x,y";b;c', ["a,x,y", "b", "c"]],
    ['" a ", "b\nc"', ["a", "b\nc"]],
    ["\n \r\nname", ["name"]],
  ])("%j", (header, names) => {
    expect(read(`${header}\n`).header).toEqual(names);
    expect(read(header, [1]).header).toEqual(names);
  });

  test.each([
    ["", "empty-file", "the file is empty"],
    ["\n\r\n  \n", "empty-file", "the file is empty"],
    ['a,"b\n1,2\n', "bad-header", "a quote breaks the header"],
    ['a,b"c\n1,2\n', "bad-header", "a quote breaks the header"],
    ["a".repeat(3_000_000), "bad-header", "the header line is longer than 1 MiB"],
    [`${"a,".repeat(550_000)}\n1\n`, "bad-header", "the header line is longer than 1 MiB"],
    [
      Buffer.from([0x61, 0xff, 0x0a]),
      "bad-header-encoding",
      "the header is not valid text in the encoding of the file",
    ],
  ])("%#", (file, code, message) => {
    try {
      read(file);
    } catch (error) {
      expect(error).toBeInstanceOf(InputError);
      expect((error as InputError).problems.map((problem) => [problem.code, problem.message])).toEqual([
        [code, message],
      ]);
      return;
    }
    expect.unreachable();
  });
});

describe("hostile files", () => {
  test("a line above 1 MiB is refused, whatever the chunks, and reading goes on after it", () => {
    const long = `${"x".repeat(2 ** 20)},y`;
    for (const filler of [long, `"${long}"`, " ".repeat(2 ** 20 + 1), `${'",'.repeat(2 ** 19)}"`]) {
      for (const size of [1000, 65_536, 2 ** 24]) {
        const { records } = read(`a,b\n1,2\n${filler}\n3,4\n`, [size]);
        expect(records.map(({ line, cells }) => [line, cells])).toEqual([
          [2, ["1", "2"]],
          [3, "wrong_number_of_cells"],
          [4, ["3", "4"]],
        ]);
      }
    }
  });

  test("a hundred megabytes on one line take no more room than a megabyte", () => {
    const chunk = Buffer.alloc(2 ** 20, "z");
    let refused = 0;
    const reader = new RecordReader("f.csv", {
      recognises: () => false,
      header: () => undefined,
      record: () => expect.unreachable(),
      broken: (view) => {
        refused++;
        expect(view.rawTo - view.rawFrom).toBeLessThan(2 ** 21);
      },
    });
    reader.push(Buffer.from("a,b\n"));
    for (let i = 0; i < 100; i++) reader.push(chunk);
    reader.finish();
    expect(refused).toBe(1);
  });

  test("a stray quote on every line is read in linear time", () => {
    for (const line of ['a,"b', '"a,b', 'a,b"', '"",b"', ' "a" x,b']) {
      const count = line.startsWith(" ") ? 5_000 : 100_000;
      const start = performance.now();
      const { records } = read(`a,b\n${`${line}\n`.repeat(count)}`);
      expect(records.length).toBeGreaterThan(count / 3);
      expect(performance.now() - start).toBeLessThan(10_000);
    }
  });

  test("a quote that never closes costs one line", () => {
    const rows = Array.from({ length: 5000 }, (_, i) => `${i},x`);
    const { records } = read(["a,b", '"open,1', ...rows, ""].join("\n"));
    expect(records).toHaveLength(5001);
    expect(records[0].cells).toBe("wrong_number_of_cells");
    expect(records[5000].cells).toEqual(["4999", "x"]);
  });

  test("NUL bytes are text", () => {
    expect(cellsOf(read("a,b\n\0,x\0y\n"))).toEqual([["\0", "x\0y"]]);
  });
});
