/** Counts in cells against what a law expects, and that the p-value promises no more than chance keeps. */
import { describe, expect, it } from "vitest";
import { binomialTail } from "../../src/chance/binomial-tail.js";
import { chiSquareTail } from "../../src/chance/chi-square.js";
import { fitOfCells } from "../../src/detect/cell-fit.js";

describe("fitOfCells", () => {
  it("is Pearson's statistic over cells that expect 5, joined from the top", () => {
    // 2 + 3 make the first cell, 10 the second; 4 joins it.
    const fit = fitOfCells([6, 4, 6, 3], [2, 3, 10, 4]);
    const statistic = (10 - 5) ** 2 / 5 + (9 - 14) ** 2 / 14;
    expect(fit.degrees).toBe(1);
    expect(fit.statistic).toBeCloseTo(statistic, 12);
    expect(fit.leansHigh).toBe(true);
    expect(fit.pValue).toBe(Math.max(chiSquareTail(statistic, 1), 2 * binomialTail(10, 19, 5 / 19)));
  });

  it("has nothing to test with one cell", () => {
    expect(fitOfCells([3, 2], [2, 3])).toEqual({ statistic: 0, degrees: 0, pValue: 1, leansHigh: false });
    expect(fitOfCells([], [])).toMatchObject({ degrees: 0 });
  });

  it("knows bad luck from good", () => {
    expect(fitOfCells([0, 40], [10, 30])).toMatchObject({ leansHigh: false });
    expect(fitOfCells([30, 10], [10, 30])).toMatchObject({ leansHigh: true });
  });

  it("is at most as often below a level as the level says, however far out: every outcome of two cells, weighed exactly", () => {
    const [draws, p] = [100, 0.05];
    for (const level of [0.05, 0.01, 1e-3, 1e-5, 1e-7]) {
      let often = 0;
      for (let k = 0; k <= draws; k++) {
        const chance = binomialTail(k, draws, p) - binomialTail(k + 1, draws, p);
        if (fitOfCells([k, draws - k], [draws * p, draws * (1 - p)]).pValue <= level) often += chance;
      }
      expect(often).toBeLessThanOrEqual(level);
    }
  });

  it("does not promise what Pearson's statistic alone does", () => {
    const alone = chiSquareTail((18 - 5) ** 2 / 5 + 13 ** 2 / 95, 1);
    const exact = binomialTail(18, 100, 0.05);
    expect(exact / alone).toBeGreaterThan(100);
    expect(fitOfCells([18, 82], [5, 95]).pValue).toBe(2 * exact);
  });
});
