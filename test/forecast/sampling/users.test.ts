/** Users drawn with replacement: whole histories, as the bootstrap's closed forms say. */
import { describe, expect, it } from "vitest";
import { Zone } from "../../../src/domain/zone.js";
import { createSampler } from "../../../src/forecast/sampling/create-sampler.js";
import { AS_IS, logOf, madeUp, madeUpLog, noRows, rowsOf } from "./made-up-log.js";

const UTC = Zone.named("UTC") as Zone;

it("gives the total of a sum over users the mean and the variance of n draws from n", () => {
  const users = 40;
  const draw = madeUp(11);
  const ofRow = Array.from({ length: 120 }, () => Math.floor(draw() * users));
  const log = logOf(ofRow.map((user, row) => ({ timeMs: row, user: user + 1 })));
  const worth = ofRow.map(() => Math.floor(draw() * 1000));
  const present = [...new Set(ofRow)];
  const sums = present.map((user) => worth.reduce((sum, value, row) => sum + (ofRow[row] === user ? value : 0), 0));
  const n = sums.length;
  const mean = sums.reduce((a, b) => a + b, 0);
  const variance = sums.reduce((sum, value) => sum + (value - mean / n) ** 2, 0);

  const sampler = createSampler(log, { ...AS_IS, resample: "users" }, UTC);
  const rows = noRows();
  const runs = 20_000;
  const totals = Array.from({ length: runs }, (_, run) => {
    sampler.sample(run, rows);
    let total = 0;
    for (let i = 0; i < rows.length; i++) total += worth[rows.base[i]];
    return total;
  });
  const sampledMean = totals.reduce((a, b) => a + b, 0) / runs;
  const sampledVariance = totals.reduce((sum, total) => sum + (total - sampledMean) ** 2, 0) / runs;
  // Five standard errors; that of a variance is about variance x sqrt(2 / runs).
  expect(Math.abs(sampledMean - mean)).toBeLessThan(5 * Math.sqrt(variance / runs));
  expect(Math.abs(sampledVariance / variance - 1)).toBeLessThan(5 * Math.sqrt(2 / runs));
});

it("draws each user as often as a binomial of n draws at 1/n, near to Poisson's 1", () => {
  const n = 1000;
  const log = logOf(Array.from({ length: n }, (_, row) => ({ timeMs: row, user: n - row })));
  const sampler = createSampler(log, { ...AS_IS, resample: "users" }, UTC);
  const rows = noRows();
  const drawn = new Float64Array(5);
  const runs = 50;
  for (let run = 0; run < runs; run++) {
    sampler.sample(run, rows);
    const times = new Int32Array(n);
    for (let i = 0; i < rows.length; i++) times[rows.base[i]]++;
    for (const count of times) if (count < drawn.length) drawn[count]++;
  }
  let expected = (1 - 1 / n) ** n;
  for (const [count, users] of drawn.entries()) {
    expect(Math.abs(users / runs / n - expected), `${count} times`).toBeLessThan(5 * Math.sqrt(expected / runs / n));
    expected *= (n - count) / (count + 1) / (n - 1);
  }
});

describe("a drawn user", () => {
  const log = madeUpLog(5, 300, Date.UTC(2026, 0, 1), 14);
  const sampler = createSampler(log, { ...AS_IS, resample: "users" }, UTC);

  it("comes with all its rows, history and refunds included, each time as another person", () => {
    const target = (row: number) => (log.type[row] === 1 && log.refundOf[row] !== -1 ? log.refundOf[row] : row);
    const owner = (row: number) => (log.type[target(row)] === 0 ? target(row) : row);
    const rows = rowsOf(sampler, 3);
    const persons = (row: number) => rows.filter(({ base }) => base === row).map(({ person }) => person);
    for (let row = 0; row < log.length; row++) {
      const user = log.userId.codes[owner(row)];
      const same =
        user === 0 ? owner(row) : log.userId.codes.findIndex((code, at) => code === user && owner(at) === at);
      expect(persons(row)).toEqual(persons(same));
      expect(persons(row)).toEqual(persons(row).map((_, place) => place));
    }
    expect(rows.filter(({ base }) => log.prior[base] === 1).length).toBeGreaterThan(0);
    expect(rows.some(({ person }) => person === 2)).toBe(true);
  });

  it("does so at its own times", () => {
    for (const { base, timeMs } of rowsOf(sampler, 4)) expect(timeMs).toBe(log.timeMs[base]);
  });
});

it("draws payments of nobody one by one, each with its refunds", () => {
  const log = logOf([
    ...Array.from({ length: 60 }, (_, row) => ({ timeMs: row })),
    { timeMs: 60, user: 1, refundOf: 7 },
  ]);
  const sampler = createSampler(log, { ...AS_IS, resample: "users" }, UTC);
  const times = Array.from({ length: 200 }, (_, run) => {
    const rows = rowsOf(sampler, run);
    const payments = rows.filter(({ base }) => base === 7);
    expect(rows.filter(({ base }) => base === 60).map(({ person }) => person)).toEqual(
      payments.map(({ person }) => person),
    );
    expect(rows.filter(({ base }) => base < 60)).toHaveLength(60);
    return payments.length;
  });
  expect(new Set(times).size).toBeGreaterThan(2);
});
