/** Results of a check as workflow commands of GitHub Actions: an annotation on the suite's line for each failure, and the count last. */
import { relative, resolve, sep } from "node:path";
import type { CheckDocument } from "../check/check-document.js";
import type { Position, Problem } from "../domain/problem.js";
import { sanitize } from "../report/layout/sanitize.js";
import { failuresOf, resultsOf, sumUpCheck } from "./check-in-words.js";
import { warningText } from "./warning-lines.js";

/**
 * `workspace`: the repository's root where it is known, which files of annotations must be relative to.
 * Source: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export function checkGithub(document: CheckDocument, workspace: string | undefined): string {
  const lines = document.suites.flatMap((suite) => [
    ...resultsOf(suite).flatMap((result) =>
      failuresOf(result).map(({ at, message }) =>
        command("error", { ...place(at, workspace), title: result.name }, message),
      ),
    ),
    ...suite.warnings.map((warning) =>
      command("warning", { file: fileFrom(suite.file, workspace), title: warning.code }, warningText(warning)),
    ),
  ]);
  return [...lines, sumUpCheck(document), ""].join("\n");
}

/** Problems of suites and campaigns, which let no check run. */
export function problemsGithub(problems: readonly Problem[], workspace: string | undefined): string {
  return problems
    .map(({ at, code, message, hint }) =>
      command("error", { ...place(at, workspace), title: code }, hint === undefined ? message : `${message} (${hint})`),
    )
    .map((line) => `${line}\n`)
    .join("");
}

function place({ file, line, column }: Position, workspace: string | undefined) {
  const path = fileFrom(file, workspace);
  return line === 0 ? { file: path } : { file: path, line, col: column };
}

/** With slashes, and without a `./` before it, which GitHub would not find among the files of a change. */
function fileFrom(file: string, workspace: string | undefined): string {
  const inside = workspace === undefined ? file : relative(workspace, resolve(file));
  const path = inside.startsWith("..") ? file : inside;
  return path
    .split(sep)
    .join("/")
    .replace(/^(\.\/)+/, "");
}

function command(
  name: "error" | "warning",
  properties: Readonly<Record<string, string | number>>,
  message: string,
): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`);
  return `::${name} ${list.join(",")}::${escapeData(message)}`;
}

function escapeData(text: string): string {
  return sanitize(text).replaceAll("%", "%25");
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(":", "%3A").replaceAll(",", "%2C");
}
