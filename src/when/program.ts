/** Compiled pieces of a condition: closures over the columns, by the type of what they give. */
import type { WhenResult } from "./contract.js";
import { WHEN_ERROR } from "./contract.js";
import type { Int64 } from "./int64.js";

/**
 * Raised by a closure that gives a number or a text, when it fails; what it returns then means nothing. Whoever called it looks at the
 * flag right away, before it calls anything else, so no closure ever starts with the flag up. Throwing would cost more than the
 * whole evaluation, and an empty balance is no rare thing. A closure that gives a truth takes the flag down and returns `WHEN_ERROR`.
 */
export class ErrorFlag {
  raised = false;

  takeDown(): typeof WHEN_ERROR {
    this.raised = false;
    return WHEN_ERROR;
  }
}

export type Run<T> = (row: number) => T;

interface Compiled<N extends string, T> {
  readonly type: N;
  readonly run: Run<T>;
  /** Names of the columns that it reads. */
  readonly reads: ReadonlySet<string>;
  /** True where evaluating costs no more than remembering would: a literal, a cell. These never fail. */
  readonly plain: boolean;
  /** The value of a literal. */
  readonly literal?: T;
}

export type BoolProgram = Compiled<"bool", WhenResult>;
export type IntProgram = Compiled<"int", Int64>;
export type DoubleProgram = Compiled<"double", number>;
export type TextProgram = Compiled<"string", string>;
export type Program = BoolProgram | IntProgram | DoubleProgram | TextProgram;
export type Operand = IntProgram | DoubleProgram | TextProgram;

const NOTHING: ReadonlySet<string> = new Set();

export const boolOf = (reads: ReadonlySet<string>, run: Run<WhenResult>): BoolProgram => ({
  type: "bool",
  run,
  reads,
  plain: false,
});
export const intOf = (reads: ReadonlySet<string>, run: Run<Int64>): IntProgram => ({
  type: "int",
  run,
  reads,
  plain: false,
});
export const doubleOf = (reads: ReadonlySet<string>, run: Run<number>): DoubleProgram => ({
  type: "double",
  run,
  reads,
  plain: false,
});
export const textOf = (reads: ReadonlySet<string>, run: Run<string>): TextProgram => ({
  type: "string",
  run,
  reads,
  plain: false,
});

/** A literal, or null for one of a type that has no closures (bytes, uint, null). */
export function literalOf(value: unknown, int: Int64 | null): Program | null {
  const common = { reads: NOTHING, plain: true };
  if (typeof value === "boolean")
    return { ...common, type: "bool", run: () => (value ? 1 : 0), literal: value ? 1 : 0 };
  if (typeof value === "number") return { ...common, type: "double", run: () => value, literal: value };
  if (typeof value === "string") return { ...common, type: "string", run: () => value, literal: value };
  return int === null ? null : { ...common, type: "int", run: () => int, literal: int };
}

/** Everything that any of the programs reads. */
export function readsOf(programs: readonly Program[]): ReadonlySet<string> {
  if (programs.length === 1) return programs[0].reads;
  return new Set(programs.flatMap((program) => [...program.reads]));
}
