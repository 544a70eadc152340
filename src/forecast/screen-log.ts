/** The static tests of a whole log, made once for all runs: which campaigns each row leaves. */
import type { CampaignSet, Window } from "../campaigns/campaign.js";
import { CandidateList } from "../engine/screen/candidates.js";
import { Screen } from "../engine/screen/screen.js";
import type { TransactionColumns } from "../transactions/columns.js";

export interface ScreenedRows {
  /** One more than rows. */
  readonly starts: Int32Array;
  readonly candidates: Int32Array;
}

const ALWAYS: Window = { startMs: Number.NEGATIVE_INFINITY, endMs: Number.POSITIVE_INFINITY, days: null, hours: null };

/**
 * Where rows come to pass at other times than the log's, windows are left out: a run tests them. Where prices may rise, minimums are that much lower: a run
 * tests them too.
 */
export function screenLog(
  set: CampaignSet,
  columns: TransactionColumns,
  { timeMoves, raisedByMinor }: { readonly timeMoves: boolean; readonly raisedByMinor: number },
): ScreenedRows {
  const campaigns = set.campaigns.map((campaign) => {
    const window = timeMoves ? ALWAYS : campaign.window;
    if (raisedByMinor === 0) return { ...campaign, window };
    const { discount } = campaign;
    const lower = (minor: number) => Math.max(0, minor - raisedByMinor);
    const rule = { ...discount.rule, minimumPriceMinor: lower(discount.rule.minimumPriceMinor) };
    return {
      ...campaign,
      window,
      discount: { ...discount, rule, minimumAmountMinor: lower(discount.minimumAmountMinor) },
    };
  });
  const screen = new Screen({ ...set, campaigns }, columns);
  const list = new CandidateList();
  const starts = new Int32Array(columns.length + 1);
  const pieces: Int32Array[] = [];
  let used = 0;
  for (let row = 0; row < columns.length; row += list.rows) {
    screen.fill(list, row);
    for (let i = 0; i <= list.rows; i++) starts[row + i] = used + list.starts[i];
    pieces.push(list.campaigns.slice(0, list.starts[list.rows]));
    used += list.starts[list.rows];
  }
  const candidates = new Int32Array(used);
  let at = 0;
  for (const piece of pieces) {
    candidates.set(piece, at);
    at += piece.length;
  }
  return { starts, candidates };
}
