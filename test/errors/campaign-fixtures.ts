/** The error catalogue's campaign files, attackers files and suites: one folder a code, with the exact text that they must give. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { loadAttackers } from "../../src/attack/load-attackers.js";
import { loadCampaigns } from "../../src/campaigns/load-campaigns.js";
import { check } from "../../src/check.js";
import { InputError, type Problem } from "../../src/domain/problem.js";
import { compareCodePoints } from "../../src/domain/text-order.js";

export const FIXTURES = fileURLToPath(new URL("../../fixtures/errors/", import.meta.url));

/** Folders that hold campaign files, by code. */
export function campaignFixtures(): readonly string[] {
  return readdirSync(FIXTURES, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && filesOf(entry.name).length > 0)
    .map((entry) => entry.name)
    .sort(compareCodePoints);
}

export function filesOf(code: string): readonly string[] {
  return readdirSync(join(FIXTURES, code))
    .filter((name) => /\.(yaml|json)$/.test(name))
    .sort(compareCodePoints);
}

/** All problems that the files of a folder give together; none if they load. Its attackers files are read for its campaigns, its suites checked with them. */
export async function problemsOf(code: string): Promise<readonly Problem[]> {
  const files = filesOf(code).map((file) => ({ file, bytes: readFileSync(join(FIXTURES, code, file)) }));
  const attackers = files.filter(({ file }) => file.startsWith("attackers"));
  const suites = files.filter(({ file }) => file.startsWith("suite"));
  const campaignFiles = files.filter((file) => !attackers.includes(file) && !suites.includes(file));
  try {
    const { currency, zone, campaigns } = loadCampaigns(campaignFiles);
    if (attackers.length > 0) loadAttackers(attackers, { currency, zone, campaignIds: campaigns.map(({ id }) => id) });
    if (suites.length > 0) await checkSuites(suites, campaignFiles);
    return [];
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
}

interface File {
  readonly file: string;
  readonly bytes: Uint8Array;
}

async function checkSuites(suites: readonly File[], campaigns: readonly File[]): Promise<void> {
  const texts = (files: readonly File[]) => files.map(({ file, bytes }) => ({ file, text: bytes }));
  await check({
    suites: texts(suites),
    readCampaigns: async () => texts(campaigns),
    openData: async (_suite, path) => ({ name: path, text: "timestamp,user_id,amount\n2026-01-02,u1,10.00\n" }),
  });
}
