/** Reads the log, the history and the side tables into columns: the one door of this room. */
import { InputError, type Problem } from "../domain/problem.js";
import { remedy } from "../domain/suggest.js";
import type { CouponTable, JoinedColumn, TextColumn, TransactionColumns } from "./columns.js";
import { linkRefunds } from "./link-refunds.js";
import type { InputSource, LoadedTransactions, LoadRequest } from "./load-request.js";
import type { ColumnMap } from "./map-columns.js";
import { PaymentIndex } from "./payment-index.js";
import { readCoupons } from "./read-coupons.js";
import { type LogPart, readLog } from "./read-log.js";
import { readTable, type TablePart } from "./read-table.js";
import { RefundTexts } from "./refund-texts.js";
import { RowStore } from "./row-store.js";
import { sortRows } from "./sort-rows.js";
import { type Encoding, encodingNamed } from "./text-encoding.js";

export type { InputSource, LoadedTransactions, LoadOptions, LoadRequest } from "./load-request.js";

/**
 * Throws one `InputError` for input that cannot be used; what reading a source throws passes through. Files are read one after the
 * other: history, log, users, merchants, coupons.
 */
export async function loadTransactions(request: LoadRequest): Promise<LoadedTransactions> {
  const { log, history, users, merchants, coupons, options } = request;
  const encoding = options.encoding === null ? null : checkEncoding(options.encoding);
  const store = new RowStore();
  const refundTexts = new RefundTexts();

  // The history first: of rows of the same moment it comes before the log.
  const past = history && (await readLog(request, history, store, encoding, null));
  const present = await readLog(request, log, store, encoding, refundTexts);
  const userTable = users && (await readTable(request, users, "user", encoding));
  const merchantTable = merchants && (await readTable(request, merchants, "merchant", encoding));
  const couponTable = coupons && (await readCoupons(request, coupons, encoding));

  linkRefunds(store, past?.keptRows ?? 0, present.ids, past?.ids ?? new PaymentIndex());
  store.trim();
  refundTexts.moved(sortRows(store));

  const text = wantedTexts(request.wanted, store, present.map);
  const warnings = [...warnOfHidden(log, present), ...warnOfUnusedValues(log, present, past)];
  for (const table of [userTable, merchantTable]) {
    if (table === undefined) continue;
    const { columns, matched } = table.reader.join(table === userTable ? store.userId : store.merchantId);
    for (const [name, column] of columns) text.set(name, column);
    if (matched === 0 && table.reader.size > 0 && store.length > 0) warnings.push(matchesNothing(table));
  }
  const held = couponTable?.reader.join(store.userId);
  if (couponTable !== undefined && held?.matched === 0 && couponTable.reader.size > 0 && store.length > 0) {
    warnings.push(heldByNobody(couponTable.source));
  }
  const parts = [present, past, userTable, merchantTable, couponTable].filter((part) => part !== undefined);
  return {
    columns: columnsOf(store, present.map, text, held?.table ?? null),
    rows: {
      read: present.reader.rows - present.reader.rowsOutside,
      rejected: present.rejects.list.length,
      sorted: present.reader.outOfOrder,
    },
    rejects: parts.flatMap((part) => part.rejects.list),
    available: new Set(
      [present, userTable, merchantTable].flatMap((part) => (part === undefined ? [] : [...part.names])),
    ),
    warnings,
    rejectRow: (row, reason, column) => ({
      file: log.baseName,
      line: store.line[row],
      column,
      reason,
      text: refundTexts.text(row),
    }),
  };
}

function checkEncoding(name: string): Encoding {
  const encoding = encodingNamed(name);
  if (encoding !== null) return encoding;
  const common = ["utf-8", "gb18030", "gbk", "big5", "shift_jis", "euc-kr", "windows-1252", "utf-16le", "utf-16be"];
  throw new InputError([
    {
      code: "unknown-encoding",
      severity: "error",
      message: `--encoding: there is no encoding called "${name}"`,
      at: { file: "--encoding", line: 0, column: 0 },
      hint: `${remedy(name, common)} (any name of the WHATWG Encoding Standard will do)`,
    },
  ]);
}

function wantedTexts(
  wanted: ReadonlySet<string>,
  store: RowStore,
  map: ColumnMap,
): Map<string, TextColumn | JoinedColumn> {
  const text = new Map<string, TextColumn | JoinedColumn>();
  for (const name of wanted) if (map.has(name)) text.set(name, store.text(name));
  return text;
}

function columnsOf(
  store: RowStore,
  map: ColumnMap,
  text: TransactionColumns["text"],
  coupons: CouponTable | null,
): TransactionColumns {
  return {
    length: store.length,
    timeMs: store.timeMs,
    type: store.type,
    prior: store.prior,
    amountMinor: store.amountMinor,
    balanceMinor: store.balanceMinor,
    risk: store.risk,
    points: map.has("points") ? store.points : null,
    clientDiscountMinor: map.has("client_discount") ? store.clientDiscountMinor : null,
    refundOf: store.refundOf,
    bareRefund: store.bareRefund,
    line: store.line,
    transactionId: store.transactionId,
    userId: store.userId,
    merchantId: store.merchantId,
    offer: store.offer,
    coupons,
    text,
  };
}

function warnOfHidden(log: InputSource, part: LogPart): Problem[] {
  return part.map.hidden.map((name) => ({
    code: "hidden-column",
    severity: "warning",
    message: `the header has a column "${name}" of its own, which cannot be reached: --map gives that name to another`,
    at: { file: log.name, line: 0, column: 0 },
  }));
}

function warnOfUnusedValues(log: InputSource, present: LogPart, past: LogPart | undefined): Problem[] {
  const inHistory = past && new Set(past.map.unusedValues());
  return present.map
    .unusedValues()
    .filter((value) => inHistory?.has(value) ?? true)
    .map((value) => ({
      code: "unused-map-value",
      severity: "warning",
      message: `--map-value ${value}: no cell had this value`,
      at: { file: log.name, line: 0, column: 0 },
      hint: "cells are compared as trimmed text, and case counts",
    }));
}

function matchesNothing({ source, reader }: TablePart): Problem {
  return {
    code: "table-matches-nothing",
    severity: "warning",
    message: `no ${reader.prefix} of the log is in this table: its attributes are all empty`,
    at: { file: source.name, line: 0, column: 0 },
    hint: `the table is keyed by its first column, "${reader.header[0]}"`,
  };
}

function heldByNobody({ name }: InputSource): Problem {
  return {
    code: "table-matches-nothing",
    severity: "warning",
    message: "no user of the log holds one of these coupons",
    at: { file: name, line: 0, column: 0 },
    hint: 'holders are named in the column "user_id", as in the log',
  };
}
