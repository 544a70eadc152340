/** `promosim check --update`: what came is written in the place of what was expected, in all suites or in none. */

import type { Mismatch, Update } from "../check/check-document.js";
import { assert } from "../domain/problem.js";
import { sanitize } from "../report/layout/sanitize.js";
import { applyUpdates } from "./check-apply.js";
import { placeInWords, resultsOf } from "./check-in-words.js";
import type { CheckRun } from "./check-run.js";
import { UsageError } from "./exit-code.js";
import type { Host } from "./host.js";
import { writeFiles } from "./write-files.js";

/** CI servers set `CI`: there nobody would see what was accepted. */
export function assertUpdateMakesSense({ environment: { CI = "" } }: Host): void {
  if (CI !== "" && CI.toLowerCase() !== "false") {
    throw new UsageError(
      "--update is refused where the environment variable CI is set: update on your own machine, and look at the difference",
    );
  }
}

/** Says on standard error what it wrote. True where a file has changed. */
export async function updateSuites(host: Host, { document, texts }: CheckRun): Promise<boolean> {
  const said: string[] = [];
  const changed: (readonly [file: string, text: string])[] = [];
  let written = 0;
  for (const suite of document.suites) {
    const mismatches = updatable(resultsOf(suite).flatMap((result) => result.mismatches));
    if (mismatches.length === 0) continue;
    const before = texts.get(suite.file) ?? "";
    const applied = applyUpdates(
      before,
      mismatches.map(({ update }) => update),
    );
    const left = new Set(applied.left);
    for (const mismatch of mismatches) said.push(inWords(mismatch, left));
    written += applied.written.length;
    if (applied.text !== before) changed.push([suite.file, applied.text]);
  }
  await writeFiles(host, async (files) => {
    for (const [file, text] of changed) await files.write(file, [text]);
  });
  said.push(written === 0 ? "nothing to update" : `${written} expected ${written === 1 ? "value" : "values"} updated`);
  await host.stderr.write(`${said.map(sanitize).join("\n")}\n\n`);
  return changed.length > 0;
}

type Updatable = Mismatch & { readonly update: Update };

function updatable(mismatches: readonly Mismatch[]): Updatable[] {
  const found = mismatches.filter((mismatch): mismatch is Updatable => mismatch.update !== null);
  for (const { update } of found) assert(update.path.includes("expect"), "an update changes what is expected alone");
  return found;
}

function inWords({ at, path, expected, actual, update }: Updatable, left: ReadonlySet<Update>): string {
  const place = `${placeInWords(at)}: ${path}`;
  return left.has(update)
    ? `not updated: ${place}: an anchor shares it; write ${actual} by hand`
    : `updated ${place}: ${expected} → ${actual}`;
}
