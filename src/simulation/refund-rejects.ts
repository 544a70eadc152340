/** Refunds of the log that only the replay can turn down, put among the records that the loader rejected. */
import { InputError } from "../domain/problem.js";
import type { Reject } from "../transactions/columns.js";
import type { LoadedTransactions } from "../transactions/load-transactions.js";

/** The column that each reason is about. */
const COLUMN_OF = { unknown_payment: "refund_of", refund_too_large: "amount" } as const;

export class RefundRejects {
  private readonly list: Reject[] = [];

  constructor(
    private readonly loaded: LoadedTransactions,
    /** Of the log, as the user gave it, for messages. */
    private readonly name: string,
    private readonly strict: boolean,
  ) {}

  /** @throws InputError at the first, where rejects are not allowed */
  add(row: number, reason: keyof typeof COLUMN_OF): void {
    const reject = this.loaded.rejectRow(row, reason, COLUMN_OF[reason]);
    this.list.push(reject);
    if (this.strict) throw new InputError([rejectedRow(reject, this.name)]);
  }

  /** Every reject of the run: the log's by line, then those of the other files. */
  merge(): Reject[] {
    const { rejects, rows } = this.loaded;
    const ofLog = [...rejects.slice(0, rows.rejected), ...this.list].sort((a, b) => a.line - b.line);
    return [...ofLog, ...rejects.slice(rows.rejected)];
  }
}

function rejectedRow({ line, column, reason, text }: Reject, file: string) {
  return {
    code: "rejected-row",
    severity: "error",
    message: `this row is rejected: ${reason} in ${column}`,
    at: { file, line, column: 1 },
    hint: "correct the row, or run without --strict to leave it out",
    excerpt: text,
  } as const;
}
