/** A transaction log in columns: one typed array a column, text as dictionary codes. Types only; nothing here reads or writes. */

/** Distinct texts, numbered from 0 in the order of their first appearance. Code 0 is always the empty text. */
export interface Dictionary {
  readonly size: number;
  text(code: number): string;
  /** The code of `text`, or −1 if it does not occur. */
  codeOf(text: string): number;
  /** Only there where texts may still come: an array of zeros, `width` a code, which grows with them. */
  readonly growing?: <T extends Numbers>(make: NumbersMaker<T>, width: number) => T;
}

/** The kinds of arrays that have an entry a code. */
export type Numbers = Float64Array | Int32Array | Int8Array | Uint8Array;
export type NumbersMaker<T extends Numbers> = new (of: number | ArrayBuffer) => T;

/** One text column: `codes[row]` indexes `dictionary`; 0 is an empty cell. */
export interface TextColumn {
  readonly codes: Int32Array;
  readonly dictionary: Dictionary;
}

/** A side table joined by the text of `key`: `codes[key.codes[row]]` indexes `dictionary`; 0 where the row has no partner. */
export interface JoinedColumn {
  readonly key: TextColumn;
  /** One entry a code of `key.dictionary`. */
  readonly codes: Int32Array;
  readonly dictionary: Dictionary;
}

export const PAYMENT = 0;
export const REFUND = 1;

export const PASS = 0;
export const REVIEW = 1;
export const REJECT = 2;

/** What `refundOf` holds for a row that names no payment, and for one whose payment is not in the data. */
export const NO_ROW = -1;

/** The coupons that users hold, in file order. */
export interface CouponTable {
  readonly length: number;
  /** Code i + 1 is the id of coupon i. */
  readonly ids: Dictionary;
  /** The holder, as a code of `userId.dictionary`; −1 for one who is not in the log. */
  readonly user: Int32Array;
  /** The campaign that each is for, which may be none that there is. */
  readonly campaignId: TextColumn;
  /** Epoch milliseconds, half-open; −Infinity and +Infinity where the cell is empty. */
  readonly validFromMs: Float64Array;
  readonly validUntilMs: Float64Array;
}

/**
 * All rows in replay order: by time, rows of the history before those of the log at the same moment, then in file order.
 * Every array has `length` entries, and as many more as rows were added that are in no file (add-rows.ts).
 */
export interface TransactionColumns {
  readonly length: number;
  /** Epoch milliseconds, ascending. */
  readonly timeMs: Float64Array;
  /** `PAYMENT` or `REFUND`. */
  readonly type: Uint8Array;
  /** 1 for a row that feeds eligibility alone: of the history, or of the log before `--from`. */
  readonly prior: Uint8Array;
  /** Price before discount, or the part of it that a refund gives back; minor units, above 0. */
  readonly amountMinor: Float64Array;
  /** What the payer's account holds, minor units; +Infinity where the cell is empty. */
  readonly balanceMinor: Float64Array;
  /** `PASS`, `REVIEW` or `REJECT`. */
  readonly risk: Uint8Array;
  /** The user's points before this payment, −1 where the cell is empty; null without such a column. */
  readonly points: Float64Array | null;
  /** The discount that the front end showed, minor units, NaN where the cell is empty; null without such a column. */
  readonly clientDiscountMinor: Float64Array | null;
  /** Row that a refund gives back (it may be a later row), or `NO_ROW`. */
  readonly refundOf: Int32Array;
  /** Only there where rows may still come: any payment may be refunded, though no row says so yet. */
  readonly unfinished?: true;
  /** 1 for a refund that came as a negative amount and names no payment: it is counted and reduces nothing. */
  readonly bareRefund: Uint8Array;
  /** Line in its file at which the record starts, for messages. */
  readonly line: Int32Array;
  /** Always there, whatever the header says: a column that the file lacks is all empty. */
  readonly transactionId: TextColumn;
  readonly userId: TextColumn;
  readonly merchantId: TextColumn;
  /** What the customer picked: the id of a campaign or a coupon, `-` for none, empty for no say. */
  readonly offer: TextColumn;
  /** Null where no coupons were given. */
  readonly coupons: CouponTable | null;
  /**
   * Every column that was asked for by name (`city`, `user.age`, `merchant.tier`, also `amount`, `points` or `timestamp` where a
   * matcher or `when` compares the cell's own text), as its trimmed and translated text.
   */
  readonly text: ReadonlyMap<string, TextColumn | JoinedColumn>;
}

export function isJoined(column: TextColumn | JoinedColumn): column is JoinedColumn {
  return "key" in column;
}

/** Dictionary code of a row in a plain or joined column. */
export function codeAt(column: TextColumn | JoinedColumn, row: number): number {
  return isJoined(column) ? column.codes[column.key.codes[row]] : column.codes[row];
}

/** A record that could not be used, with its text as it stood in the file. */
export interface Reject {
  /** Base name of the input file. */
  readonly file: string;
  readonly line: number;
  /** Name of the first bad column, or empty where the record as a whole is bad. */
  readonly column: string;
  readonly reason: string;
  readonly text: string;
}
