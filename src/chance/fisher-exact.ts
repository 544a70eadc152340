/** Fisher's exact test of a two by two table, one-sided. Source: R. A. Fisher, "The Logic of Inductive Inference", JRSS 98 (1935). */
import { lnChoose } from "./ln-choose.js";

/** A term that is a smaller part of its sum than this adds nothing. */
const NEGLIGIBLE = 1e-17;

/** Counts: whole numbers from 0. Rows are the two groups, columns the two answers. */
export interface TwoByTwo {
  readonly a: number;
  readonly b: number;
  readonly c: number;
  readonly d: number;
}

/**
 * The chance of an `a` at least as large, given the sums of rows (a + b, c + d) and columns (a + c, b + d), where rows and columns have nothing to do with
 * each other. 1 for a table with an empty row or column.
 */
export function fisherExact({ a, b, c, d }: TwoByTwo): number {
  const row = a + b;
  const column = a + c;
  const all = row + c + d;
  const most = Math.min(row, column);
  const least = Math.max(0, row + column - all);
  if (a <= least) return 1;
  const mass = (x: number) => Math.exp(lnChoose(column, x) + lnChoose(all - column, row - x) - lnChoose(all, row));
  let sum = 0;
  if (a > (row * column) / all) {
    let term = mass(a);
    for (let x = a; x <= most && term > sum * NEGLIGIBLE; x++) {
      sum += term;
      term *= ((column - x) * (row - x)) / ((x + 1) * (all - column - row + x + 1));
    }
    return Math.min(1, sum);
  }
  let term = mass(a - 1);
  for (let x = a - 1; x >= least && term > sum * NEGLIGIBLE; x--) {
    sum += term;
    term *= (x * (all - column - row + x)) / ((column - x + 1) * (row - x + 1));
  }
  return Math.max(0, 1 - sum);
}
