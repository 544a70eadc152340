/** What came written into the text of a suite, in the place of what was expected, and the proof that nothing else of it has changed. */
import { type Document, parseDocument } from "yaml";
import type { Update, UpdateValue } from "../check/check-document.js";
import { type Splice, Splicer, type Steps } from "./check-splice.js";

export interface Applied {
  readonly text: string;
  readonly written: readonly Update[];
  /** Those that cannot be written without changing something else, as where an anchor shares the value. */
  readonly left: readonly Update[];
}

/** Comments, order, quotes and layout of everything else stay. */
export function applyUpdates(text: string, updates: readonly Update[]): Applied {
  // From the end on, so that an item that goes does not move one that is still to go.
  const inOrder = [
    ...updates.filter(({ value }) => value !== undefined),
    ...updates.filter(({ value }) => value === undefined).reverse(),
  ];
  const together = applyScalars(text, inOrder);
  if (together !== null) return { text: together, written: updates, left: [] };
  const left = new Set<Update>();
  let current = text;
  for (const update of inOrder) {
    const next = applyOne(current, update);
    if (next === null) left.add(update);
    else current = next;
  }
  return {
    text: current,
    written: updates.filter((one) => !left.has(one)),
    left: updates.filter((one) => left.has(one)),
  };
}

/** All of them at once where each puts one text in the place of another; null where one does not, or where they cannot be written so. */
function applyScalars(text: string, updates: readonly Update[]): string | null {
  const document = parse(text);
  const splicer = new Splicer(document, text, isJson(text));
  const wanted = plainOf(document);
  const splices: Splice[] = [];
  for (const { path, value } of updates) {
    if (typeof value !== "string" || typeof plainAt(wanted, path) !== "string") return null;
    const splice = splicer.splice(path, value);
    if (splice === null) return null;
    splices.push(splice);
    setPlain(wanted, path, value);
  }
  splices.sort((a, b) => b.from - a.from);
  return checked(splices.reduce(withSplice, text), wanted, isJson(text));
}

function applyOne(text: string, { path, value }: Update): string | null {
  let current: string | null = text;
  for (const step of stepsOf(plainAt(plainOf(parse(text)), path), path, value)) {
    current = current === null ? null : applyStep(current, step.path, step.value);
  }
  return current;
}

function applyStep(text: string, path: Steps, value: UpdateValue | undefined): string | null {
  const document = parse(text);
  const splice = new Splicer(document, text, isJson(text)).splice(path, value);
  if (splice === null) return null;
  const wanted = plainOf(document);
  setPlain(wanted, path, value);
  return checked(withSplice(text, splice), wanted, isJson(text));
}

/** Where a block meets a block, or a list a list, only what differs is written: comments inside it stay. */
function stepsOf(before: Plain | undefined, path: Steps, value: UpdateValue | undefined): Update[] {
  if (typeof before !== "object" || typeof value !== "object" || Array.isArray(before) !== Array.isArray(value)) {
    return before === value && value !== undefined ? [] : [{ path, value }];
  }
  const keys = (of: object) => Object.keys(of).map((key) => (Array.isArray(of) ? Number(key) : key));
  const old = before as Record<string | number, Plain>;
  const next = value as Record<string | number, UpdateValue>;
  return [
    ...keys(next).flatMap((key) => stepsOf(Object.hasOwn(old, key) ? old[key] : undefined, [...path, key], next[key])),
    ...keys(old)
      .filter((key) => !Object.hasOwn(next, key))
      .reverse()
      .map((key) => ({ path: [...path, key], value: undefined })),
  ];
}

function withSplice(text: string, splice: Splice): string {
  return text.slice(0, splice.from) + splice.text + text.slice(splice.to);
}

/** The text if it says exactly what is wanted, else null. */
function checked(text: string, wanted: Plain, json: boolean): string | null {
  const document = parse(text);
  if (document.errors.length > 0 || (json && !isJson(text))) return null;
  return sorted(plainOf(document)) === sorted(wanted) ? text : null;
}

function parse(text: string): Document {
  return parseDocument(text, { schema: "failsafe", merge: false, uniqueKeys: false, keepSourceTokens: true });
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text.replace(/^\ufeff/, ""));
    return true;
  } catch {
    return false;
  }
}

type Plain = string | Plain[] | { [key: string]: Plain };

/** Texts, arrays and objects of their own, so that what an anchor shares can be changed at one place alone. */
function plainOf(document: Document): Plain {
  return JSON.parse(JSON.stringify(document.toJS({ maxAliasCount: -1 }) ?? ""));
}

function plainAt(root: Plain, path: Steps): Plain | undefined {
  let at: Plain | undefined = root;
  for (const step of path)
    at = typeof at === "object" && Object.hasOwn(at, step) ? (at as Record<string | number, Plain>)[step] : undefined;
  return at;
}

function setPlain(root: Plain, path: Steps, value: UpdateValue | undefined): void {
  let at = root as Record<string | number, Plain>;
  path.slice(0, -1).forEach((step, i) => {
    if (typeof at[step] !== "object") at[step] = typeof path[i + 1] === "number" ? [] : {};
    at = at[step] as Record<string | number, Plain>;
  });
  const last = path[path.length - 1];
  if (value !== undefined) at[last] = value as Plain;
  else if (Array.isArray(at)) at.splice(Number(last), 1);
  else delete at[last];
}

function sorted(value: Plain): string {
  return JSON.stringify(value, (_, inner) =>
    typeof inner === "object" && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}
