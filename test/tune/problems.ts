/** What a call finds wrong, as people see it. */
import { InputError } from "../../src/domain/problem.js";
import { formatProblem } from "../../src/report/format-problem.js";

/** Every problem with its excerpt and remedy; fails where there is none. */
export function problemsOf(call: () => unknown): string {
  try {
    call();
  } catch (error) {
    if (error instanceof InputError) return error.problems.map(formatProblem).join("\n");
    throw error;
  }
  throw new Error("no problem was found");
}
