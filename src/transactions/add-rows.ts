/** Rows that are in no file, behind those of a log: whoever acts beside its customers has them, and may change them from act to act. */
import { assert } from "../domain/problem.js";
import {
  codeAt,
  type Dictionary,
  isJoined,
  type JoinedColumn,
  type TextColumn,
  type TransactionColumns,
} from "./columns.js";

export interface AddedRow {
  /** `PAYMENT` or `REFUND`. */
  readonly type: number;
  readonly risk: number;
  /** −1 for an empty cell. */
  readonly points: number;
  /** NaN for an empty cell. */
  readonly clientDiscountMinor: number;
  /** Row of the result that a refund gives back, `NO_ROW` of a payment. */
  readonly refundOf: number;
  /** Trimmed text of a cell; null where the row says nothing of that column. */
  cell(column: string): string | null;
}

/**
 * The same columns with room for more rows behind the log's, which `length` does not count: no replay comes to them by itself. Their time, amount
 * and balance are 0, to be filled.
 */
export function addRows(columns: TransactionColumns, rows: readonly AddedRow[]): TransactionColumns {
  const { length } = columns;
  assert(columns.timeMs.length === length, "rows are added once");
  const doubles = (array: Float64Array, value: (row: AddedRow) => number) => {
    const larger = new Float64Array(length + rows.length);
    larger.set(array);
    for (const [i, row] of rows.entries()) larger[length + i] = value(row);
    return larger;
  };
  const bytes = (array: Uint8Array, value: (row: AddedRow) => number) => {
    const larger = new Uint8Array(length + rows.length);
    larger.set(array);
    for (const [i, row] of rows.entries()) larger[length + i] = value(row);
    return larger;
  };
  const integers = (array: Int32Array, value: (row: AddedRow) => number) => {
    const larger = new Int32Array(length + rows.length);
    larger.set(array);
    for (const [i, row] of rows.entries()) larger[length + i] = value(row);
    return larger;
  };
  const zero = () => 0;
  const text = (name: string, column: TextColumn | JoinedColumn): TextColumn => {
    const dictionary = new GrownDictionary(column.dictionary);
    const codes = integers(codesOf(column, length), (row) =>
      dictionary.intern(row.cell(name) ?? partnerOf(row, name, column)),
    );
    return { codes, dictionary };
  };
  const known = columns.points !== null || rows.some(({ points }) => points >= 0);
  const shown = columns.clientDiscountMinor !== null || rows.some((row) => !Number.isNaN(row.clientDiscountMinor));
  const userId = text("user_id", columns.userId);
  const merchantId = text("merchant_id", columns.merchantId);
  return {
    length,
    timeMs: doubles(columns.timeMs, zero),
    type: bytes(columns.type, ({ type }) => type),
    prior: bytes(columns.prior, zero),
    amountMinor: doubles(columns.amountMinor, zero),
    balanceMinor: doubles(columns.balanceMinor, zero),
    risk: bytes(columns.risk, ({ risk }) => risk),
    points: known ? doubles(columns.points ?? new Float64Array(length).fill(-1), ({ points }) => points) : null,
    clientDiscountMinor: shown
      ? doubles(
          columns.clientDiscountMinor ?? new Float64Array(length).fill(Number.NaN),
          (row) => row.clientDiscountMinor,
        )
      : null,
    refundOf: integers(columns.refundOf, ({ refundOf }) => refundOf),
    bareRefund: bytes(columns.bareRefund, zero),
    line: integers(columns.line, zero),
    transactionId: text("transaction_id", columns.transactionId),
    userId,
    merchantId,
    offer: text("offer", columns.offer),
    coupons: columns.coupons,
    text: new Map([...columns.text].map(([name, column]) => [name, text(name, column)])),
  };
}

function codesOf(column: TextColumn | JoinedColumn, length: number): Int32Array {
  return isJoined(column) ? Int32Array.from({ length }, (_, row) => codeAt(column, row)) : column.codes;
}

/** What the side table says of the user or the merchant that a row names, if it knows them. */
function partnerOf(row: AddedRow, name: string, column: TextColumn | JoinedColumn): string {
  if (!isJoined(column)) return "";
  const key = row.cell(name.startsWith("user.") ? "user_id" : "merchant_id");
  const code = key === null ? -1 : column.key.dictionary.codeOf(key);
  return code <= 0 ? "" : column.dictionary.text(column.codes[code]);
}

/** A dictionary with further texts behind its own. */
class GrownDictionary implements Dictionary {
  private readonly added: string[] = [];
  private readonly codes = new Map<string, number>();

  constructor(private readonly base: Dictionary) {}

  get size(): number {
    return this.base.size + this.added.length;
  }

  text(code: number): string {
    return code < this.base.size ? this.base.text(code) : this.added[code - this.base.size];
  }

  codeOf(text: string): number {
    const code = this.base.codeOf(text);
    return code === -1 ? (this.codes.get(text) ?? -1) : code;
  }

  intern(text: string): number {
    const known = this.codeOf(text);
    if (known !== -1) return known;
    const code = this.size;
    this.added.push(text);
    this.codes.set(text, code);
    return code;
  }
}
