/** By how much each figure differs for each user, kept as a list of changes: most users have none. */
import type { TextColumn, TransactionColumns } from "../transactions/columns.js";
import { PAYMENT } from "../transactions/columns.js";

export class UserDifferences {
  private figures = new Int32Array(1024);
  /** Code of the user; for a row without one −1 − row. */
  private users = new Int32Array(1024);
  private values = new Float64Array(1024);
  private count = 0;

  constructor(
    private readonly figureCount: number,
    private readonly userId: TextColumn,
  ) {}

  /** Adds to a figure what a row of the log changes in it. */
  add(figure: number, row: number, differenceMinor: number): void {
    if (differenceMinor === 0) return;
    if (this.count === this.figures.length) this.grow();
    this.figures[this.count] = figure;
    const user = this.userId.codes[row];
    this.users[this.count] = user === 0 ? -1 - row : user;
    this.values[this.count++] = differenceMinor;
  }

  /** By figure: the difference of each user for whom it is not 0, in no order. A row without a user is a user of its own. */
  finish(): Float64Array[] {
    const { count, figures, users, values } = this;
    const starts = new Int32Array(this.figureCount + 1);
    for (let i = 0; i < count; i++) starts[figures[i] + 1]++;
    for (let figure = 0; figure < this.figureCount; figure++) starts[figure + 1] += starts[figure];
    const order = new Int32Array(count);
    const next = starts.slice();
    for (let i = 0; i < count; i++) order[next[figures[i]]++] = i;

    const sums = new Float64Array(this.userId.dictionary.size);
    return Array.from({ length: this.figureCount }, (_, figure) => {
      const mine = order.subarray(starts[figure], starts[figure + 1]);
      const nobody = new Map<number, number>();
      for (const i of mine) {
        if (users[i] < 0) nobody.set(users[i], (nobody.get(users[i]) ?? 0) + values[i]);
        else sums[users[i]] += values[i];
      }
      const found: number[] = [];
      for (const i of mine) {
        if (users[i] < 0) continue;
        if (sums[users[i]] !== 0) found.push(sums[users[i]]);
        sums[users[i]] = 0; // taken once
      }
      for (const sum of nobody.values()) if (sum !== 0) found.push(sum);
      return Float64Array.from(found);
    });
  }

  private grow(): void {
    const longer = <A extends Int32Array | Float64Array>(array: A, wider: A): A => {
      wider.set(array);
      return wider;
    };
    this.figures = longer(this.figures, new Int32Array(this.count * 2));
    this.users = longer(this.users, new Int32Array(this.count * 2));
    this.values = longer(this.values, new Float64Array(this.count * 2));
  }
}

/** Users with a payment that is replayed, each payment without a user as one. */
export function countUsers({ length, type, prior, userId }: TransactionColumns): number {
  const seen = new Uint8Array(userId.dictionary.size);
  let users = 0;
  for (let row = 0; row < length; row++) {
    if (type[row] !== PAYMENT || prior[row] === 1) continue;
    const user = userId.codes[row];
    if (user !== 0 && seen[user] === 1) continue;
    seen[user] = 1;
    users++;
  }
  return users;
}
