/** What `promosim design` prints: each design in words with a picture; or all of them as JSON or CSV, piece by piece. */
import type { CampaignDescription } from "../campaigns/describe-campaigns.js";
import type { AmountDesign, Design } from "../campaigns/design.js";
import { binsOf } from "../chance/bins.js";
import { type DesignOfCampaign, designHead, designTail } from "../design.js";
import { type Currency, formatMinor } from "../domain/money.js";
import { headerLine, textCell } from "../report/csv/csv-cells.js";
import { inBatches } from "../report/csv/in-batches.js";
import { fact } from "../report/layout/fact.js";
import { money } from "../report/layout/figures.js";
import { clip, type Line, span } from "../report/layout/line.js";
import { createPainter } from "../report/layout/palette.js";
import { probabilityBars } from "../report/layout/probability-bars.js";
import { wrap } from "../report/layout/wrap.js";
import { describeSpread, ORDERS, OTHERS } from "./describe-design.js";
import type { TextOptions } from "./render-validation.js";

/** Lines of a picture at most. */
const BARS = 40;
const BAR_INDENT = 4;

export function* designText(
  campaigns: readonly CampaignDescription[],
  { code, exponent }: Currency,
  { columns, color }: TextOptions,
): Generator<string> {
  const paint = createPainter(color);
  const print = (lines: readonly Line[]) => lines.map((line) => `${paint(line)}\n`).join("");
  const intro = `What one attempt is granted, in ${code}: exact, over the draw, with ample points and budget; conditions, limits and other campaigns aside.`;
  yield print(wrap(intro, { columns, indent: 0, style: "strong" }));
  for (const campaign of campaigns) yield print([[], ...describeCampaign(campaign, exponent, columns)]);
}

function describeCampaign(campaign: CampaignDescription, exponent: number, columns: number): Line[] {
  const name = campaign.name === campaign.id ? "" : `  ${campaign.name}`;
  const status = campaign.status === "paused" ? "  (paused)" : "";
  return [
    clip([span(campaign.id, "heading"), span(name), span(status, "dim")], columns),
    ...fact("discount", `${campaign.mode}: ${campaign.discount}`, columns),
    ...fact("draw", campaign.draw ?? "", columns),
    ...fact("reveal", campaign.reveal ?? "", columns),
    ...campaign.designs.flatMap((design) => describeDesign(design, exponent, columns)),
  ];
}

function describeDesign(design: Design, exponent: number, columns: number): Line[] {
  const label = `at ${money(design.priceMinor, exponent)}`;
  if (design.belowMinimum) return fact(label, `${money(0, exponent)}, the price is below the minimum`, columns);
  const about = design.orders === null ? "" : ORDERS[design.orders];
  return [
    ...describeAmounts(label, about, design, exponent, columns),
    ...(design.others === null ? [] : describeAmounts("", OTHERS, design.others, exponent, columns)),
  ];
}

function describeAmounts(
  label: string,
  about: string,
  design: AmountDesign,
  exponent: number,
  columns: number,
): Line[] {
  const lead = about === "" ? "" : `${about}: `;
  const { distribution, minMinor } = design;
  if (distribution.valuesMinor.length === 1) return fact(label, `${lead}${money(minMinor, exponent)}`, columns);
  return [
    ...fact(label, `${lead}${describeSpread(design, exponent)}`, columns),
    ...probabilityBars(binsOf(distribution, BARS), { exponent, columns, indent: BAR_INDENT }),
  ];
}

/** An array with a document a line. */
export function* designJson(designs: Iterable<DesignOfCampaign>): Generator<string> {
  let before = "[\n  ";
  for (const { campaignId, design } of designs) {
    yield `${before}${JSON.stringify(designHead(campaignId, design)).slice(0, -1)},"pmf":[`;
    const { valuesMinor, probabilities } = design.distribution;
    for (let i = 0; i < valuesMinor.length; i++) {
      yield `${i === 0 ? "" : ","}[${valuesMinor[i]},${JSON.stringify(probabilities[i])}]`;
    }
    yield `],${JSON.stringify(designTail(design)).slice(1)}`;
    before = ",\n  ";
  }
  yield before === ",\n  " ? "\n]\n" : "[]\n";
}

/** A line a campaign, price and amount. */
export function designCsv(designs: Iterable<DesignOfCampaign>, { exponent }: Currency): Generator<string> {
  return inBatches(headerLine(["campaign_id", "price", "value", "probability"]), csvLines(designs, exponent));
}

function* csvLines(designs: Iterable<DesignOfCampaign>, exponent: number): Generator<string> {
  for (const { campaignId, design } of designs) {
    const { valuesMinor, probabilities } = design.distribution;
    const start = `${textCell(campaignId)},${formatMinor(design.priceMinor, exponent)}`;
    for (let i = 0; i < valuesMinor.length; i++) {
      yield `${start},${formatMinor(valuesMinor[i], exponent)},${probabilities[i]}`;
    }
  }
}
