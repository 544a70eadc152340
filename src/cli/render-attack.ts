/** What `promosim attack` prints: what attackers took of a log's campaigns, beside what was expected, and what it did to the log's customers. */

import { describeAttacker } from "../attack/describe-attacker.js";
import type { Level } from "../attack/exposure.js";
import type { CampaignExposure } from "../attack/exposure-document.js";
import type { AttackAnalysis } from "../attack.js";
import { type AttackDocument, isKeptOut, type RankedAttack } from "../raid/attack-document.js";
import { jsonPieces } from "../report/formats/json.js";
import { FACT_INDENT, fact } from "../report/layout/fact.js";
import { count, counted } from "../report/layout/figures.js";
import { type Line, type Style, span } from "../report/layout/line.js";
import { createPainter } from "../report/layout/palette.js";
import { figureColumn, layoutTable, textColumn } from "../report/layout/table.js";
import { wrap } from "../report/layout/wrap.js";
import { attackBurn } from "./attack-burn.js";
import { decimal, describeAllRefusals, describeRunOut, shareOf } from "./describe-attack.js";
import { exactMoney } from "./describe-exposure.js";
import { defenceLines } from "./render-defences.js";
import type { TextOptions } from "./render-validation.js";
import { sumUpAttack } from "./sum-up-attack.js";
import { warningLines } from "./warning-lines.js";

export function attackJson({ document }: AttackAnalysis): string {
  return [...jsonPieces(document)].join("");
}

export function attackText(analysis: AttackAnalysis, { columns, color }: TextOptions): string {
  const { set, attackers, document, defences } = analysis;
  const { exponent } = set.currency;
  const widest = attackers.reduce((most, { id }) => Math.max(most, span(id).width), 0);
  const indent = Math.max(FACT_INDENT, Math.min(widest + 4, columns >> 1));
  const prose = (text: string) => wrap(text, { columns, indent: 2 });
  const lines: Line[] = [
    ...wrap(intro(analysis), { columns, indent: 0, style: "strong" }),
    ...wrap(sumUpAttack(analysis), { columns, indent: 0 }),
    [],
    [span("Attackers", "heading")],
    ...attackers.flatMap((attacker) => fact(attacker.id, describeAttacker(attacker, set.currency), columns, indent)),
    [],
    [span("Campaigns by the excess loss of the attack that costs them most", "heading")],
    ...rankingTable(document, exponent, columns),
    ...prose(
      "Excess is what the attacker's payments cost beyond as many honest draws; expected, the exact mean of it before anybody else uses the budget; inherent, the same without the campaign's settings against it; taken, all discount that the attacker keeps; displaced, what the log's own customers are granted less because of the attack.",
    ),
    ...prose(
      "Below, mean is the discount of a success, beside what was expected; tries each, attempts for a success; share, the attacker's part of all that the campaign then grants; profit, what is left to the attacker after its costs. A kept-out attacker never came to an offer: that says nothing about one who does.",
    ),
    ...document.ranking.flatMap(({ campaign_id }) => [[], ...describeCampaign(analysis, campaign_id, columns, indent)]),
    ...(defences === null ? [] : [[], ...defenceLines(defenceTable(defences, exponent), columns)]),
    ...(document.warnings.length === 0 ? [] : [[]]),
    ...warningLines(document.warnings, columns),
  ];
  const paint = createPainter(color);
  return lines.map((line) => `${paint(line)}\n`).join("");
}

function intro({ set, document }: AttackAnalysis): string {
  const profile = document.standard_profile
    ? "the standard profile"
    : document.inputs
        .filter(({ role }) => role === "attackers")
        .map(({ file }) => file)
        .join(", ");
  const how = document.together ? "all at once" : "each attacker and campaign in a run of its own";
  const beside = `beside ${counted(document.rows.payments, "payment")} of the log, ${how}`;
  return `What attackers took, in ${set.currency.code}: simulated ${beside}, with their best answers. Attackers: ${profile}. Seed: ${document.seed}.`;
}

const LEVEL_STYLES: Readonly<Record<Level, Style>> = { low: "good", medium: "plain", high: "warn", critical: "bad" };

function rankingTable({ ranking, exposure }: AttackDocument, exponent: number, columns: number): Line[] {
  const isOut = ({ campaign_id, attacker_id }: RankedAttack) =>
    exposure.some((one) => one.campaign_id === campaign_id && one.attacker_id === attacker_id && isKeptOut(one));
  const minor = (amount: number | null) => span(amount === null ? "–" : exactMoney(amount, exponent));
  return layoutTable({
    columns: [
      textColumn(
        "campaign",
        ranking.map(({ campaign_id }) => span(campaign_id)),
        { min: 8 },
      ),
      textColumn(
        "attacker",
        ranking.map(({ attacker_id }) => span(attacker_id)),
        { min: 8 },
      ),
      textColumn(
        "level",
        ranking.map((line) =>
          line.level !== null
            ? span(line.level, LEVEL_STYLES[line.level])
            : isOut(line)
              ? span("kept out", "dim")
              : span("–"),
        ),
      ),
      figureColumn(
        "excess",
        ranking.map((line) => minor(line.excess_loss_minor)),
      ),
      figureColumn(
        "expected",
        ranking.map((line) => minor(line.exact_excess_loss_minor)),
        { drop: 2 },
      ),
      figureColumn(
        "inherent",
        ranking.map((line) => minor(line.inherent_excess_loss_minor)),
      ),
      figureColumn(
        "taken",
        ranking.map((line) => minor(line.discount_minor)),
      ),
      figureColumn(
        "displaced",
        ranking.map((line) => minor(line.genuine_displaced_minor)),
        { drop: 1 },
      ),
    ],
    rows: ranking.length,
    width: columns,
  });
}

function describeCampaign(analysis: AttackAnalysis, id: string, columns: number, indent: number): Line[] {
  const { set, document } = analysis;
  const { exponent } = set.currency;
  const exposures = document.exposure.filter(({ campaign_id }) => campaign_id === id);
  const campaign = set.campaigns.find((one) => one.id === id);
  const happened = exposures.some(({ simulated }) => simulated !== null && simulated.attempts > 0);
  const say = (label: string, text: string) => fact(label, text, columns, indent);
  return [
    [span(id, "heading")],
    ...say("discount", campaign?.discount.sentence ?? ""),
    ...(happened ? [...attacksTable(exposures, exponent, columns), ...attackBurn(document, id, columns)] : []),
    ...say("budget", describeRunOut(exposures)),
    ...describeAllRefusals(exposures).flatMap(({ label, text }) => say(label, text)),
  ];
}

function attacksTable(exposures: readonly CampaignExposure[], exponent: number, columns: number): Line[] {
  const of = exposures.map(({ simulated }) => simulated);
  const minor = (amount: number | null | undefined) => span(amount == null ? "–" : exactMoney(amount, exponent));
  return layoutTable({
    columns: [
      textColumn(
        "attacker",
        exposures.map(({ attacker_id }) => span(attacker_id)),
        { min: 8 },
      ),
      figureColumn(
        "attempts",
        of.map((one) => span(count(one?.attempts ?? 0))),
      ),
      figureColumn(
        "successes",
        of.map((one) => span(count(one?.successes ?? 0))),
      ),
      figureColumn(
        "tries each",
        of.map((one) => span(decimal(one?.attempts_per_success ?? null))),
        { drop: 3 },
      ),
      figureColumn(
        "mean",
        of.map((one) => minor(one?.mean_settled_minor)),
      ),
      figureColumn(
        "expected",
        exposures.map(({ exact }) => minor(exact.mean_settled_minor)),
        { drop: 1 },
      ),
      figureColumn(
        "taken",
        of.map((one) => minor(one?.discount_minor)),
      ),
      figureColumn(
        "share",
        of.map((one) => span(shareOf(one?.budget_capture ?? null))),
        { drop: 2 },
      ),
      figureColumn(
        "profit",
        of.map((one) => minor(one?.attacker_profit_minor)),
      ),
    ],
    rows: exposures.length,
    width: columns,
  });
}

function defenceTable(
  { undefended, trials, notTried, context }: NonNullable<AttackAnalysis["defences"]>,
  exponent: number,
) {
  return {
    exponent,
    undefended,
    tried: trials.map(({ planned: { defence }, result }) => ({
      words: defence.words(context),
      doesNotStop: defence.doesNotStop,
      assumes: defence.assumes?.(context) ?? null,
      result,
    })),
    notTried: notTried.map(({ defence, reason }) => ({ words: defence.words(context), reason })),
  };
}
