import { describe, expect, it } from "vitest";
import { columnsNeeded } from "../../src/campaigns/columns-needed.js";
import { loadCampaigns } from "../../src/campaigns/load-campaigns.js";
import { InputError } from "../../src/domain/problem.js";
import { DISCOUNT, fileWith, HEAD, load, problemsIn } from "./campaign-text.js";

function codesIn(text: string): readonly string[] {
  return problemsIn(text).map(({ code }) => code);
}

describe("hostile campaign files", () => {
  it.each([
    ["brackets", "[".repeat(10_000) + "]".repeat(10_000)],
    ["open brackets", "[".repeat(1_000_000)],
    ["blocks in braces", "{a: ".repeat(10_000)],
    ["dashes", `${"- ".repeat(10_000)}x`],
    ["explicit keys", `${"? ".repeat(10_000)}x`],
    ["indentation", Array.from({ length: 1500 }, (_, i) => `${" ".repeat(i)}a:`).join("\n")],
    ["a mixture inside a campaign", `${HEAD}campaigns:\n  - ${"[{a: ".repeat(5000)}`],
  ])("survive 10,000 levels of %s", (_name, text) => {
    expect(codesIn(text)).toEqual(["nested-too-deeply"]);
  });

  it("take a nesting that a campaign may need", () => {
    const scope = `${"[".repeat(40)}Paris${"]".repeat(40)}`;
    expect(codesIn(fileWith(DISCOUNT, `scope: { city: ${scope} }`))).toEqual(["wrong-shape"]);
  });

  it("survive aliases that multiply, and aliases of themselves", () => {
    const letters = [..."abcdefghijklmnop"];
    const bomb = letters.map(
      (letter, i) =>
        `${letter}: &${letter} [${Array(10)
          .fill(i === 0 ? "x" : `*${letters[i - 1]}`)
          .join(", ")}]`,
    );
    expect(codesIn(bomb.join("\n"))).toEqual(["too-many-aliases"]);
    expect(codesIn("a: &a [*a]")).toEqual(["unknown-alias"]);
  });

  it("find keys of objects to be keys like any other", () => {
    const text = fileWith(
      DISCOUNT,
      "__proto__: { paused: true }",
      "constructor: 1",
      "toString: 2",
      "budget: { __proto__: 3, total: 1.00 }",
    );
    expect(codesIn(text)).toEqual(["unknown-key", "unknown-key", "unknown-key", "unknown-key"]);
    const { scope } = load(fileWith(DISCOUNT, "scope: { constructor: x, __proto__: y }")).campaigns[0];
    expect(scope.map(({ column }) => column)).toEqual(["constructor", "__proto__"]);
    expect(({} as { paused?: boolean }).paused).toBeUndefined();
  });

  it("refuse modes and kinds that are names of object members", () => {
    expect(codesIn(fileWith("discount: { mode: constructor }", "eligibility: [{ toString: true }]"))).toEqual([
      "unknown-mode",
      "unknown-eligibility",
    ]);
  });

  it("are refused above 4 MiB before anything reads them", () => {
    const bytes = new Uint8Array(4 * 1024 * 1024 + 1);
    expect(() => loadCampaigns([{ file: "large.yaml", bytes }])).toThrow(InputError);
    expect(() => loadCampaigns([{ file: "large.yaml", bytes }])).toThrow("up to 4 MiB");
  });

  it("are refused in UTF-16", () => {
    expect(() => loadCampaigns([{ file: "wide.yaml", bytes: new Uint8Array([0xff, 0xfe, 0x76, 0]) }])).toThrow(
      "UTF-16",
    );
  });

  it("survive more problems and columns than a call takes arguments", () => {
    const repeated = `${HEAD}campaigns: []\n${"a: b\n".repeat(150_000)}`;
    expect(codesIn(repeated)).toHaveLength(149_999);
    const columns = Array(130_000).fill("city");
    const set = load(fileWith(DISCOUNT, `limits: [{ max: 1, per: [${columns.join(", ")}] }]`));
    expect(columnsNeeded(set)).toEqual(new Map([["city", ["spring"]]]));
  }, 60_000);

  it.each([
    ["quotes", '"'],
    ["quotes on lines of their own", '"\n'],
    ["quotes and blanks", '"" '],
    ["closing brackets", "]"],
    ["brackets", "[]"],
    ["indents that change", " a: b\n  a: b\n"],
  ])(
    "end quickly for a megabyte of %s",
    (_name, piece) => {
      const start = performance.now();
      expect(codesIn(piece.repeat(1_000_000 / piece.length)).length).toBeGreaterThan(0);
      expect(performance.now() - start).toBeLessThan(20_000);
    },
    60_000,
  );

  it.each([
    ["brackets", "campaigns: [{ id: a, discount: { mode: amount_off\n"],
    ["a quote", "campaigns:\n  - id: 'a\n    status: active\n"],
    ["a double quote", 'campaigns:\n  - id: "a\n    status: active\n'],
  ])("say once that the file ends inside %s", (_name, text) => {
    expect(problemsIn(text).map(({ message }) => message)).toEqual(["the file ends inside a quote or bracket"]);
  });

  it("print at most a few problems of syntax, and all of sense", () => {
    expect(codesIn('"'.repeat(2000)).length).toBeLessThanOrEqual(5);
    const many = fileWith(DISCOUNT, `limits: [${Array(2000).fill("{ max: x }").join(", ")}]`);
    expect(codesIn(many)).toHaveLength(2000);
  });
});
