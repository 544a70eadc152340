/** Campaign files with one value changed, checked as any campaign files are. */
import { Buffer } from "node:buffer";
import type { CampaignSet } from "../campaigns/campaign.js";
import { loadCampaigns } from "../campaigns/load-campaigns.js";
import { InputError } from "../domain/problem.js";
import type { CampaignInput } from "../simulation/request.js";
import { balanceShares } from "./balance-shares.js";
import { setAt } from "./edit-campaigns.js";
import type { CampaignPath } from "./parse-path.js";

/**
 * The files with `text` at `path`.
 * @throws InputError where the path leads nowhere, or the files do not load with that value: then each problem says which value it was
 */
export function variant(files: readonly CampaignInput[], path: CampaignPath, text: string): readonly CampaignInput[] {
  const changed = balanceShares(setAt(files, path, text), path, text);
  try {
    load(changed);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    const where = `where ${path.text} is ${text}`;
    throw new InputError(error.problems.map((problem) => ({ ...problem, message: `${problem.message}, ${where}` })));
  }
  return changed;
}

/** @throws InputError with every problem of every file */
export function load(files: readonly CampaignInput[]): CampaignSet {
  return loadCampaigns(
    files.map(({ file, text }) => ({ file, bytes: typeof text === "string" ? Buffer.from(text) : text })),
  );
}
