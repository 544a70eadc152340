/** Holds that will run out, in the order in which they do. */
import type { Hold } from "../../engine/stock.js";

/** First in, first out. */
class Queue {
  private entries: { readonly expiresMs: number; readonly hold: Hold }[] = [];
  private head = 0;

  get nextMs(): number {
    return this.head < this.entries.length ? this.entries[this.head].expiresMs : Number.POSITIVE_INFINITY;
  }

  push(expiresMs: number, hold: Hold): void {
    this.entries.push({ expiresMs, hold });
  }

  pop(): Hold {
    const { hold } = this.entries[this.head++];
    if (this.head > 1024 && this.head * 2 > this.entries.length) {
      this.entries = this.entries.slice(this.head);
      this.head = 0;
    }
    return hold;
  }
}

/** Holds of one time to live run out in the order in which they were taken: a queue for each, of which there are few. */
export class Expiries {
  private readonly queues = new Map<number, Queue>();

  /** When the next one runs out; +Infinity where none will. */
  get nextMs(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const { nextMs } of this.queues.values()) next = Math.min(next, nextMs);
    return next;
  }

  /** Taken at `nowMs`, which never goes back. */
  push(nowMs: number, ttlMs: number, hold: Hold): void {
    let queue = this.queues.get(ttlMs);
    if (queue === undefined) {
      queue = new Queue();
      this.queues.set(ttlMs, queue);
    }
    queue.push(nowMs + ttlMs, hold);
  }

  /** The one that runs out at `nextMs`, which is finite. */
  pop(): Hold {
    const { nextMs } = this;
    for (const queue of this.queues.values()) if (queue.nextMs === nextMs) return queue.pop();
    throw new RangeError("nothing runs out");
  }
}
