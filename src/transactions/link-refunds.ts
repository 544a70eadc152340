/** Turns the ids that refunds name into rows: a refund of the log looks there, else in the history; one of the history only at home. */
import { NO_ROW, REFUND } from "./columns.js";
import type { PaymentIndex } from "./payment-index.js";
import type { RowStore } from "./row-store.js";

/** Replaces the codes in `store.refundOf` by rows, earlier or later ones. The first `historyRows` rows are the history's. */
export function linkRefunds(store: RowStore, historyRows: number, log: PaymentIndex, history: PaymentIndex): void {
  for (let row = 0; row < store.length; row++) {
    const code = store.refundOf[row];
    if (store.type[row] !== REFUND || code === 0) {
      store.refundOf[row] = NO_ROW;
      continue;
    }
    // The history feeds eligibility alone: ids that both files happen to use must not let it touch a payment of the log.
    // An id of the log that is left out by --to is the log's all the same: the history is not asked.
    const at = row < historyRows || !log.has(code) ? history : log;
    store.refundOf[row] = at.rowOf(code);
  }
}
