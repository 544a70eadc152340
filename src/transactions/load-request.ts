/** What the reader of transactions is asked, and what it gives. Types only. */
import type { Currency } from "../domain/money.js";
import type { Problem } from "../domain/problem.js";
import type { Zone } from "../domain/zone.js";
import type { Reject, TransactionColumns } from "./columns.js";
import type { MaxRejects } from "./rejects.js";

export interface InputSource {
  /** As the user gave it, for messages. */
  readonly name: string;
  readonly baseName: string;
  /** Raw bytes, maybe gzip. What reading throws is passed on as it is. */
  readonly chunks: AsyncIterable<Uint8Array>;
}

export interface LoadOptions {
  /** `--map`: ours → theirs. */
  readonly map: ReadonlyMap<string, string>;
  /** `--map-value`: our column → their text → our text. */
  readonly mapValues: ReadonlyMap<string, ReadonlyMap<string, string>>;
  readonly negative: "reject" | "refund" | "skip";
  readonly anonymous: "reject" | "replay";
  /** A WHATWG name; null for UTF-8. Holds for every file without a byte order mark. */
  readonly encoding: string | null;
  readonly decimalComma: boolean;
  /** Epoch milliseconds, half-open; null for no bound. */
  readonly fromMs: number | null;
  readonly toMs: number | null;
  readonly strict: boolean;
  readonly maxRejects: MaxRejects;
}

export interface LoadRequest {
  readonly log: InputSource;
  readonly history?: InputSource | undefined;
  readonly users?: InputSource | undefined;
  readonly merchants?: InputSource | undefined;
  readonly coupons?: InputSource | undefined;
  /** Names as in `TransactionColumns.text` that must be there if the data has them. */
  readonly wanted: ReadonlySet<string>;
  readonly currency: Currency;
  readonly zone: Zone;
  readonly options: LoadOptions;
  /** Called after each chunk of the log, with the raw bytes (before inflating) and the rows so far; a promise is waited for. */
  onProgress?(bytesOfLog: number, rows: number): unknown;
}

export interface LoadedTransactions {
  readonly columns: TransactionColumns;
  readonly rows: {
    /** Rows of the log that are to be replayed, or rejected. */
    readonly read: number;
    readonly rejected: number;
    /** The log was out of order. */
    readonly sorted: boolean;
  };
  /** Of the log, the history, the users, the merchants, the coupons; each in file order. */
  readonly rejects: Reject[];
  /** Every column of the log, and `user.x`, `merchant.x` of the tables. */
  readonly available: ReadonlySet<string>;
  readonly warnings: Problem[];
  /** The reject of a refund of the log that the replay turns down; `row` is its row in `columns`. */
  rejectRow(row: number, reason: string, column: string): Reject;
}
