/** Detection: which campaigns look abused, and who is suspected, with `--detect` alone. */
import type { CampaignDetection, DetectionSummary, SuspectSummary } from "../detection-document.js";
import { count, counted, moment } from "../layout/figures.js";
import { type Line, type Style, span } from "../layout/line.js";
import { figureColumn, layoutTable, textColumn } from "../layout/table.js";
import { wrap } from "../layout/wrap.js";
import type { Section } from "./contract.js";

const MOST_CAMPAIGNS = 20;
const MOST_SUSPECTS = 10;

const VERDICTS: Record<CampaignDetection["verdict"], { text: string; style: Style }> = {
  abused: { text: "looks abused", style: "bad" },
  suspected: { text: "has suspects", style: "warn" },
  inconspicuous: { text: "inconspicuous", style: "good" },
  untested: { text: "too little to tell", style: "dim" },
};

export const detection: Section = {
  title: "Detection",
  body({ document, columns }) {
    const found = document.detection;
    if (found === undefined) return null;
    const prose = (text: string, style: Style = "plain") => wrap(text, { columns, style });
    if (found.campaigns.length === 0) {
      return prose("No attempt came to a campaign with chance in it, so there is nothing that could be tried for.");
    }
    return [
      ...campaignTable(found.campaigns.slice(0, MOST_CAMPAIGNS), columns),
      ...moreOf(found.campaigns.length - MOST_CAMPAIGNS, "more campaign", columns),
      ...prose(testsOf(found), "dim"),
      [],
      ...suspectsOf(found, columns),
      [],
      ...prose(
        "A suspicion is no proof: look at the rows, and act on a person only after repetition on other days or in other campaigns. " +
          "Who is not listed is not cleared: good prevention blinds detection, as three attempts, or a draw that stays, leave hardly a trace. " +
          "Nobody is accused for one failed payment, nor for a signal with fewer than three events.",
        "dim",
      ),
    ];
  },
};

function campaignTable(campaigns: readonly CampaignDetection[], columns: number): Line[] {
  const cell = (of: (campaign: CampaignDetection) => string) => campaigns.map((campaign) => span(of(campaign)));
  const verdicts = campaigns.map(({ verdict }) => span(VERDICTS[verdict].text, VERDICTS[verdict].style));
  const ids = campaigns.map(({ campaign_id }) => span(campaign_id, "strong"));
  return layoutTable({
    width: columns,
    rows: campaigns.length,
    columns: [
      textColumn("campaign", ids, { min: 10 }),
      figureColumn(
        "paid",
        cell((campaign) => count(campaign.settled)),
        { drop: 3 },
      ),
      figureColumn(
        "draws each",
        cell(({ draws_per_settlement: draws }) => draws?.toFixed(2) ?? "–"),
        { drop: 5 },
      ),
      figureColumn(
        "failed tries",
        cell((campaign) => count(campaign.failed_tries)),
        { drop: 4 },
      ),
      figureColumn(
        "top tier",
        cell(({ top_tier: top }) => (top === null ? "–" : count(top.top))),
      ),
      figureColumn(
        "by design",
        cell(({ top_tier: top }) => top?.expected.toFixed(1) ?? "–"),
      ),
      figureColumn("attack share", cell(attackShareOf), { drop: 2 }),
      textColumn("verdict", verdicts),
    ],
  });
}

function attackShareOf({ top_tier: top }: CampaignDetection): string {
  return top === null ? "–" : `${(100 * top.attack_share).toFixed(1)}%`;
}

function moreOf(more: number, what: string, columns: number): Line[] {
  return more > 0 ? wrap(`${counted(more, what)} in report.json (--out).`, { columns, style: "dim" }) : [];
}

function testsOf({ by, tests, level, honest_repeat_rate: honest }: DetectionSummary): string {
  const rate = `${(100 * honest.rate).toFixed(1)}%`;
  const from = `${counted(honest.identities, "identity", "identities")} with failures of their own`;
  return (
    `By ${by}: ${counted(tests.identities, "test")}, corrected for their number (Holm) so that of logs without abuse at most ${100 * level}% ` +
    `list anybody. After a failure honest customers are taken to fail again in ${rate} of cases, from ${from}.`
  );
}

function suspectsOf({ by, suspects }: DetectionSummary, columns: number): Line[] {
  if (suspects.length === 0) return wrap(`No ${by} is suspected.`, { columns, style: "good" });
  const heading = `${counted(suspects.length, "suspicion")}, the least likely to be chance first:`;
  return [
    ...wrap(heading, { columns, style: "warn" }),
    ...suspects.slice(0, MOST_SUSPECTS).flatMap((suspect) => suspectLines(suspect, columns)),
    ...moreOf(suspects.length - MOST_SUSPECTS, "more suspicion", columns),
  ];
}

function suspectLines(suspect: SuspectSummary, columns: number): Line[] {
  const { identity, campaign_id, reasons, corrected_p_value: p, first_at, last_at } = suspect;
  const when = `${moment(first_at)} to ${moment(last_at)}, p = ${p < 0.0001 ? p.toExponential(1) : p.toFixed(4)} corrected`;
  return [
    [span("  "), span(identity, "strong"), span(`  ${campaign_id}`), span(`  ${when}`, "dim")],
    ...reasons.flatMap(({ text }) => wrap(`${text}.`, { columns, indent: 4 })),
  ];
}
