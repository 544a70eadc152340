/**
 * `&&`, `||`, `!`, `?:` and the quantifiers as closures. As CEL has it, `&&` and `||` absorb an error on either side when the other
 * side settles the matter; so do `all` and `exists`, which are the same over the elements of a list.
 */
import { WHEN_ERROR, WHEN_FALSE, WHEN_TRUE, type WhenResult } from "./contract.js";
import { type BoolProgram, boolOf, type ErrorFlag, type Program, type Run, readsOf } from "./program.js";

export function compileAnd(left: BoolProgram, right: BoolProgram): BoolProgram {
  return boolOf(readsOf([left, right]), (row) => {
    const a = left.run(row);
    if (a === WHEN_FALSE) return WHEN_FALSE;
    const b = right.run(row);
    return b === WHEN_FALSE || a === WHEN_TRUE ? b : WHEN_ERROR;
  });
}

export function compileOr(left: BoolProgram, right: BoolProgram): BoolProgram {
  return boolOf(readsOf([left, right]), (row) => {
    const a = left.run(row);
    if (a === WHEN_TRUE) return WHEN_TRUE;
    const b = right.run(row);
    return b === WHEN_TRUE || a === WHEN_FALSE ? b : WHEN_ERROR;
  });
}

export function compileNot(operand: BoolProgram): BoolProgram {
  return boolOf(operand.reads, (row) => {
    const value = operand.run(row);
    return value === WHEN_ERROR ? WHEN_ERROR : value === WHEN_TRUE ? WHEN_FALSE : WHEN_TRUE;
  });
}

/** `test ? yes : no`; null where the branches differ in type. */
export function compileTernary(test: BoolProgram, yes: Program, no: Program, flag: ErrorFlag): Program | null {
  const reads = readsOf([test, yes, no]);
  if (yes.type === "bool" && no.type === "bool")
    return boolOf(
      reads,
      choose(test, yes.run, no.run, () => WHEN_ERROR),
    );
  if (yes.type !== no.type) return null;
  const fail = <T>(value: T): T => {
    flag.raised = true;
    return value;
  };
  const yesRun = yes.run as Run<never>;
  const noRun = no.run as Run<never>;
  return { type: yes.type, run: choose(test, yesRun, noRun, () => fail(0 as never)), reads, plain: false } as Program;
}

function choose<T>(test: BoolProgram, yes: Run<T>, no: Run<T>, fail: () => T): Run<T> {
  return (row) => {
    const result = test.run(row);
    if (result === WHEN_ERROR) return fail();
    return result === WHEN_TRUE ? yes(row) : no(row);
  };
}

/** `all`, `exists` or `exists_one` over a list, given the body compiled for each element. */
export function compileQuantifier(name: string, bodies: readonly BoolProgram[]): BoolProgram | null {
  const reads = readsOf(bodies);
  switch (name) {
    case "all":
      return boolOf(reads, settle(bodies, WHEN_FALSE, WHEN_TRUE));
    case "exists":
      return boolOf(reads, settle(bodies, WHEN_TRUE, WHEN_FALSE));
    case "exists_one":
      return boolOf(reads, exactlyOne(bodies));
    default:
      return null;
  }
}

/** `settled` as soon as one body gives it, else an error if one fails, else `otherwise`. */
function settle(bodies: readonly BoolProgram[], settled: WhenResult, otherwise: WhenResult): Run<WhenResult> {
  return (row) => {
    let result = otherwise;
    for (const body of bodies) {
      const value = body.run(row);
      if (value === settled) return settled;
      if (value === WHEN_ERROR) result = WHEN_ERROR;
    }
    return result;
  };
}

function exactlyOne(bodies: readonly BoolProgram[]): Run<WhenResult> {
  return (row) => {
    let count = 0;
    for (const body of bodies) {
      const value = body.run(row);
      if (value === WHEN_ERROR) return WHEN_ERROR;
      count += value;
    }
    return count === 1 ? WHEN_TRUE : WHEN_FALSE;
  };
}
