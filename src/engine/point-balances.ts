/** Every user's points: the first cell of a user that is not empty counts, then the balance is kept here. */
import type { TransactionColumns } from "../transactions/columns.js";
import { perCode } from "../transactions/per-code.js";

export class PointBalances {
  private readonly balances: Float64Array;
  /** 1 for a user whose first cell has been read. */
  private readonly known: Uint8Array;

  constructor(private readonly columns: TransactionColumns) {
    const { points, userId } = columns;
    this.balances = points === null ? new Float64Array(0) : perCode(Float64Array, userId.dictionary);
    this.known = points === null ? new Uint8Array(0) : perCode(Uint8Array, userId.dictionary);
  }

  /** Reads the cell of a payment that is being replayed. */
  read(row: number): void {
    const { points, userId } = this.columns;
    if (points === null || points[row] < 0) return;
    const user = userId.codes[row];
    if (this.known[user] === 1) return;
    this.known[user] = 1;
    this.balances[user] += points[row];
  }

  /** The user's points before the payment at `row`. An anonymous user has what the row itself says. */
  at(row: number): number {
    const { points, userId } = this.columns;
    if (points === null) return 0;
    const user = userId.codes[row];
    return user === 0 ? Math.max(0, points[row]) : this.balances[user];
  }

  /** Adds points to the user of `row`, or takes them if negative. */
  change(row: number, by: number): void {
    const user = this.columns.userId.codes[row];
    if (this.columns.points !== null && user !== 0) this.balances[user] += by;
  }
}
