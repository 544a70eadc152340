/** Sniping, steering, limits of speed and attempts for a success, against counting. */
import { describe, expect, it } from "vitest";
import { attemptsFor } from "../../../src/attack/exact/attempts-for.js";
import { snipedOrders } from "../../../src/attack/exact/order-sniping.js";
import { steeringGain } from "../../../src/attack/exact/order-steering.js";
import {
  attemptsAcrossBoundary,
  attemptsInParallel,
  attemptsInWindows,
  attemptsUnderCooldown,
  costWithCooldown,
} from "../../../src/attack/exact/velocity.js";

describe("snipedOrders", () => {
  it("is the mean over all numbers of honest orders", () => {
    for (const [free, bots, mean] of [
      [1, 1, 0.3],
      [5, 2, 4],
      [10, 30, 7.5],
      [100, 20, 90],
      [100, 20, 300],
    ]) {
      let expected = 0;
      let mass = Math.exp(-mean);
      for (let n = 0; n < 1000; n++) {
        expected += mass * Math.min(bots, Math.max(0, free - n));
        mass *= mean / (n + 1);
      }
      expect(Math.abs(snipedOrders(free, bots, mean / 2, 2) / expected - 1)).toBeLessThan(1e-10);
    }
  });

  it("leaves bots all that they can take where nobody else comes, and little where everybody does", () => {
    expect(snipedOrders(100, 20, 50, 0)).toBe(20);
    expect(snipedOrders(10, 20, 0, 60)).toBe(10);
    expect(snipedOrders(1_000_000, 1_000_000, 1_000_000, 1)).toBeCloseTo(Math.sqrt(1_000_000 / (2 * Math.PI)), 1);
    expect(snipedOrders(10, 5, 1000, 100)).toBe(0);
  });
});

describe("steeringGain", () => {
  it("takes the fillers' loss off what is free", () => {
    expect(steeringGain(50_000, 30_000, 10, 1000)).toBe(21_000);
    expect(steeringGain(8000, 30_000, 10, 1000)).toBe(-1000);
    expect(steeringGain(8000, 30_000, 1, 1000)).toBe(8000);
  });
});

describe("limits of speed", () => {
  it("let through what a count lets through", () => {
    for (let duration = 1; duration <= 40; duration++) {
      for (let period = 1; period <= 12; period++) {
        let cooled = 0;
        for (let at = 0; at <= duration; at += period) cooled++;
        expect(attemptsUnderCooldown(duration, period)).toBe(cooled);
        const touched = (begin: number, end: number) =>
          new Set(instants(begin, end).map((at) => Math.floor(at / period))).size;
        expect(attemptsInWindows(duration, 3, period)).toBe(3 * touched(0, duration - 0.25));
        const most = Math.max(...instants(0, period).map((begin) => touched(begin, begin + duration)));
        expect(attemptsAcrossBoundary(duration, 3, period)).toBe(3 * most);
      }
    }
    expect(attemptsInWindows(0, 3, 60)).toBe(3);
    expect(attemptsAcrossBoundary(0, 3, 60)).toBe(3);
    expect(attemptsAcrossBoundary(0.001, 3, 60)).toBe(6);
  });

  it("let more through at once, or cost a wait", () => {
    expect(attemptsInParallel(3, 8)).toBe(10);
    expect(costWithCooldown(50, 0.25, 3600)).toBe(950);
  });
});

/** Quarters of a unit from `begin` to `end`, both included. */
function instants(begin: number, end: number): number[] {
  return Array.from({ length: Math.round((end - begin) * 4) + 1 }, (_, i) => begin + i / 4);
}

describe("attemptsFor", () => {
  it("is the first number of attempts that is enough", () => {
    for (let eighths = 1; eighths < 8; eighths++) {
      const missed = (8 - eighths) / 8;
      for (let n = 1; n <= 15; n++) {
        // 8^15 < 2^53: the powers are exact, and so is the confidence while its digits last.
        const confidence = 1 - missed ** n;
        if (1 - confidence !== missed ** n) continue;
        expect(attemptsFor(confidence, eighths / 8)).toBe(n);
        expect(attemptsFor(1 - missed ** n * 0.99, eighths / 8)).toBe(n + 1);
      }
    }
    expect(attemptsFor(0.99, 0.02)).toBe(228);
    expect(attemptsFor(0.5, 1)).toBe(1);
    expect(attemptsFor(0, 0.5)).toBe(1);
    expect(attemptsFor(1, 0.5)).toBe(Number.POSITIVE_INFINITY);
    expect(attemptsFor(0.5, 1e-12) / (Math.LN2 * 1e12)).toBeCloseTo(1, 9);
  });
});
