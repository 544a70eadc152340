/** What the text report tells beyond the document: why payments were declined and rows rejected, the days covered, discounts and draws in words. */
import type { Campaign, CampaignSet, DrawRule } from "../campaigns/campaign.js";
import { compareCodePoints } from "../domain/text-order.js";
import type { CashbackLine } from "../tally/cashback.js";
import type { DeclineCounts } from "../tally/declines.js";
import type { DaySpan } from "../tally/period.js";
import type { ReplayResults } from "../tally/replay-tallies.js";
import type { Reject } from "../transactions/columns.js";

export interface ReportDetails {
  readonly declines: DeclineCounts;
  /** Local days of the rows that were replayed; null without any. */
  readonly period: DaySpan | null;
  /** When cashback is credited or clawed back; by day, then in file order. */
  readonly cashback: readonly CashbackLine[];
  /** By campaign: its discount in words. */
  readonly sentences: readonly string[];
  /** By campaign: how it draws; null where there is no chance. */
  readonly draws: readonly (DrawManner | null)[];
  /** Rejected records of each file by reason, the most frequent first. */
  readonly rejected: readonly RejectCount[];
}

/** How often chance is asked anew, for whom, and when the customer learns of it. */
export interface DrawManner extends Pick<DrawRule, "per" | "identity"> {
  readonly reveal: Campaign["reveal"];
}

interface RejectCount {
  /** Base name. */
  readonly file: string;
  readonly reason: string;
  readonly count: number;
}

export function buildDetails(set: CampaignSet, results: ReplayResults, rejects: readonly Reject[]): ReportDetails {
  return {
    declines: results.declines,
    period: results.period,
    cashback: results.cashback,
    sentences: set.campaigns.map((campaign) => campaign.discount.sentence),
    draws: set.campaigns.map(({ discount, draw, reveal }) =>
      discount.rule.law === undefined ? null : { per: draw.per, identity: draw.identity, reveal },
    ),
    rejected: countRejects(rejects),
  };
}

function countRejects(rejects: readonly Reject[]): RejectCount[] {
  const byFile = new Map<string, Map<string, number>>();
  for (const { file, reason } of rejects) {
    const reasons = byFile.get(file) ?? new Map<string, number>();
    reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    byFile.set(file, reasons);
  }
  return [...byFile].flatMap(([file, reasons]) =>
    [...reasons]
      .map(([reason, count]) => ({ file, reason, count }))
      .sort((a, b) => b.count - a.count || compareCodePoints(a.reason, b.reason)),
  );
}
