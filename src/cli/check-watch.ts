/** `promosim check --watch`: the checks again whenever a suite, or a file that one names, has changed; until Ctrl-C. */
import { InputError } from "../domain/problem.js";
import { sanitize } from "../report/layout/sanitize.js";
import { AccessError, CheckFailed, UsageError } from "./exit-code.js";
import type { Host } from "./host.js";
import { printProblems } from "./print-problems.js";

/** The screen and what has scrolled off it, cleared; the cursor at its top. */
const CLEAR = "\u001b[2J\u001b[3J\u001b[H";

/**
 * `run` is given what to tell of the files that its result depends on. Neither failed checks nor bad input end the watch.
 * @throws Interrupted, and whatever is no fault of the input
 */
export async function watchChecks(host: Host, run: (heed: (path: string) => void) => Promise<void>): Promise<never> {
  let reason = "";
  for (let count = 1; ; count++) {
    const watch = host.watch();
    try {
      await host.stdout.write(`${host.stdout.isTerminal ? CLEAR : ""}Run ${count}${reason}\n\n`);
      await run((path) => watch.add(path)).catch((error) => tell(host, error));
      await host.stdout.write("\nWatching for changes; Ctrl-C ends.\n");
      reason = `: ${sanitize(await watch.changed())} has changed`;
      await host.stdout.write("\n");
    } finally {
      watch.close();
    }
  }
}

async function tell(host: Host, error: unknown): Promise<void> {
  if (error instanceof CheckFailed) return;
  if (error instanceof InputError) return printProblems(host, error.problems);
  if (!(error instanceof AccessError || error instanceof UsageError)) throw error;
  await host.stderr.write(`error: ${sanitize(error.message)}\n`);
}
