/** The numbering of one campaign of free orders and its clock, for tests to drive by hand. */

import type { CampaignSet } from "../../src/campaigns/campaign.js";
import { runKey } from "../../src/chance/keys.js";
import { Clock } from "../../src/engine/clock.js";
import { FreeOrderNumbers } from "../../src/engine/free-order-numbers.js";
import { load } from "../campaigns/campaign-text.js";
import { type WindowText, windowKey } from "./open-minutes.js";

const sets = new Map<string, CampaignSet>();

/** Campaigns are read once for all seeds. */
function setFor(discount: string, window: WindowText | null): CampaignSet {
  const head = `version: 1\ncurrency: CNY\ntimezone: ${window?.zone ?? "Asia/Shanghai"}\n`;
  const key = window === null ? "" : `    ${windowKey(window)}\n`;
  const text = `${head}campaigns:\n  - id: free\n${key}    discount: { mode: free_orders, ${discount} }\n`;
  const set = sets.get(text) ?? load(text);
  sets.set(text, set);
  return set;
}

export function numbersFor(discount: string, seed: string, window: WindowText | null = null) {
  const set = setFor(discount, window);
  const clock = new Clock(set.zone);
  return { clock, numbers: new FreeOrderNumbers(set, clock, runKey(seed)) };
}

export type Numbers = ReturnType<typeof numbersFor>;

export function countEach<T>(items: Iterable<T>): Map<T, number> {
  const counts = new Map<T, number>();
  for (const item of items) counts.set(item, (counts.get(item) ?? 0) + 1);
  return counts;
}
