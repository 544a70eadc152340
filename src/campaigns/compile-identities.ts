/** `identities`: columns that are made of others, defined at the top of any file of a run and the same in all that define them. */
import { z } from "zod";
import type { DocumentFile } from "../documents/document-file.js";
import { readKeys } from "../documents/read-keys.js";
import type { Path } from "../documents/tree.js";
import type { Position } from "../domain/problem.js";
import type { Leaves } from "../schema/leaves.js";
import { quote } from "../schema/quote.js";
import { KNOWN_COLUMNS } from "../transactions/known-columns.js";
import { checkColumnName, TABLES } from "./column-name.js";

export interface Identity {
  /** At least two, in the order of the file: the text of an identity depends on it. */
  readonly columns: readonly string[];
  readonly at: Position;
}

/** The identities of all files by name, in the order in which they are first defined; every problem goes to its file. */
export function compileIdentities(files: readonly DocumentFile[], leaves: Leaves): ReadonlyMap<string, Identity> {
  const names = new Set(
    files
      .flatMap(keysIn)
      .map((key) => key.trim())
      .filter((name) => !isTaken(name)),
  );
  const found = new Map<string, Identity>();
  for (const file of files) {
    const columns = z.array(leaves.text).min(1);
    const shape = Object.fromEntries(keysIn(file).map((key) => [key, columns]));
    const values = readKeys(file, ["identities"], shape);
    for (const [key, list] of Object.entries(values)) {
      const path = ["identities", key];
      const isNamed = checkName(file, path, key.trim());
      if (list === undefined) continue;
      for (const [index, column] of list.entries()) checkMember(file, [...path, index], column, names);
      const distinct = [...new Set(list)];
      if (distinct.length === 1) {
        const hint = `name a second one, or write ${quote(distinct[0])} where the identity is used`;
        file.report(path, "identity-of-one-column", "an identity joins two columns or more", hint);
      }
      const first = found.get(key.trim());
      if (first !== undefined) checkAgreement(file, path, distinct, first);
      else if (isNamed) found.set(key.trim(), { columns: distinct, at: file.atKey(path) });
    }
  }
  return found;
}

function keysIn(file: DocumentFile): readonly string[] {
  const node = file.nodeAt(["identities"]);
  return node?.kind === "block" ? [...node.entries.keys()] : [];
}

/** Whether an identity can have the name; reports it if not. */
function checkName(file: DocumentFile, path: Path, name: string): boolean {
  const before = file.problems.length;
  checkColumnName(file, path, name, "key");
  if (isTaken(name)) {
    const hint = "give the identity a name of its own, such as person";
    file.reportKey(path, "identity-name-taken", `${quote(name)} is the name of a column already`, hint);
  }
  return file.problems.length === before;
}

function isTaken(name: string): boolean {
  return KNOWN_COLUMNS.some((column) => column === name) || TABLES.some((table) => name.startsWith(`${table}.`));
}

function checkMember(file: DocumentFile, path: Path, column: string, identities: ReadonlySet<string>): void {
  if (identities.has(column)) {
    const message = `${quote(column)} is an identity itself`;
    file.report(path, "identity-of-identities", message, "name columns of the log, user.x or merchant.x");
  } else if (column.includes("=")) {
    // Identities are told apart by texts `column=cell`.
    const message = `a column with an equals sign can't be part of an identity: ${quote(column)}`;
    file.report(path, "bad-column", message, "give the column another name");
  } else {
    checkColumnName(file, path, column, "value");
  }
}

function checkAgreement(file: DocumentFile, path: Path, columns: readonly string[], first: Identity): void {
  if (JSON.stringify(columns) === JSON.stringify(first.columns)) return;
  const name = String(path[path.length - 1]);
  const place = `${first.at.file}:${first.at.line}`;
  const message = `${name} is ${columns.join(", ")} here and ${first.columns.join(", ")} in ${place}`;
  file.report(path, "settings-disagree", message, "all files of a run must agree; one of them may leave it out");
}

/** Reports a column of a condition that is an identity: it has no cell that could be compared. */
export function checkNoIdentity(
  file: DocumentFile,
  path: Path,
  column: string,
  identities: ReadonlyMap<string, Identity>,
  where: "key" | "value",
): void {
  const identity = identities.get(column);
  if (identity === undefined) return;
  const report = where === "key" ? file.reportKey.bind(file) : file.report.bind(file);
  const message = `${quote(column)} is an identity, which has no cells to compare`;
  report(path, "identity-in-condition", message, `name one of its columns: ${identity.columns.join(", ")}`);
}
