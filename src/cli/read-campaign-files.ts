/** Campaign files from the paths of the command line: files as they are named, folders by the names in them. */
import { join } from "node:path";
import { InputError, type Problem } from "../domain/problem.js";
import { compareCodePoints } from "../domain/text-order.js";
import { isSuiteFile } from "./check-find-suites.js";
import { AccessError } from "./exit-code.js";
import type { Host } from "./host.js";

/** Names of campaign files in a folder end with one of these. */
export const CAMPAIGN_FILE_ENDINGS: readonly string[] = [".yaml", ".yml", ".json"];

export interface CampaignFile {
  /** The path as it was given, for messages. */
  readonly file: string;
  readonly bytes: Uint8Array;
}

/**
 * In the order of `paths`, within a folder by code points.
 * @throws AccessError for a path that cannot be read
 * @throws InputError for folders that hold no campaign file
 */
export async function readCampaignFiles(host: Host, paths: readonly string[]): Promise<CampaignFile[]> {
  const problems: Problem[] = [];
  const files: string[] = [];
  for (const path of paths) {
    const { kind } = await host.inspect(path);
    if (kind === "missing") throw new AccessError("read", path, "there is no such file or folder");
    const found = kind === "folder" ? await campaignFilesIn(host, path) : [path];
    if (found.length === 0) problems.push(noCampaignFiles(path));
    files.push(...found);
  }
  if (problems.length > 0) throw new InputError(problems);
  return Promise.all(files.map(async (file) => ({ file, bytes: await host.readFile(file) })));
}

async function campaignFilesIn(host: Host, folder: string): Promise<string[]> {
  const names = (await host.listFolder(folder)).filter(
    (name) =>
      !name.startsWith(".") && CAMPAIGN_FILE_ENDINGS.some((ending) => name.endsWith(ending)) && !isSuiteFile(name), // tests stand beside what they test
  );
  const files: string[] = [];
  for (const name of names.sort(compareCodePoints)) {
    const path = join(folder, name);
    if ((await host.inspect(path)).kind === "file") files.push(path);
  }
  return files;
}

function noCampaignFiles(folder: string): Problem {
  return {
    code: "no-campaign-files",
    severity: "error",
    message: "the folder has no campaign files",
    hint: `campaign files end with ${CAMPAIGN_FILE_ENDINGS.join(", ")}; promosim init writes an example to start from`,
    at: { file: folder, line: 0, column: 0 },
  };
}
