/** Where the attempts went: a funnel for each campaign, from all attempts to redemptions. */
import { REFUSALS } from "../../engine/refusals.js";
import type { CampaignSummary } from "../document.js";
import { barColumn } from "../layout/bar-column.js";
import { count, counted, fraction } from "../layout/figures.js";
import { type Line, type Style, span } from "../layout/line.js";
import { figureColumn, layoutTable, textColumn } from "../layout/table.js";
import { moreCampaigns, shownCampaigns } from "../shown-campaigns.js";
import type { Section, SectionInput } from "./contract.js";

const MOST = 10;

interface Step {
  readonly label: string;
  /** Attempts that went no further here; null for a count of those that are left. */
  readonly lost: number | null;
  readonly left: number;
}

export const refusals: Section = {
  title: "Where the attempts went",
  body(input) {
    const { totals, campaigns } = input.document;
    const attempts = totals.payments + totals.declined;
    if (attempts === 0 || campaigns.length === 0) return null;
    const { shown, more } = shownCampaigns(input.document, MOST);
    const blocks = shown.map(({ campaign, index }) => block(campaign, index, attempts, input));
    const lines = blocks.flatMap((lines, i) => (i === 0 ? lines : [[], ...lines]));
    return more === 0 ? lines : [...lines, [], ...moreCampaigns(more, input.columns)];
  },
};

function block(campaign: CampaignSummary, index: number, attempts: number, { details, columns }: SectionInput): Line[] {
  const steps = stepsOf(campaign, attempts);
  const name = campaign.name === campaign.id ? "" : `  ${campaign.name}`;
  const sentence = details.sentences[index] ?? "";
  const heading: Line = [
    span("  "),
    span(campaign.id, "strong"),
    span(name),
    span(sentence === "" ? "" : `  ${sentence}`, "dim"),
  ];
  const style = (step: Step): Style => (step.lost === null ? "strong" : "plain");
  const table = layoutTable({
    columns: [
      textColumn(
        "",
        steps.map((step) => span(step.label.padEnd(LABEL), style(step))),
      ),
      figureColumn(
        "",
        steps.map((step) => span((step.lost === null ? "" : `−${count(step.lost)}`).padStart(FIGURE), "dim")),
      ),
      figureColumn(
        "",
        steps.map((step) => span(count(step.left).padStart(FIGURE), style(step))),
      ),
      barColumn(
        steps.map((step) => fraction(step.left, attempts)),
        { max: 48, styleOf: (row) => (steps[row].lost === null ? "bar" : "dim") },
      ),
    ],
    rows: steps.length,
    width: columns,
    indent: 4,
  });
  return [heading, ...table];
}

/** Widths that make the blocks of all campaigns line up. */
const LABEL = REFUSALS.reduce((most, name) => Math.max(most, name.length), 0);
const FIGURE = 9;

/** Every test that refused anything, in the order of the tests; what is left after each. */
function stepsOf(campaign: CampaignSummary, attempts: number): Step[] {
  const steps: Step[] = [{ label: counted(attempts, "attempt").replace(/^\S+ /, ""), lost: null, left: attempts }];
  let left = attempts;
  const lose = (label: string, lost: number) => {
    if (lost === 0) return;
    left -= lost;
    steps.push({ label, lost, left });
  };
  for (const name of REFUSALS) lose(name, campaign.refusals[name]);
  if (campaign.offers === 0) return steps;
  if (campaign.offers > campaign.redemptions) steps.push({ label: "offers", lost: null, left });
  lose("not chosen", campaign.offers - campaign.redemptions - campaign.declined);
  lose("payment declined", campaign.declined);
  steps.push({ label: "redeemed", lost: null, left });
  return steps;
}
