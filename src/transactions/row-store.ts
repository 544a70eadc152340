/** The columns while they are read: typed arrays that grow together. Rows are in the order in which they came. */
import { Interner } from "./intern.js";

const FIRST_CAPACITY = 1024;

/** A text column under construction. */
export interface TextStore {
  codes: Int32Array;
  readonly dictionary: Interner;
}

export class RowStore {
  length = 0;
  private capacity = FIRST_CAPACITY;
  timeMs = new Float64Array(FIRST_CAPACITY);
  type = new Uint8Array(FIRST_CAPACITY);
  prior = new Uint8Array(FIRST_CAPACITY);
  amountMinor = new Float64Array(FIRST_CAPACITY);
  balanceMinor = new Float64Array(FIRST_CAPACITY);
  risk = new Uint8Array(FIRST_CAPACITY);
  points: Float64Array | null = null;
  clientDiscountMinor: Float64Array | null = null;
  /** While reading: code in `transactionId.dictionary` of the payment that a refund names, 0 for none. */
  refundOf = new Int32Array(FIRST_CAPACITY);
  bareRefund = new Uint8Array(FIRST_CAPACITY);
  line = new Int32Array(FIRST_CAPACITY);
  readonly transactionId = this.newText();
  readonly userId = this.newText();
  readonly merchantId = this.newText();
  readonly offer = this.newText();
  /** Columns that were asked for by name, beside the four above. */
  readonly texts = new Map<string, TextStore>();

  /** One of the four text columns that are always read, null for any other name. */
  own(name: string): TextStore | null {
    switch (name) {
      case "transaction_id":
        return this.transactionId;
      case "user_id":
        return this.userId;
      case "merchant_id":
        return this.merchantId;
      case "offer":
        return this.offer;
      default:
        return null;
    }
  }

  allTexts(): TextStore[] {
    return [this.transactionId, this.userId, this.merchantId, this.offer, ...this.texts.values()];
  }

  /** The column of a name; rows that were read before it was asked for are empty in it. */
  text(name: string): TextStore {
    const known = this.own(name) ?? this.texts.get(name);
    if (known !== undefined) return known;
    const store = this.newText();
    this.texts.set(name, store);
    return store;
  }

  needPoints(): void {
    this.points ??= new Float64Array(this.capacity).fill(-1);
  }

  needClientDiscount(): void {
    this.clientDiscountMinor ??= new Float64Array(this.capacity).fill(Number.NaN);
  }

  /** The index of the next row, for which every array has room; it is no row until `keep`. */
  reserve(): number {
    if (this.length === this.capacity) this.resize(this.capacity * 2);
    return this.length;
  }

  keep(): void {
    this.length++;
  }

  /** Lets go of room kept for growth. */
  trim(): void {
    this.resize(this.length);
    for (const { dictionary } of this.allTexts()) dictionary.trim();
  }

  private newText(): TextStore {
    return { codes: new Int32Array(this.capacity), dictionary: new Interner() };
  }

  private resize(capacity: number): void {
    const before = Math.min(this.capacity, capacity);
    const keep = <T extends Float64Array | Int32Array | Uint8Array>(array: T, larger: T): T => {
      larger.set(array.subarray(0, before));
      return larger;
    };
    const doubles = (array: Float64Array): Float64Array<ArrayBuffer> =>
      keep(array, new Float64Array(capacity)) as Float64Array<ArrayBuffer>;
    const integers = (array: Int32Array): Int32Array<ArrayBuffer> =>
      keep(array, new Int32Array(capacity)) as Int32Array<ArrayBuffer>;
    const bytes = (array: Uint8Array): Uint8Array<ArrayBuffer> =>
      keep(array, new Uint8Array(capacity)) as Uint8Array<ArrayBuffer>;
    this.timeMs = doubles(this.timeMs);
    this.type = bytes(this.type);
    this.prior = bytes(this.prior);
    this.amountMinor = doubles(this.amountMinor);
    this.balanceMinor = doubles(this.balanceMinor);
    this.risk = bytes(this.risk);
    if (this.points !== null) this.points = doubles(this.points).fill(-1, before);
    if (this.clientDiscountMinor !== null)
      this.clientDiscountMinor = doubles(this.clientDiscountMinor).fill(Number.NaN, before);
    this.refundOf = integers(this.refundOf);
    this.bareRefund = bytes(this.bareRefund);
    this.line = integers(this.line);
    for (const text of this.allTexts()) text.codes = integers(text.codes);
    this.capacity = capacity;
  }
}
