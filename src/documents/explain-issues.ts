/** What zod finds, in this project's codes and words, at its place in the file. No message of zod's own reaches a user. */
import { z } from "zod";
import { remedy } from "../domain/suggest.js";
import type { LeafIssue } from "../schema/leaves.js";
import { quote } from "../schema/quote.js";
import type { DocumentFile } from "./document-file.js";
import { kindInWords, type Path } from "./tree.js";

type Issue = z.core.$ZodIssue;

/** Reports the issues that `schema` raised for the value at `path`. */
export function explainIssues(file: DocumentFile, path: Path, schema: z.ZodType, issues: readonly Issue[]): void {
  for (const issue of issues) {
    const below = issue.path as (string | number)[];
    explain(file, [...path, ...below], schemaAt(schema, below), issue);
  }
}

function explain(file: DocumentFile, path: Path, schema: z.ZodType | null, issue: Issue): void {
  const node = file.nodeAt(path);
  if (node === undefined && issue.code !== "custom") {
    file.report(path, "missing-key", `"${path[path.length - 1]}" is missing here`, "it can't be left out");
    return;
  }
  switch (issue.code) {
    case "unrecognized_keys":
      for (const key of issue.keys) reportUnknownKey(file, [...path, key], keysOf(schema));
      return;
    case "invalid_type": {
      const expected = { array: "list", object: "block" }[issue.expected as string] ?? "scalar";
      reportWrongShape(file, path, expected as "list" | "block" | "scalar");
      return;
    }
    case "too_small":
      file.report(path, "empty-list", "this list is empty", "write at least one item, or remove the key");
      return;
    case "invalid_value":
      reportUnknownValue(file, path, issue.values.map(String));
      return;
    case "invalid_union":
      explainUnion(file, path, schema, issue);
      return;
    case "custom": {
      const { problem, hint } = issue.params as unknown as LeafIssue;
      file.report(path, problem, issue.message, hint);
      return;
    }
    default:
      file.report(path, "wrong-shape", "this value does not fit here", `see ${file.docs}`);
  }
}

/** The branch that fits the kind of the value best speaks; a value that fits none gets one message. */
function explainUnion(
  file: DocumentFile,
  path: Path,
  schema: z.ZodType | null,
  issue: Issue & { code: "invalid_union" },
) {
  const options = (schema as unknown as { options?: readonly z.ZodType[] } | null)?.options ?? [];
  const fitting = issue.errors
    .map((issues, index) => ({ issues, option: options[index] }))
    .filter(({ issues, option }) => option !== undefined && !issues.some(isOfOtherKind))
    .sort((a, b) => a.issues.length - b.issues.length);
  const isScalar = file.nodeAt(path)?.kind === "scalar";
  const best = fitting.find(({ issues }) => isScalar || !issues.some(isOfValue));
  if (best !== undefined) explainIssues(file, path, best.option, best.issues);
  else file.report(path, "wrong-shape", "this value does not fit here", `see ${file.docs}`);
}

function isOfOtherKind(issue: Issue): boolean {
  return issue.path.length === 0 && issue.code === "invalid_type";
}

function isOfValue(issue: Issue): boolean {
  return issue.path.length === 0 && issue.code === "invalid_value";
}

export function reportUnknownKey(file: DocumentFile, path: Path, allowed: readonly string[]): void {
  const key = String(path[path.length - 1]);
  file.reportKey(path, "unknown-key", `the key ${quote(key)} is not known here`, remedy(key, allowed));
}

export function reportWrongShape(file: DocumentFile, path: Path, expected: "list" | "block" | "scalar"): void {
  const node = file.nodeAt(path);
  if (node?.kind === "scalar" && node.text.trim() === "") {
    file.report(path, "empty-value", "a value is missing here", "write one, or remove the key");
    return;
  }
  const found = node === undefined ? "nothing" : kindInWords(node.kind);
  const hint = {
    list: "write items between [ and ], or one a line after a dash",
    block: `write keys with values, as ${file.docs} shows`,
    scalar: "write one value",
  }[expected];
  file.report(path, "wrong-shape", `${kindInWords(expected)} belongs here, not ${found}`, hint);
}

export function reportUnknownValue(file: DocumentFile, path: Path, allowed: readonly string[]): void {
  const node = file.nodeAt(path);
  if (node?.kind !== "scalar" || node.text.trim() === "") {
    reportWrongShape(file, path, "scalar");
    return;
  }
  file.report(path, "unknown-value", `${quote(node.text)} is not allowed here`, remedy(node.text, allowed));
}

function unwrap(schema: z.ZodType): z.ZodType {
  let inner = schema;
  while (inner instanceof z.ZodOptional) inner = inner.unwrap() as z.ZodType;
  return inner;
}

function schemaAt(schema: z.ZodType, path: readonly (string | number)[]): z.ZodType | null {
  let here: z.ZodType | undefined = unwrap(schema);
  for (const step of path) {
    const inside: { shape?: Record<string, z.ZodType>; element?: z.ZodType } = here as object;
    here = typeof step === "number" ? inside.element : inside.shape?.[step];
    if (here === undefined) return null;
    here = unwrap(here);
  }
  return here;
}

/** Of a choice, the keys of all its branches: where one branch is the only one that fits, zod raises its issues as the choice's own. */
function keysOf(schema: z.ZodType | null): readonly string[] {
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => keysOf(option as z.ZodType));
  return Object.keys((schema as { shape?: object } | null)?.shape ?? {});
}
