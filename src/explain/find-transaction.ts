/** The row that an id names; or what to say where none does: the nearest ids, or why the row was rejected. */
import { InputError } from "../domain/problem.js";
import { nearest } from "../domain/suggest.js";
import type { TransactionColumns } from "../transactions/columns.js";
import type { LoadedTransactions } from "../transactions/load-transactions.js";

/** Ids compared at once: what is kept of a million ids is the nearest of each handful. */
const HANDFUL = 4096;
const NEAREST = 3;
const MOST_EXCERPT = 160;

/**
 * The row in replay order. Of rows with one id (of log and history) a replayed one counts, else the last.
 * @throws InputError for an id that no row has that was read
 */
export function findTransaction(id: string, { columns, rejects }: LoadedTransactions, log: string): number {
  const { codes, dictionary } = columns.transactionId;
  const code = dictionary.codeOf(id);
  let found = -1;
  for (let row = 0; code > 0 && row < columns.length; row++) {
    if (codes[row] !== code) continue;
    if (found === -1 || columns.prior[found] === 1) found = row;
  }
  if (found !== -1) return found;
  const reject = rejects.find(({ text }) => cellsOf(text).includes(id));
  const where = "--transaction";
  if (reject !== undefined) {
    const column = reject.column === "" ? "" : ` in ${reject.column}`;
    throw new InputError([
      {
        code: "transaction-rejected",
        severity: "error",
        message: `no row that was read has the id ${JSON.stringify(id)}, but line ${reject.line} of ${reject.file}, which was rejected: ${reject.reason}${column}`,
        at: { file: where, line: 0, column: 0 },
        hint: "correct the row; promosim replay --out writes all rejects to rejects.csv",
        excerpt: reject.text.slice(0, MOST_EXCERPT),
      },
    ]);
  }
  const near = nearestIds(id, columns);
  const hint =
    near.length === 0 ? "there is no row" : `the nearest ${near.length === 1 ? "is" : "are"} ${near.join(", ")}`;
  throw new InputError([
    {
      code: "unknown-transaction",
      severity: "error",
      message: `no row of ${log} or the history has the transaction_id ${JSON.stringify(id)}`,
      at: { file: where, line: 0, column: 0 },
      hint: `${hint}; a row without an id has its row number, and rows from --to on are left out`,
    },
  ]);
}

/** Rows that were rejected for having the id of a row before them. */
export function rejectedTwins(id: string, { rejects }: LoadedTransactions): { file: string; line: number }[] {
  return rejects
    .filter(({ reason, text }) => reason === "duplicate_id" && cellsOf(text).includes(id))
    .map(({ file, line }) => ({ file, line }));
}

/** The cells of a rejected record, whatever its delimiter: good enough to find an id among them. */
function cellsOf(text: string): string[] {
  return text.split(/[,;\t|\r\n]/).map((cell) =>
    cell
      .trim()
      .replace(/^"(.*)"$/, "$1")
      .trim(),
  );
}

function nearestIds(id: string, { transactionId: { dictionary } }: TransactionColumns): string[] {
  let best: string[] = [];
  for (let from = 1; from < dictionary.size; from += HANDFUL) {
    const size = Math.min(HANDFUL, dictionary.size - from);
    best = nearest(id, [...best, ...Array.from({ length: size }, (_, i) => dictionary.text(from + i))], NEAREST);
  }
  return best;
}
