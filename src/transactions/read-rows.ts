/** Turns the records of a log or history into rows of columns, or into rejects: each cell straight from its bytes. */
import { Buffer } from "node:buffer";
import type { Currency } from "../domain/money.js";
import type { Zone } from "../domain/zone.js";
import { CellCursor } from "./cell-cursor.js";
import { PASS, PAYMENT, REFUND, REJECT, REVIEW } from "./columns.js";
import type { Interner } from "./intern.js";
import type { ColumnMap, ColumnPlace } from "./map-columns.js";
import { parseMinor, parsePoints } from "./parse-numbers.js";
import { parseTimestamp } from "./parse-timestamp.js";
import type { PaymentIndex } from "./payment-index.js";
import type { RefundTexts } from "./refund-texts.js";
import type { Rejects } from "./rejects.js";
import type { RowStore, TextStore } from "./row-store.js";
import type { RecordView } from "./split-records.js";

export interface RowOptions {
  readonly currency: Currency;
  readonly zone: Zone;
  readonly negative: "reject" | "refund" | "skip";
  readonly anonymous: "reject" | "replay";
  readonly decimalComma: boolean;
  /** Rows before this instant are prior: −Infinity for none, +Infinity for all. */
  readonly fromMs: number;
  /** Rows from this instant on are left out: +Infinity for none. */
  readonly toMs: number;
}

/** Columns whose cells `--decimal-comma` is about. */
const DECIMAL_COLUMNS = ["amount", "balance", "client_discount"];

const word = (text: string): Uint8Array => Buffer.from(text, "ascii");
const PAYMENT_WORD = word("payment");
const REFUND_WORD = word("refund");
const PASS_WORD = word("pass");
const REVIEW_WORD = word("review");
const REJECT_WORD = word("reject");

interface WantedColumn {
  readonly place: ColumnPlace;
  readonly store: TextStore;
  readonly commaToPoint: boolean;
}

/** The cells that mean something by themselves. */
type Places = Record<
  | "id"
  | "timestamp"
  | "type"
  | "refundOf"
  | "userId"
  | "merchantId"
  | "amount"
  | "balance"
  | "risk"
  | "points"
  | "offer"
  | "clientDiscount",
  ColumnPlace
>;

export class RowReader {
  /** Data rows so far, rejected ones counted. */
  rows = 0;
  /** Good rows that are not replayed: before `fromMs`, or from `toMs` on. */
  rowsOutside = 0;
  /** Whether a row came after one with a later time. */
  outOfOrder = false;
  private lastMs = Number.NEGATIVE_INFINITY;
  private readonly cell = new CellCursor();
  private scratch: Uint8Array = Buffer.alloc(16);
  private readonly places: Places;
  private readonly wanted: WantedColumn[];

  constructor(
    private readonly store: RowStore,
    private readonly ids: PaymentIndex,
    private readonly rejects: Rejects,
    /** Null where the text of refunds is not asked for again. */
    private readonly refundTexts: RefundTexts | null,
    map: ColumnMap,
    wanted: ReadonlySet<string>,
    private readonly options: RowOptions,
  ) {
    this.places = {
      id: map.place("transaction_id"),
      timestamp: map.place("timestamp"),
      type: map.place("type"),
      refundOf: map.place("refund_of"),
      userId: map.place("user_id"),
      merchantId: map.place("merchant_id"),
      amount: map.place("amount"),
      balance: map.place("balance"),
      risk: map.place("risk"),
      points: map.place("points"),
      offer: map.place("offer"),
      clientDiscount: map.place("client_discount"),
    };
    if (map.has("points")) store.needPoints();
    if (map.has("client_discount")) store.needClientDiscount();
    this.wanted = [...wanted]
      .filter((name) => map.has(name) && store.own(name) === null)
      .map((name) => ({
        place: map.place(name),
        store: store.text(name),
        commaToPoint: options.decimalComma && DECIMAL_COLUMNS.includes(name),
      }));
  }

  broken(view: RecordView, reason: string): void {
    this.rows++;
    this.rejects.add(view, reason, "", -1);
  }

  record(view: RecordView): void {
    const { store, options } = this;
    this.rows++;
    const row = store.reserve();
    if (!this.readId(view, row) || !this.readKind(view, row) || !this.readNumbers(view, row)) return;
    const id = store.transactionId.codes[row];
    const timeMs = store.timeMs[row];
    if (timeMs >= options.toMs) {
      this.rowsOutside++;
      this.ids.leaveOut(id);
      return;
    }
    const prior = timeMs < options.fromMs;
    if (prior) this.rowsOutside++;
    if (timeMs < this.lastMs) this.outOfOrder = true;
    else this.lastMs = timeMs;
    store.prior[row] = prior ? 1 : 0;
    store.line[row] = view.line;
    this.putTexts(view, row);
    if (store.type[row] === REFUND) this.refundTexts?.add(row, view.raw, view.rawFrom, view.rawTo);
    this.ids.keep(id, row);
    store.keep();
  }

  /** Reads id and time into the row; false if the record has been rejected. Faults are looked for in the order of the known columns. */
  private readId(view: RecordView, row: number): boolean {
    const { cell, places, store } = this;
    const ids = store.transactionId.dictionary;
    cell.take(view, places.id);
    const id = cell.empty ? this.internNumber(ids, this.rows) : ids.intern(cell.bytes, cell.from, cell.to);
    if (this.ids.has(id)) return this.reject(view, "duplicate_id", places.id);
    store.transactionId.codes[row] = id;

    cell.take(view, places.timestamp);
    if (cell.empty) return this.reject(view, "missing_timestamp", places.timestamp);
    const timeMs = parseTimestamp(cell.bytes, cell.from, cell.to, this.options.zone);
    if (Number.isNaN(timeMs)) return this.reject(view, "bad_timestamp", places.timestamp);
    store.timeMs[row] = timeMs;
    return true;
  }

  /** Reads type, payment referred to, payer and amount: together, because the sign of the amount has a say in the type. */
  private readKind(view: RecordView, row: number): boolean {
    const { cell, places, store, options } = this;
    cell.take(view, places.type);
    const named = cell.is(REFUND_WORD);
    if (!named && !cell.empty && !cell.is(PAYMENT_WORD)) return this.reject(view, "bad_type", places.type);

    cell.take(view, places.amount);
    const amount = cell.empty ? "missing_amount" : this.minor();
    const negative = typeof amount === "number" && amount < 0;
    const turned = negative && options.negative === "refund";
    const refund = named || turned;
    let refundOf = 0;
    if (refund) {
      cell.take(view, places.refundOf);
      if (!cell.empty) refundOf = store.transactionId.dictionary.intern(cell.bytes, cell.from, cell.to);
      else if (!turned) return this.rejectAmount(view, "missing_refund_of", places.refundOf, negative);
    }

    cell.take(view, places.userId);
    if (cell.empty && options.anonymous === "reject") return this.reject(view, "missing_user_id", places.userId);

    if (typeof amount === "string") return this.reject(view, amount, places.amount);
    if (negative && !turned) return this.rejectAmount(view, "negative", places.amount, true);
    if (amount === 0) return this.reject(view, "not_positive", places.amount);
    store.type[row] = refund ? REFUND : PAYMENT;
    store.refundOf[row] = refundOf;
    store.bareRefund[row] = turned && refundOf === 0 ? 1 : 0;
    store.amountMinor[row] = negative ? -amount : amount;
    return true;
  }

  private readNumbers(view: RecordView, row: number): boolean {
    const { cell, places, store } = this;
    cell.take(view, places.balance);
    const balance = cell.empty ? Number.POSITIVE_INFINITY : this.minor();
    if (typeof balance === "string") return this.reject(view, balance, places.balance);
    store.balanceMinor[row] = balance;

    cell.take(view, places.risk);
    const risk = this.risk();
    if (risk < 0) return this.reject(view, "bad_risk", places.risk);
    store.risk[row] = risk;

    cell.take(view, places.points);
    const points = cell.empty ? -1 : parsePoints(cell.bytes, cell.from, cell.to);
    if (Number.isNaN(points)) return this.reject(view, "bad_points", places.points);
    if (store.points !== null) store.points[row] = points;

    cell.take(view, places.clientDiscount);
    const clientDiscount = cell.empty ? Number.NaN : this.minor();
    if (typeof clientDiscount === "string") return this.reject(view, clientDiscount, places.clientDiscount);
    if (clientDiscount < 0) return this.reject(view, "negative", places.clientDiscount);
    if (store.clientDiscountMinor !== null) store.clientDiscountMinor[row] = clientDiscount;
    return true;
  }

  /** The risk that the cell names, −1 if it names none. */
  private risk(): number {
    const { cell } = this;
    if (cell.empty || cell.is(PASS_WORD)) return PASS;
    if (cell.is(REVIEW_WORD)) return REVIEW;
    return cell.is(REJECT_WORD) ? REJECT : -1;
  }

  private putTexts(view: RecordView, row: number): void {
    const { cell, places, store } = this;
    cell.take(view, places.userId);
    store.userId.codes[row] = store.userId.dictionary.intern(cell.bytes, cell.from, cell.to);
    cell.take(view, places.merchantId);
    store.merchantId.codes[row] = store.merchantId.dictionary.intern(cell.bytes, cell.from, cell.to);
    cell.take(view, places.offer);
    store.offer.codes[row] = store.offer.dictionary.intern(cell.bytes, cell.from, cell.to);
    for (const column of this.wanted) {
      cell.take(view, column.place);
      if (column.commaToPoint) this.turnCommaToPoint();
      column.store.codes[row] = column.store.dictionary.intern(cell.bytes, cell.from, cell.to);
    }
  }

  private minor(): ReturnType<typeof parseMinor> {
    const { bytes, from, to } = this.cell;
    return parseMinor(bytes, from, to, this.options.currency.exponent, this.options.decimalComma);
  }

  private reject(view: RecordView, reason: string, place: ColumnPlace): false {
    this.rejects.add(view, reason, place.name, place.index);
    return false;
  }

  /** A fault of a row whose amount may be negative: under `--negative skip` such a row is not held against the file. */
  private rejectAmount(view: RecordView, reason: string, place: ColumnPlace, negative: boolean): false {
    if (!negative || this.options.negative !== "skip") return this.reject(view, reason, place);
    this.rejects.addForgiven(view, reason, place.name);
    return false;
  }

  private internNumber(ids: Interner, value: number): number {
    let from = this.scratch.length;
    for (let rest = value; rest > 0; rest = Math.floor(rest / 10)) this.scratch[--from] = 0x30 + (rest % 10);
    return ids.intern(this.scratch, from, this.scratch.length);
  }

  private turnCommaToPoint(): void {
    const { cell } = this;
    const length = cell.to - cell.from;
    if (length > this.scratch.length) this.scratch = new Uint8Array(length);
    for (let i = 0; i < length; i++) {
      const byte = cell.bytes[cell.from + i];
      this.scratch[i] = byte === 0x2c ? 0x2e : byte;
    }
    cell.bytes = this.scratch;
    cell.from = 0;
    cell.to = length;
  }
}
