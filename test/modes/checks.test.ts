/** Problems between the keys of random modes: which are found, where they are put, and what is just right. */
import { describe, expect, it } from "vitest";
import { problemsOf } from "./problems-of.js";

const PRIZE = "prize: { mode: amount_off, every: 10.00, amount_off: 1.00 }";
const normal = (keys: string) => `mode: random_normal, ${keys}`;
const intervals = (list: string, keys = "") => `mode: random_intervals, intervals: [${list}]${keys}`;
const free = (keys: string) => `mode: free_orders, ${keys}`;

const WRONG: readonly (readonly [block: string, ...problems: string[]])[] = [
  ["mode: random_choice, amounts: []", "empty-list at []"],
  ["mode: random_choice, amounts: [{ amount_off: 1.00 }]", "missing-key at { amount_off"],
  ["mode: random_choice, amounts: [{ amount_off: -1.00, weight: 1 }]", "amount-out-of-range at -1.00, weigh"],
  ["mode: random_choice, amounts: [{ amount_off: 1.00, weight: 0.0 }]", "weight-not-positive at 0.0 }] }"],
  ["mode: random_choice, amounts: [{ amount_off: 1.00, weight: -3 }]", "not-a-weight at -3 }] }"],
  ["mode: random_choice, amounts: [{ amount_off: 1.00, weight: 1e3 }]", "not-a-weight at 1e3 }] }"],

  [normal("mean: 5.00, sd: 0, min: 1.00, max: 9.00"), "amount-out-of-range at 0, min: 1.00"],
  [normal("mean: 5.00, sd: 1.00, min: 9.00, max: 1.00"), "range-reversed at 1.00 }"],
  [normal("mean: 5.00, sd: 1.00, min: 1.01, max: 1.99, step: 1.00"), "step-misses-range at 1.00 }"],
  [normal("mean: 5.00, sd: 0.10, min: 8.70, max: 9.00"), "range-out-of-reach at 5.00, sd: 0."],
  [normal("mean: 50000.00, sd: 9000.00, min: 0.00, max: 41943.04"), "too-many-values at"],

  [intervals(""), "empty-list at []"],
  [intervals("{ from: 1.00, to: 1.00, weight: 1 }, { from: 2.00, to: 3.00, weight: 1 }"), "range-reversed at"],
  [intervals("{ from: 2.00, to: 1.00, weight: 1 }"), "range-reversed at"],
  [intervals("{ from: 1.00, to: 2.00, weight: 1 }, { from: 1.99, to: 3.00, weight: 1 }"), "intervals-not-ascending at"],
  [intervals("{ from: 1.00, to: 2.00, weight: 1 }, { from: 2.00, to: 3.00 }"), "missing-key at"],
  [intervals("{ from: 1.00, to: 2.00 }"), "missing-key at"],
  [intervals("{ from: 1.00, to: 2.00 }", ", mean: 1.50"), "missing-key at"],
  [intervals("{ from: 1.00, to: 2.00, weight: 1 }", ", mean: 1.50, sd: 1.00"), "conflicting-keys at"],
  [intervals("{ from: 1.00, to: 2.00, weight: 1 }", ", sd: 1.00"), "conflicting-keys at"],
  // A normal has no mass in a single amount.
  [intervals("{ from: 5.00, to: 5.00 }", ", mean: 5.00, sd: 1.00"), "range-reversed at"],
  [
    intervals("{ from: 5.00, to: 6.00 }, { from: 50.00, to: 60.00 }", ", mean: 5.00, sd: 1.00"),
    "range-out-of-reach at",
  ],
  [intervals("{ from: 0.00, to: 41943.04, weight: 1 }"), "too-many-values at"],

  ["mode: lucky_draw, ratio: 10%", "missing-key at"],
  [`mode: lucky_draw, ratio: 101%, ${PRIZE}`, "percentage-out-of-range at 101%, prize:"],
  [`mode: lucky_draw, ratio: 0.1, ${PRIZE}`, "no-percent-sign at 0.1, prize: "],
  [`mode: lucky_draw, ratio: 10%, ${PRIZE}, otherwise: { mode: free_orders, pick: { nth: 3 } }`, "mode-not-nested at"],

  [free("pick: first"), "missing-key at"],
  [free("pick: { random_of: 10 }"), "missing-key at"],
  [free("pick: { random_of: 10 }, count: 11"), "count-above-random-of at 11 }"],
  [free("pick: { nth: 0 }"), "number-out-of-range at 0 } }"],
  [free("pick: first, count: 0"), "number-out-of-range at 0 }"],
  [free("pick: last, count: 1"), "unknown-value at last, count:"],
  [free("pick: first, count: 1, every: week"), "unknown-value at week }"],
];

const RIGHT: readonly string[] = [
  "mode: random_choice, amounts: [{ amount_off: 0.00, weight: 0.1 }]",
  normal("mean: -5.00, sd: 1.00, min: 0.00, max: 9.00"),
  normal("mean: 5.00, sd: 1.00, min: 7.00, max: 7.00"),
  normal("mean: 5.00, sd: 1.00, min: 1.01, max: 2.00, step: 1.00"),
  normal("mean: 50000.00, sd: 9000.00, min: 0.00, max: 41943.03"),
  // The range has billions of steps, of which all but these few have no probability.
  normal("mean: 5.00, sd: 0.10, min: 0.00, max: 90000000.00"),
  intervals("{ from: 1.00, to: 2.00, weight: 1 }, { from: 2.00, to: 2.00, weight: 1 }"),
  intervals("{ from: 0.00, to: 41943.03, weight: 1 }"),
  `mode: lucky_draw, ratio: 0%, ${PRIZE}`,
  `mode: lucky_draw, ratio: 100%, ${PRIZE}`,
  free("pick: { random_of: 10 }, count: 10"),
  free("pick: { nth: 10 }"),
];

describe("a random discount with a slip in its keys", () => {
  it.each(WRONG)("%s", (block, ...problems) => {
    const found = problemsOf(block);
    expect(found.map((text, i) => text.slice(0, problems[i]?.length))).toEqual(problems);
  });
});

describe("a random discount at the edge of what is allowed", () => {
  it.each(RIGHT)("%s", (block) => expect(problemsOf(block)).toEqual([]));
});

describe("random times", () => {
  it("come in numbers that can be drawn at once", () => {
    const codes = (count: string) =>
      problemsOf(free(`pick: random_times, count: ${count}`)).map((problem) => problem.split(" ")[0]);
    // Without a window they are refused anyway.
    expect(codes("1000000")).toEqual(["window-not-bounded"]);
    expect(codes("1000001")).toContain("number-out-of-range");
  });
});
