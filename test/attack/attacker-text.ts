/** Attackers files for tests, from texts. */
import type { Attacker, Attackers } from "../../src/attack/attacker.js";
import { type AttackedCampaigns, loadAttackers } from "../../src/attack/load-attackers.js";
import { InputError, type Problem } from "../../src/domain/problem.js";
import { Zone } from "../../src/domain/zone.js";

export const CNY = { code: "CNY", exponent: 2 };

export const ATTACKED: AttackedCampaigns = {
  currency: CNY,
  zone: Zone.named("Asia/Shanghai") as Zone,
  campaignIds: ["spring", "summer"],
};

/** Loads texts as `a.yaml`, `b.yaml`, … */
export function load(...texts: readonly string[]): Attackers {
  const files = texts.map((text, i) => ({ file: `${"abcdefgh"[i]}.yaml`, bytes: new TextEncoder().encode(text) }));
  return loadAttackers(files, ATTACKED);
}

/** A file with one attacker a line, each the keys of a block. */
export function fileWith(...blocks: readonly string[]): string {
  return `version: 1\nattackers:\n${blocks.map((block) => `  - { ${block} }\n`).join("")}`;
}

/** The attacker of these keys beside `id`. */
export function attackerWith(keys: string): Attacker {
  return load(fileWith(`id: a, ${keys}`))[0];
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

/** Codes and remedies of the problems of an attacker of these keys beside `id`. */
export function faultsWith(keys: string): readonly string[] {
  return problemsIn(fileWith(`id: a, ${keys}`)).map(({ code, hint }) => `${code}: ${hint}`);
}
