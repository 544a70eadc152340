/** Refunds that are still to come, the earliest first: a binary heap of bounded size. */

export interface PendingRefund {
  readonly dueMs: number;
  /** Orders refunds of one moment. */
  readonly order: number;
  /** Id of the payment that it gives back. */
  readonly refundOf: string;
  readonly amountMinor: number;
  /** The payment's cells from `user_id` to `card_bin`. */
  readonly cells: string;
}

function comesBefore(a: PendingRefund, b: PendingRefund): boolean {
  return a.dueMs < b.dueMs || (a.dueMs === b.dueMs && a.order < b.order);
}

export class PendingRefunds {
  private readonly heap: PendingRefund[] = [];

  get size(): number {
    return this.heap.length;
  }

  /** When the next one is due; +Infinity with none. */
  get nextMs(): number {
    return this.heap.length === 0 ? Number.POSITIVE_INFINITY : this.heap[0].dueMs;
  }

  push(refund: PendingRefund): void {
    const { heap } = this;
    let at = heap.length;
    heap.push(refund);
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!comesBefore(refund, heap[parent])) break;
      heap[at] = heap[parent];
      at = parent;
    }
    heap[at] = refund;
  }

  /** Takes out the earliest; there must be one. */
  pop(): PendingRefund {
    const { heap } = this;
    const first = heap[0];
    const last = heap.pop() as PendingRefund;
    if (heap.length === 0) return first;
    let at = 0;
    for (;;) {
      let child = 2 * at + 1;
      if (child >= heap.length) break;
      if (child + 1 < heap.length && comesBefore(heap[child + 1], heap[child])) child++;
      if (!comesBefore(heap[child], last)) break;
      heap[at] = heap[child];
      at = child;
    }
    heap[at] = last;
    return first;
  }
}
