/** Suites from the paths of the command line: files as they are named, folders by the names in them, each file once. */
import { join, resolve } from "node:path";
import { InputError, type Problem } from "../domain/problem.js";
import { compareCodePoints } from "../domain/text-order.js";
import { AccessError } from "./exit-code.js";
import type { Host } from "./host.js";

/** Names of suites in a folder end with one of these. */
const SUITE_FILE_ENDINGS: readonly string[] = [".suite.yaml", ".suite.yml", ".suite.json"];

export function isSuiteFile(name: string): boolean {
  return !name.startsWith(".") && SUITE_FILE_ENDINGS.some((ending) => name.endsWith(ending));
}

/**
 * In the order of `paths`, within a folder by code points. `heed` is told every path that the answer depends on.
 * @throws AccessError for a path that cannot be read
 * @throws InputError for folders that hold no suite
 */
export async function findSuites(
  host: Host,
  paths: readonly string[],
  heed: (path: string) => void,
): Promise<readonly string[]> {
  const problems: Problem[] = [];
  const found = new Map<string, string>();
  for (const path of paths) {
    heed(path);
    const { kind } = await host.inspect(path);
    if (kind === "missing") throw new AccessError("read", path, "there is no such file or folder");
    const files =
      kind === "file"
        ? [path]
        : (await host.listFolder(path))
            .filter(isSuiteFile)
            .sort(compareCodePoints)
            .map((name) => join(path, name));
    if (files.length === 0) problems.push(noSuites(path));
    for (const file of files) if (!found.has(resolve(file))) found.set(resolve(file), file);
  }
  if (problems.length > 0) throw new InputError(problems);
  return [...found.values()];
}

function noSuites(folder: string): Problem {
  return {
    code: "no-suites",
    severity: "error",
    message: "the folder has no suites",
    hint: `names of suites end with ${SUITE_FILE_ENDINGS.join(", ")}; docs/suites.md says how to write one`,
    at: { file: folder, line: 0, column: 0 },
  };
}
