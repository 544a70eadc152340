/** One number a row for the columns of a limit's `per`: rows with the same cells have the same number. */
import { columnNamed } from "../transactions/column-named.js";
import { isJoined, type TransactionColumns } from "../transactions/columns.js";

/** Key of a row with an empty cell among the columns: the limit does not apply to it. */
export const NO_KEY = 0;

/** Keys from 1 for each row; `per` empty gives every row the same. Lists that were asked for before are shared. */
export class RowKeys {
  private readonly known = new Map<string, Int32Array>();

  constructor(private readonly columns: TransactionColumns) {}

  of(per: readonly string[]): Int32Array {
    const name = JSON.stringify(per);
    let keys = this.known.get(name);
    if (keys === undefined) {
      keys = this.build(per);
      this.known.set(name, keys);
    }
    return keys;
  }

  private build(per: readonly string[]): Int32Array {
    if (per.length === 0) return new Int32Array(this.columns.timeMs.length).fill(1);
    const [first, ...others] = per.map((name) => this.codesOf(name));
    return others.reduce(pairUp, first);
  }

  private codesOf(name: string): Int32Array {
    const column = columnNamed(this.columns, name);
    return isJoined(column) ? column.key.codes.map((code) => column.codes[code]) : column.codes;
  }
}

/** Numbers the pairs that occur. */
function pairUp(left: Int32Array, right: Int32Array): Int32Array {
  const numbers = new Map<number, number>();
  return left.map((code, row) => {
    if (code === NO_KEY || right[row] === NO_KEY) return NO_KEY;
    const pair = code * 2 ** 26 + right[row]; // exact: both are below the number of rows, and so below 2^26
    let number = numbers.get(pair);
    if (number === undefined) {
      number = numbers.size + 1;
      numbers.set(pair, number);
    }
    return number;
  });
}
