/** What will run out, in the order in which it does. */
import { assert } from "../domain/problem.js";

/** First in, first out. */
class Queue<T> {
  private entries: { readonly expiresMs: number; readonly item: T }[] = [];
  private head = 0;

  get nextMs(): number {
    return this.head < this.entries.length ? this.entries[this.head].expiresMs : Number.POSITIVE_INFINITY;
  }

  push(expiresMs: number, item: T): void {
    this.entries.push({ expiresMs, item });
  }

  pop(): T {
    const { item } = this.entries[this.head++];
    if (this.head > 1024 && this.head * 2 > this.entries.length) {
      this.entries = this.entries.slice(this.head);
      this.head = 0;
    }
    return item;
  }
}

/** Items of one time to live run out in the order in which they came: a queue for each time, of which there are few. */
export class Expiries<T> {
  private readonly queues = new Map<number, Queue<T>>();

  /** When the next one runs out; +Infinity where none will. */
  get nextMs(): number {
    let next = Number.POSITIVE_INFINITY;
    for (const { nextMs } of this.queues.values()) next = Math.min(next, nextMs);
    return next;
  }

  /** It comes at `nowMs`, which never goes back. */
  push(nowMs: number, ttlMs: number, item: T): void {
    let queue = this.queues.get(ttlMs);
    if (queue === undefined) {
      queue = new Queue();
      this.queues.set(ttlMs, queue);
    }
    queue.push(nowMs + ttlMs, item);
  }

  /** The one that runs out at `nextMs`, which is finite. */
  pop(): T {
    const { nextMs } = this;
    const queue = [...this.queues.values()].find((one) => one.nextMs === nextMs);
    assert(queue !== undefined && nextMs < Number.POSITIVE_INFINITY, "something runs out");
    return queue.pop();
  }
}
