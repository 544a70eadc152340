/** Payments of newcomers as rows behind those of a log: each like a payment of the log, by somebody else. */

import {
  codeAt,
  isJoined,
  type JoinedColumn,
  NO_ROW,
  PASS,
  PAYMENT,
  type TextColumn,
  type TransactionColumns,
} from "../transactions/columns.js";
import { PERSONAL_COLUMNS } from "../transactions/known-columns.js";
import { NewcomerNames, RoomDictionary } from "./room-dictionary.js";

/** A column whose cells newcomers do not share with those whom they are like. */
interface Own {
  readonly codes: Int32Array;
  /** Code of the first newcomer's text. */
  readonly first: number;
  /** Whether a newcomer has a cell of his own only where the row that he is like has one. */
  readonly mayBeEmpty: boolean;
}

/** A newcomer's account is new, and no front end has shown him anything: these cells of his are empty. */
const NOT_SHARED: readonly string[] = ["points", "client_discount", "offer"];

export class MadeRows {
  /** The log's columns with room for the rows; they come to no replay by themselves. */
  readonly columns: TransactionColumns;
  readonly names: NewcomerNames;
  private readonly own: Own[] = [];
  private readonly copied: Int32Array[] = [];

  /** `identities`: names of columns that are made of others, which are in `columns` already. */
  constructor(
    base: TransactionColumns,
    identities: ReadonlySet<string>,
    readonly capacity: number,
  ) {
    this.names = new NewcomerNames(capacity);
    const isOwn = (name: string) => PERSONAL_COLUMNS.includes(name) || identities.has(name);
    const text = (name: string, column: TextColumn | JoinedColumn): TextColumn => {
      const codes = this.widen(column, base.length);
      if (NOT_SHARED.includes(name)) return { codes, dictionary: column.dictionary };
      if (!isOwn(name)) {
        this.copied.push(codes);
        return { codes, dictionary: column.dictionary };
      }
      this.own.push({ codes, first: column.dictionary.size, mayBeEmpty: true });
      return { codes, dictionary: new RoomDictionary(column.dictionary, this.names) };
    };
    const named = ({ codes, dictionary }: TextColumn): TextColumn => {
      const wider = widened(codes, capacity, 0);
      this.own.push({ codes: wider, first: dictionary.size, mayBeEmpty: false });
      return { codes: wider, dictionary: new RoomDictionary(dictionary, this.names) };
    };
    this.columns = {
      length: base.length,
      timeMs: widened(base.timeMs, capacity, 0),
      type: widened(base.type, capacity, PAYMENT),
      prior: widened(base.prior, capacity, 0),
      amountMinor: widened(base.amountMinor, capacity, 0),
      balanceMinor: widened(base.balanceMinor, capacity, 0),
      risk: widened(base.risk, capacity, PASS),
      points: base.points && widened(base.points, capacity, -1),
      clientDiscountMinor: base.clientDiscountMinor && widened(base.clientDiscountMinor, capacity, Number.NaN),
      refundOf: widened(base.refundOf, capacity, NO_ROW),
      bareRefund: widened(base.bareRefund, capacity, 0),
      line: widened(base.line, capacity, 0),
      transactionId: named(base.transactionId),
      userId: named(base.userId),
      merchantId: text("merchant_id", base.merchantId),
      // A newcomer names no offer.
      offer: { codes: widened(base.offer.codes, capacity, 0), dictionary: base.offer.dictionary },
      coupons: base.coupons,
      text: new Map([...base.text].map(([name, column]) => [name, text(name, column)])),
    };
  }

  /** How many newcomers there are. */
  get count(): number {
    return this.names.list.length;
  }

  /** Makes the row of the next newcomer, who is like the payment at `like`. It has no time yet. */
  add(name: string, like: number): number {
    const newcomer = this.count;
    this.names.add(name);
    const row = this.columns.length + newcomer;
    const { amountMinor, balanceMinor, risk } = this.columns;
    amountMinor[row] = amountMinor[like];
    balanceMinor[row] = balanceMinor[like];
    risk[row] = risk[like];
    for (const codes of this.copied) codes[row] = codes[like];
    for (const { codes, first, mayBeEmpty } of this.own) {
      codes[row] = mayBeEmpty && codes[like] === 0 ? 0 : first + newcomer;
    }
    return row;
  }

  private widen(column: TextColumn | JoinedColumn, length: number): Int32Array {
    if (!isJoined(column)) return widened(column.codes, this.capacity, 0);
    const codes = new Int32Array(length + this.capacity);
    for (let row = 0; row < length; row++) codes[row] = codeAt(column, row);
    return codes;
  }
}

function widened<T extends Float64Array | Int32Array | Uint8Array>(array: T, by: number, fill: number): T {
  const wider = new (array.constructor as new (length: number) => T)(array.length + by);
  wider.set(array as never);
  if (fill !== 0) wider.fill(fill as never, array.length);
  return wider;
}
