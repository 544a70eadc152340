/** The money of a payment or a refund: what is used, what is to pay, and who pays for it, rounding shown. */
import type { ExplainDocument, ShareStory } from "../explain/explain-document.js";
import { fact } from "../report/layout/fact.js";
import { count, money } from "../report/layout/figures.js";
import { type Line, span } from "../report/layout/line.js";
import { figureColumn, layoutTable, textColumn } from "../report/layout/table.js";
import { wrap } from "../report/layout/wrap.js";
import { capsInWords } from "./render-explain-amount.js";

const INDENT = 18;
const SPLIT_INDENT = 4;

export function redemptionLines({ redemptions, currency }: ExplainDocument, columns: number): Line[] {
  const amount = (minor: number) => money(minor, currency.exponent);
  return redemptions.flatMap((redemption) => {
    const { campaign_id, base_minor, desired_minor, caps, granted_minor, points_spent, overspent_minor } = redemption;
    const words = [
      `on ${amount(base_minor)}: desired ${amount(desired_minor)}`,
      ...capsInWords(caps, amount),
      `granted ${amount(granted_minor)}`,
      redemption.credited_at === null ? "" : `as cashback, credited ${redemption.credited_at}`,
      redemption.coupon === null ? "" : `with coupon ${redemption.coupon}`,
      points_spent === 0 ? "" : `for ${count(points_spent)} points`,
      overspent_minor === 0 ? "" : `${amount(overspent_minor)} beyond its budget`,
    ].filter((part) => part !== "");
    return [
      ...wrap(`${campaign_id}: ${words.join(", ")}`, { columns, indent: 2 }),
      ...splitLines(redemption.split, currency.exponent, columns),
    ];
  });
}

export function paymentLines({ payment, transaction, currency }: ExplainDocument, columns: number): Line[] {
  if (payment === null) return [];
  const amount = (minor: number) => money(minor, currency.exponent);
  const cashback = payment.cashback_minor === 0 ? "" : `; cashback ${amount(payment.cashback_minor)}`;
  const reckoned = `${amount(payment.price_minor)} price − ${amount(payment.instant_minor)} instant discount = ${amount(payment.payable_minor)} payable${cashback}`;
  const tests = payment.comparisons.flatMap(({ holds, words }) =>
    wrap(`${holds ? "ok " : "NO "} ${words}`, { columns, indent: 2, style: holds ? "plain" : "bad" }),
  );
  if (transaction.role === "prior") return tests;
  const end =
    payment.decline === null ? "" : `declined: ${payment.decline}; nothing is redeemed, attempts count all the same`;
  return [...wrap(reckoned, { columns }), ...tests, ...wrap(end, { columns, style: "bad" })];
}

export function refundLines({ refund, currency }: ExplainDocument, columns: number): Line[] {
  if (refund === null) return [];
  const amount = (minor: number) => money(minor, currency.exponent);
  const { payment, parts } = refund;
  const paid =
    payment === null
      ? refund.refund_of
      : `${payment.id}, paid at ${payment.timestamp}, price ${amount(payment.price_minor)}`;
  return [
    ...fact("of", paid, columns, INDENT),
    ...fact("amount", refund.words, columns, INDENT),
    ...parts.flatMap((part) => {
      const where = part.forfeited ? "; forfeited: sponsors, budget and limits stay as they are" : "";
      const points = part.points_returned === 0 ? "" : `; ${count(part.points_returned)} points come back`;
      const coupon = part.coupon === null ? "" : `; coupon ${part.coupon} comes back`;
      const kind = part.given_as === "cashback" ? "cashback " : "";
      return [
        ...wrap(`${part.campaign_id}: ${kind}${part.arithmetic}${where}${points}${coupon}`, { columns, indent: 2 }),
        ...splitLines(part.split, currency.exponent, columns),
      ];
    }),
    ...(refund.fault === null ? fact("cash", `${amount(refund.cash_minor)} to the customer`, columns, INDENT) : []),
  ];
}

function splitLines(split: readonly ShareStory[], exponent: number, columns: number): Line[] {
  if (split.length === 0) return [];
  const cells = (text: (share: ShareStory) => string) => split.map((share) => span(text(share)));
  return layoutTable({
    columns: [
      textColumn(
        "sponsor",
        cells(({ sponsor }) => sponsor),
        { min: 8 },
      ),
      figureColumn(
        "share",
        cells(({ weight, weights }) => `${count(weight)} of ${count(weights)}`),
        { drop: 1 },
      ),
      figureColumn(
        "exact, minor units",
        cells(({ exact_minor }) => exact_minor),
      ),
      figureColumn(
        "floor",
        cells(({ floor_minor }) => count(floor_minor)),
      ),
      figureColumn(
        "spare",
        cells(({ spare_minor }) => (spare_minor === 0 ? "" : `+${spare_minor}`)),
      ),
      figureColumn(
        "pays",
        cells(({ contribution_minor }) => money(contribution_minor, exponent)),
      ),
    ],
    rows: split.length,
    width: columns,
    indent: SPLIT_INDENT,
  });
}
