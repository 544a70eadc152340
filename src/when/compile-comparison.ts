/** Comparisons and membership as closures. Null where the operand types have none: the library takes those. */
import { compareCodePoints } from "../domain/text-order.js";
import { WHEN_ERROR, type WhenResult } from "./contract.js";
import type { Int64 } from "./int64.js";
import { type BoolProgram, boolOf, type ErrorFlag, type Operand, type Program, type Run, readsOf } from "./program.js";

const truth = (value: boolean): WhenResult => (value ? 1 : 0);

/** `left op right` for `==`, `!=`, `<`, `<=`, `>`, `>=`. */
export function compileComparison(op: string, left: Program, right: Program, flag: ErrorFlag): BoolProgram | null {
  if (left.type === "bool" || right.type === "bool") {
    return left.type === "bool" && right.type === "bool" ? compareTruths(op, left, right) : null;
  }
  const reads = readsOf([left, right]);
  if (left.type === "string" || right.type === "string") {
    if (left.type !== right.type || left.type !== "string" || right.type !== "string") return null;
    if (op !== "==" && op !== "!=") return boolOf(reads, compareTexts(op, left.run, right.run, flag));
  }
  if (left.type === right.type) return boolOf(reads, compareValues<Int64 | string>(op, left.run, right.run, flag));
  return boolOf(reads, compareValues<number>(op, asDouble(left), asDouble(right), flag));
}

// An int against a double is compared as doubles, as the reference implementation and its conformance tests have it.
function asDouble(operand: Operand): Run<number> {
  const run = operand.run as Run<Int64>;
  return operand.type === "int" ? (row) => Number(run(row)) : (run as Run<number>);
}

function compareTruths(op: string, left: BoolProgram, right: BoolProgram): BoolProgram {
  const test = tests[op as keyof typeof tests];
  return boolOf(readsOf([left, right]), (row) => {
    const a = left.run(row);
    const b = right.run(row);
    return a === WHEN_ERROR || b === WHEN_ERROR ? WHEN_ERROR : truth(test(a - b));
  });
}

const tests = {
  "==": (order: number) => order === 0,
  "!=": (order: number) => order !== 0,
  "<": (order: number) => order < 0,
  "<=": (order: number) => order <= 0,
  ">": (order: number) => order > 0,
  ">=": (order: number) => order >= 0,
};

// Both libraries order text by UTF-16 units; CEL says code points.
function compareTexts(op: string, left: Run<string>, right: Run<string>, flag: ErrorFlag): Run<WhenResult> {
  const test = tests[op as keyof typeof tests];
  return (row) => {
    const a = left(row);
    if (flag.raised) return flag.takeDown();
    const b = right(row);
    return flag.raised ? flag.takeDown() : truth(test(compareCodePoints(a, b)));
  };
}

// One closure an operator: the engine compiles each to a bare comparison, and NaN is right without a thought.
function compareValues<T extends Int64 | string>(op: string, l: Run<T>, r: Run<T>, flag: ErrorFlag): Run<WhenResult> {
  switch (op) {
    case "==":
    case "!=": {
      const equal = op === "==" ? 1 : 0;
      return (row) => {
        const a = l(row);
        if (flag.raised) return flag.takeDown();
        const b = r(row);
        if (flag.raised) return flag.takeDown();
        return a === b ? equal : ((1 - equal) as WhenResult);
      };
    }
    case "<":
    case ">": {
      const [low, high] = op === "<" ? [l, r] : [r, l];
      return (row) => {
        const a = low(row);
        if (flag.raised) return flag.takeDown();
        const b = high(row);
        return flag.raised ? flag.takeDown() : truth(a < b);
      };
    }
    default: {
      const [low, high] = op === "<=" ? [l, r] : [r, l];
      return (row) => {
        const a = low(row);
        if (flag.raised) return flag.takeDown();
        const b = high(row);
        return flag.raised ? flag.takeDown() : truth(a <= b);
      };
    }
  }
}

/** `value in [elements]`, all of one type. */
export function compileMembership(value: Program, elements: readonly Program[], flag: ErrorFlag): BoolProgram | null {
  if (value.type === "bool" || elements.some((element) => element.type !== value.type)) return null;
  const reads = readsOf([value, ...elements]);
  const run = value.run as Run<Int64 | string>;
  if (elements.every((element) => element.literal !== undefined)) {
    const set = new Set(elements.map((element) => element.literal as Int64 | string));
    return boolOf(reads, (row) => {
      const sought = run(row);
      return flag.raised ? flag.takeDown() : truth(set.has(sought));
    });
  }
  const candidates = elements.map((element) => element.run as Run<Int64 | string>);
  return boolOf(reads, (row) => {
    const sought = run(row);
    if (flag.raised) return flag.takeDown();
    let found = false;
    // All of them, even after a hit: a list with an element that fails is an error.
    for (const candidate of candidates) {
      const element = candidate(row);
      if (flag.raised) return flag.takeDown();
      if (element === sought) found = true;
    }
    return truth(found);
  });
}
