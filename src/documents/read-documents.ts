/** Files of one kind, from bytes to trees, and their problems in the order in which people look for them. */
import { InputError, type Problem } from "../domain/problem.js";
import { DocumentFile } from "./document-file.js";
import type { DocumentKind } from "./document-kind.js";
import { parseTree } from "./parse-tree.js";
import { readSource } from "./source.js";

/** A file of YAML or JSON; `file` is its name for messages. */
export interface DocumentBytes {
  readonly file: string;
  readonly bytes: Uint8Array;
}

export interface ReadDocuments {
  /** The files that are YAML, in their order. */
  readonly files: readonly DocumentFile[];
  /** What is wrong with the others. */
  readonly unreadable: readonly Problem[];
}

/** @throws InputError if no file can be read */
export function readDocuments(files: readonly DocumentBytes[], kind: DocumentKind): ReadDocuments {
  const unreadable: Problem[] = [];
  const read = files.flatMap(({ file, bytes }) => {
    try {
      const source = readSource(file, bytes, kind);
      return [new DocumentFile(source, parseTree(source, kind), kind.docs)];
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      for (const problem of error.problems) unreadable.push(problem);
      return [];
    }
  });
  if (read.length === 0) throw new InputError(unreadable);
  return { files: read, unreadable };
}

/** All problems of the files, those of files that could not be read included: in the order of the files, and by place. */
export function problemsInOrder(files: readonly DocumentBytes[], documents: ReadDocuments): readonly Problem[] {
  const order = new Map(files.map(({ file }, index) => [file, index]));
  const rank = (problem: Problem) => order.get(problem.at.file) ?? 0;
  const problems = [...documents.unreadable, ...documents.files.flatMap((file) => file.problems)];
  return problems.sort((a, b) => rank(a) - rank(b) || a.at.line - b.at.line || a.at.column - b.at.column);
}
