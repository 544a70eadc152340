/** Columns of a small log for tests, from rows written as objects of texts and minor units. */
import { PASS, PAYMENT, type TextColumn, type TransactionColumns } from "../../src/transactions/columns.js";

export interface TestRow {
  readonly amount?: number;
  /** Minor units; left out: an empty cell. */
  readonly balance?: number;
  /** −1 for an empty cell. */
  readonly points?: number;
  readonly clientDiscount?: number;
  /** Cells by column, `user.x` and `merchant.x` by the texts of the joined tables. */
  readonly text?: Readonly<Record<string, string>>;
}

function textColumn(cells: readonly string[]): TextColumn {
  const texts = ["", ...new Set(cells.filter((cell) => cell !== ""))];
  const codes = new Map(texts.map((text, code) => [text, code]));
  return {
    codes: Int32Array.from(cells, (cell) => codes.get(cell) ?? 0),
    dictionary: { size: texts.length, text: (code) => texts[code], codeOf: (text) => codes.get(text) ?? -1 },
  };
}

export function buildColumns(rows: readonly TestRow[]): TransactionColumns {
  const names = new Set(rows.flatMap((row) => Object.keys(row.text ?? {})));
  const cellsOf = (name: string) => rows.map((row) => row.text?.[name] ?? "");
  const number = (value: (row: TestRow) => number) => Float64Array.from(rows, value);
  const userId = textColumn(rows.map((_, row) => `U${row}`));
  return {
    length: rows.length,
    timeMs: number(() => 0),
    type: new Uint8Array(rows.length).fill(PAYMENT),
    prior: new Uint8Array(rows.length),
    amountMinor: number((row) => row.amount ?? 100),
    balanceMinor: number((row) => row.balance ?? Number.POSITIVE_INFINITY),
    risk: new Uint8Array(rows.length).fill(PASS),
    points: rows.some((row) => row.points !== undefined) ? number((row) => row.points ?? -1) : null,
    clientDiscountMinor: rows.some((row) => row.clientDiscount !== undefined)
      ? number((row) => row.clientDiscount ?? Number.NaN)
      : null,
    refundOf: new Int32Array(rows.length).fill(-1),
    bareRefund: new Uint8Array(rows.length),
    line: Int32Array.from(rows, (_, row) => row + 2),
    transactionId: textColumn(rows.map((_, row) => `T${row}`)),
    userId,
    merchantId: textColumn(cellsOf("merchant_id")),
    offer: textColumn(cellsOf("offer")),
    coupons: null,
    text: new Map(
      [...names].map((name) => {
        const column = textColumn(cellsOf(name));
        // A joined column goes by the user: here each row is a user of its own.
        const codes = Int32Array.from([0, ...column.codes]);
        return [name, name.includes(".") ? { key: userId, codes, dictionary: column.dictionary } : column];
      }),
    ),
  };
}
