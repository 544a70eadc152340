/** Who draws: the cell of a column, or the user where it is empty, or the transaction itself where there is no user. */
import { deriveKey, type Key } from "../chance/keys.js";
import { columnNamed } from "../transactions/column-named.js";
import {
  codeAt,
  type Dictionary,
  type JoinedColumn,
  type TextColumn,
  type TransactionColumns,
} from "../transactions/columns.js";
import { perCode } from "../transactions/per-code.js";

/** 64-bit hashes of a dictionary's texts, each made when it is first asked for. */
class TextHashes {
  private readonly words: Int32Array;
  private readonly known: Uint8Array;

  private readonly key: Key;

  constructor(
    column: string,
    private readonly dictionary: Dictionary,
    run: Key,
  ) {
    this.key = deriveKey(run, "identity", column);
    this.words = perCode(Int32Array, dictionary, 2);
    this.known = perCode(Uint8Array, dictionary);
  }

  /** Index of the first of the two words. */
  placeOf(code: number): number {
    if (this.known[code] === 0) {
      const { k0, k1 } = deriveKey(this.key, this.dictionary.text(code));
      this.words[2 * code] = k0;
      this.words[2 * code + 1] = k1;
      this.known[code] = 1;
    }
    return 2 * code;
  }

  wordAt(place: number): number {
    return this.words[place];
  }
}

const GROWING = -1;

export class DrawIdentities {
  /** Of the row last asked for. */
  hash0 = 0;
  hash1 = 0;
  private readonly column: TextColumn | JoinedColumn;
  private readonly cells: TextHashes;
  private readonly users: TextHashes;
  /** Users have their keys behind those of cells (forecasts tell them by it), or, where there are ever more cells, between them. */
  private readonly firstUser: number;

  constructor(
    private readonly columns: TransactionColumns,
    name: string,
    private readonly run: Key,
  ) {
    this.column = columnNamed(columns, name);
    const { userId } = columns;
    const { dictionary } = this.column;
    this.firstUser = dictionary.growing === undefined ? dictionary.size : GROWING;
    this.users = new TextHashes("user_id", userId.dictionary, run);
    this.cells = this.column === userId ? this.users : new TextHashes(name, this.column.dictionary, run);
  }

  /** A number from 1 for each identity; 0 for a payment of nobody, which is an identity of its own. */
  keyAt(row: number): number {
    const code = codeAt(this.column, row);
    const { firstUser } = this;
    if (code !== 0) return firstUser === GROWING ? 2 * code : code;
    const user = this.columns.userId.codes[row];
    if (user === 0) return 0;
    return firstUser === GROWING ? 2 * user + 1 : firstUser + user;
  }

  /** Puts the hash of the row's identity into `hash0` and `hash1`. */
  hash(row: number): void {
    const code = codeAt(this.column, row);
    const user = this.columns.userId.codes[row];
    if (code === 0 && user === 0) {
      const { codes, dictionary } = this.columns.transactionId;
      const { k0, k1 } = deriveKey(this.run, "identity", "transaction_id", dictionary.text(codes[row]));
      this.hash0 = k0;
      this.hash1 = k1;
      return;
    }
    const hashes = code === 0 ? this.users : this.cells;
    const place = hashes.placeOf(code === 0 ? user : code);
    this.hash0 = hashes.wordAt(place);
    this.hash1 = hashes.wordAt(place + 1);
  }
}
