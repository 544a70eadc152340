import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Interner } from "../../src/transactions/intern.js";
import { trimEnd, trimStart } from "../../src/transactions/trim-bytes.js";

function intern(dictionary: Interner, text: string): number {
  const bytes = Buffer.from(`<${text}>`);
  return dictionary.intern(bytes, 1, bytes.length - 1);
}

describe("a dictionary", () => {
  test("numbers texts in the order of their first appearance, and the empty text is 0", () => {
    const dictionary = new Interner();
    expect(["b", "", "a", "b", "上海"].map((text) => intern(dictionary, text))).toEqual([1, 0, 2, 1, 3]);
    expect(dictionary.size).toBe(4);
    expect(dictionary.text(3)).toBe("上海");
    expect(dictionary.codeOf("a")).toBe(2);
    expect(dictionary.codeOf("")).toBe(0);
    expect(dictionary.codeOf("c")).toBe(-1);
  });

  test("does not take a lone surrogate for the replacement character", () => {
    const dictionary = new Interner();
    intern(dictionary, "\ufffd");
    expect(dictionary.codeOf("\ud800")).toBe(-1);
    expect(dictionary.codeOf("\ufffd")).toBe(1);
  });

  test("keeps a leading byte order mark that is part of the text", () => {
    const dictionary = new Interner();
    expect(dictionary.text(intern(dictionary, "\ufeffa"))).toBe("\ufeffa");
  });

  test("holds what a Map would, grown or trimmed", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ maxLength: 6 }), { maxLength: 3000, size: "max" }), (words) => {
        const dictionary = new Interner();
        const model = new Map([["", 0]]);
        for (const word of words) {
          const text = word.toWellFormed?.() ?? word;
          if (!model.has(text)) model.set(text, model.size);
          expect(intern(dictionary, text)).toBe(model.get(text));
        }
        dictionary.trim();
        for (const [text, code] of model) {
          expect(dictionary.text(code)).toBe(text);
          expect(dictionary.codeOf(text)).toBe(code);
        }
      }),
      { numRuns: 20 },
    );
  });

  test("finds a text of one dictionary in another", () => {
    const [left, right] = [new Interner(), new Interner()];
    for (const text of ["x", "y", "z"]) intern(left, text);
    intern(right, "z");
    expect([0, 1, 2, 3].map((code) => left.findIn(right, code))).toEqual([0, -1, -1, 1]);
  });

  test("counts upwards through a hundred thousand ids", () => {
    const dictionary = new Interner();
    for (let i = 0; i < 100_000; i++) expect(intern(dictionary, `T${i}`)).toBe(i + 1);
    for (let i = 0; i < 100_000; i += 997) expect(dictionary.text(dictionary.codeOf(`T${i}`))).toBe(`T${i}`);
  });
});

describe("trimming bytes", () => {
  test("is String.trim", () => {
    const blanks = [..."\t\n\v\f\r \u00a0\u1680\u2000\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"];
    const lookalikes = [...'a\u0085\u200b\u180e\u2060\u00a1\u3001\u2010\u00e0é上😀\u0000"'];
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...blanks, ...lookalikes), maxLength: 8 }), (text) => {
        const bytes = Buffer.from(text);
        const from = trimStart(bytes, 0, bytes.length);
        expect(bytes.subarray(from, trimEnd(bytes, from, bytes.length)).toString()).toBe(text.trim());
      }),
      { numRuns: 3000 },
    );
  });
});
