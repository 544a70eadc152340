/** Whose the rows of a run are where newcomers come beside the log's: the log's by what is shared of them, newcomers as somebody of their own. */
import { deriveKey, type Key } from "../chance/keys.js";
import type { DrawIdentity, Identities } from "../engine/identities.js";
import type { MadeRows } from "../sharing/made-rows.js";
import { PERSONAL_COLUMNS } from "../transactions/known-columns.js";
import type { SharedDrawKeys, SharedLog } from "./shared-log.js";

/** Keys of all rows for the columns of a limit. */
interface Keys {
  readonly keys: Int32Array;
  /** The first newcomer's, where one of the columns is his own. */
  readonly first: number | null;
}

export class RunMadeIdentities {
  /** The log's are the same in every run. */
  private readonly limits = new Map<string, Keys>();
  /** By newcomer: the row that his is like. */
  private readonly likes: Int32Array;

  constructor(
    private readonly log: SharedLog,
    private readonly made: MadeRows,
    private readonly identities: ReadonlySet<string>,
    /** Of the seed. */
    private readonly base: Key,
  ) {
    this.likes = new Int32Array(made.capacity);
  }

  /** Those of a run, whose own know the log's rows. */
  of(run: Identities): Identities {
    return {
      limitKeys: (per) => this.limitKeys(run, per),
      drawsOf: (column) => this.drawsOf(run, column),
    };
  }

  /** The row of the log that a newcomer's is like. */
  likeOf(row: number): number {
    return this.likes[row - this.log.length];
  }

  /** After a newcomer's row was made. */
  add(row: number, like: number): void {
    const newcomer = row - this.log.length;
    this.likes[newcomer] = like;
    for (const { keys, first } of this.limits.values()) {
      keys[row] = keys[like] === 0 || first === null ? keys[like] : first + newcomer;
    }
  }

  private limitKeys(run: Identities, per: readonly string[]): Int32Array {
    const name = JSON.stringify(per);
    const known = this.limits.get(name);
    if (known !== undefined) return known.keys;
    const keys = new Int32Array(this.log.length + this.made.capacity);
    keys.set(run.limitKeys(per));
    if (per.length === 0) keys.fill(1, this.log.length);
    const isOwn = per.some((column) => PERSONAL_COLUMNS.includes(column) || this.identities.has(column));
    const size = this.log.limitKeys.get(name)?.size ?? 1;
    this.limits.set(name, { keys, first: isOwn ? size : null });
    return keys;
  }

  private drawsOf(run: Identities, column: string): DrawIdentity {
    const shared = this.log.drawKeys.get(column) as SharedDrawKeys;
    return new MadeDraws(run.drawsOf(column), shared, column, this.log.length, this.likes, (of, newcomer) =>
      deriveKey(this.base, "identity", of, this.made.names.list[newcomer]),
    );
  }
}

class MadeDraws implements DrawIdentity {
  hash0 = 0;
  hash1 = 0;

  constructor(
    private readonly ofLog: DrawIdentity,
    private readonly shared: SharedDrawKeys,
    private readonly column: string,
    private readonly length: number,
    private readonly likes: Int32Array,
    private readonly hashOf: (column: string, newcomer: number) => Key,
  ) {}

  keyAt(row: number): number {
    if (row < this.length) return this.ofLog.keyAt(row);
    const key = this.ofLog.keyAt(this.likes[row - this.length]);
    return this.isOwn(key) ? this.shared.hashes.length / 2 + row - this.length : key;
  }

  hash(row: number): void {
    const newcomer = row - this.length;
    const like = newcomer < 0 ? row : this.likes[newcomer];
    const key = newcomer < 0 ? 0 : this.ofLog.keyAt(like);
    if (newcomer >= 0 && this.isOwn(key)) {
      const { k0, k1 } = this.hashOf(key < this.shared.cells ? this.column : "user_id", newcomer);
      this.hash0 = k0;
      this.hash1 = k1;
      return;
    }
    this.ofLog.hash(like);
    this.hash0 = this.ofLog.hash0;
    this.hash1 = this.ofLog.hash1;
  }

  /** Whether the draw of one who is like that identity is his own: of a column that is personal, or by his user id where its cell is empty. */
  private isOwn(key: number): boolean {
    return key >= this.shared.personalFrom;
  }
}
