/** Suites from bytes to what can be run: their campaigns read, their cases and thresholds understood; every problem of every file at once. */
import { Buffer } from "node:buffer";
import type { CampaignSet } from "../campaigns/campaign.js";
import { type DocumentBytes, problemsInOrder, readDocuments } from "../documents/read-documents.js";
import { InputError, type Problem } from "../domain/problem.js";
import { readCampaigns } from "../simulation/read-inputs.js";
import type { CampaignInput } from "../simulation/request.js";
import { readCases } from "./read-cases.js";
import { readSuite, SUITE_FILE } from "./read-suite.js";
import { readThresholds } from "./read-thresholds.js";
import type { CheckRequest } from "./request.js";
import type { Case, Suite } from "./suite.js";
import type { Threshold } from "./threshold.js";

export interface LoadedSuite {
  readonly suite: Suite;
  readonly campaigns: readonly CampaignInput[];
  readonly set: CampaignSet;
  readonly cases: readonly Case[];
  readonly thresholds: readonly Threshold[];
}

export interface LoadedSuites {
  /** Those whose campaigns can be read; with problems where `problems` has some. */
  readonly suites: readonly LoadedSuite[];
  /** Of all files, so far: what was wrong with campaigns first, then suites in their order and by place. */
  problems(): readonly Problem[];
}

export async function loadSuites(request: CheckRequest): Promise<LoadedSuites> {
  const files: DocumentBytes[] = request.suites.map(({ file, text }) => ({
    file,
    bytes: typeof text === "string" ? Buffer.from(text) : text,
  }));
  const documents = readDocuments(files, SUITE_FILE);
  const ofCampaigns = new Map<string, Problem>();
  const suites: LoadedSuite[] = [];
  for (const suite of documents.files.map(readSuite)) {
    try {
      const loaded = await withCampaigns(suite, request);
      if (loaded !== null) suites.push(loaded);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      // Two suites may share a campaign file: what is wrong with it is told once.
      for (const problem of error.problems) ofCampaigns.set(JSON.stringify(problem), problem);
    }
  }
  return { suites, problems: () => [...ofCampaigns.values(), ...problemsInOrder(files, documents)] };
}

/** Null where the suite names no campaigns, which is reported. */
async function withCampaigns(suite: Suite, request: CheckRequest): Promise<LoadedSuite | null> {
  if (suite.campaigns.length === 0) return null;
  const campaigns: CampaignInput[] = [];
  for (const path of suite.campaigns) campaigns.push(...(await request.readCampaigns(suite.file.name, path)));
  const set = readCampaigns(campaigns);
  return { suite, campaigns, set, cases: readCases(suite, set), thresholds: readThresholds(suite, set) };
}
