/** How a campaign comes to its amount: the draw, what is desired, what each cap cuts. */
import type { AmountStory, CampaignStory, CapStory, DrawStory, ExplainDocument } from "../explain/explain-document.js";
import { fact } from "../report/layout/fact.js";
import { count, money } from "../report/layout/figures.js";
import type { Line } from "../report/layout/line.js";

const INDENT = 18;

export function amountLines({ currency }: ExplainDocument, { amount }: CampaignStory, columns: number): Line[] {
  if (amount === null) return [];
  const { draw, free_order: order } = amount;
  return [
    ...(draw === null ? [] : fact("draw", drawInWords(draw), columns, INDENT)),
    ...(order === null ? [] : fact("free order", orderInWords(order), columns, INDENT)),
    ...fact(
      "gives",
      givesInWords(amount, (minor) => money(minor, currency.exponent)),
      columns,
      INDENT,
    ),
  ];
}

function drawInWords({ per, identity_column, identity, ordinal, key, made_before, uniforms }: DrawStory): string {
  const stays =
    per === "user"
      ? "it stays for good"
      : per === "redemption"
        ? "it stays until it is redeemed or lost"
        : "a new one at every attempt";
  const made = made_before ? "made before" : "made here";
  const drawn = uniforms.map(({ stream, uniform }) => `${stream === 0 ? "u" : `u of stream ${stream}`} = ${uniform}`);
  return `number ${count(ordinal)} of ${identity_column} ${identity}, ${made}; ${stays}; key ${key}; ${drawn.join(", ")}`;
}

function orderInWords({ number, due, redeemed, is_due }: NonNullable<AmountStory["free_order"]>): string {
  const verdict = is_due ? "this one is free" : "this one is not free";
  return `number ${count(number)}: ${count(due)} due by it, ${count(redeemed)} redeemed before: ${verdict}`;
}

function givesInWords(story: AmountStory, amount: (minor: number) => string): string {
  const { desired_minor, caps, granted_minor, points_cost, hidden, weighed_minor } = story;
  const points = points_cost === 0 ? "" : `, for ${count(points_cost)} points`;
  const steps = [`desired ${amount(desired_minor)}`, ...capsInWords(caps, amount)];
  const weighed =
    hidden && weighed_minor !== null
      ? `; hidden until payment, it counts with its mean ${amount(Math.round(weighed_minor))}`
      : "";
  return `${steps.join(", ")}: granted ${amount(granted_minor)}${points}${weighed}`;
}

const CAPS: Readonly<Record<CapStory["cap"], string>> = {
  max_discount: "max_discount",
  coupon: "the coupon's amount",
  min_payable: "min_payable",
  together: "what the others leave",
  whole_steps: "whole steps",
  budget: "budget",
};

/** `max_discount (6.65) cuts 3.34`, of those that cut. */
export function capsInWords(caps: readonly CapStory[], amount: (minor: number) => string): string[] {
  return caps.flatMap(({ cap, at_minor, cut_minor }) =>
    cut_minor === 0 ? [] : [`${CAPS[cap]} (${amount(at_minor)}) cuts ${amount(cut_minor)}`],
  );
}
