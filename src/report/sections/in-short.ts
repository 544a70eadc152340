/** In short: the sentences that a reader in a hurry needs. */
import type { ReportDocument } from "../document.js";
import { count, counted, moment, money, percent } from "../layout/figures.js";
import type { Line } from "../layout/line.js";
import { largestFirst, topOf } from "../layout/top.js";
import { wrap } from "../layout/wrap.js";
import type { Section } from "./contract.js";

/** Campaigns named one by one before the rest is only counted. */
const NAMED = 3;

export const inShort: Section = {
  title: "In short",
  body({ document, columns }) {
    if (document.rows.replayed === 0) {
      return wrap("No row was replayed, so there is nothing to report.", { columns });
    }
    return [
      ...wrap(costOf(document), { columns }),
      ...warn(dryOf(document), columns),
      ...warn(overspentOf(document), columns),
      ...warn(rejectedOf(document), columns),
    ];
  },
};

function warn(text: string | null, columns: number): Line[] {
  return text === null ? [] : wrap(text, { columns, style: "warn" });
}

function costOf(document: ReportDocument): string {
  const { totals, currency, campaigns } = document;
  const amount = (minor: bigint) => money(minor, currency.exponent);
  const payments = counted(totals.payments, "payment");
  if (totals.payments === 0) return "No payment went through.";
  if (campaigns.length === 0) return `${payments} went through; there is no campaign to give them anything.`;
  if (totals.discounted_payments === 0) {
    return `In ${payments} no campaign was used; "Where the attempts went" says why.`;
  }
  const [largest] = topOf(campaigns, 1, (a, b) => largestFirst(a.discount_minor, b.discount_minor));
  const most = `${largest.id} gave the most, ${amount(largest.discount_minor)}`;
  const back =
    totals.refunded_discount_minor > 0n ? ` Refunds brought ${amount(totals.refunded_discount_minor)} of it back.` : "";
  return (
    `${count(totals.discounted_payments)} of ${payments} (${percent(totals.discounted_payments, totals.payments)}) ` +
    `got a discount: ${amount(totals.discount_minor)} ${currency.code} in all, ` +
    `${percent(totals.discount_minor, totals.price_minor)} of the price of all payments.${back}` +
    (campaigns.length > 1 ? ` ${most} (${percent(largest.discount_minor, totals.discount_minor)}).` : "")
  );
}

function dryOf({ campaigns, currency }: ReportDocument): string | null {
  const dry = campaigns.filter((campaign) => campaign.budget.exhausted_at !== null);
  if (dry.length === 0) return null;
  const named = topOf(dry, NAMED, (a, b) => largestFirst(a.budget.unserved_minor, b.budget.unserved_minor));
  const sentences = named.map(({ id, budget }) => {
    const unserved = budget.unserved_minor;
    const left = unserved > 0n ? ` and left ${money(unserved, currency.exponent)} of demand unserved` : "";
    return `${id} ran dry on ${moment(budget.exhausted_at ?? "")}${left}.`;
  });
  if (dry.length > NAMED) sentences.push(`${count(dry.length - NAMED)} more ran dry.`);
  return sentences.join(" ");
}

function overspentOf({ campaigns, currency }: ReportDocument): string | null {
  const over = campaigns.filter((campaign) => campaign.budget.overspent_minor > 0n);
  if (over.length === 0) return null;
  const sum = over.reduce((total, campaign) => total + campaign.budget.overspent_minor, 0n);
  const amount = money(sum, currency.exponent);
  if (over.length === 1) return `${over[0].id} gave ${amount} more than its budget had left.`;
  return `${counted(over.length, "campaign")} gave ${amount} more than their budgets had left.`;
}

function rejectedOf({ rows }: ReportDocument): string | null {
  if (rows.rejected === 0) return null;
  const were = rows.rejected === 1 ? "was" : "were";
  return `${count(rows.rejected)} of ${counted(rows.read, "row")} ${were} rejected (${percent(rows.rejected, rows.read)}).`;
}
