import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";
import { Zone } from "../../src/domain/zone.js";
import { loadTransactions } from "../../src/transactions/load-transactions.js";
import { encodingNamed } from "../../src/transactions/text-encoding.js";
import { DEFAULTS, load, problemsOf, source, texts } from "./load-text.js";

const HEADER = "timestamp,user_id,amount,city\n";
const row = (city: string | number[]) =>
  Buffer.concat([Buffer.from("2026-01-02,u,1,"), Buffer.from(city as number[]), Buffer.from("\n")]);

async function cities(encoding: string, cells: (string | number[])[], chunk?: number) {
  const log = Buffer.concat([Buffer.from(HEADER), ...cells.map(row)]);
  const loaded = await load(log, { encoding, wanted: ["city"], ...(chunk === undefined ? {} : { chunk }) });
  return [texts(loaded, "city"), loaded.rejects.map(({ line, reason }) => `${line} ${reason}`)];
}

describe("encodings", () => {
  test("latin1 is windows-1252, as browsers have it", async () => {
    expect(await cities("latin1", [[0x80, 0xe9, 0x93, 0x81]])).toEqual([["€é“\u0081"], []]);
  });

  test("those that the platform lacks", async () => {
    expect(await cities("iso-8859-16", [[0xa4, 0xaa, 0xff]])).toEqual([["€Șÿ"], []]);
    expect(await cities("x-user-defined", [[0x80, 0xff]])).toEqual([["\uf780\uf7ff"], []]);
  });

  test("every other name of the standard is known, and reads ASCII as ASCII", () => {
    const names =
      "ibm866 iso-8859-2 iso-8859-3 iso-8859-4 iso-8859-5 iso-8859-6 iso-8859-7 iso-8859-8 iso-8859-8-i iso-8859-10 iso-8859-13 iso-8859-14 iso-8859-15 koi8-r koi8-u macintosh windows-874 windows-1250 windows-1251 windows-1253 windows-1254 windows-1255 windows-1256 windows-1257 windows-1258 x-mac-cyrillic gbk gb18030 big5 euc-jp iso-2022-jp shift_jis euc-kr";
    for (const name of names.split(" ")) {
      const encoding = encodingNamed(name);
      if (encoding?.kind !== "legacy") throw new Error(name);
      expect(encoding.decode(Buffer.from('a,"1;2|3"\t'))).toEqual({ text: 'a,"1;2|3"\t', valid: true });
    }
    expect(encodingNamed(" UTF8 ")).toEqual({ kind: "utf-8" });
    expect(encodingNamed("replacement")).toBeNull();
  });

  test("bad bytes cost their own row, whatever the chunks", async () => {
    for (const chunk of [1, 7, 65_536]) {
      const shanghai = [0xc9, 0xcf, 0xba, 0xa3];
      expect(await cities("gb18030", [shanghai, [0xff], [0x81], shanghai], chunk)).toEqual([
        ["上海", "上海"],
        ["3 bad_encoding", "4 bad_encoding"],
      ]);
      // U+FFFD itself is a character of gb18030.
      expect(await cities("gb18030", [[0x84, 0x31, 0xa4, 0x37], [0xff]], chunk)).toEqual([
        ["\ufffd"],
        ["3 bad_encoding"],
      ]);
      expect(await cities("utf-8", ["é", [0xc3], "é"], chunk)).toEqual([["é", "é"], ["3 bad_encoding"]]);
    }
  });

  test("half a character of UTF-16 costs its own row", async () => {
    const log = Buffer.concat([
      Buffer.from(`\ufeff${HEADER}2026-01-02,u,1,😀\n2026-01-02,u,1,`, "utf16le"),
      Buffer.from([0x00, 0xd8]),
      Buffer.from("\n2026-01-02,u,1,z\n2026-01-02,u,1,", "utf16le"),
      Buffer.from([0x41]),
    ]);
    for (const chunk of [1, 3, 65_536]) {
      const loaded = await load(log, { chunk, wanted: ["city"] });
      expect(texts(loaded, "city")).toEqual(["😀", "z"]);
      expect(loaded.rejects.map(({ line, reason }) => [line, reason])).toEqual([
        [3, "bad_encoding"],
        [5, "bad_encoding"],
      ]);
    }
  });

  test("an unknown name is an error", async () => {
    expect(await problemsOf(load(HEADER, { encoding: "gb18O30" }))).toEqual([
      {
        code: "unknown-encoding",
        severity: "error",
        message: '--encoding: there is no encoding called "gb18O30"',
        at: { file: "--encoding", line: 0, column: 0 },
        hint: 'did you mean "gb18030"? (any name of the WHATWG Encoding Standard will do)',
      },
    ]);
  });

  test("a header in the wrong encoding is an error", async () => {
    const [problem] = await problemsOf(load(Buffer.from([0xca, 0xb1, 0x2c, 0xbc, 0xe4, 0x0a])));
    expect(problem).toEqual({
      code: "bad-header-encoding",
      severity: "error",
      message: "the header is not valid text in the encoding of the file",
      at: { file: "dir/log.csv", line: 1, column: 1 },
      hint: "say which it is, such as --encoding gb18030",
    });
  });
});

describe("gzip", () => {
  const rows = Array.from({ length: 2000 }, (_, i) => `2026-01-02,u${i * 7919},${i + 1},x\n`);
  const whole = gzipSync(HEADER + rows.join(""));

  test("a truncated file is an error", async () => {
    for (const length of [2, 10, 1000, whole.length - 1]) {
      expect(await problemsOf(load(whole.subarray(0, length)))).toEqual([
        {
          code: "damaged-gzip",
          severity: "error",
          message: "the gzip file ends too early",
          at: { file: "dir/log.csv", line: 0, column: 0 },
          hint: "fetch or compress the file again; `gzip -t` tells whether it is whole",
        },
      ]);
    }
  });

  test("a damaged file is an error", async () => {
    const damaged = Buffer.from(whole);
    damaged[whole.length - 6] ^= 0xff; // in the checksum
    const [problem] = await problemsOf(load(damaged));
    expect(problem.code).toBe("damaged-gzip");
    expect(problem.message).toBe("the gzip file is damaged (incorrect data check)");
  });
});

describe("sources", () => {
  const request = (log: ReturnType<typeof source>) => ({
    log,
    wanted: new Set<string>(),
    currency: { code: "CNY", exponent: 2 },
    zone: Zone.named("UTC") as Zone,
    options: DEFAULTS,
  });

  test("what reading throws passes through, from gzip as well", async () => {
    for (const start of [Buffer.from(HEADER), gzipSync(HEADER).subarray(0, 20)]) {
      async function* chunks() {
        yield start;
        throw Object.assign(new Error("gone"), { code: "EIO" });
      }
      const attempt = loadTransactions(request({ name: "x", baseName: "x", chunks: chunks() }));
      await expect(attempt).rejects.toMatchObject({ message: "gone", code: "EIO" });
    }
  });

  test("a source is closed when its header is no good", async () => {
    let closed = false;
    async function* chunks() {
      try {
        yield Buffer.from("a,b\n1,2\n");
        yield Buffer.from("3,4\n");
      } finally {
        closed = true;
      }
    }
    await problemsOf(loadTransactions(request({ name: "x", baseName: "x", chunks: chunks() })));
    expect(closed).toBe(true);
  });

  test("progress counts the bytes as they stand in the file", async () => {
    const zipped = gzipSync(HEADER + row("x").toString().repeat(3));
    const seen: [number, number][] = [];
    await loadTransactions({
      ...request(source("x", zipped, 10)),
      onProgress: (bytes, rows) => seen.push([bytes, rows]),
    });
    expect(seen.map(([bytes]) => bytes).at(-1)).toBe(zipped.length);
    const plain: [number, number][] = [];
    const text = HEADER + row("x").toString().repeat(3);
    await loadTransactions({
      ...request(source("x", Buffer.from(text), HEADER.length + 17)),
      onProgress: (bytes, rows) => plain.push([bytes, rows]),
    });
    expect(plain).toEqual([
      [HEADER.length + 17, 1],
      [text.length, 3],
    ]);
  });
});
