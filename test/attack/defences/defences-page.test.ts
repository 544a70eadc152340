/** docs/defences.md lists every defence, with what it does not stop, and lines that make a campaign have it. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { DEFENCES } from "../../../src/attack/defences/registry.js";
import type { Campaign } from "../../../src/campaigns/campaign.js";
import { HEAD, load } from "../../campaigns/campaign-text.js";

const PAGE = readFileSync(fileURLToPath(new URL("../../../docs/defences.md", import.meta.url)), "utf8");
const LOTTERY =
  "discount: { mode: random_choice, amounts: [{ amount_off: 1.00, weight: 1 }, { amount_off: 9.00, weight: 1 }] }";

/** Texts by id: what stands under a heading of defences, up to the next heading. */
const SECTIONS = new Map(
  PAGE.split(/\n##+ /).flatMap((section) => {
    const [heading, ...lines] = section.split("\n");
    return heading.split(", ").map((id) => [id, lines.join("\n")] as const);
  }),
);

/** A file with a lottery that draws at every attempt, unless `lines` say otherwise. */
function lotteryWith(lines: readonly string[]) {
  const isTop = (line: string) => line.startsWith("identities:");
  const draw = lines.some((line) => line.startsWith("draw:")) ? [] : ["draw: { per: attempt }"];
  const own = [LOTTERY, ...draw, ...lines.filter((line) => !isTop(line))].map((line) => `    ${line}\n`);
  const top = lines.filter(isTop).map((line) => `${line}\n`);
  return load(`${HEAD}${top.join("")}campaigns:\n  - id: lottery\n${own.join("")}`);
}

const context = (set: ReturnType<typeof load>) => ({
  set,
  attacked: new Set(["lottery"]),
  columns: new Set(["user_id", "device_id", "card_id", "risk"]),
  gate: { column: "risk", values: ["review"], catchRatio: { numerator: 80, denominator: 100 } },
});

describe("docs/defences.md", () => {
  it("has the defences in the order of the list", () => {
    const ids = DEFENCES.map(({ id }) => id);
    expect([...SECTIONS.keys()].filter((heading) => /^[a-z0-9-]+$/.test(heading))).toEqual(ids);
  });

  it.each(DEFENCES)("says what $id does not stop, and shows lines that are that defence", (defence) => {
    const section = SECTIONS.get(defence.id) ?? "";
    expect(section.replaceAll(/\s+/g, " ")).toContain(defence.doesNotStop);
    const most = /^attempts-(\d)/.exec(defence.id)?.[1] ?? "3";
    const block = /```yaml\n([^`]*)```/.exec(section)?.[1].replace("max_attempts: 3", `max_attempts: ${most}`) ?? "";

    const plain = lotteryWith([]);
    const pasted = lotteryWith(block.trim().split("\n"));
    const defended = defence.apply(plain.campaigns[0], context(plain));
    expect(settings(pasted.campaigns[0])).toEqual(settings(defended));
    expect(settings(plain.campaigns[0])).not.toEqual(settings(defended));
    expect(pasted.identities).toEqual(defence.identities?.(context(plain)) ?? new Map());
    expect(defence.apply(pasted.campaigns[0], context(pasted))).toBeNull();
  });
});

/** What defences change, without places in files. */
function settings(campaign: Campaign | null) {
  if (campaign === null) return null;
  const { draw, reveal, limits, audience } = campaign;
  return { draw, reveal, limits, audience: audience.map(({ at, ...matcher }) => matcher) };
}
