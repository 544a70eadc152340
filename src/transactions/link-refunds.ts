/** Turns the ids that refunds name into rows: of the log, else of the history; a refund may name a later row. */
import { NO_ROW, REFUND } from "./columns.js";
import type { PaymentIndex } from "./payment-index.js";
import type { RowStore } from "./row-store.js";

/** Replaces the codes in `store.refundOf` by rows. The first `historyRows` rows are the history's: those look at home first. */
export function linkRefunds(store: RowStore, historyRows: number, log: PaymentIndex, history: PaymentIndex): void {
  for (let row = 0; row < store.length; row++) {
    const code = store.refundOf[row];
    if (store.type[row] !== REFUND || code === 0) {
      store.refundOf[row] = NO_ROW;
      continue;
    }
    const [first, second] = row < historyRows ? [history, log] : [log, history];
    // An id of the log that is left out by --to is the log's all the same: the history is not asked.
    store.refundOf[row] = first.has(code) ? first.rowOf(code) : second.rowOf(code);
  }
}
