/** What `promosim check` prints of results, in each format: nothing passes that failed, nothing fails that passed, and no name is markup. */
import { stripVTControlCharacters } from "node:util";
import fc from "fast-check";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import type { CheckDocument } from "../../src/check/check-document.js";
import { checkText } from "../../src/cli/render-check.js";
import { checkGithub } from "../../src/cli/render-check-github.js";
import { checkJunit } from "../../src/cli/render-check-junit.js";
import { checked, FILE, failedCase, mismatch, result, SUITE, threshold } from "./made-up-check.js";
import { parseXml } from "./xml-parser.js";

const TEXTS = new Map([[FILE, SUITE]]);
const text = (document: CheckDocument, columns = 80, color = false) => checkText(document, TEXTS, { columns, color });

describe("text", () => {
  it("lists every check, then each failure with its place, and counts them last", () => {
    const document = checked([result({ name: "nothing below 50" }), failedCase], [threshold(true)]);
    expect(text(document)).toBe(`friday.suite.yaml
  ✓ nothing below 50
  ✗ takes ten off
  ✓ totals.discount_minor <= 20.00
      totals.discount_minor is 20.00, which is not above 20.00

✗ friday.suite.yaml › takes ten off
  friday.suite.yaml:5:25
  5 |       offers: { friday: 5.00 }
    |                         ^
  cases[0].expect.offers.friday
  expected  5.00
  came      10.00

  friday.suite.yaml:6:16
  6 |       payable: 90.00
    |                ^
  cases[0].expect.payable
  expected  90.00
  came      95.00

2 passed, 1 failed
`);
  });

  it("says of a threshold what its words say, and no other", () => {
    const failed = text(checked([], [threshold(false)]));
    expect(failed).toContain(
      "  ✗ totals.discount_minor <= 20.00\n      totals.discount_minor is 20.01, which is above",
    );
    expect(failed).toMatch(/\n {2}8 \| {3}- totals\.discount_minor <= 20\.00\n/);
    expect(failed).not.toContain("✓");
    const passed = text(checked([], [threshold(true)]));
    expect(passed).toContain("which is not above 20.00");
    expect(passed).not.toContain("✗");
  });

  it.each([80, 120])("fits %i columns, however long names and values are", (columns) => {
    const long = "周五 满一百减十 ".repeat(30);
    const document = checked([
      result({
        name: long,
        mismatches: [mismatch({ expected: long, actual: "z".repeat(300), path: "y".repeat(300) })],
      }),
    ]);
    const lines = text(document, columns).split("\n");
    expect(lines.filter((line) => stringWidth(line) > columns)).toEqual([]);
    expect(lines.join("").split("z")).toHaveLength(301);
  });

  it("shows blanks that values differ in", () => {
    const document = checked([result({ mismatches: [mismatch({ expected: '"a  b"', actual: '"a b"' })] })]);
    expect(text(document)).toContain('  expected  "a  b"\n  came      "a b"\n');
  });

  it("says the same with colour", () => {
    const document = checked([failedCase], [threshold(true), threshold(false)]);
    const coloured = text(document, 80, true);
    expect(coloured).not.toBe(text(document));
    expect(stripVTControlCharacters(coloured)).toBe(text(document));
  });
});

describe("junit", () => {
  it("has a testcase a check, with its place, and what failed", () => {
    const root = parseXml(checkJunit(checked([result({ name: '<a> & "b"' }), failedCase], [threshold(false)])));
    expect(root).toMatchObject({ name: "testsuites", attributes: { tests: "3", failures: "2", errors: "0" } });
    const [suite] = root.children;
    expect(suite.attributes).toMatchObject({ name: FILE, tests: "3", failures: "2" });
    expect(suite.children.map(({ attributes: { name, file, line } }) => [name, file, line])).toEqual([
      ['<a> & "b"', FILE, "3"],
      ["takes ten off", FILE, "3"],
      ["totals.discount_minor <= 20.00", FILE, "8"],
    ]);
    const [passed, failed, bound] = suite.children;
    expect(passed.children).toEqual([]);
    expect(failed.children[0].attributes).toEqual({ message: "offers.friday is 10.00, expected 5.00", type: "case" });
    expect(failed.children[0].text).toBe(
      `${FILE}:5:25: offers.friday is 10.00, expected 5.00\n${FILE}:6:16: payable is 95.00, expected 90.00`,
    );
    expect(bound.children[0].attributes.message).toBe("totals.discount_minor is 20.01, which is above 20.00");
  });

  it("is well-formed whatever names and values hold", () => {
    const anything = fc.string({ unit: "binary", maxLength: 30 });
    fc.assert(
      fc.property(anything, anything, fc.boolean(), (name, message, fails) => {
        const mismatches = fails ? [mismatch({ message, expected: name })] : [];
        const root = parseXml(checkJunit(checked([result({ name, mismatches })])));
        expect(root.children[0].children[0].children).toHaveLength(fails ? 1 : 0);
      }),
      { numRuns: 300 },
    );
  });
});

describe("github", () => {
  it("puts an error on the suite's line for each value that did not come, and counts last", () => {
    expect(checkGithub(checked([result(), failedCase], [threshold(true), threshold(false)]), undefined)).toBe(
      [
        "::error file=friday.suite.yaml,line=5,col=25,title=takes ten off::offers.friday is 10.00, expected 5.00",
        "::error file=friday.suite.yaml,line=6,col=16,title=takes ten off::payable is 95.00, expected 90.00",
        "::error file=friday.suite.yaml,line=8,col=5,title=totals.discount_minor <= 20.00::totals.discount_minor is 20.01, which is above 20.00",
        "2 passed, 2 failed",
        "",
      ].join("\n"),
    );
  });

  it("escapes what would end a property, a line or the command", () => {
    const failing = result({
      name: "50%, twice: yes",
      mismatches: [mismatch({ message: "a 100% b::c,\r\n::error::d" })],
    });
    const [line, summary] = checkGithub(checked([failing]), undefined).split("\n");
    expect(line).toBe(
      "::error file=friday.suite.yaml,line=5,col=25,title=50%25%2C twice%3A yes::a 100%25 b::c,  ::error::d",
    );
    expect(summary).toBe("0 passed, 1 failed");
  });

  it("names files from the repository's root", () => {
    const at = { file: "./suites/../suites/a.suite.yaml", line: 2, column: 1 };
    const document = checked([result({ mismatches: [mismatch({ at })] })]);
    const fileOf = (printed: string) => /file=([^,]*),/.exec(printed)?.[1];
    expect(fileOf(checkGithub(document, undefined))).toBe("suites/../suites/a.suite.yaml");
    expect(fileOf(checkGithub(document, process.cwd()))).toBe("suites/a.suite.yaml");
    expect(fileOf(checkGithub(document, "/elsewhere/work"))).toBe("suites/../suites/a.suite.yaml");
  });

  it("warns without failing", () => {
    const document = checked([result()]);
    const warnings = [{ code: "unused", message: "the log has no rows" }] as never;
    const suites = document.suites.map((suite) => ({ ...suite, warnings }));
    expect(checkGithub({ ...document, suites }, undefined)).toBe(
      "::warning file=friday.suite.yaml,title=unused::the log has no rows\n1 passed, 0 failed\n",
    );
  });
});

describe("all formats", () => {
  it("agree on what failed, for any results", () => {
    const results = fc.array(fc.tuple(fc.boolean(), fc.boolean(), fc.boolean()), { maxLength: 8 });
    fc.assert(
      fc.property(results, (drawn) => {
        const cases = drawn.map(([passed, hasMismatch, isThreshold], i) =>
          result({
            kind: isThreshold ? "threshold" : "case",
            name: `check ${i}`,
            passed,
            words: isThreshold ? `the words of ${i}` : "",
            mismatches: passed || !hasMismatch ? [] : [mismatch()],
          }),
        );
        const document = checked(cases);
        const failed = drawn.flatMap(([passed], i) => (passed ? [] : [`check ${i}`]));
        const printed = text(document);
        expect([...printed.matchAll(/^ {2}✗ (.*)$/gm)].map(([, name]) => name)).toEqual(failed);
        expect([...printed.matchAll(/^ {2}✓ /gm)]).toHaveLength(drawn.length - failed.length);
        const testcases = parseXml(checkJunit(document)).children[0].children;
        expect(testcases.filter(({ children }) => children.length > 0).map((one) => one.attributes.name)).toEqual(
          failed,
        );
        const annotated = [...checkGithub(document, undefined).matchAll(/^::error .*title=(.*?)::/gm)];
        expect(annotated.map(([, name]) => name)).toEqual(failed);
      }),
      { numRuns: 100 },
    );
  });
});
