/** Identities against a search through the graph of cells, and their texts, by hand. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  codeAt,
  type Dictionary,
  type JoinedColumn,
  type TextColumn,
  type TransactionColumns,
} from "../../src/transactions/columns.js";
import { joinIdentities } from "../../src/transactions/join-identities.js";

type Row = Readonly<Record<string, string>>;

function textColumn(texts: readonly string[]): TextColumn {
  const list = ["", ...new Set(texts.filter((text) => text !== ""))];
  const dictionary: Dictionary = {
    size: list.length,
    text: (code) => list[code],
    codeOf: (text) => list.indexOf(text),
  };
  return { codes: Int32Array.from(texts, (text) => list.indexOf(text)), dictionary };
}

/** A table of users with one attribute, joined to their column. */
function joined(key: TextColumn, of: Readonly<Record<string, string>>): JoinedColumn {
  const cells = Array.from({ length: key.dictionary.size }, (_, code) => of[key.dictionary.text(code)] ?? "");
  const { codes, dictionary } = textColumn(cells);
  return { key, codes, dictionary };
}

/** Only what identities read; `length` may leave rows out. */
function columnsOf(
  rows: readonly Row[],
  { addresses = {}, length = rows.length }: { addresses?: Readonly<Record<string, string>>; length?: number } = {},
): TransactionColumns {
  const column = (name: string) => textColumn(rows.map((row) => row[name] ?? ""));
  const userId = column("user_id");
  return {
    length,
    timeMs: new Float64Array(rows.length),
    userId,
    merchantId: column("merchant_id"),
    text: new Map<string, TextColumn | JoinedColumn>([
      ["device_id", column("device_id")],
      ["card_id", column("card_id")],
      ["user.address", joined(userId, addresses)],
    ]),
  } as unknown as TransactionColumns;
}

function personsOf(columns: TransactionColumns, ...names: readonly string[]): string[] {
  const person = joinIdentities(columns, new Map([["person", names]])).text.get("person");
  if (person === undefined) throw new Error("there is no such column");
  return Array.from({ length: columns.timeMs.length }, (_, row) => person.dictionary.text(codeAt(person, row)));
}

/** By search: from each row over all rows that share a cell; of the cells met there the first one by column, then by code points. */
function searched(rows: readonly Row[], names: readonly string[]): string[] {
  const share = (a: Row, b: Row) => names.some((name) => (a[name] ?? "") !== "" && a[name] === b[name]);
  return rows.map((start) => {
    const reached = new Set([start]);
    for (const row of reached) for (const other of rows) if (share(row, other)) reached.add(other);
    for (const name of names) {
      const cells = [...reached].map((row) => row[name] ?? "").filter((cell) => cell !== "");
      if (cells.length > 0) return `${name}=${cells.sort(byCodePoints)[0]}`;
    }
    return "";
  });
}

function byCodePoints(a: string, b: string): number {
  const [left, right] = [[...a], [...b]].map((text) => text.map((character) => character.codePointAt(0) ?? 0));
  const at = left.findIndex((point, i) => point !== right[i]);
  return at === -1 ? left.length - right.length : left[at] - (right[at] ?? -1);
}

const ALL = ["user_id", "device_id", "card_id", "user.address"];
const cell = (...texts: readonly string[]) => fc.constantFrom("", ...texts);
const user = cell("u1", "u2", "u3", "u10", "用户", "\uffee", "😀");
const row: fc.Arbitrary<Row> = fc.record({
  user_id: user,
  device_id: cell("d1", "d2", "d3", "u1", "d=1"),
  card_id: cell("c1", "c2", "c3", "c4", "c5"),
});
const home = cell("Rue 1", "Rue 2");
const addresses = fc.record({ u1: home, u2: home, u3: home, u10: home });
const names = fc.shuffledSubarray(ALL, { minLength: 2 });

describe("joining identities", () => {
  it("finds what a search through all rows finds, whatever the columns and their order", () => {
    let apart = 0;
    let chained = 0;
    fc.assert(
      fc.property(fc.array(row, { minLength: 1, maxLength: 14 }), addresses, names, (rows, of, chosen) => {
        const whole = rows.map(
          (each): Row => ({
            ...each,
            "user.address": of[each.user_id as keyof typeof of] ?? "",
          }),
        );
        const expected = searched(whole, chosen);
        expect(personsOf(columnsOf(rows, { addresses: of }), ...chosen)).toEqual(expected);
        apart += new Set(expected).size > 2 ? 1 : 0;
        chained += expected.some(
          (text, i) => text !== "" && chosen.every((name) => text !== `${name}=${whole[i][name]}`),
        )
          ? 1
          : 0;
      }),
      { numRuns: 500, seed: 90 },
    );
    expect(Math.min(apart, chained)).toBeGreaterThan(100); // else the cases test nothing
  });

  it("gives a row the same text wherever it stands among the others", () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 14 }), names, fc.gen(), (rows, chosen, gen) => {
        const order = gen(() => fc.shuffledSubarray([...rows.keys()], { minLength: rows.length }));
        const straight = personsOf(columnsOf(rows), ...chosen);
        const shuffled = personsOf(columnsOf(order.map((i) => rows[i])), ...chosen);
        expect(shuffled).toEqual(order.map((i) => straight[i]));
      }),
      { numRuns: 200, seed: 91 },
    );
  });

  it("joins by way of rows that share nothing with each other", () => {
    const rows = [
      { user_id: "b", device_id: "d1" },
      { user_id: "x" },
      { user_id: "c", device_id: "d1", card_id: "c1" },
      { user_id: "a", card_id: "c1" },
    ];
    expect(personsOf(columnsOf(rows), "user_id", "device_id", "card_id")).toEqual([
      "user_id=a",
      "user_id=x",
      "user_id=a",
      "user_id=a",
    ]);
    expect(personsOf(columnsOf(rows), "card_id", "device_id")).toEqual(["card_id=c1", "", "card_id=c1", "card_id=c1"]);
  });

  it("never joins by an empty cell, nor by one text in two columns", () => {
    const rows = [{ user_id: "1" }, { device_id: "1" }, { card_id: "1" }, {}];
    expect(personsOf(columnsOf(rows), "user_id", "device_id", "card_id")).toEqual([
      "user_id=1",
      "device_id=1",
      "card_id=1",
      "",
    ]);
  });

  it("takes the text that is first by code points, not by UTF-16", () => {
    const rows = [
      { user_id: "😀", device_id: "d" },
      { user_id: "\uffee", device_id: "d" },
    ];
    expect(personsOf(columnsOf(rows), "user_id", "device_id")).toEqual(["user_id=\uffee", "user_id=\uffee"]);
  });

  it("counts rows that were added behind the log's", () => {
    const rows = [
      { user_id: "u2" },
      { user_id: "u3" },
      { user_id: "a1", device_id: "d" },
      { user_id: "u3", device_id: "d" },
    ];
    const columns = joinIdentities(columnsOf(rows, { length: 2 }), new Map([["person", ["user_id", "device_id"]]]));
    const person = columns.text.get("person") as TextColumn;
    expect([...person.codes]).toEqual([1, 2, 2, 2]);
    expect(columns.length).toBe(2);
    expect(person.dictionary.text(2)).toBe("user_id=a1");
  });

  it("makes a dictionary in the order of the rows that knows its texts both ways", () => {
    const rows = [{ device_id: "d=9" }, {}, { user_id: "u2", device_id: "d1" }, { user_id: "u1", device_id: "d1" }];
    const columns = joinIdentities(columnsOf(rows), new Map([["person", ["user_id", "device_id"]]]));
    const { codes, dictionary } = columns.text.get("person") as TextColumn;
    expect([...codes]).toEqual([1, 0, 2, 2]);
    expect(dictionary.size).toBe(3);
    for (let code = 0; code < 3; code++) expect(dictionary.codeOf(dictionary.text(code))).toBe(code);
    // Cells that do not speak for their identity, and texts that are none.
    for (const text of ["user_id=u2", "device_id=d1", "user_id=", "d=9", "card_id=d1"]) {
      expect(dictionary.codeOf(text)).toBe(-1);
    }
  });

  it("replaces a column of that name, and keeps identities apart", () => {
    const identities = new Map([
      ["person", ["user_id", "device_id"]],
      ["holder", ["user_id", "card_id"]],
    ]);
    const once = joinIdentities(
      columnsOf([{ user_id: "u", device_id: "d", card_id: "c" }, { card_id: "c" }]),
      identities,
    );
    const twice = joinIdentities(once, identities);
    for (const { text } of [once, twice]) {
      expect([...(text.get("person") as TextColumn).codes]).toEqual([1, 0]);
      expect([...(text.get("holder") as TextColumn).codes]).toEqual([1, 1]);
      expect([...text.keys()]).toEqual(["device_id", "card_id", "user.address", "person", "holder"]);
    }
  });

  it("leaves an identity out whose columns nobody asked for", () => {
    const columns = columnsOf([{ user_id: "u" }]);
    expect(joinIdentities(columns, new Map([["person", ["user_id", "store_id"]]])).text.has("person")).toBe(false);
    expect(joinIdentities(columns, new Map())).toBe(columns);
  });
});
