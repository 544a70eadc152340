/** Campaign files for tests, from texts. */
import type { Campaign, CampaignSet } from "../../src/campaigns/campaign.js";
import { loadCampaigns } from "../../src/campaigns/load-campaigns.js";
import { InputError, type Problem } from "../../src/domain/problem.js";

export const HEAD = "version: 1\ncurrency: CNY\ntimezone: Asia/Shanghai\n";
export const DISCOUNT = "discount: { mode: amount_off, tiers: [{ minimum_amount: 100.00, amount_off: 5.00 }] }";

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Loads texts as `a.yaml`, `b.yaml`, … */
export function load(...texts: readonly string[]): CampaignSet {
  return loadCampaigns(texts.map((text, i) => ({ file: `${"abcdefgh"[i]}.yaml`, bytes: bytesOf(text) })));
}

/** A file with one campaign; `lines` are its keys beside `id`. */
export function fileWith(...lines: readonly string[]): string {
  return `${HEAD}campaigns:\n  - id: spring\n${lines.map((line) => `    ${line}\n`).join("")}`;
}

/** A campaign with a discount of 5.00 from 100.00 on, and what `lines` say. */
export function campaignWith(...lines: readonly string[]): Campaign {
  return load(fileWith(DISCOUNT, ...lines)).campaigns[0];
}

export function problemsIn(...texts: readonly string[]): readonly Problem[] {
  try {
    load(...texts);
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  return [];
}

/** `a.yaml:3:4 code` for each problem. */
export function placesIn(...texts: readonly string[]): readonly string[] {
  return problemsIn(...texts).map(({ at, code }) => `${at.file}:${at.line}:${at.column} ${code}`);
}
