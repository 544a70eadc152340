/** What a campaign was before the row and what it is after it: only what changes is told twice. */
import type { CampaignStory, CampaignView, ExplainDocument, LimitView } from "../explain/explain-document.js";
import { fact } from "../report/layout/fact.js";
import { count, money } from "../report/layout/figures.js";
import type { Line } from "../report/layout/line.js";

const INDENT = 18;

export function stateLines({ currency }: ExplainDocument, { state }: CampaignStory, columns: number): Line[] {
  if (state === null) return [];
  const amount = (minor: number) => money(minor, currency.exponent);
  const facts = (view: CampaignView): [string, string][] => [
    ["budget", budgetInWords(view.budget, amount)],
    ...view.limits.map((limit): [string, string] => [`limit ${limit.line}`, limitInWords(limit, amount)]),
    ["eligibility", view.eligibility.map(({ found }) => found).join("; ")],
    ["free orders", freeOrdersInWords(view.free_orders)],
  ];
  const after = facts(state.after);
  return facts(state.before).flatMap(([label, before], i) => {
    if (before === "") return [];
    const then = after[i][1];
    return fact(label, then === before ? before : `${before}  →  ${then}`, columns, INDENT);
  });
}

function budgetInWords(budget: CampaignView["budget"], amount: (minor: number) => string): string {
  if (budget === null) return "";
  const parts: (readonly [number | null, string])[] = [
    [budget.total_left_minor, "in all"],
    [budget.day_left_minor, "for the day"],
    [budget.month_left_minor, "for the month"],
  ];
  return parts.flatMap(([minor, of]) => (minor === null ? [] : [`${amount(minor)} left ${of}`])).join(", ");
}

function limitInWords(limit: LimitView, amount: (minor: number) => string): string {
  const { max, max_amount: sum, max_attempts: attempts, cooldown, per, key, every } = limit;
  if (key === null) return `does not apply: a cell of ${per.join(", ")} is empty`;
  const parts = [
    max === null ? "" : `${count(max.used)} of ${count(max.most)} used`,
    sum === null ? "" : `${amount(sum.used_minor)} of ${amount(sum.most_minor)} given`,
    attempts === null ? "" : `${count(attempts.used)} of ${count(attempts.most)} offers`,
    cooldown === null ? "" : cooldown.until === null ? "no cool-down" : `cools down until ${cooldown.until}`,
  ].filter((part) => part !== "");
  const whose = per.length === 0 ? "" : ` by ${per.map((name, i) => `${name} ${key[i]}`).join(", ")}`;
  return `${parts.join(", ")}${whose}${every === null ? "" : ` per ${every}`}`;
}

function freeOrdersInWords(orders: CampaignView["free_orders"]): string {
  if (orders === null) return "";
  const period = orders.every === null ? "" : ` this ${orders.every}`;
  return `${count(orders.numbered)} numbered, ${count(orders.due)} due, ${count(orders.redeemed)} redeemed${period}`;
}
