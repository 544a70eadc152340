/** What `promosim explain` prints as text: the verdict, then every step that led to it, in the order in which it was taken. */
import type { CampaignStory, ExplainDocument } from "../explain/explain-document.js";
import { fact } from "../report/layout/fact.js";
import { count, counted } from "../report/layout/figures.js";
import { clip, type Line, span } from "../report/layout/line.js";
import { createPainter } from "../report/layout/palette.js";
import { wrap } from "../report/layout/wrap.js";
import { amountLines } from "./render-explain-amount.js";
import { paymentLines, redemptionLines, refundLines } from "./render-explain-money.js";
import { stateLines } from "./render-explain-state.js";
import type { TextOptions } from "./render-validation.js";
import { warningLines } from "./warning-lines.js";

const NARROWEST = 40;
/** Campaigns refused by the row's own cells that are shown one by one; the JSON has all. */
const MOST_REFUSED = 20;
const INDENT = 4;

export function explainText(document: ExplainDocument, options: TextOptions): string {
  const columns = Math.max(NARROWEST, options.columns);
  const asked = document.campaigns.filter(({ state }) => state !== null);
  const refused = document.campaigns.filter(({ state }) => state === null);
  const lines: Line[] = [
    ...wrap(document.verdict.words, { columns, indent: 0, style: "strong" }),
    ...section("Row", rowLines(document, columns)),
    ...asked.flatMap((campaign) => section(titleOf(campaign), campaignLines(document, campaign, columns))),
    ...section(asked.length === 0 ? "Campaigns" : "Other campaigns", refusedLines(refused, columns)),
    ...section("Choice", choiceLines(document, columns)),
    ...section("Discounts", redemptionLines(document, columns)),
    ...section("Payment", paymentLines(document, columns)),
    ...section("Refund", refundLines(document, columns)),
    [],
    ...fact("seed", document.seed, columns),
    ...warningLines(document.warnings, columns),
  ];
  const paint = createPainter(options.color);
  return lines.map((line) => `${paint(clip(line, columns))}\n`).join("");
}

function section(title: string, lines: readonly Line[]): Line[] {
  return lines.length === 0 ? [] : [[], [span(title, "heading")], ...lines];
}

function titleOf({ id, name }: CampaignStory): string {
  return name === id ? id : `${id}  ${name}`;
}

function rowLines({ transaction, points }: ExplainDocument, columns: number): Line[] {
  const { id, type, role, timestamp, line, row, rows, replayed_before: replayed, prior_before: prior } = transaction;
  const cells = Object.entries(transaction.cells).map(([name, cell]) => `${name} ${cell}`);
  const remembered = prior === 0 ? "" : ` and ${counted(prior, "earlier row")} remembered`;
  const kind = role === "prior" ? "rows of the history or before --from" : "rows";
  return [
    ...fact("id", `${id}, ${type === "payment" ? "a payment" : "a refund"} at ${timestamp}`, columns),
    ...fact(
      "place",
      `row ${count(row)} of ${count(rows)} ${kind} (line ${line} of its file), after ${counted(replayed, "row")} replayed${remembered}`,
      columns,
    ),
    ...transaction.also_rejected.flatMap((twin) =>
      fact("same id", `line ${twin.line} of ${twin.file} too, which was rejected as duplicate_id`, columns),
    ),
    ...fact("cells", cells.join(", "), columns),
    ...(points === null ? [] : fact("points", pointsInWords(points), columns)),
  ];
}

function pointsInWords({ before, opened_with, after }: NonNullable<ExplainDocument["points"]>): string {
  const opened = opened_with === null ? "" : `, opened with ${count(opened_with)} of this row`;
  return `${count(before)} before${opened}, ${count(after)} after`;
}

function campaignLines(document: ExplainDocument, campaign: CampaignStory, columns: number): Line[] {
  return [
    ...stateLines(document, campaign, columns),
    ...testLines(campaign, columns),
    ...amountLines(document, campaign, columns),
    ...endLines(campaign, columns),
  ];
}

function testLines({ tests }: CampaignStory, columns: number): Line[] {
  return tests.flatMap(({ test, passed, comparisons }) =>
    comparisons.flatMap(({ holds, words }, i) => {
      const mark = holds ? "ok " : "NO ";
      const label = i === 0 ? `${mark} ${TESTS[test]}` : mark;
      const style = holds ? "plain" : "bad";
      const [first, ...more] = wrap(words, { columns, indent: LABEL, style });
      return [[span(`  ${label.padEnd(LABEL - 2)}`, passed ? "dim" : style), ...first.slice(1)], ...more];
    }),
  );
}

function endLines({ tests, refusal }: CampaignStory, columns: number): Line[] {
  if (tests.length === 0) return [];
  const words = refusal === null ? "makes an offer" : `makes no offer: ${refusal}`;
  return wrap(words, { columns, indent: 2, style: refusal === null ? "good" : "bad" });
}

const LABEL = 18;
/** Each test by the key of the campaign file that asks for it. */
const TESTS = {
  paused: "status",
  outside_window: "window",
  out_of_scope: "scope",
  wrong_payment: "payment",
  risk_rejected: "risk",
  not_in_audience: "audience",
  condition_false: "when",
  condition_error: "when",
  below_minimum: "minimum",
  not_eligible: "eligibility",
  no_coupon: "coupon",
  limit_reached: "limits",
  budget_exhausted: "budget",
  nothing_to_give: "amount",
} as const;

/** The failing comparisons alone: what passed before them is in the JSON. */
function refusedLines(refused: readonly CampaignStory[], columns: number): Line[] {
  const shown = refused.slice(0, MOST_REFUSED).flatMap(({ id, refusal, tests }) => {
    const failed = tests.flatMap(({ comparisons }) => comparisons.filter(({ holds }) => !holds));
    const words = failed.map((comparison) => comparison.words).join("; ");
    return wrap(`${id}: ${refusal}: ${words}`, { columns, indent: 2 });
  });
  const rest = refused.length - MOST_REFUSED;
  return rest <= 0
    ? shown
    : [...shown, [span(`  and ${counted(rest, "campaign")} more; --format json has all`, "dim")]];
}

function choiceLines({ choice }: ExplainDocument, columns: number): Line[] {
  if (choice === null) return [];
  const named =
    choice.named === null ? [] : wrap(`offer ${choice.named.text}: ${choice.named.words}`, { columns, indent: 2 });
  const offers = choice.offers.flatMap(({ campaign_id, chosen, why }, i) =>
    wrap(`${i + 1}. ${campaign_id}: ${chosen ? "used" : "not used"}: ${why}`, {
      columns,
      indent: INDENT,
      style: chosen ? "good" : "plain",
    }),
  );
  return [...wrap(choice.words, { columns, indent: 2 }), ...named, ...offers];
}
