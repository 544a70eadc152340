/** The rows of one run as columns that an engine reads, and whose they are: gathered from the log's, in buffers that are used again. */
import { deriveKey, type Key, runKey } from "../chance/keys.js";
import { assert } from "../domain/problem.js";
import type { DrawIdentity, EngineSources, Identities } from "../engine/identities.js";
import { type Dictionary, PAYMENT, type TextColumn, type TransactionColumns } from "../transactions/columns.js";
import type { RunRows } from "./contract.js";
import { linkRunRefunds } from "./link-run-refunds.js";
import type { SharedDrawKeys, SharedKeys, SharedLog, SharedText } from "./shared-log.js";

/** Odd, with its bits well spread: tells the copies of an identity apart. */
const COPY = 0x9e3779b1;

export class RunLog {
  private readonly buffers = new Map<string, Float64Array | Int32Array | Uint8Array>();
  private readonly base: Key;
  /** The highest `person` of the run at hand. */
  private copies = 0;

  constructor(
    private readonly log: SharedLog,
    seed: string,
    /** Whether runs take the log's rows as they are. */
    private readonly asIs: boolean,
  ) {
    this.base = runKey(seed);
  }

  /** Columns of a run; those of the log itself where rows are as they are, but for prices that `priceOf` changes. */
  columns(rows: RunRows, priceOf: ((i: number, base: number) => number) | null): TransactionColumns {
    const { log, asIs } = this;
    const { length } = rows;
    this.copies = 0;
    for (let i = 0; i < length; i++) if (rows.person[i] > this.copies) this.copies = rows.person[i];
    const timeMs = asIs ? log.timeMs : rows.timeMs.subarray(0, length);
    const plain = {
      length,
      timeMs,
      type: this.gather("type", log.type, rows),
      prior: this.gather("prior", log.prior, rows),
      balanceMinor: this.gather("balance", log.balanceMinor, rows),
      risk: this.gather("risk", log.risk, rows),
      points: log.points && this.gather("points", log.points, rows),
      clientDiscountMinor: log.clientDiscountMinor && this.gather("client", log.clientDiscountMinor, rows),
      bareRefund: this.gather("bare", log.bareRefund, rows),
    };
    return {
      ...plain,
      amountMinor: this.prices(rows, priceOf),
      refundOf: asIs ? log.refundOf : linkRunRefunds(rows, log, this.buffer("refunds", log.refundOf, length)),
      line: NO_LINES,
      transactionId: NO_TEXTS,
      userId: this.users(rows),
      merchantId: this.text("merchant", log.merchantId, rows),
      offer: this.text("offer", log.offer, rows),
      coupons: null,
      text: new Map([...log.text].map(([name, column]) => [name, this.text(`text ${name}`, column, rows)])),
    };
  }

  /** Of run 0 the keys of a replay with the same seed. */
  sources(run: number, rows: RunRows, hiddenAversion: number): EngineSources {
    const key = run === 0 ? this.base : deriveKey(this.base, "forecast", String(run));
    return { identities: new RunIdentities(this, rows), run: key, hiddenAversion };
  }

  /** Keys of the run's rows; copies have keys of their own where they are personal. */
  keysOf(name: string, { keys, size, personal }: SharedKeys, rows: RunRows): Int32Array {
    return this.personalCodes(name, keys, size, personal, rows);
  }

  limitKeys(per: readonly string[]): SharedKeys {
    const keys = this.log.limitKeys.get(JSON.stringify(per));
    assert(keys !== undefined, `limits per ${per.join(", ")} are in the log that was shared`);
    return keys;
  }

  drawKeys(column: string): SharedDrawKeys {
    const keys = this.log.drawKeys.get(column);
    assert(keys !== undefined, `draws of ${column} are in the log that was shared`);
    return keys;
  }

  get anonymousHashes(): Int32Array | null {
    return this.log.anonymousHashes;
  }

  get isAsIs(): boolean {
    return this.asIs;
  }

  private prices(rows: RunRows, priceOf: ((i: number, base: number) => number) | null): Float64Array {
    const { amountMinor } = this.log;
    if (priceOf === null) return this.gather("amount", amountMinor, rows);
    const prices = this.buffer("amount", amountMinor, rows.length);
    const { type, prior } = this.log;
    for (let i = 0; i < rows.length; i++) {
      const base = rows.base[i];
      // What has been paid, and what is given back of it, stays as it was.
      prices[i] = type[base] === PAYMENT && prior[base] === 0 ? priceOf(i, base) : amountMinor[base];
    }
    return prices;
  }

  /** Each person that came of a user has a code: the user's first, its copies after it. */
  private users(rows: RunRows): TextColumn {
    const { codes, size } = this.log.userId;
    if (this.copies === 0) return { codes: this.gather("user", codes, rows), dictionary: sized(size) };
    const most = new Int32Array(size).fill(-1);
    for (let i = 0; i < rows.length; i++) {
      const user = codes[rows.base[i]];
      if (user !== 0 && rows.person[i] > most[user]) most[user] = rows.person[i];
    }
    const first = new Int32Array(size);
    let next = 1;
    for (let user = 1; user < size; user++) {
      first[user] = next;
      next += most[user] + 1;
    }
    const result = this.buffer("user", codes, rows.length);
    for (let i = 0; i < rows.length; i++) {
      const user = codes[rows.base[i]];
      result[i] = user === 0 ? 0 : first[user] + rows.person[i];
    }
    return { codes: result, dictionary: sized(next) };
  }

  private text(name: string, { codes, size, texts, personal }: SharedText, rows: RunRows): TextColumn {
    const own = this.personalCodes(name, codes, size, personal, rows);
    return { codes: own, dictionary: texts === null ? sized(size * (this.copies + 1)) : listed(texts) };
  }

  private personalCodes(name: string, codes: Int32Array, size: number, personal: boolean, rows: RunRows): Int32Array {
    if (!personal || this.copies === 0) return this.gather(name, codes, rows);
    assert(size * (this.copies + 1) < 2 ** 31, "keys of all copies fit 31 bits");
    const result = this.buffer(name, codes, rows.length);
    for (let i = 0; i < rows.length; i++) {
      const code = codes[rows.base[i]];
      result[i] = code === 0 ? 0 : code + rows.person[i] * size;
    }
    return result;
  }

  private gather<T extends Float64Array | Int32Array | Uint8Array>(name: string, array: T, rows: RunRows): T {
    if (this.asIs) return array;
    const result = this.buffer(name, array, rows.length);
    for (let i = 0; i < rows.length; i++) result[i] = array[rows.base[i]];
    return result;
  }

  /** Room for `length` entries of an array's kind, kept by name from run to run. */
  private buffer<T extends Float64Array | Int32Array | Uint8Array>(name: string, like: T, length: number): T {
    let buffer = this.buffers.get(name) as T | undefined;
    if (buffer === undefined || buffer.length < length) {
      buffer = new (like.constructor as new (length: number) => T)(Math.ceil(length * 1.1));
      this.buffers.set(name, buffer);
    }
    return buffer.subarray(0, length) as T;
  }
}

class RunIdentities implements Identities {
  private readonly limits = new Map<string, Int32Array>();
  private readonly draws = new Map<string, DrawIdentity>();

  constructor(
    private readonly log: RunLog,
    private readonly rows: RunRows,
  ) {}

  limitKeys(per: readonly string[]): Int32Array {
    const name = `limit ${JSON.stringify(per)}`;
    const keys = this.limits.get(name) ?? this.log.keysOf(name, this.log.limitKeys(per), this.rows);
    this.limits.set(name, keys);
    return keys;
  }

  drawsOf(column: string): DrawIdentity {
    const draws = this.draws.get(column) ?? new RunDraws(this.log, this.log.drawKeys(column), this.rows);
    this.draws.set(column, draws);
    return draws;
  }
}

class RunDraws implements DrawIdentity {
  hash0 = 0;
  hash1 = 0;
  private readonly size: number;

  constructor(
    private readonly log: RunLog,
    private readonly shared: SharedDrawKeys,
    private readonly rows: RunRows,
  ) {
    this.size = shared.hashes.length / 2;
  }

  keyAt(row: number): number {
    const key = this.shared.keys[this.rows.base[row]];
    return key === 0 ? 0 : key + this.copyOf(key, row) * this.size;
  }

  hash(row: number): void {
    const base = this.rows.base[row];
    const key = this.shared.keys[base];
    const hashes = key === 0 ? this.log.anonymousHashes : this.shared.hashes;
    assert(hashes !== null, "payments of nobody have hashes");
    const at = key === 0 ? 2 * base : 2 * key;
    // Nobody's payment is a draw of its own each time that it comes.
    const copy = key === 0 ? (this.log.isAsIs ? 0 : row + 1) : this.copyOf(key, row);
    this.hash0 = hashes[at];
    this.hash1 = (hashes[at + 1] + Math.imul(copy, COPY)) | 0;
  }

  private copyOf(key: number, row: number): number {
    return key < this.shared.personalFrom ? 0 : this.rows.person[row];
  }
}

const NO_LINES = new Int32Array(0);

/** Texts that the engine never asks for. */
function sized(size: number): Dictionary {
  return { size, text: unread, codeOf: unread };
}

function unread(): never {
  assert(false, "a run reads no texts of this column");
}

function listed(texts: readonly string[]): Dictionary {
  const codes = new Map(texts.map((text, code) => [text, code]));
  return { size: texts.length, text: (code) => texts[code], codeOf: (text) => codes.get(text) ?? -1 };
}

const NO_TEXTS: TextColumn = { codes: new Int32Array(0), dictionary: sized(1) };
