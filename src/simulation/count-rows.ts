/** Every row of a log is replayed or rejected: the counts that say so. */
import { assert } from "../domain/problem.js";
import type { ReplaySummary } from "../replay/replay.js";
import type { ReportDocument } from "../report/document.js";
import type { LoadedTransactions } from "../transactions/load-transactions.js";

export function countRows(rows: LoadedTransactions["rows"], summary: ReplaySummary): ReportDocument["rows"] {
  const rejected = rows.rejected + summary.rejectedRefunds;
  const replayed = summary.payments + summary.refunds;
  assert(rows.read === replayed + rejected, "every row of the log is replayed or rejected");
  return { read: rows.read, replayed, rejected, sorted: rows.sorted };
}
