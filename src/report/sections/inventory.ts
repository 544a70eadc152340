/** What became of quotes until they were paid, and what holding money for them, or not, has cost. */
import type { InventoryLine, InventorySummary, OffersSummary } from "../inventory-document.js";
import { fact } from "../layout/fact.js";
import { count, counted, money, percent } from "../layout/figures.js";
import { type Line, span } from "../layout/line.js";
import { figureColumn, layoutTable, textColumn } from "../layout/table.js";
import { topOf } from "../layout/top.js";
import { wrap } from "../layout/wrap.js";
import type { Section } from "./contract.js";

const MOST = 12;

export const inventory: Section = {
  title: "Quotes and stock",
  body({ document: { inventory: summary, currency }, columns }) {
    if (summary === undefined) return null;
    const { campaigns } = summary;
    const shown = campaigns.length <= MOST ? campaigns : topOf(campaigns, MOST, (a, b) => loss(b) - loss(a));
    const notes = shown.flatMap((line) => notesOf(line, currency.exponent));
    const more = campaigns.length - shown.length;
    return [
      ...checkoutFacts(summary, currency.exponent, columns),
      ...(summary.checkouts === null ? [] : tableOf(shown, currency.exponent, columns)),
      ...notes.flatMap((note) => wrap(note, { columns, indent: 2 })),
      ...(more === 0
        ? []
        : wrap(`${counted(more, "more campaign")} in report.json (--out).`, { columns, style: "dim" })),
    ];
  },
};

/** To show those first that lost or gave away most. */
function loss({ overspent_minor, refused_while_held, gone }: InventoryLine): number {
  return Number(overspent_minor) + Number(refused_while_held.discount_minor) + Number(gone?.discount_minor ?? 0);
}

function checkoutFacts({ checkouts }: InventorySummary, exponent: number, columns: number): Line[] {
  if (checkouts === null) return [];
  const { quotes, abandoned, late, gone, retried, left, left_price_minor } = checkouts;
  const ends = [
    `${counted(quotes, "quote")}, ${count(abandoned)} of them (${percent(abandoned, quotes)}) made up beside the log and never paid`,
    `${count(late)} paid too late, ${count(gone)} with an offer that was gone`,
    `of these ${count(retried)} asked again and ${count(left)} left, with prices of ${money(left_price_minor, exponent)}`,
  ];
  return fact("checkouts", `${ends.slice(0, late + gone > 0 ? 3 : 2).join("; ")}.`, columns);
}

function tableOf(lines: readonly InventoryLine[], exponent: number, columns: number): Line[] {
  const figures = (header: string, value: (line: InventoryLine) => string, drop?: number) =>
    figureColumn(
      header,
      lines.map((line) => span(value(line))),
      drop === undefined ? {} : { drop },
    );
  const offers = (summary: OffersSummary | null) => count(summary?.offers ?? 0);
  return layoutTable({
    columns: [
      textColumn(
        "campaign",
        lines.map(({ campaign_id }) => span(campaign_id, "strong")),
        { min: 10 },
      ),
      textColumn(
        "reserved",
        lines.map(({ reserve }) => span(reserve)),
      ),
      figures("quoted", ({ quoted }) => offers(quoted)),
      figures("redeemed", ({ redeemed }) => offers(redeemed)),
      figures("abandoned", ({ abandoned }) => offers(abandoned)),
      figures("late", ({ late }) => offers(late)),
      figures("gone", ({ gone }) => offers(gone)),
      figures("declined", ({ declined }) => offers(declined), 2),
      figures("most held", ({ most_held_minor: held }) => (held === null ? "" : money(held, exponent)), 3),
    ],
    rows: lines.length,
    width: columns,
  });
}

function notesOf(line: InventoryLine, exponent: number): string[] {
  const notes: string[] = [];
  const { campaign_id: id, oversold, overspent_minor, shards, stranded_minor } = line;
  const offers = ({ offers: number, discount_minor }: OffersSummary) =>
    `${counted(number, "offer")} of ${money(discount_minor, exponent)}`;
  const unseen = oversold === null ? 0 : oversold.budget + oversold.limit + oversold.coupon;
  if (unseen > 0) {
    const causes = Object.entries(oversold ?? {}).filter(([, number]) => number > 0);
    const told = causes.map(([cause, number]) => `${cause} ${count(number)}`).join(", ");
    const beyond = BigInt(overspent_minor) === 0n ? "" : `; ${money(overspent_minor, exponent)} beyond the budget`;
    notes.push(`${id} sold what was gone (${told}${beyond}). Reserve at_quote or at_payment never does.`);
  }
  const {
    refused_while_held: held,
    refused_while_abandoned: abandoned,
    refused_while_in_other_shards: elsewhere,
  } = line;
  if (held.offers > 0) {
    const idle = abandoned.offers === 0 ? "" : `, ${offers(abandoned)} while quotes held it that nobody ever paid`;
    notes.push(`${id} refused ${offers(held)} while enough was held for others${idle}.`);
  }
  if (elsewhere.offers > 0) {
    const left = BigInt(stranded_minor) > 0n ? `; ${money(stranded_minor, exponent)} was left at the end` : "";
    notes.push(`${id} refused ${offers(elsewhere)} while another of its ${count(shards)} shards had enough${left}.`);
  }
  return notes;
}
