import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import type { Problem } from "../../src/domain/problem.js";
import { formatProblem } from "../../src/report/format-problem.js";

function problem(over: Partial<Problem>): Problem {
  const at = { file: "campaigns.yaml", line: 14, column: 13 };
  return { code: "unknown-mode", severity: "error", message: 'no discount mode is called "percent"', at, ...over };
}

/** Terminal columns before the caret. */
function caretAt(text: string): number {
  return text.split("\n")[2].indexOf("^");
}

describe("a printed problem", () => {
  it("has place, code, sentence, excerpt with caret, and remedy", () => {
    const text = formatProblem(problem({ excerpt: "      mode: percent", hint: 'did you mean "percent_off"?' }));
    expect(text).toBe(
      [
        'campaigns.yaml:14:13: error[unknown-mode]: no discount mode is called "percent"',
        "  14 |       mode: percent",
        "     |             ^",
        '  help: did you mean "percent_off"?',
      ].join("\n"),
    );
  });

  it("names the file alone where the problem is the file", () => {
    const at = { file: "campaigns.yaml", line: 0, column: 0 };
    expect(formatProblem(problem({ at, severity: "warning" }))).toBe(
      'campaigns.yaml: warning[unknown-mode]: no discount mode is called "percent"',
    );
  });

  it("puts the caret under the place after wide and combined characters", () => {
    const excerpt = "  name: 周五🎉, x";
    const column = [...excerpt].indexOf("x") + 1;
    const text = formatProblem(problem({ excerpt, at: { file: "f", line: 1, column } }));
    const [, shown] = text.split("\n");
    expect(caretAt(text)).toBe(stringWidth(shown.slice(0, shown.indexOf("x"))));
  });

  it("cuts a long line around the caret, however long it is", () => {
    const excerpt = `${"a".repeat(1_000_000)}HERE${"b".repeat(1_000_000)}`;
    const text = formatProblem(problem({ excerpt, at: { file: "f", line: 1, column: 1_000_001 } }));
    const [, shown, caret] = text.split("\n");
    expect(shown.length).toBeLessThan(90);
    expect(shown.slice(caret.indexOf("^")).startsWith("HEREb")).toBe(true);
    expect(shown).toContain("…a");
    expect(shown.endsWith("b…")).toBe(true);
  });

  it("cuts by terminal columns where characters are wide", () => {
    const text = formatProblem(problem({ excerpt: "周".repeat(200), at: { file: "f", line: 1, column: 50 } }));
    const [, shown] = text.split("\n");
    expect(stringWidth(shown)).toBeLessThan(100);
    expect(stringWidth(shown.slice(0, caretAt(text)))).toBeGreaterThan(caretAt(text));
  });

  it("lets nothing through that a terminal would obey", () => {
    const evil = "\u001b[31mred\u0007\u202Eback\u0000";
    const text = formatProblem(
      problem({ message: evil, hint: evil, excerpt: evil, at: { file: evil, line: 1, column: 1 } }),
    );
    expect(text.replaceAll("\n", "")).not.toMatch(/[\p{Cc}\u202e]/u);
    expect(text).toContain("red");
  });
});
