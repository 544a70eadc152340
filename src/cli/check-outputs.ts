/** Where the results of a check go: standard output in one format, and files in the format that their names say. */
import type { CheckDocument } from "../check/check-document.js";
import { jsonPieces } from "../report/formats/json.js";
import type { CheckRun } from "./check-run.js";
import type { Host } from "./host.js";
import { checkText } from "./render-check.js";
import { checkGithub } from "./render-check-github.js";
import { checkJunit } from "./render-check-junit.js";
import { usesColor } from "./uses-color.js";
import { writeFiles } from "./write-files.js";

export const CHECK_FORMATS = ["text", "junit", "json", "github"] as const;
export type CheckFormat = (typeof CHECK_FORMATS)[number];

/** Files of `--out`, by the ends of their names. */
export const OUT_ENDINGS = { ".xml": junit, ".json": jsonPieces } as const;

export async function printCheck(host: Host, format: CheckFormat, { document, texts }: CheckRun): Promise<void> {
  for (const piece of piecesOf(host, format, document, texts)) await host.stdout.write(piece);
}

function piecesOf(
  host: Host,
  format: CheckFormat,
  document: CheckDocument,
  texts: CheckRun["texts"],
): Iterable<string> {
  switch (format) {
    case "json":
      return jsonPieces(document);
    case "junit":
      return junit(document);
    case "github":
      return [checkGithub(document, host.environment.GITHUB_WORKSPACE || undefined)];
    case "text":
      return [checkText(document, texts, { columns: host.stdout.columns, color: usesColor(host, host.stdout) })];
  }
}

function junit(document: CheckDocument): readonly string[] {
  return [checkJunit(document)];
}

/** All of them or none. */
export async function writeResults(host: Host, paths: readonly string[], document: CheckDocument): Promise<void> {
  await writeFiles(host, async (files) => {
    for (const path of paths) {
      const ending = Object.keys(OUT_ENDINGS).find((end) => path.endsWith(end)) as keyof typeof OUT_ENDINGS;
      await files.write(path, OUT_ENDINGS[ending](document));
    }
  });
}
