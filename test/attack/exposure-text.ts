/** Exposures of made-up campaigns to made-up attackers, from text on. */
import { expect } from "vitest";
import { type CampaignExposure, type ExposureDocument, type ExposureOptions, exposure } from "../../src/index.js";

const HEAD = "version: 1\ncurrency: CNY\ntimezone: Asia/Shanghai\n";

export function campaignFile(...campaigns: readonly (readonly string[])[]): string {
  const block = (lines: readonly string[], i: number) =>
    `  - id: c${i + 1}\n${lines.map((line) => `    ${line}\n`).join("")}`;
  return `${HEAD}campaigns:\n${campaigns.map(block).join("")}`;
}

export function attack(campaigns: string, attackers: readonly string[], options?: ExposureOptions): ExposureDocument {
  const text = `version: 1\nattackers:\n${attackers.map((keys, i) => `  - { id: a${i + 1}, ${keys} }\n`).join("")}`;
  return exposure([{ file: "c.yaml", text: campaigns }], [{ file: "a.yaml", text }], options);
}

/** One attacker against one campaign. */
export function only(campaign: readonly string[], attacker: string, options?: ExposureOptions): CampaignExposure {
  const { exposure: all } = attack(campaignFile(campaign), [attacker], options);
  expect(all).toHaveLength(1);
  return all[0];
}

/** Every figure named, to 9 digits. */
export function expectFigures(actual: object, expected: Record<string, unknown>): void {
  for (const [key, value] of Object.entries(expected)) {
    const found = (actual as Record<string, unknown>)[key];
    if (typeof value === "number" && typeof found === "number")
      expect([key, found]).toEqual([key, expect.closeTo(value, 7)]);
    else expect([key, found]).toEqual([key, value]);
  }
}
