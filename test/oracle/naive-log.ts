/** Reads a case's log and tables (SPEC §3): every row becomes an event or a reject with the first bad column. */
import type { CaseOptions, Row, Table } from "./case.js";
import { readAmount } from "./naive-money.js";
import { readTimestamp } from "./naive-time.js";

export interface Event {
  /** Which file it came from, and its place there. */
  source: "log" | "history";
  line: number;
  place: number;
  id: string;
  t: number;
  refund: boolean;
  /** Price of a payment or part given back, in minor units, above 0. */
  amount: bigint;
  refundOf: string;
  user: string;
  balance: bigint | null;
  risk: "pass" | "review" | "reject";
  points: bigint | null;
  offer: string;
  clientDiscount: bigint | null;
  cells: Record<string, string>;
}

export type Reject = [line: number, column: string, reason: string];

export interface ReadLog {
  events: Event[];
  rejects: Reject[];
  rowsRead: number;
}

interface Fault {
  column: string;
  reason: string;
}

/** Each row of a table as trimmed cells by column, with its line in the file. */
export function recordsOf(table: Table): { line: number; cells: Record<string, string> | null }[] {
  const records: { line: number; cells: Record<string, string> | null }[] = [];
  let line = 2;
  for (const [i, row] of table.rows.entries()) {
    if (!(Array.isArray(row) && row.length === 0))
      records.push({ line: table.lines?.[i] ?? line, cells: cellsOf(row, table.columns) });
    line += 1 + newlinesIn(row, table.columns);
  }
  return records;
}

/** A quoted newline is in the middle of a record, and makes it one line longer. */
function newlinesIn(row: Row, columns: string[]): number {
  const cells = Array.isArray(row) ? row : columns.map((column) => row[column] ?? "");
  return cells.join("").split("\n").length - 1;
}

function cellsOf(row: Row, columns: string[]): Record<string, string> | null {
  if (Array.isArray(row)) {
    if (row.length !== columns.length) return null;
    return Object.fromEntries(columns.map((column, i) => [column, row[i].trim()]));
  }
  return Object.fromEntries(columns.map((column) => [column, (row[column] ?? "").trim()]));
}

/** A keyed table: the first row of a key counts, later ones are rejects. */
export function readTable(table: Table | undefined): {
  rows: Record<string, Record<string, string>>;
  rejects: Reject[];
} {
  const rows: Record<string, Record<string, string>> = {};
  const rejects: Reject[] = [];
  if (table === undefined) return { rows, rejects };
  for (const { line, cells } of recordsOf(table)) {
    if (cells === null) rejects.push([line, "", "wrong_number_of_cells"]);
    else if (rows[cells[table.columns[0]]] !== undefined) rejects.push([line, table.columns[0], "duplicate_key"]);
    else rows[cells[table.columns[0]]] = cells;
  }
  return { rows, rejects };
}

export function readLog(
  table: Table | undefined,
  source: "log" | "history",
  zone: string,
  exponent: number,
  options: CaseOptions,
): ReadLog {
  const result: ReadLog = { events: [], rejects: [], rowsRead: 0 };
  if (table === undefined) return result;
  for (const { line, cells } of recordsOf(table)) {
    result.rowsRead += 1;
    if (cells === null) {
      result.rejects.push([line, "", "wrong_number_of_cells"]);
      continue;
    }
    const event = readEvent(cells, source, line, result, zone, exponent, options);
    if ("reason" in event) result.rejects.push([line, event.column, event.reason]);
    else result.events.push(event);
  }
  return result;
}

function readEvent(
  cells: Record<string, string>,
  source: "log" | "history",
  line: number,
  sofar: ReadLog,
  zone: string,
  exponent: number,
  options: CaseOptions,
): Event | Fault {
  const cell = (column: string): string => cells[column] ?? "";
  const id = cell("transaction_id") === "" ? String(sofar.rowsRead) : cell("transaction_id");
  for (const earlier of sofar.events) {
    if (earlier.id === id) return { column: "transaction_id", reason: "duplicate_id" };
  }

  if (cell("timestamp") === "") return { column: "timestamp", reason: "missing_timestamp" };
  const t = readTimestamp(cell("timestamp"), zone);
  if (t === null) return { column: "timestamp", reason: "bad_timestamp" };

  const type = cell("type") === "" ? "payment" : cell("type");
  if (type !== "payment" && type !== "refund") return { column: "type", reason: "bad_type" };

  const amount = cell("amount") === "" ? "missing_amount" : readAmount(cell("amount"), exponent);
  const negative = typeof amount === "bigint" && amount < 0n;
  const refund = type === "refund" || (negative && options.negative === "refund");
  const bare = negative && options.negative === "refund";
  if (refund && !bare && cell("refund_of") === "") return { column: "refund_of", reason: "missing_refund_of" };

  if (cell("user_id") === "" && options.anonymous !== "replay") return { column: "user_id", reason: "missing_user_id" };

  if (typeof amount === "string") return { column: "amount", reason: amount };
  if (amount === 0n) return { column: "amount", reason: "not_positive" };
  if (negative && options.negative !== "refund") return { column: "amount", reason: "negative" };

  const balance = cell("balance") === "" ? null : readAmount(cell("balance"), exponent);
  if (typeof balance === "string") return { column: "balance", reason: balance };

  const risk = cell("risk") === "" ? "pass" : cell("risk");
  if (risk !== "pass" && risk !== "review" && risk !== "reject") return { column: "risk", reason: "bad_risk" };

  if (!/^[0-9]*$/.test(cell("points"))) return { column: "points", reason: "bad_points" };

  const clientDiscount = cell("client_discount") === "" ? null : readAmount(cell("client_discount"), exponent);
  if (typeof clientDiscount === "string") return { column: "client_discount", reason: clientDiscount };
  if (clientDiscount !== null && clientDiscount < 0n) return { column: "client_discount", reason: "negative" };

  return {
    source,
    line,
    place: sofar.rowsRead,
    id,
    t,
    refund,
    amount: amount < 0n ? -amount : amount,
    refundOf: cell("refund_of"),
    user: cell("user_id"),
    balance,
    risk,
    points: cell("points") === "" ? null : BigInt(cell("points")),
    offer: cell("offer"),
    clientDiscount,
    cells,
  };
}
