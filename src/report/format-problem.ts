/** A problem as people read it: place, code and sentence, the line with a caret under the place, and the remedy. */
import stringWidth from "string-width";
import type { Problem } from "../domain/problem.js";
import { sanitize } from "./layout/sanitize.js";

/** Terminal columns that an excerpt may take. */
const EXCERPT_WIDTH = 72;
/** Characters of it that stand before the caret, if the line is longer. */
const BEFORE_CARET = 40;
const LONGEST_MESSAGE = 300;

/**
 * `campaigns.yaml:14:13: error[unknown-mode]: no discount mode is called "percent"`, an excerpt with a caret, `help: …`.
 * One to four lines without a break at the end; nothing in it moves a cursor or turns the direction of text.
 */
export function formatProblem(problem: Problem): string {
  const { file, line, column } = problem.at;
  const place = line === 0 ? file : `${file}:${line}:${column}`;
  const lines = [`${sanitize(place)}: ${problem.severity}[${problem.code}]: ${clip(sanitize(problem.message))}`];
  if (problem.excerpt !== undefined && line > 0 && column > 0)
    lines.push(...excerptLines(problem.excerpt, line, column));
  if (problem.hint !== undefined) lines.push(`  help: ${clip(sanitize(problem.hint))}`);
  return lines.join("\n");
}

/** The line with a caret under a place in it; columns count characters, from 1. */
export function excerptLines(excerpt: string, line: number, column: number): readonly string[] {
  const start = Math.max(0, column - 1 - BEFORE_CARET);
  // A line may be megabytes long: only what can be shown is looked at, character by character.
  const { shown, more } = charactersFrom(excerpt, start, BEFORE_CARET + EXCERPT_WIDTH);
  const before = sanitize(shown.slice(0, column - 1 - start).join(""));
  const after = sanitize(shown.slice(column - 1 - start).join(""));
  const lead = start > 0 ? `…${before}` : before;
  const fitted = startOf(after, EXCERPT_WIDTH - stringWidth(lead));
  const tail = more || fitted.length < after.length ? "…" : "";
  const gutter = String(line);
  return [
    `  ${gutter} | ${lead}${fitted}${tail}`.trimEnd(),
    `  ${" ".repeat(gutter.length)} | ${" ".repeat(stringWidth(lead))}^`,
  ];
}

function charactersFrom(text: string, start: number, count: number): { shown: string[]; more: boolean } {
  const shown: string[] = [];
  let index = 0;
  for (const character of text) {
    if (index >= start + count) return { shown, more: true };
    if (index >= start) shown.push(character);
    index++;
  }
  return { shown, more: false };
}

function startOf(text: string, width: number): string {
  let taken = "";
  for (const character of text) {
    if (stringWidth(taken + character) > width) break;
    taken += character;
  }
  return taken;
}

function clip(text: string): string {
  return text.length <= LONGEST_MESSAGE ? text : `${text.slice(0, LONGEST_MESSAGE)}…`;
}
