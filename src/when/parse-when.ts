/** Reads a `when` condition: parsed, inspected and type-checked, or everything that is wrong with it. */
import { TypeError as CelTypeError, Environment, ParseError } from "@marcbachmann/cel-js";
import type { Position, Problem } from "../domain/problem.js";
import { compileWhen } from "./compile-when.js";
import type { WhenExpression } from "./contract.js";
import { explainTypeError, inWords, lowerFirst } from "./explain-type-error.js";
import { columnOf, type Field, fieldType, ROOTS } from "./fields.js";
import { type Complaint, inspectExpression } from "./inspect-expression.js";

/** Longest condition, in characters. */
export const MAX_WHEN_LENGTH = 4000;

/** Nesting of parentheses, calls and indexes, and pieces in all: what the library's and our own recursion stand well. */
const LIMITS = { maxDepth: 64, maxAstNodes: 2000 };

/**
 * The condition that `source` writes, or its problems, all of code `bad-condition`. `at` is where its first character
 * stands; inside a text of one line the problems point at the very place.
 */
export function parseWhen(source: string, at: Position): WhenExpression | Problem[] {
  const problem = ({ offset, message, hint }: Complaint): Problem => ({
    code: "bad-condition",
    severity: "error",
    message: `\`when\`: ${message}`,
    at: source.includes("\n") ? at : { ...at, column: at.column + offset },
    hint,
  });
  if (source.trim() === "")
    return [problem({ offset: 0, message: "the condition is empty", hint: "write one, or remove the key" })];
  if (source.length > MAX_WHEN_LENGTH) {
    const message = `the condition is longer than ${MAX_WHEN_LENGTH} characters`;
    return [problem({ offset: 0, message, hint: "say part of it with scope, payment or audience" })];
  }
  const parsed = parse(source);
  if ("message" in parsed) return [problem(parsed)];
  const { ast } = parsed;
  const { fields, complaints } = inspectExpression(ast);
  if (complaints.length > 0) return complaints.map(problem);
  const complaint = checkTypes(source, fields);
  if (complaint !== null) return [problem(complaint)];
  return {
    source,
    at,
    columns: fields.map(columnOf),
    bind(columns, currency) {
      return compileWhen(ast, columns, currency).run;
    },
  };
}

function parse(source: string): ReturnType<Environment["parse"]> | Complaint {
  try {
    return new Environment({ limits: LIMITS }).parse(source);
  } catch (error) {
    if (!(error instanceof ParseError)) throw error;
    const offset = Math.min(error.range?.start ?? 0, source.length);
    if (error.code === "limit_exceeded") {
      return { offset, message: "the condition is too deep or too long", hint: "write it in simpler terms" };
    }
    const reason = offset === source.length ? "it ends where a value should stand" : lowerFirst(error.summary);
    return { offset, message: `the condition cannot be read: ${reason}`, hint: syntaxHint(source, offset) };
  }
}

function syntaxHint(source: string, offset: number): string {
  if (source[offset] === "=") return "equality is written ==";
  if (source[offset] === "&" || source[offset] === "|") return "and is written &&, or is written ||";
  const word = /^(and|or|not)\b/i.exec(source.slice(offset))?.[1].toLowerCase();
  if (word !== undefined) return `"${word}" is written ${{ and: "&&", or: "||", not: "!" }[word]}`;
  return "write an expression such as tx.amount >= 50.0 && user.level in ['gold', 'platinum']";
}

/** Declares what the condition reads, each with its type, and lets the library check the whole. */
function checkTypes(source: string, fields: readonly Field[]): Complaint | null {
  const environment = new Environment({ limits: LIMITS });
  for (const root of ROOTS) {
    const types: Record<string, string> = Object.create(null);
    for (const field of fields) if (field.root === root) types[field.name] = fieldType(field);
    environment.registerType({ name: `promosim.${root}`, fields: types });
    environment.registerVariable(root, `promosim.${root}`);
  }
  const checked = environment.check(source);
  if (!checked.valid) {
    if (checked.error instanceof CelTypeError) return explainTypeError(checked.error, source);
    throw checked.error;
  }
  if (checked.type === "bool") return null;
  return {
    offset: 0,
    message: `the condition gives ${inWords(checked.type ?? "dyn")}, not true or false`,
    hint: "end in a comparison, such as tx.amount >= 50.0",
  };
}
