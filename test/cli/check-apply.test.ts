/** Expected values written into the text of a suite: what is written reads back as it was meant, and every other character stays. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import type { Update } from "../../src/check/check-document.js";
import { applyUpdates } from "../../src/cli/check-apply.js";

const set = (path: string, value: Update["value"]): Update => ({
  path: path.split(".").map((step) => (/^\d+$/.test(step) ? Number(step) : step)),
  value,
});

/** A suite whose only expectation is `lines`, and what becomes of them. */
function edited(lines: string, ...updates: Update[]): string {
  const head =
    "campaigns: c.yaml # which\ncases:\n- name:   one\n  given: {payment: { amount:  100.00 }}   # odd  layout\n  expect:";
  const tail = "  # after\n- name: 'two'\n  expect: { payable: 1.00 }\n";
  const { text, left } = applyUpdates(`${head}${lines}${tail}`, updates);
  expect(left).toEqual([]);
  expect(text.startsWith(head)).toBe(true);
  expect(text.endsWith(tail)).toBe(true);
  return text.slice(head.length, text.length - tail.length);
}

const E = "cases.0.expect";

describe("a text in the place of a text", () => {
  it.each([
    [" { payable: 5.00 }\n", "6.00", " { payable: 6.00 }\n"],
    ["\n    payable:   5.00   # five\n", "6.00", "\n    payable:   6.00   # five\n"],
    ["\n    payable: '5.00'\n", "6.00", "\n    payable: '6.00'\n"],
    ['\n    payable: "5.00"\n', "6.00", '\n    payable: "6.00"\n'],
    ["\n    payable:\n      5.00 # below\n", "6.00", "\n    payable:\n      6.00 # below\n"],
    ["\n    payable:\n", "6.00", "\n    payable: 6.00\n"],
    ["\n    payable: # nothing yet\n", "6.00", "\n    payable: 6.00 # nothing yet\n"],
    ["\n    payable: 5.00\n", "a: b #c", '\n    payable: "a: b #c"\n'],
    ["\n    payable: 5.00\n", "", '\n    payable: ""\n'],
    ["\n    payable: 'it''s'\n", "isn't", "\n    payable: 'isn''t'\n"],
    ["\n    payable: |\n      5.00\n    # kept\n", "6.00", "\n    payable: 6.00\n    # kept\n"],
    ["\n    payable: !!str 5.00\n", "6.00", "\n    payable: !!str 6.00\n"],
    ["\n    payable: 5.00\n", "周五", "\n    payable: 周五\n"],
  ])("%j and %j are %j", (before, value, after) => {
    expect(edited(before, set(`${E}.payable`, value))).toBe(after);
  });

  it("keeps Windows line breaks, a byte order mark, and a file without a last line break", () => {
    const text = "\ufeffcases:\r\n  - expect:\r\n      a: 1 # one\r\n      b: 2";
    expect(applyUpdates(text, [set(`${E}.b`, "3"), set(`${E}.c`, "4")]).text).toBe(
      "\ufeffcases:\r\n  - expect:\r\n      a: 1 # one\r\n      b: 3\r\n      c: 4",
    );
  });
});

describe("keys that come and go", () => {
  it.each<[string, string, Update[], string]>([
    ["one more below", "\n    a: 1 # x\n", [set(`${E}.b`, "2")], "\n    a: 1 # x\n    b: 2\n"],
    ["one more within", " { a: 1 }\n", [set(`${E}.b`, "2")], " { a: 1, b: 2 }\n"],
    ["one more on a line of its own", " {\n    a: 1\n  }\n", [set(`${E}.b`, "2")], " {\n    a: 1,\n    b: 2\n  }\n"],
    ["the first", " {}\n", [set(`${E}.b`, "2")], " { b: 2 }\n"],
    ["a block", "\n    a: 1\n", [set(`${E}.offers.friday`, "2")], "\n    a: 1\n    offers: { friday: 2 }\n"],
    ["a block for nothing", "\n    offers:\n", [set(`${E}.offers.friday`, "2")], "\n    offers: { friday: 2 }\n"],
    [
      "a block for a word",
      "\n    offers: none # no\n",
      [set(`${E}.offers.friday`, "2")],
      "\n    offers: { friday: 2 } # no\n",
    ],
    [
      "a word for a block",
      "\n    o:\n      f: 2\n      g: 3 # x\n    p: 1\n",
      [set(`${E}.o`, "none")],
      "\n    o: none # x\n    p: 1\n",
    ],
    ["gone below", "\n    a: 1 # x\n    b: 2 # y\n", [set(`${E}.a`, undefined)], "\n    b: 2 # y\n"],
    ["gone within", " { a: 1, b: 2, c: 3 }\n", [set(`${E}.b`, undefined)], " { a: 1, c: 3 }\n"],
    ["the last within gone", " { a: 1, b: 2 }\n", [set(`${E}.b`, undefined)], " { a: 1 }\n"],
    ["the only one gone", "\n    o:\n      f: 2\n    p: 1\n", [set(`${E}.o.f`, undefined)], "\n    o: {}\n    p: 1\n"],
    [
      "a block as a whole",
      "\n    o:\n      f: 2 # why f\n      g: 3\n    p: 1\n",
      [set(`${E}.o`, { f: "2", h: "4" })],
      "\n    o:\n      f: 2 # why f\n      h: 4\n    p: 1\n",
    ],
    ["names that need quotes", " { a: 1 }\n", [set(`${E}.a, b: c`, "[x]")], ' { a: 1, "a, b: c": "[x]" }\n'],
  ])("%s", (_, before, updates, after) => {
    expect(edited(before, ...updates)).toBe(after);
  });
});

describe("lists", () => {
  it.each<[string, string, Update["value"], string]>([
    [
      "an item more below",
      "\n    l:\n    - a # x\n    - b\n",
      ["a", "b", "c"],
      "\n    l:\n    - a # x\n    - b\n    - c\n",
    ],
    ["an item less below", "\n    l:\n      - a # x\n      - b\n", ["a"], "\n    l:\n      - a # x\n"],
    ["other items within", " { l: [ a,  b ] }\n", ["a", "c", "d"], " { l: [ a,  c, d ] }\n"],
    ["fewer within", " { l: [a, b, c] }\n", ["a"], " { l: [a] }\n"],
    ["none", " { l: [a, b] }\n", [], " { l: [] }\n"],
    ["a word", "\n    l: [a, b]\n", "none", "\n    l: none\n"],
    ["for a word", "\n    l: a\n", ["a", "b"], "\n    l: [a, b]\n"],
  ])("%s", (_, before, value, after) => {
    expect(edited(before, set(`${E}.l`, value))).toBe(after);
  });

  it("loses several items told one by one", () => {
    const gone = [1, 2].map((index) => set(`${E}.l.${index}`, undefined));
    expect(edited(" { l: [a, b, c] }\n", ...gone)).toBe(" { l: [a] }\n");
  });
});

describe("JSON", () => {
  const text = `{\n  "cases": [\n    { "expect": {\n        "payable": 5.00,\n        "chosen": "friday"\n    } }\n  ]\n}\n`;

  it("stays JSON", () => {
    const { text: after } = applyUpdates(text, [
      set(`${E}.payable`, "6.10"),
      set(`${E}.chosen`, "rain"),
      set(`${E}.offers`, { rain: "6.10", "a b": "none" }),
    ]);
    expect(after).toBe(
      text.replace("5.00", "6.10").replace('"friday"', '"rain",\n        "offers": { "rain": 6.10, "a b": "none" }'),
    );
    expect(JSON.parse(after).cases[0].expect.offers.rain).toBe(6.1);
  });

  it("puts a word in the place of a number in quotes", () => {
    expect(applyUpdates(text, [set(`${E}.payable`, "none")]).text).toBe(text.replace("5.00", '"none"'));
  });
});

describe("what anchors share", () => {
  const text =
    "shared: &x { a: 1 }\ncases:\n  - given: *x\n    expect: *x\n  - given: &y 5\n    expect: { b: *y, c: &z 1, d: *z }\n";

  it("is left alone where a change would reach further", () => {
    const updates = [set(`${E}.a`, "2"), set("cases.1.expect.c", "2")];
    expect(applyUpdates(text, updates)).toEqual({ text, written: [], left: updates });
  });

  it("is written out at the place that changes, where it can be", () => {
    const inPlace = set("cases.1.expect.b", "6");
    expect(applyUpdates(text, [set(`${E}.a`, "2"), inPlace])).toMatchObject({
      text: text.replace("b: *y", "b: 6"),
      written: [inPlace],
    });
    expect(applyUpdates(text, [set(E, { a: "2" })]).left).toHaveLength(1);
  });
});

/** A tree of expectations, and how it is laid out. */
type Tree = string | Tree[] | { [key: string]: Tree };
const word = fc.constantFrom(
  "5.00",
  "0",
  "none",
  "friday",
  "a b",
  "it's",
  "x: y",
  "# no",
  "",
  "周五",
  "-",
  "[a]",
  "*z",
  "true",
);
const key = fc.constantFrom("offers", "payable", "周五", "a b", "x:", "7");
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    word,
    fc.dictionary(key, tie("tree"), { maxKeys: 3, noNullPrototype: true }),
    fc.array(tie("tree"), { maxLength: 3 }),
  ),
}));
const block = fc.dictionary(key, tree, { minKeys: 1, maxKeys: 4, noNullPrototype: true });

function layout(value: Tree, indent: string, flow: boolean): string {
  if (typeof value === "string") return /^[\w.]+$/.test(value) ? value : `'${value.replaceAll("'", "''")}'`;
  const entries = Array.isArray(value)
    ? value.map((item) => ["", item] as const)
    : Object.entries(value).map(([name, item]) => [`"${name}": `, item] as const);
  const [open, close] = Array.isArray(value) ? "[]" : "{}";
  const inline = (name: string, item: Tree) => name + layout(item, indent, true);
  if (flow || entries.length === 0) return open + entries.map(([name, item]) => inline(name, item)).join(" , ") + close;
  const lines = entries.map(([name, item]) => {
    const inner = layout(item, `${indent}  `, JSON.stringify(item).length % 3 === 0);
    const mark = Array.isArray(value) ? "- " : name;
    return inner.startsWith("\n") ? `${indent}${mark.trimEnd()}${inner}` : `${indent}${mark}${inner} # note`;
  });
  return `\n${lines.join("\n")}`;
}

it("any expectation becomes any other, and nothing else changes", () => {
  fc.assert(
    fc.property(block, block, fc.boolean(), fc.boolean(), (before, after, flow, crlf) => {
      const breaks = (text: string) => (crlf ? text.replaceAll("\n", "\r\n") : text);
      const head = breaks("campaigns: x\ncases:\n  # first\n  - given:   { a: '1' }\n    expect:");
      const tail = breaks("\n    # end\n  - name: last # of all\nthresholds: [ a,  b ]\n");
      const expectation = layout(before, "      ", flow);
      const text = `${head}${breaks(expectation.startsWith("\n") ? expectation : ` ${expectation}`)}${tail}`;
      const result = applyUpdates(text, [set(E, after)]);
      expect(result.left).toEqual([]);
      expect(parse(result.text, { schema: "failsafe" })).toEqual({
        campaigns: "x",
        cases: [{ given: { a: "1" }, expect: after }, { name: "last" }],
        thresholds: ["a", "b"],
      });
      expect(result.text.slice(0, head.length)).toBe(head);
      expect(result.text.slice(-tail.length)).toBe(tail);
      if (crlf) expect(result.text).not.toMatch(/[^\r]\n/);
    }),
    { numRuns: 300 },
  );
});
