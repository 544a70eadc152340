/** Coupons that redemptions granted: who used them, generation by generation, and how far they carry a campaign. */

import { count, counted, money, percent } from "../layout/figures.js";
import { type Line, span } from "../layout/line.js";
import { figureColumn, layoutTable, textColumn } from "../layout/table.js";
import { wrap } from "../layout/wrap.js";
import type { GenerationLine, SharingLine, SharingSummary } from "../sharing-document.js";
import type { Section } from "./contract.js";

/** Generations shown; the others come together. */
const MOST = 8;

export const sharing: Section = {
  title: "Shared coupons",
  body({ document: { sharing: summary, currency }, columns }) {
    if (summary === undefined) return null;
    const amount = (minor: bigint) => money(minor, currency.exponent);
    return [
      ...campaignTable(summary.campaigns, amount, columns),
      ...(summary.generations.length === 0 ? [] : [[], ...generationTable(summary.generations, amount, columns)]),
      [],
      ...wrap(reproductionOf(summary), { columns }),
    ];
  },
};

function campaignTable(lines: readonly SharingLine[], amount: (minor: bigint) => string, width: number): Line[] {
  const figures = (header: string, value: (line: SharingLine) => string) =>
    figureColumn(
      header,
      lines.map((line) => span(value(line))),
    );
  return layoutTable({
    columns: [
      textColumn(
        "campaign",
        lines.map(({ campaign_id }) => span(campaign_id, "strong")),
        { min: 10 },
      ),
      figures("coupons", ({ coupons }) => count(coupons)),
      figures("picked up", (line) => percent(pickedUp(line), line.coupons)),
      figures("used", ({ used }) => count(used)),
      figures("open", ({ open, waiting }) => count(open + waiting)),
      figures("promised", ({ promised_minor }) => (promised_minor === null ? "–" : amount(promised_minor))),
      figures("given", ({ discount_minor }) => amount(discount_minor)),
    ],
    rows: lines.length,
    width,
  });
}

function pickedUp({ picked_up_by_known, picked_up_by_newcomers }: SharingLine): number {
  return picked_up_by_known + picked_up_by_newcomers;
}

function generationTable(all: readonly GenerationLine[], amount: (minor: bigint) => string, width: number): Line[] {
  const shown = all.slice(0, MOST);
  const figures = (header: string, value: (line: GenerationLine) => string) =>
    figureColumn(
      header,
      shown.map((line) => span(value(line))),
    );
  const table = layoutTable({
    columns: [
      figures("generation", ({ generation }) => count(generation)),
      figures("redemptions", ({ redemptions }) => count(redemptions)),
      figures("given", ({ discount_minor }) => amount(discount_minor)),
      figures("coupons", ({ coupons }) => count(coupons)),
      figures("caused", ({ caused }) => count(caused)),
      figures("each", ({ reproduction }) => decimal(reproduction)),
    ],
    rows: shown.length,
    width,
  });
  const later = all.length - shown.length;
  if (later === 0) return table;
  return [
    ...table,
    ...wrap(`${counted(later, "later generation")} in report.json (--out).`, { columns: width, style: "dim" }),
  ];
}

function reproductionOf(summary: SharingSummary): string {
  const { reproduction, complete_grants: complete, complete_reproduction: ofComplete, generations } = summary;
  if (reproduction === null) return "No redemption granted a coupon.";
  const each = `A redemption that grants causes ${decimal(reproduction)} further ones on average (reproduction number).`;
  const grants = generations.reduce((sum, generation) => sum + generation.grants, 0);
  if (complete === grants) return each;
  const late = `The coupons of ${counted(grants - complete, "grant")} can still be used after the end of the log`;
  if (ofComplete === null) return `${each} ${late}: it is too low.`;
  return `${each} ${late}; of the others it is ${decimal(ofComplete)}.`;
}

function decimal(value: number | null): string {
  return value === null ? "–" : value.toFixed(2);
}
