/** What a case is given, through the loader of logs: so that a case means what the same rows of a log mean. */
import { stringify } from "csv-stringify/sync";
import type { CampaignSet } from "../campaigns/campaign.js";
import { columnsNeeded } from "../campaigns/columns-needed.js";
import type { DocumentFile } from "../documents/document-file.js";
import { assert } from "../domain/problem.js";
import { InputDigests } from "../simulation/input-digests.js";
import { meetCampaigns, readData } from "../simulation/read-inputs.js";
import type { DataInput } from "../simulation/request.js";
import type { TransactionColumns } from "../transactions/columns.js";
import { explainReject } from "./explain-reject.js";
import type { Case, GivenTable } from "./suite.js";

/** More than a case can have: every reject becomes a problem of the suite. */
const ALL_REJECTS = 999_999_999;
const HEADER_LINES = 1;

export interface LoadedCase {
  readonly columns: TransactionColumns;
  /** `rows[i]` of the columns is the i-th row of the log as the case writes it. */
  readonly rows: readonly number[];
}

/** Null where rows are rejected; problems go to the file. */
export async function loadCase(file: DocumentFile, one: Case, set: CampaignSet): Promise<LoadedCase | null> {
  const { tables } = one;
  const texts = new Map<string, { readonly table: GivenTable; readonly input: DataInput; readonly lines: number[] }>();
  const input = (name: string, table: GivenTable | undefined): DataInput | undefined => {
    if (table === undefined) return undefined;
    const written = csvOf(table);
    const made = { name, text: written.text };
    texts.set(name, { table, input: made, lines: written.lines });
    return made;
  };
  const transactions = input("transactions", tables.log);
  assert(transactions !== undefined, "a case has a row that it is about");
  const request = {
    transactions,
    history: input("history", tables.history),
    users: input("users", tables.users),
    merchants: input("merchants", tables.merchants),
    options: { allowMissingColumns: true, maxRejects: ALL_REJECTS },
  };
  const loaded = await readData(request, new InputDigests(), set, new Set(columnsNeeded(set).keys()));
  for (const reject of loaded.rejects) {
    const source = texts.get(reject.file);
    assert(source !== undefined, "a rejected row is one of the case");
    const row = source.table.rows[source.lines.indexOf(reject.line)];
    explainReject(file, row.path, reject.reason, reject.column);
  }
  if (loaded.rejects.length > 0) return null;
  const { columns } = meetCampaigns(request, set, loaded);
  const lines = texts.get("transactions")?.lines ?? [];
  const places = new Map<number, number>();
  for (let row = 0; row < columns.length; row++) if (columns.prior[row] === 0) places.set(columns.line[row], row);
  const rows = lines.map((line) => places.get(line) ?? -1);
  assert(!rows.includes(-1), "every row that is not rejected is read");
  return { columns, rows };
}

/** `lines[i]` is the line on which the i-th row starts. */
function csvOf({ header, rows }: GivenTable): { text: string; lines: number[] } {
  const lines: number[] = [];
  let line = HEADER_LINES + 1;
  let text = record(header);
  for (const { cells } of rows) {
    lines.push(line);
    const written = record(header.map((name) => cells.get(name) ?? ""));
    line += written.split("\n").length - 1;
    text += written;
  }
  return { text, lines };
}

/** Quoted throughout, so that no row looks blank. */
function record(cells: readonly string[]): string {
  return stringify([[...cells]], { quoted: true, quoted_empty: true, record_delimiter: "\n" });
}
