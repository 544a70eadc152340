/** The document as JSON. */
import { parse, stringify } from "lossless-json";
import { describe, expect, it } from "vitest";
import { jsonPieces, renderJson } from "../../src/report/formats/json.js";
import { madeUpDocument } from "./made-up-document.js";
import { madeUpReport } from "./made-up-report.js";
import { CAMPAIGNS, EVENTS } from "./worked-example.js";

describe("renderJson", () => {
  it("writes sums beyond 2^53 digit by digit", () => {
    const price = Number.MAX_SAFE_INTEGER;
    const payment = { type: "payment", timeMs: 0, user: "u", merchant: "m", price, taken: [] } as const;
    const text = renderJson(madeUpReport([], [payment, payment, payment]).document);
    expect(text).toContain('"price_minor": 27021597764222973,');
  });

  it("indents by two, ends with one newline, and is the report.json of --out", () => {
    const { document, files } = madeUpReport(CAMPAIGNS, EVENTS);
    const text = renderJson(document);
    expect(text.startsWith('{\n  "schema_version": 1,\n  "tool": {\n    "name": "promosim",')).toBe(true);
    expect(text.endsWith("\n}\n")).toBe(true);
    expect(files.get("report.json")).toBe(text);
  });

  it("gives the same bytes for the same run", () => {
    const [first, second] = [0, 1].map(() => renderJson(madeUpReport(CAMPAIGNS, EVENTS).document));
    expect(second).toBe(first);
  });

  it("writes doubles in the shortest form that reads back the same", () => {
    const document = madeUpDocument();
    document.campaigns[0].budget.utilization = 0.1 + 0.2;
    expect(renderJson(document)).toContain('"utilization": 0.30000000000000004,');
  });

  it("lets no terminal escape and no bidi mark through, and loses none", () => {
    const document = madeUpDocument();
    const name = 'a\u001b[31m\u009b2J\u007f\u202e\u2066\u200f"\\';
    document.campaigns[0].name = name;
    const text = renderJson(document);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(text).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/);
    expect((parse(text) as unknown as ReturnType<typeof madeUpDocument>).campaigns[0].name).toBe(name);
  });
});

describe("jsonPieces", () => {
  it("keeps pieces short however many merchants there are, and gives the same text in all", () => {
    const { document } = madeUpReport(CAMPAIGNS, EVENTS);
    const [line] = document.merchants;
    document.merchants = Array.from({ length: 20_000 }, (_, i) => ({ ...line, merchant_id: `M${i}` }));
    const pieces = [...jsonPieces(document)];
    expect(Math.max(...pieces.map((piece) => piece.length))).toBeLessThan(2 ** 17);
    expect(pieces.join("")).toBe(`${stringify(document, null, 2)}\n`);
  });
});
