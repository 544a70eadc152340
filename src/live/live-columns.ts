/** Columns to which rows still come, one a checkout; the rows of checkouts that came to nothing are used again. */
import type { CouponTable, TextColumn, TransactionColumns } from "../transactions/columns.js";
import { NO_ROW } from "../transactions/columns.js";
import { GrowingArrays, MOST_ENTRIES } from "../transactions/growing-arrays.js";
import { EngineFull } from "./errors.js";
import { LiveDictionary } from "./live-dictionary.js";

export interface RowCells {
  /** `PAYMENT` or `REFUND`. */
  readonly type: number;
  readonly timeMs: number;
  readonly amountMinor: number;
  /** +Infinity: enough. */
  readonly balanceMinor: number;
  readonly risk: number;
  /** −1: none. */
  readonly points: number;
  /** NaN: none. */
  readonly clientDiscountMinor: number;
  /** `NO_ROW` of a payment. */
  readonly refundOf: number;
  /** Trimmed text of a column, empty where there is none. */
  cell(column: string): string;
}

interface LiveColumn extends TextColumn {
  readonly dictionary: LiveDictionary;
}

export class LiveColumns implements TransactionColumns {
  readonly unfinished = true;
  length = 0;
  private readonly rows = new GrowingArrays();
  private readonly free: number[] = [];
  readonly timeMs = this.rows.create(Float64Array);
  readonly type = this.rows.create(Uint8Array);
  readonly prior = this.rows.create(Uint8Array);
  readonly amountMinor = this.rows.create(Float64Array);
  readonly balanceMinor = this.rows.create(Float64Array);
  readonly risk = this.rows.create(Uint8Array);
  readonly points = this.rows.create(Float64Array);
  readonly clientDiscountMinor = this.rows.create(Float64Array);
  readonly refundOf = this.rows.create(Int32Array);
  readonly bareRefund = this.rows.create(Uint8Array);
  readonly line = this.rows.create(Int32Array);
  readonly transactionId = this.column();
  readonly userId = this.column();
  readonly merchantId = this.column();
  readonly offer = this.column();
  readonly text: ReadonlyMap<string, LiveColumn>;
  private readonly named: readonly (readonly [name: string, column: LiveColumn])[];
  /** Offers that mean something: what else is named is one and the same unknown. */
  private readonly offers: ReadonlySet<string>;

  /** `wanted`: text columns beside those that are always there. `merchants` and `offers`: texts that campaigns name. */
  constructor(
    wanted: Iterable<string>,
    readonly coupons: CouponTable | null,
    known: {
      readonly users: Iterable<string>;
      readonly merchants: Iterable<string>;
      readonly offers: Iterable<string>;
    },
  ) {
    this.text = new Map([...wanted].map((name) => [name, this.column()]));
    this.named = [
      ["transaction_id", this.transactionId],
      ["user_id", this.userId],
      ["merchant_id", this.merchantId],
      ...this.text,
    ];
    this.offers = new Set(known.offers);
    for (const user of known.users) this.userId.dictionary.intern(user);
    for (const merchant of known.merchants) this.merchantId.dictionary.intern(merchant);
    for (const offer of [...this.offers, UNKNOWN_OFFER]) this.offer.dictionary.intern(offer);
  }

  /**
   * The row of a checkout.
   * @throws EngineFull
   */
  put(cells: RowCells): number {
    const row = this.free.pop() ?? this.length;
    if (row === MOST_ENTRIES) throw new EngineFull("checkouts");
    this.rows.reserve(row + 1);
    this.length = Math.max(this.length, row + 1);
    this.timeMs[row] = cells.timeMs;
    this.type[row] = cells.type;
    this.amountMinor[row] = cells.amountMinor;
    this.balanceMinor[row] = cells.balanceMinor;
    this.risk[row] = cells.risk;
    this.points[row] = cells.points;
    this.clientDiscountMinor[row] = cells.clientDiscountMinor;
    this.refundOf[row] = cells.refundOf;
    for (const [name, { codes, dictionary }] of this.named) codes[row] = dictionary.intern(cells.cell(name));
    const offer = cells.cell("offer");
    this.offer.codes[row] = this.offer.dictionary.codeOf(
      offer === "" || this.offers.has(offer) ? offer : UNKNOWN_OFFER,
    );
    return row;
  }

  /** An array with an entry a row. */
  perRow(): Int32Array {
    return this.rows.create(Int32Array);
  }

  /** The row came to nothing. */
  release(row: number): void {
    this.refundOf[row] = NO_ROW;
    this.free.push(row);
  }

  private column(): LiveColumn {
    return { codes: this.rows.create(Int32Array), dictionary: new LiveDictionary() };
  }
}

/** No id: ids have no control characters. */
const UNKNOWN_OFFER = "\u0000";
