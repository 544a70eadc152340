/** The figures of a replay that a threshold may name: paths of report.json, and how each is read from it. */
import type { CampaignSet } from "../campaigns/campaign.js";
import { CAMPAIGN_FIGURES, TOTAL_FIGURES } from "../compare/figures.js";
import { assert } from "../domain/problem.js";
import { REFUSALS } from "../engine/refusals.js";
import type {
  BudgetSummary,
  CampaignSummary,
  Contributions,
  DiscountSummary,
  FitSummary,
  ReportDocument,
} from "../report/document.js";
import { sponsorsByCampaign, sponsorsOf } from "./sponsors.js";

/** Money is in minor units; a number is anything else that may have a fraction; a moment is ISO 8601, null for never. */
export type FigureKind = "money" | "count" | "number" | "moment";

export interface ReplayFigure {
  readonly kind: FigureKind;
  read(document: ReportDocument): bigint | number | string | null;
  /** Why there may be no value. */
  readonly without: string;
}

type Kinds<T> = { readonly [K in keyof T]: FigureKind };

const ROWS = { read: "count", replayed: "count", rejected: "count" } as const;
const MISMATCHES: Kinds<ReportDocument["mismatches"]> = {
  checked: "count",
  different: "count",
  difference_minor: "money",
};
const CAMPAIGN = { ...CAMPAIGN_FIGURES, users: "count" } as const;
const BUDGET: Kinds<BudgetSummary> = {
  total_minor: "money",
  spent_minor: "money",
  left_minor: "money",
  overspent_minor: "money",
  utilization: "number",
  exhausted_at: "moment",
  unserved_minor: "money",
};
const DISCOUNT: Kinds<Omit<DiscountSummary, "histogram">> = {
  mean_minor: "money",
  sd_minor: "money",
  min_minor: "money",
  p50_minor: "money",
  p90_minor: "money",
  p99_minor: "money",
  max_minor: "money",
};
const FIT: Kinds<Omit<FitSummary, "test" | "bins">> = {
  design_mean_minor: "money",
  statistic: "number",
  degrees: "count",
  p_value: "number",
  draws: "count",
  drawn_mean_minor: "money",
  redeemed_mean_minor: "money",
};
const CONTRIBUTIONS = ["contributions_minor", "refunded_contributions_minor"] as const;

/** By path, in the order of report.json. */
export function replayFigures(set: CampaignSet): ReadonlyMap<string, ReplayFigure> {
  const figures = new Map<string, ReplayFigure>();
  add(figures, "rows", ROWS, (document) => document.rows);
  add(figures, "totals", TOTAL_FIGURES, (document) => document.totals);
  addContributions(figures, "totals", sponsorsOf(set), (document) => document.totals);
  const sponsors = sponsorsByCampaign(set);
  for (const [i, { id }] of set.campaigns.entries()) {
    const start = `campaigns.${id}`;
    const campaign = (document: ReportDocument): CampaignSummary => {
      const found = document.campaigns[i];
      assert(found.id === id, "a report has all campaigns, in file order");
      return found;
    };
    add(figures, start, CAMPAIGN, campaign);
    addContributions(figures, start, sponsors[i], campaign);
    for (const name of REFUSALS) {
      const read = (document: ReportDocument) => campaign(document).refusals[name];
      figures.set(`${start}.refusals.${name}`, { kind: "count", read, without: "" });
    }
    const noBudget = "the campaign has no total budget";
    add(figures, `${start}.budget`, BUDGET, (document) => campaign(document).budget, noBudget);
    add(figures, start, BUDGET, (document) => campaign(document).budget, noBudget);
    add(figures, `${start}.discount`, DISCOUNT, (document) => campaign(document).discount, "nothing was redeemed");
    add(figures, `${start}.fit`, FIT, (document) => campaign(document).fit, "nothing was drawn");
  }
  add(figures, "mismatches", MISMATCHES, (document) => document.mismatches);
  return figures;
}

function add<Name extends string>(
  figures: Map<string, ReplayFigure>,
  start: string,
  kinds: Readonly<Record<Name, FigureKind>>,
  block: (document: ReportDocument) => Readonly<Record<NoInfer<Name>, bigint | number | string | null>> | null,
  without = "",
): void {
  for (const name of Object.keys(kinds) as Name[]) {
    const read = (document: ReportDocument) => block(document)?.[name] ?? null;
    figures.set(`${start}.${name}`, { kind: kinds[name], read, without });
  }
}

function addContributions(
  figures: Map<string, ReplayFigure>,
  start: string,
  sponsors: readonly string[],
  block: (document: ReportDocument) => Readonly<Record<(typeof CONTRIBUTIONS)[number], Contributions>>,
): void {
  for (const name of CONTRIBUTIONS) {
    for (const sponsor of sponsors) {
      // A sponsor who pays for no merchant of the log has no figure.
      const read = (document: ReportDocument) => block(document)[name][sponsor] ?? 0n;
      figures.set(`${start}.${name}.${sponsor}`, { kind: "money", read, without: "" });
    }
  }
}
