/** The picture of a distribution. */
import { describe, expect, it } from "vitest";
import { fact } from "../../src/report/layout/fact.js";
import type { Line } from "../../src/report/layout/line.js";
import { chance, probabilityBars } from "../../src/report/layout/probability-bars.js";

const textOf = (line: Line) =>
  line
    .map((piece) => piece.text)
    .join("")
    .trimEnd();

describe("chance", () => {
  it("has two decimals, more where it is small, and never a wrong 0% or 100%", () => {
    expect([0, 1e-300, 9e-9, 2.54e-6, 0.0001, 0.12345, 0.99994, 0.99996, 1 - 1e-12, 1].map(chance)).toEqual([
      ...["0%", "<0.000001%", "<0.000001%", "0.00025%", "0.01%", "12.35%", "99.99%", ">99.99%", "100.00%", "100.00%"],
    ]);
  });
});

describe("probabilityBars", () => {
  const bars = [
    { fromMinor: 50, toMinor: 100, probability: 0.5 },
    { fromMinor: 100, toMinor: 200, probability: 0 },
    { fromMinor: 200, toMinor: 300, probability: 0 },
    { fromMinor: 888, toMinor: 889, probability: 0.25 },
    { fromMinor: 1000, toMinor: 1001, probability: 0.25 },
  ];
  const draw = (columns: number) => probabilityBars(bars, { exponent: 2, columns, indent: 2 }).map(textOf);

  it("has a line a bar, one for neighbours that are impossible, and sums from below", () => {
    expect(draw(42)).toEqual([
      "        amount  chance  or more",
      "  0.50 to 0.99  50.00%  100.00%  █████████",
      "             ⋯       ⋯        ⋯",
      "          8.88  25.00%   50.00%  ████▌",
      "         10.00  25.00%   25.00%  ████▌",
    ]);
  });

  it("keeps an amount of its own that happens to be impossible", () => {
    const single = [{ fromMinor: 1, toMinor: 2, probability: 0 }, ...bars.slice(3)];
    expect(probabilityBars(single, { exponent: 2, columns: 60, indent: 0 }).map(textOf)[1]).toContain("0.01      0%");
  });

  it("leaves out bars, then sums, where there is no room", () => {
    expect(draw(33)[1]).toBe("  0.50 to 0.99  50.00%  100.00%");
    expect(draw(24)[1]).toBe("  0.50 to 0.99  50.00%");
  });
});

describe("fact", () => {
  it("wraps beside its label, and says nothing of nothing", () => {
    expect(fact("label", "one two three", 22).map(textOf)).toEqual(["  label        one two", "               three"]);
    expect(fact("a label that is long", "one", 40).map(textOf)).toEqual(["  a label that is long one"]);
    expect(fact("label", "", 40)).toEqual([]);
  });
});
