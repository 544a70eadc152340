/** Prints the problems of the user's input to standard error, and how many there are. */
import type { Problem } from "../domain/problem.js";
import { formatProblem } from "../report/format-problem.js";
import type { Host } from "./host.js";

/** More than a person reads at once; a mistake made everywhere would fill the screen. */
const MOST = 100;

export async function printProblems(host: Host, problems: readonly Problem[]): Promise<void> {
  const shown = problems.slice(0, MOST).map((problem) => `${formatProblem(problem)}\n`);
  await host.stderr.write(`${shown.join("\n")}\n${countProblems(problems)}\n`);
}

/** `2 errors, 1 warning`; says so where not all are shown. */
function countProblems(problems: readonly Problem[]): string {
  const errors = problems.filter((problem) => problem.severity === "error").length;
  const parts = [counted(errors, "error"), counted(problems.length - errors, "warning")].filter((part) => part !== "");
  return `${parts.join(", ")}${problems.length > MOST ? `; the first ${MOST} are shown` : ""}`;
}

function counted(count: number, noun: string): string {
  return count === 0 ? "" : `${count} ${noun}${count === 1 ? "" : "s"}`;
}
