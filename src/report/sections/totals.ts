/** How much in all. */
import { DECLINES } from "../../engine/refusals.js";
import { count, money, percent } from "../layout/figures.js";
import { span } from "../layout/line.js";
import { figureColumn, layoutTable, textColumn } from "../layout/table.js";
import type { Section, SectionInput } from "./contract.js";

type Fact = readonly [label: string, figure: string, note: string];

export const totals: Section = {
  title: "Totals",
  body(input) {
    if (input.document.rows.replayed === 0) return null;
    const facts = [...countFacts(input), ...moneyFacts(input)];
    return layoutTable({
      columns: [
        textColumn(
          "",
          facts.map(([label]) => span(label)),
        ),
        figureColumn(
          "",
          facts.map(([, figure]) => span(figure, "strong")),
        ),
        textColumn(
          "",
          facts.map(([, , note]) => span(note, "dim")),
          { min: 10 },
        ),
      ],
      rows: facts.length,
      width: input.columns,
    });
  },
};

function countFacts({ document: { totals: sums }, details }: SectionInput): Fact[] {
  const reasons = DECLINES.filter((reason) => details.declines[reason] > 0);
  const why = reasons.map((reason) => `${reason} ${count(details.declines[reason])}`).join(", ");
  return [
    ["payments", count(sums.payments), "that went through"],
    [
      "  with a discount",
      count(sums.discounted_payments),
      `${percent(sums.discounted_payments, sums.payments)} of them`,
    ],
    ["declined", count(sums.declined), why],
    ["refunds", count(sums.refunds), ""],
  ];
}

function moneyFacts({ document: { totals: sums, currency } }: SectionInput): Fact[] {
  const amount = (minor: bigint) => money(minor, currency.exponent);
  const facts: Fact[] = [
    ["price", amount(sums.price_minor), `${currency.code}, before refunds`],
    [
      "discount",
      amount(sums.discount_minor),
      `${percent(sums.discount_minor, sums.price_minor)} of price, before refunds`,
    ],
  ];
  if (sums.cashback_minor > 0n) facts.push(["  as cashback", amount(sums.cashback_minor), "paid out later"]);
  facts.push(["payable", amount(sums.payable_minor), "price less instant discounts"]);
  if (sums.refunds > 0) {
    facts.push(
      ["refunded price", amount(sums.refunded_price_minor), ""],
      ["refunded discount", amount(sums.refunded_discount_minor), "back to those who pay"],
      ["net discount", amount(sums.discount_minor - sums.refunded_discount_minor), "after refunds"],
    );
  }
  return facts;
}
