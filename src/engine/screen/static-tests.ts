/** The screen's answer for one campaign and one row, with its reason: nothing is counted, and rows may be asked for in any order. */
import type { Campaign, CampaignSet, Matcher, Window } from "../../campaigns/campaign.js";
import { DAY_MS, MINUTE_MS } from "../../domain/civil-date.js";
import type { Zone } from "../../domain/zone.js";
import { columnNamed } from "../../transactions/column-named.js";
import { codeAt, REJECT, type TransactionColumns } from "../../transactions/columns.js";
import { WHEN_ERROR, WHEN_TRUE, type WhenEvaluator } from "../../when/contract.js";
import type { Refusal } from "../refusals.js";
import { holds } from "./match.js";
import { minimumPriceMinor } from "./screen.js";

const MINUTES_A_DAY = 1440;
/** 1970-01-01 was a Thursday: three days into its week. */
const EPOCH_WEEKDAY = 3;

export class StaticTests {
  private readonly whens = new Map<number, WhenEvaluator>();

  constructor(
    private readonly set: CampaignSet,
    private readonly columns: TransactionColumns,
  ) {}

  /** The first static test that a payment fails; null where it passes all. */
  refusalOf(index: number, row: number): Refusal | null {
    const { columns } = this;
    const campaign = this.set.campaigns[index];
    if (campaign.paused) return "paused";
    if (!isOpen(campaign.window, columns.timeMs[row], this.set.zone)) return "outside_window";
    if (!this.matches(campaign.scope, row)) return "out_of_scope";
    if (!this.matches(campaign.payment, row)) return "wrong_payment";
    if (columns.risk[row] === REJECT) return "risk_rejected";
    if (!this.matches(campaign.audience, row)) return "not_in_audience";
    const when = this.whenOf(index, campaign)?.(row) ?? WHEN_TRUE;
    if (when !== WHEN_TRUE) return when === WHEN_ERROR ? "condition_error" : "condition_false";
    return columns.amountMinor[row] < minimumPriceMinor(campaign) ? "below_minimum" : null;
  }

  private matches(matchers: readonly Matcher[], row: number): boolean {
    return matchers.every((matcher) => {
      const column = columnNamed(this.columns, matcher.column);
      return holds(matcher, column.dictionary.text(codeAt(column, row)));
    });
  }

  private whenOf(index: number, { when }: Campaign): WhenEvaluator | null {
    if (when === null) return null;
    let evaluator = this.whens.get(index);
    if (evaluator === undefined) {
      evaluator = when.bind(this.columns, this.set.currency);
      this.whens.set(index, evaluator);
    }
    return evaluator;
  }
}

/** A span that runs past midnight belongs to the day on which it starts. */
export function isOpen({ startMs, endMs, days, hours }: Window, timeMs: number, zone: Zone): boolean {
  if (timeMs < startMs || timeMs >= endMs) return false;
  const localMs = timeMs + zone.offsetAt(timeMs);
  const day = Math.floor(localMs / DAY_MS);
  const minute = Math.floor((localMs - day * DAY_MS) / MINUTE_MS);
  const startsOn = (number: number) => days === null || days.includes((((number + EPOCH_WEEKDAY) % 7) + 7) % 7);
  if (hours === null) return startsOn(day);
  return hours.some(
    ({ from, until }) =>
      (startsOn(day) && minute >= from && minute < until) ||
      (startsOn(day - 1) && minute + MINUTES_A_DAY >= from && minute + MINUTES_A_DAY < until),
  );
}
