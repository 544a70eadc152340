/** Whether counts in the cells of a law, the largest amounts first, are what the law expects. */
import { binomialTail } from "../chance/binomial-tail.js";
import { chiSquareTail } from "../chance/chi-square.js";

export interface CellFit {
  readonly statistic: number;
  /** Cells of the test less one; 0 where there are fewer than two. */
  readonly degrees: number;
  /** Never too small, however few the counts. */
  readonly pValue: number;
  /** The counts lie in higher cells than expected, on the whole. */
  readonly leansHigh: boolean;
}

/** What a cell has to expect: with less, the statistic does not follow its law. */
const LEAST_EXPECTED = 5;

interface Cell {
  observed: number;
  expected: number;
}

/**
 * Neighbouring cells are joined from the top down until they expect 5; what is left joins the last. Far out in its tail, where a correction for thousands of tests
 * looks, Pearson's statistic promises too much: a cell that expects 5 holds 20 a thousand times as often as it says. So its p-value counts only as far
 * as the fullest cell bears it out by an exact binomial test, corrected for the number of cells: the larger of the two is a p-value because the second one is.
 */
export function fitOfCells(observed: ArrayLike<number>, expected: ArrayLike<number>): CellFit {
  const cells = joined(observed, expected);
  const degrees = Math.max(0, cells.length - 1);
  if (degrees === 0) return { statistic: 0, degrees, pValue: 1, leansHigh: false };
  const draws = cells.reduce((sum, cell) => sum + cell.observed, 0);
  const statistic = cells.reduce((sum, cell) => sum + (cell.observed - cell.expected) ** 2 / cell.expected, 0);
  const fullest = cells.reduce((least, cell) => Math.min(least, tailOf(cell, draws)), 1);
  const drop = cells.reduce((sum, cell, i) => sum + i * (cell.observed - cell.expected), 0);
  const pValue = Math.max(chiSquareTail(statistic, degrees), Math.min(1, cells.length * fullest));
  return { statistic, degrees, pValue, leansHigh: drop < 0 };
}

/** The mean of different chances stands for each, as for the top tier. */
function tailOf(cell: Cell, draws: number): number {
  if (cell.observed < cell.expected + 1) return 1;
  return binomialTail(cell.observed, draws, cell.expected / draws);
}

function joined(observed: ArrayLike<number>, expected: ArrayLike<number>): Cell[] {
  const cells: Cell[] = [];
  let open: Cell = { observed: 0, expected: 0 };
  for (let i = 0; i < expected.length; i++) {
    open.observed += observed[i];
    open.expected += expected[i];
    if (open.expected < LEAST_EXPECTED) continue;
    cells.push(open);
    open = { observed: 0, expected: 0 };
  }
  const last = cells.at(-1);
  if (last !== undefined) {
    last.observed += open.observed;
    last.expected += open.expected;
  }
  return cells;
}
