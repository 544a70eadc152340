/** What a case is given: blocks of cells as rows of a log and tables. */
import type { CampaignSet } from "../campaigns/campaign.js";
import { columnsNeeded } from "../campaigns/columns-needed.js";
import type { DocumentFile } from "../documents/document-file.js";
import { reportUnknownKey, reportWrongShape } from "../documents/explain-issues.js";
import { readKeys } from "../documents/read-keys.js";
import type { Path } from "../documents/tree.js";
import { remedy } from "../domain/suggest.js";
import { quote } from "../schema/quote.js";
import { KNOWN_COLUMNS } from "../transactions/known-columns.js";
import type { GivenRow, GivenTable, GivenTables } from "./suite.js";
import { givenShape } from "./suite-schema.js";

/** What a row may say, by where it stands. */
export interface GivenColumns {
  readonly log: readonly string[];
  readonly users: readonly string[];
  readonly merchants: readonly string[];
}

const REQUIRED = ["timestamp", "user_id", "amount"];
/** Of the row that a case is about its key says what it is. */
const SAID_BY_KEY = { payment: ["type", "refund_of"], refund: ["type"] } as const;

/** Columns that mean something by themselves, and those that the campaigns look at. */
export function givenColumns(set: CampaignSet): GivenColumns {
  const needed = [...columnsNeeded(set).keys()];
  const ofTable = (prefix: string) => [
    ...new Set([
      `${prefix}_id`,
      ...needed.filter((name) => name.startsWith(`${prefix}.`)).map((name) => name.slice(prefix.length + 1)),
    ]),
  ];
  const own = needed.filter((name) => !name.startsWith("user.") && !name.startsWith("merchant."));
  return { log: [...new Set([...KNOWN_COLUMNS, ...own])], users: ofTable("user"), merchants: ofTable("merchant") };
}

export interface Given {
  readonly kind: "payment" | "refund";
  readonly tables: GivenTables;
}

/** Null where it cannot be replayed; problems go to the file. */
export function readGiven(file: DocumentFile, path: Path, columns: GivenColumns): Given | null {
  const before = file.problems.length;
  readKeys(file, path, givenShape());
  const kinds = (["payment", "refund"] as const).filter((key) => file.nodeAt([...path, key]) !== undefined);
  const rowsOf = (key: string, allowed: readonly string[], required: readonly string[], apart: readonly string[]) =>
    readRows(file, [...path, key], allowed, required, apart);
  const log = rowsOf("transactions", columns.log, REQUIRED, ["expect"]);
  const history = rowsOf("history", columns.log, REQUIRED, []);
  const users = rowsOf("users", columns.users, ["user_id"], []);
  const merchants = rowsOf("merchants", columns.merchants, ["merchant_id"], []);
  if (file.nodeAt(path)?.kind === "block" && kinds.length !== 1) {
    const what = kinds.length === 0 ? "neither a payment nor a refund" : "both a payment and a refund";
    const hint = "write the one that the case is about; what comes before it stands in transactions";
    file.reportKey(path, "payment-or-refund", `this case is given ${what}`, hint);
  }
  if (kinds.length !== 1) return null;
  const [kind] = kinds;
  const said: readonly string[] = SAID_BY_KEY[kind];
  const last = readRow(
    file,
    [...path, kind],
    columns.log.filter((name) => !said.includes(name)),
    kind === "refund" ? [...REQUIRED, "refund_of"] : REQUIRED,
    [],
  );
  if (last === null || file.problems.length > before) return null;
  const about = { ...last, cells: new Map([...last.cells, ["type", kind]]) };
  const tables = {
    log: tableOf([...(log ?? []), about], REQUIRED),
    history: history && tableOf(history, REQUIRED),
    users: users && tableOf(users, ["user_id"]),
    merchants: merchants && tableOf(merchants, ["merchant_id"]),
  };
  return { kind, tables };
}

function tableOf(rows: readonly GivenRow[], first: readonly string[]): GivenTable {
  return { header: [...new Set([...first, ...rows.flatMap(({ cells }) => [...cells.keys()])])], rows };
}

function readRows(
  file: DocumentFile,
  path: Path,
  allowed: readonly string[],
  required: readonly string[],
  apart: readonly string[],
): GivenRow[] | undefined {
  const list = file.nodeAt(path);
  if (list === undefined) return undefined;
  if (list.kind !== "list") {
    reportWrongShape(file, path, "list");
    return undefined;
  }
  if (list.items.length === 0) {
    file.report(path, "empty-list", "this list is empty", "write at least one item, or remove the key");
    return undefined;
  }
  return list.items.flatMap((_, index) => readRow(file, [...path, index], allowed, required, apart) ?? []);
}

/** `apart` are keys that are no cells. */
function readRow(
  file: DocumentFile,
  path: Path,
  allowed: readonly string[],
  required: readonly string[],
  apart: readonly string[],
): GivenRow | null {
  const node = file.nodeAt(path);
  if (node?.kind !== "block") {
    reportWrongShape(file, path, "block");
    return null;
  }
  const cells = new Map<string, string>();
  for (const [key, { value }] of node.entries) {
    if (apart.includes(key)) continue;
    if (!allowed.includes(key)) reportColumn(file, [...path, key], key, [...allowed, ...apart]);
    else if (value.kind !== "scalar") reportWrongShape(file, [...path, key], "scalar");
    else cells.set(key, value.text);
  }
  for (const key of required) {
    if (node.entries.has(key)) continue;
    file.report(path, "missing-key", `${quote(key)} is missing here`, "it can't be left out");
  }
  return { path, cells };
}

function reportColumn(file: DocumentFile, path: Path, key: string, allowed: readonly string[]): void {
  if ((KNOWN_COLUMNS as readonly string[]).includes(key)) {
    reportUnknownKey(file, path, allowed);
    return;
  }
  const message = `no campaign looks at ${quote(key)}, and no log has it`;
  file.reportKey(path, "unread-column", message, remedy(key, allowed));
}
