/** Whose a row is: what limits count by, and whose draw it gets. Of a log as it is, or of a run in which customers come again as others. */
import { deriveKey, type Key, runKey } from "../chance/keys.js";
import type { TransactionColumns } from "../transactions/columns.js";
import { DrawIdentities } from "./draw-identities.js";
import { RowKeys } from "./row-keys.js";

/** Whose draws the rows get, by one column. */
export interface DrawIdentity {
  /** Of the row last hashed. */
  readonly hash0: number;
  readonly hash1: number;
  /** A number from 1 for each identity; 0 for a payment of nobody, which is an identity of its own. */
  keyAt(row: number): number;
  /** Puts the hash of the row's identity into `hash0` and `hash1`. */
  hash(row: number): void;
}

export interface Identities {
  /** Keys from 1 by row for the columns of a limit; rows with the same cells have the same. 0 where one of the cells is empty; all 1 for no columns. */
  limitKeys(per: readonly string[]): Int32Array;
  /** Whose draws the rows get. */
  drawsOf(column: string): DrawIdentity;
}

/** The identities of a log's rows. */
export class LogIdentities implements Identities {
  private readonly rowKeys: RowKeys;
  private readonly known = new Map<string, DrawIdentity>();

  constructor(
    private readonly columns: TransactionColumns,
    private readonly run: Key,
  ) {
    this.rowKeys = new RowKeys(columns);
  }

  limitKeys(per: readonly string[]): Int32Array {
    return this.rowKeys.of(per);
  }

  drawsOf(column: string): DrawIdentity {
    const identities = this.known.get(column) ?? new DrawIdentities(this.columns, column, this.run);
    this.known.set(column, identities);
    return identities;
  }
}

/** What a run's engine needs beside campaigns and columns. */
export interface EngineSources {
  readonly identities: Identities;
  /** Key of the run: of all draws and of orders that are free by lot. */
  readonly run: Key;
  /** By how much less than its mean an offer counts that is hidden until payment; 0 to 1. */
  readonly hiddenAversion: number;
}

/** Those of a replay of a log with a seed. */
export function logSources(columns: TransactionColumns, seed: string): EngineSources {
  const run = runKey(seed);
  return { identities: new LogIdentities(columns, run), run, hiddenAversion: 0 };
}

/** The key of a campaign's draws. */
export function drawKey(run: Key, campaignId: string): Key {
  return deriveKey(run, "draw", campaignId);
}
