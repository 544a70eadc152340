/** Reads a side table, keyed by its first column. */
import { InputError, type Problem } from "../domain/problem.js";
import { TableReader } from "./join-tables.js";
import type { InputSource, LoadRequest } from "./load-request.js";
import { checkRepeated } from "./map-columns.js";
import { fileLabel, readSource } from "./read-source.js";
import { Rejects } from "./rejects.js";
import type { Encoding } from "./text-encoding.js";

export interface TablePart {
  readonly source: InputSource;
  readonly names: Iterable<string>;
  readonly reader: TableReader;
  readonly rejects: Rejects;
}

export async function readTable(
  request: LoadRequest,
  source: InputSource,
  prefix: "user" | "merchant",
  encoding: Encoding | null,
): Promise<TablePart> {
  const rejects = new Rejects(source.name, fileLabel(source, request.log, `${prefix}s`), request.options.strict);
  let reader!: TableReader; // The header comes before everything else, or reading fails.
  await readSource(source, encoding, {
    recognises: (name) => name === `${prefix}_id`,
    header(names) {
      checkHeader(source.name, names);
      reader = new TableReader(prefix, names, rejects, request.wanted);
    },
    record: (view) => reader.record(view),
    broken: (view, reason) => reader.broken(view, reason),
  });
  return { source, names: reader.header.map((column) => reader.nameOf(column)), reader, rejects };
}

function checkHeader(file: string, header: readonly string[]): void {
  const problems: Problem[] = [];
  checkRepeated(header, (code, message, hint) => {
    problems.push({ code, severity: "error", message, at: { file, line: 1, column: 1 }, hint });
  });
  if (problems.length > 0) throw new InputError(problems);
}
