/** What `promosim exposure` prints: the ranking, then each campaign in words; or the document as JSON. */

import { describeAttacker } from "../attack/describe-attacker.js";
import type { Exposure, Level, RankedCampaign } from "../attack/exposure.js";
import type { ExposureAnalysis } from "../exposure.js";
import { jsonPieces } from "../report/formats/json.js";
import { FACT_INDENT, fact } from "../report/layout/fact.js";
import { clip, type Line, type Style, span } from "../report/layout/line.js";
import { createPainter } from "../report/layout/palette.js";
import { figureColumn, layoutTable, textColumn } from "../report/layout/table.js";
import { wrap } from "../report/layout/wrap.js";
import { describeAttack, describeDefences, describeProof, exactMoney, whatItTakes } from "./describe-exposure.js";
import type { TextOptions } from "./render-validation.js";
import { warningLines } from "./warning-lines.js";

export function exposureJson({ document }: ExposureAnalysis): string {
  return [...jsonPieces(document)].join("");
}

export function exposureText(analysis: ExposureAnalysis, { columns, color }: TextOptions): string {
  const { set, attackers, ranking, document } = analysis;
  const { code, exponent } = set.currency;
  const profile = document.standard_profile
    ? "the standard profile"
    : document.inputs
        .filter(({ role }) => role === "attackers")
        .map(({ file }) => file)
        .join(", ");
  const intro = `What attackers would take, in ${code}: exact, in expectation, at each attacker's best answer. Attackers: ${profile}.`;
  const widest = attackers.reduce((most, { id }) => Math.max(most, span(id).width), 0);
  const indent = Math.max(FACT_INDENT, Math.min(widest + 4, columns >> 1));
  const prose = (text: string) => wrap(text, { columns, indent: 2 });
  const lines: Line[] = [
    ...wrap(intro, { columns, indent: 0, style: "strong" }),
    ...attackers.flatMap((attacker) => fact(attacker.id, describeAttacker(attacker, set.currency), columns, indent)),
    [],
    [span("Campaigns by the excess loss that their settings leave", "heading")],
    ...rankingTable(ranking, exponent, columns),
    ...prose(
      "The loss is of the attacker that costs a campaign most: what its payments get beyond as many honest draws, cut at the budget; inherent is the same without the campaign's settings. In all is the most that any attacker gets, honest share included.",
    ),
    ...ranking.flatMap((campaign) => [[], ...describeCampaign(campaign, exponent, { columns, indent })]),
    ...(document.warnings.length === 0 ? [] : [[]]),
    ...warningLines(document.warnings, columns),
  ];
  const paint = createPainter(color);
  return lines.map((line) => `${paint(line)}\n`).join("");
}

const LEVEL_STYLES: Readonly<Record<Level, Style>> = { low: "good", medium: "plain", high: "warn", critical: "bad" };

function rankingTable(ranking: readonly RankedCampaign[], exponent: number, columns: number): Line[] {
  const minor = (amount: number | null) => span(amount === null ? "–" : exactMoney(amount, exponent));
  return layoutTable({
    columns: [
      textColumn(
        "campaign",
        ranking.map(({ worst }) => span(worst.situation.campaign.id)),
        { min: 8 },
      ),
      textColumn(
        "attacker",
        ranking.map(({ worst }) => span(worst.situation.attacker.id)),
        { min: 8 },
      ),
      textColumn(
        "level",
        ranking.map(({ worst: { level } }) => (level === null ? span("–") : span(level, LEVEL_STYLES[level]))),
      ),
      figureColumn(
        "excess loss",
        ranking.map(({ worst }) => minor(worst.exact.excessLossMinor)),
      ),
      figureColumn(
        "of budget",
        ranking.map(({ worst }) => span(share(worst.budgetShare))),
      ),
      figureColumn(
        "inherent",
        ranking.map(({ worst }) => minor(worst.inherent.excessLossMinor)),
        { drop: 2 },
      ),
      figureColumn(
        "in all",
        ranking.map(({ abuseSpendMinor }) => minor(abuseSpendMinor)),
      ),
      textColumn(
        "what it takes",
        ranking.map(({ worst }) => span(whatItTakes(worst, exponent))),
        { min: 16, drop: 1 },
      ),
    ],
    rows: ranking.length,
    width: columns,
  });
}

interface Room {
  readonly columns: number;
  /** Cells before what is said of a label. */
  readonly indent: number;
}

function describeCampaign({ exposures, worst, proof }: RankedCampaign, exponent: number, room: Room): Line[] {
  const say = (label: string, text: string) => fact(label, text, room.columns, room.indent);
  const { campaign } = worst.situation;
  const name = campaign.name === campaign.id ? "" : `  ${campaign.name}`;
  return [
    clip([span(campaign.id, "heading"), span(name), span(campaign.paused ? "  (paused)" : "", "dim")], room.columns),
    ...say("discount", campaign.discount.sentence),
    ...describeAttacks(exposures, exponent, say),
    ...(proof === null ? [] : say("baskets", describeProof(proof, exponent))),
    ...say("settings", describeDefences(campaign).join(" ")),
  ];
}

/** Attackers of whom the same is to be said share a paragraph. */
function describeAttacks(
  exposures: readonly Exposure[],
  exponent: number,
  say: (label: string, text: string) => Line[],
): Line[] {
  const ids = new Map<string, string[]>();
  for (const exposure of exposures) {
    const sentence = describeAttack(exposure, exponent);
    ids.set(sentence, [...(ids.get(sentence) ?? []), exposure.situation.attacker.id]);
  }
  return [...ids].flatMap(([sentence, same]) =>
    same.length === 1 ? say(same[0], sentence) : say("attackers", `${same.join(", ")} ${sentence}`),
  );
}

/** A share with one decimal: `12.3%`, `<0.1%`, a dash where there is none. */
function share(of: number | null): string {
  if (of === null) return "–";
  if (of > 0 && of < 0.0005) return "<0.1%";
  return `${(of * 100).toFixed(1)}%`;
}
