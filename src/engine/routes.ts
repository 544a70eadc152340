/** Which shard of a budget a checkout is routed to: at random, and always to the same. */
import { deriveKey, type Key } from "../chance/keys.js";
import { Threefry } from "../chance/threefry.js";

export class Routes {
  private readonly key: Key;
  private readonly block = new Threefry();
  private row = -1;
  /** Of the row at hand, in [0, 1); NaN until it is asked for. */
  private uniform = Number.NaN;

  constructor(run: Key) {
    this.key = deriveKey(run, "shard");
  }

  turnTo(row: number): void {
    if (row === this.row) return;
    this.row = row;
    this.uniform = Number.NaN;
  }

  /** From 0 to below `shards`, each as likely as the others. */
  shardOf(shards: number): number {
    if (Number.isNaN(this.uniform)) {
      this.block.encrypt(this.key.k0, this.key.k1, this.row, 0);
      this.uniform = this.block.uniform();
    }
    return Math.floor(this.uniform * shards);
  }
}
