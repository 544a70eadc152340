/** What to look at before believing the figures: warnings about the campaigns, the data, and how the two meet. */
import type { CampaignSet } from "../campaigns/campaign.js";
import { lintAgainstData } from "../campaigns/lint-campaigns.js";
import { formatMinor } from "../domain/money.js";
import type { Problem } from "../domain/problem.js";
import { EXACT_OFFERS } from "../engine/best-set.js";
import type { Replay } from "../replay/replay.js";
import type { Warning } from "../report/document.js";
import type { TransactionColumns } from "../transactions/columns.js";
import { lintPicks } from "./lint-picks.js";

/** Warnings of windows that the replayed rows do not reach; none for a log without rows. */
export function lintWindows(set: CampaignSet, columns: TransactionColumns): Problem[] {
  const first = columns.prior.indexOf(0);
  if (first === -1) return [];
  return lintAgainstData(set, columns.timeMs[first], columns.timeMs[columns.prior.lastIndexOf(0)]);
}

/** What a replay alone can tell. */
export function lintReplay(set: CampaignSet, { limitsNotApplied, pickFaults, engine }: Replay): Problem[] {
  return [
    ...lintLimits(set, limitsNotApplied),
    ...lintPicks(set, pickFaults),
    ...lintChoice(set, engine.chooser.bestSet),
    ...lintReserves(set),
  ];
}

/** `notApplied[campaign]`: attempts that a line of its limits did not count, for want of a cell. */
function lintLimits(set: CampaignSet, notApplied: ArrayLike<number>): Problem[] {
  return set.campaigns.flatMap((campaign, index): Problem[] => {
    const attempts = notApplied[index];
    if (attempts === 0) return [];
    const keys = [...new Set(campaign.limits.flatMap((limit) => limit.per))].join(", ");
    return [
      {
        code: "limit-not-applied",
        severity: "warning",
        message: `a limit did not apply to ${attempts} ${attempts === 1 ? "attempt" : "attempts"}, for want of a value (${keys})`,
        hint: "fill the column, or count by another one",
        at: campaign.at,
        campaignId: campaign.id,
      },
    ];
  });
}

/** Sets that `choice: best` took without looking at all of them: of how many payments, and by how much they may fall short at most, in all. */
function lintChoice(
  { currency }: CampaignSet,
  { inexact, shortfallMinor }: { readonly inexact: number; readonly shortfallMinor: number },
): Problem[] {
  if (inexact === 0) return [];
  const payments = inexact === 1 ? "1 payment" : `${inexact} payments`;
  const most = formatMinor(Math.ceil(shortfallMinor), currency.exponent);
  return [
    {
      code: "choice-not-exact",
      severity: "warning",
      message: `${payments} had more than ${EXACT_OFFERS} offers that combine: not all sets were looked at, and others could have given ${most} more in all at most`,
      hint: "put campaigns that exclude each other into one group",
      at: { file: "", line: 0, column: 0 },
    },
  ];
}

/** What is said of quotes where nobody takes time to pay. */
function lintReserves({ checkout, campaigns }: CampaignSet): Problem[] {
  if (checkout !== null) return [];
  return campaigns.flatMap(({ id, inventory: { at } }): Problem[] => {
    if (at === null) return [];
    const message =
      "reserve and ttl make no difference: no file says checkout, so everybody pays in the moment of the quote";
    const hint = "say how long customers take: checkout: { think_time: { median: 40s, p95: 5m } }";
    return [{ code: "reserve-without-checkout", severity: "warning", message, hint, at, campaignId: id }];
  });
}

/** As the document carries it: one text that says what is wrong and what to do; of a file the base name alone. */
export function toWarning({ code, message, hint, at, campaignId }: Problem): Warning {
  const file = at.file.replace(/^.*[\\/]/, "");
  const place = campaignId === undefined && file !== "" && !file.startsWith("--") ? `${file}: ` : "";
  return {
    code,
    message: `${place}${message}${hint === undefined ? "" : `; ${hint}`}`,
    ...(campaignId === undefined ? {} : { campaign_id: campaignId }),
  };
}
