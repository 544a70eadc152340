/** Kinds of attackers by the names that files give them. */
import type { DocumentFile } from "../documents/document-file.js";
import type { Path } from "../documents/tree.js";
import { remedy } from "../domain/suggest.js";
import { quote } from "../schema/quote.js";
import type { AttackerKind } from "./kinds/contract.js";
import { ATTACKER_KINDS, TACTICS } from "./kinds/registry.js";

/** The kind named at `path`; null where it is missing, or was reported. */
export function findKind(file: DocumentFile, path: Path): AttackerKind | null {
  return findAmong(file, path, ATTACKER_KINDS);
}

/** The kind named at `path` as a tactic, or the one of the name `byDefault`; null where it was reported. */
export function findTactic(file: DocumentFile, path: Path, byDefault: string): AttackerKind | null {
  const node = file.nodeAt(path);
  if (node === undefined) return TACTICS.find((kind) => kind.name === byDefault) ?? null;
  const named = node.kind === "scalar" ? ATTACKER_KINDS.find((kind) => kind.name === node.text.trim()) : undefined;
  if (named === undefined || TACTICS.includes(named)) return findAmong(file, path, TACTICS);
  const message = `${quote(named.name)} can't be a tactic: its accounts follow one themselves`;
  file.report(path, "nested-tactic", message, `write one of ${namesOf(TACTICS)}`);
  return null;
}

/** "a, b, c". */
export function namesOf(kinds: readonly AttackerKind[]): string {
  return kinds.map(({ name }) => name).join(", ");
}

function findAmong(file: DocumentFile, path: Path, kinds: readonly AttackerKind[]): AttackerKind | null {
  const node = file.nodeAt(path);
  const name = node?.kind === "scalar" ? node.text.trim() : "";
  const found = kinds.find((kind) => kind.name === name);
  if (found !== undefined) return found;
  if (name === "") return null;
  const names = kinds.map((kind) => kind.name);
  file.report(path, "unknown-kind", `no kind of attacker is called ${quote(name)}`, remedy(name, names));
  return null;
}
