/** What of the cashback of each campaign was promised, cancelled and credited by the end of the log, and what is owed then and was at most. */
import type { CampaignSet } from "../campaigns/campaign.js";
import { formatDay } from "../domain/civil-date.js";
import type { CashbackLine } from "../tally/cashback.js";
import type { DaySpan } from "../tally/period.js";
import type { CashbackSummary } from "./document.js";

/** Campaigns that give cashback, in file order; null where none does. */
export function summarizeCashback(
  { campaigns }: CampaignSet,
  lines: readonly CashbackLine[],
  period: DaySpan | null,
): CashbackSummary[] | null {
  const giving = campaigns.flatMap(({ givenAs, id }, index) => (givenAs === "cashback" ? [{ id, index }] : []));
  if (giving.length === 0) return null;
  const own = new Map(giving.map(({ index }) => [index, [] as CashbackLine[]]));
  for (const line of lines) own.get(line.campaign)?.push(line);
  const last = period?.last ?? Number.NEGATIVE_INFINITY;
  return giving.map(({ id, index }) => summarize(id, own.get(index) ?? [], last));
}

/** `lines` come by day. */
function summarize(id: string, lines: readonly CashbackLine[], last: number): CashbackSummary {
  const past = lines.filter(({ day }) => day <= last);
  const sum = (of: (line: CashbackLine) => bigint) => past.reduce((total, line) => total + of(line), 0n);
  let peak: CashbackLine | null = null;
  for (const line of past) if (line.owedMinor > (peak?.owedMinor ?? 0n)) peak = line;
  const credits = lines.filter(({ creditedMinor }) => creditedMinor !== 0n);
  return {
    campaign_id: id,
    promised_minor: sum(({ promisedMinor }) => promisedMinor),
    cancelled_minor: sum(({ cancelledMinor }) => cancelledMinor),
    credited_minor: sum(({ creditedMinor }) => creditedMinor),
    clawed_back_minor: sum(({ clawedBackMinor }) => clawedBackMinor),
    owed_minor: past.length === 0 ? 0n : past[past.length - 1].owedMinor,
    peak_owed_minor: peak?.owedMinor ?? 0n,
    peak_on: peak === null ? null : formatDay(peak.day),
    last_credit_on: credits.length === 0 ? null : formatDay(credits[credits.length - 1].day),
  };
}
