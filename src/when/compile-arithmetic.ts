/** Arithmetic as closures. Null where the operand types have none: the library takes those. */
import { addInt64, divideInt64, multiplyInt64, remainderInt64, subtractInt64 } from "./int64.js";
import {
  type DoubleProgram,
  doubleOf,
  type ErrorFlag,
  type IntProgram,
  intOf,
  type Program,
  readsOf,
  type TextProgram,
  textOf,
} from "./program.js";

/** `left op right` for `+`, `-`, `*`, `/`, `%`. */
export function compileArithmetic(op: string, left: Program, right: Program, flag: ErrorFlag): Program | null {
  if (left.type === "int" && right.type === "int") return intArithmetic(op, left, right, flag);
  if (left.type === "double" && right.type === "double") return doubleArithmetic(op, left, right, flag);
  if (left.type === "string" && right.type === "string" && op === "+") return concatenation(left, right, flag);
  return null;
}

const intOperators = {
  "+": addInt64,
  "-": subtractInt64,
  "*": multiplyInt64,
  "/": divideInt64,
  "%": remainderInt64,
};

function intArithmetic(op: string, left: IntProgram, right: IntProgram, flag: ErrorFlag): IntProgram {
  const apply = intOperators[op as keyof typeof intOperators];
  return intOf(readsOf([left, right]), (row) => {
    const a = left.run(row);
    if (flag.raised) return 0;
    const b = right.run(row);
    if (flag.raised) return 0;
    const result = apply(a, b);
    if (result !== null) return result;
    flag.raised = true;
    return 0;
  });
}

const doubleOperators = {
  "+": (a: number, b: number) => a + b,
  "-": (a: number, b: number) => a - b,
  "*": (a: number, b: number) => a * b,
  "/": (a: number, b: number) => a / b,
};

function doubleArithmetic(op: string, left: DoubleProgram, right: DoubleProgram, flag: ErrorFlag): DoubleProgram {
  const apply = doubleOperators[op as keyof typeof doubleOperators];
  return doubleOf(readsOf([left, right]), (row) => {
    const a = left.run(row);
    if (flag.raised) return 0;
    const b = right.run(row);
    return flag.raised ? 0 : apply(a, b);
  });
}

function concatenation(left: TextProgram, right: TextProgram, flag: ErrorFlag): TextProgram {
  return textOf(readsOf([left, right]), (row) => {
    const a = left.run(row);
    if (flag.raised) return "";
    const b = right.run(row);
    return flag.raised ? "" : a + b;
  });
}

/** `-operand`. */
export function compileNegation(operand: Program, flag: ErrorFlag): Program | null {
  if (operand.type === "double") return doubleOf(operand.reads, (row) => -operand.run(row));
  if (operand.type !== "int") return null;
  return intOf(operand.reads, (row) => {
    const value = operand.run(row);
    if (flag.raised) return 0;
    const result = subtractInt64(0, value);
    if (result !== null) return result;
    flag.raised = true;
    return 0;
  });
}
