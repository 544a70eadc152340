/** What `promosim check` prints as text: every check with ✓ or ✗, then each failure with what was expected and what came, and the count last. */
import type { CheckDocument, CheckResult, Mismatch, SuiteResult } from "../check/check-document.js";
import type { Position } from "../domain/problem.js";
import { excerptLines } from "../report/format-problem.js";
import { blanks, clip, cut, type Line, span } from "../report/layout/line.js";
import { createPainter } from "../report/layout/palette.js";
import { sanitize } from "../report/layout/sanitize.js";
import { wrap } from "../report/layout/wrap.js";
import { placeInWords, resultsOf, sumUpCheck } from "./check-in-words.js";
import type { TextOptions } from "./render-validation.js";
import { warningLines } from "./warning-lines.js";

const NARROWEST = 40;

/** Texts of the suites by the names that the document gives them, for excerpts. */
export type SuiteTexts = ReadonlyMap<string, string>;

export function checkText(document: CheckDocument, texts: SuiteTexts, options: TextOptions): string {
  const columns = Math.max(NARROWEST, options.columns);
  const failures = document.suites.flatMap((suite) =>
    resultsOf(suite)
      .filter(({ passed }) => !passed)
      .flatMap((result) => failureLines(suite, result, texts, columns)),
  );
  const lines: Line[] = [
    ...document.suites.flatMap((suite) => suiteLines(suite, columns)),
    ...failures,
    [span(sumUpCheck(document), document.failed === 0 ? "good" : "bad")],
  ];
  const paint = createPainter(options.color);
  return lines.map((line) => `${paint(clip(line, columns))}\n`).join("");
}

function suiteLines(suite: SuiteResult, columns: number): Line[] {
  return [
    ...wrap(suite.file, { columns, indent: 0, style: "heading" }),
    ...resultsOf(suite).flatMap((result) => resultLines(result, columns)),
    ...warningLines(suite.warnings, columns),
    [],
  ];
}

function resultLines({ passed, name, words }: CheckResult, columns: number): Line[] {
  const mark = passed ? span("  ✓ ", "good") : span("  ✗ ", "bad");
  const title = wrap(name, { columns, indent: 4 }).map((line, i) => (i === 0 ? [mark, ...line.slice(1)] : line));
  return [...title, ...wrap(words, { columns, indent: 6, style: passed ? "dim" : "plain" })];
}

function failureLines({ file }: SuiteResult, result: CheckResult, texts: SuiteTexts, columns: number): Line[] {
  const heading = wrap(`✗ ${file} › ${result.name}`, { columns, indent: 0, style: "bad" });
  if (result.mismatches.length === 0) {
    return [...heading, ...placeLines(result.at, texts, columns), ...wrap(result.words, { columns }), []];
  }
  return [...heading, ...result.mismatches.flatMap((mismatch) => mismatchLines(mismatch, texts, columns))];
}

function mismatchLines(mismatch: Mismatch, texts: SuiteTexts, columns: number): Line[] {
  return [
    ...placeLines(mismatch.at, texts, columns),
    ...wrap(mismatch.path, { columns, style: "dim" }),
    ...valueLines("expected", mismatch.expected, columns, "plain"),
    ...valueLines("came", mismatch.actual, columns, "strong"),
    [],
  ];
}

function placeLines(at: Position, texts: SuiteTexts, columns: number): Line[] {
  const place = wrap(placeInWords(at), { columns });
  const excerpt =
    at.line === 0
      ? undefined
      : texts
          .get(at.file)
          ?.split("\n")
          [at.line - 1]?.replace(/^\ufeff|\r$/g, "");
  if (excerpt === undefined || at.column === 0) return place;
  return [...place, ...excerptLines(excerpt, at.line, at.column).map((line) => [span(line, "dim")])];
}

/** Cells before a value: as many as `expected` and two blanks need, so that both values stand below each other. */
const VALUE_INDENT = 12;

/** The value letter by letter: its blanks are a part of it, and two that differ in them alone must look different. */
function valueLines(label: string, value: string, columns: number, style: "plain" | "strong"): Line[] {
  const head = span(`  ${label}`.padEnd(VALUE_INDENT), "dim");
  const pieces: string[] = [];
  for (let rest = sanitize(value); rest !== "" || pieces.length === 0; ) {
    const piece = cut(rest, columns - VALUE_INDENT) || rest;
    pieces.push(piece);
    rest = rest.slice(piece.length);
  }
  return pieces.map((piece, i) => [i === 0 ? head : blanks(VALUE_INDENT), span(piece, style)]);
}
