/** What a campaign was before the row and what it is after it: only what changes is told twice. */
import type { CampaignStory, CampaignView, ExplainDocument, LimitView } from "../explain/explain-document.js";
import { fact } from "../report/layout/fact.js";
import { count, money } from "../report/layout/figures.js";
import type { Line } from "../report/layout/line.js";

const INDENT = 18;

export function stateLines({ currency }: ExplainDocument, { state, tests }: CampaignStory, columns: number): Line[] {
  if (state === null) return [];
  const amount = (minor: number) => money(minor, currency.exponent);
  const facts = (view: CampaignView): Fact[] => [
    { label: "budget", changing: budgetInWords(view.budget, amount), of: "" },
    ...view.limits.map((limit) => limitFact(limit, amount)),
    { label: "eligibility", changing: view.eligibility.map(({ found }) => found).join("; "), of: "" },
    { label: "coupons", changing: couponsInWords(view.coupons), of: "" },
    { label: "free orders", changing: freeOrdersInWords(view.free_orders), of: "" },
  ];
  const after = facts(state.after);
  return facts(state.before).flatMap(({ label, changing, of }, i) => {
    const then = after[i].changing;
    // What a test below tells is told once, unless it is another thing afterwards.
    if (changing === "" || (label === "eligibility" && tests.length > 0 && then === changing)) return [];
    return fact(label, `${then === changing ? changing : `${changing} → ${then}`}${of}`, columns, INDENT);
  });
}

interface Fact {
  readonly label: string;
  readonly changing: string;
  /** What it is about, which stays. */
  readonly of: string;
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

function limitFact(limit: LimitView, amount: (minor: number) => string): Fact {
  const { line, max, max_amount: sum, max_attempts: attempts, cooldown, per, key, every } = limit;
  const label = `limit ${line}`;
  if (key === null) return { label, changing: `does not apply: a cell of ${per.join(", ")} is empty`, of: "" };
  const parts = [
    max === null ? "" : `${count(max.used)} of ${count(max.most)} used`,
    sum === null ? "" : `${amount(sum.used_minor)} of ${amount(sum.most_minor)} given`,
    attempts === null ? "" : `${count(attempts.used)} of ${count(attempts.most)} offers`,
    cooldown === null ? "" : cooldown.until === null ? "no cool-down" : `cools down until ${cooldown.until}`,
  ].filter((part) => part !== "");
  const whose = per.length === 0 ? "" : `, ${per.map((name, i) => `${name} ${key[i]}`).join(" and ")}`;
  return { label, changing: parts.join(", "), of: `${whose}${every === null ? "" : `, per ${every}`}` };
}

function couponsInWords(coupons: CampaignView["coupons"]): string {
  return (coupons ?? [])
    .map(({ id, fault }) => `${id} ${fault === null ? "usable" : fault.replaceAll("_", " ")}`)
    .join(", ");
}

function freeOrdersInWords(orders: CampaignView["free_orders"]): string {
  if (orders === null) return "";
  const period = orders.every === null ? "" : ` this ${orders.every}`;
  return `${count(orders.numbered)} numbered, ${count(orders.due)} due, ${count(orders.redeemed)} redeemed${period}`;
}
