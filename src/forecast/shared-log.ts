/** A log that is read once, as arrays over shared memory: what all runs in all threads look at. Types only. */

/** A text column: codes by row, and as many texts as anybody asks for by code. */
export interface SharedText {
  readonly codes: Int32Array;
  /** Number of codes, the empty text of code 0 included. */
  readonly size: number;
  /** By code, where the engine reads texts (merchants with funding of their own, picks of offers); null where it only compares codes. */
  readonly texts: readonly string[] | null;
  /** Whether copies of a user have values of their own. */
  readonly personal: boolean;
}

/** Whose draws the rows get by one column: 0 for a payment of nobody; and the hash of each identity, two words a piece. */
export interface SharedDrawKeys {
  readonly keys: Int32Array;
  readonly hashes: Int32Array;
  /** Keys below it stand for cells of the column, others for users whose cell is empty. */
  readonly cells: number;
  /** Copies of a user have identities of their own from this key on: where the column's cell is empty, its draw is the user's. */
  readonly personalFrom: number;
}

export interface SharedKeys {
  readonly keys: Int32Array;
  /** Above the largest key. */
  readonly size: number;
  readonly personal: boolean;
}

export interface SharedLog {
  readonly length: number;
  /** The columns of `TransactionColumns` that the engine reads. */
  readonly timeMs: Float64Array;
  readonly type: Uint8Array;
  readonly prior: Uint8Array;
  readonly amountMinor: Float64Array;
  readonly balanceMinor: Float64Array;
  readonly risk: Uint8Array;
  readonly points: Float64Array | null;
  readonly clientDiscountMinor: Float64Array | null;
  readonly refundOf: Int32Array;
  readonly bareRefund: Uint8Array;
  readonly userId: SharedText;
  readonly merchantId: SharedText;
  readonly offer: SharedText;
  /** Columns that eligibility reads, by name. */
  readonly text: ReadonlyMap<string, SharedText>;
  /** Keys of the rows for each list of columns that limits count by, by its JSON. */
  readonly limitKeys: ReadonlyMap<string, SharedKeys>;
  readonly drawKeys: ReadonlyMap<string, SharedDrawKeys>;
  /** Hashes of payments of nobody, two words a row; null where there are none, or nothing is drawn. */
  readonly anonymousHashes: Int32Array | null;
  /** Hashes of the ids of attempts to pay, two words a row, for campaigns that grant coupons; null without one. */
  readonly idHashes: Int32Array | null;
  /** Campaigns that pass every test of a row that neither time nor other rows decide: of row i `candidates[starts[i]]` up to `candidates[starts[i + 1]]`. */
  readonly starts: Int32Array;
  readonly candidates: Int32Array;
}
