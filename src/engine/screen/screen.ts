/**
 * The static tests of SPEC §6 (`paused` to `below_minimum`): which campaigns can still touch a row, and how many attempts each
 * test has refused. Nothing here depends on what happened in other rows, so a log is screened once for any number of replays.
 */
import type { Campaign, CampaignSet, Matcher } from "../../campaigns/campaign.js";
import { columnNamed } from "../../transactions/column-named.js";
import { PAYMENT, REJECT, type TransactionColumns } from "../../transactions/columns.js";
import { WHEN_ERROR, WHEN_TRUE, type WhenEvaluator } from "../../when/contract.js";
import { REFUSAL, REFUSALS } from "../refusals.js";
import { countBits, setBit, wordsFor } from "./bits.js";
import type { CandidateList } from "./candidates.js";
import { createMatcherTable, type MatcherTable, meanCampaigns } from "./matcher-table.js";
import { OpenWindows } from "./open-windows.js";

type StageName = "scope" | "payment" | "audience";

/** The matchers of `scope`, `payment` or `audience` of all campaigns. */
interface Stage {
  readonly tables: readonly MatcherTable[];
  /** Campaigns that have matchers in this stage. */
  readonly tested: Int32Array;
  /** Rows that passed, per campaign of `tested`. */
  readonly passed: Float64Array;
}

/** Below this price a campaign makes no offer: its `minimum_amount`, its lowest tier or one `every`. */
export function minimumPriceMinor({ discount }: Campaign): number {
  return Math.max(discount.minimumAmountMinor, discount.rule.minimumPriceMinor);
}

export class Screen {
  private readonly windows: OpenWindows;
  private readonly words: number;
  private readonly scope: Stage;
  private readonly payment: Stage;
  private readonly audience: Stage;
  private readonly whens: readonly (WhenEvaluator | null)[];
  private readonly minimums: Float64Array;
  private readonly opened: Float64Array;
  private readonly riskRejected: Float64Array;
  private readonly conditionFalse: Float64Array;
  private readonly conditionError: Float64Array;
  private readonly belowMinimum: Float64Array;
  private payments = 0;
  private sinceChange = 0;

  constructor(
    private readonly set: CampaignSet,
    private readonly columns: TransactionColumns,
  ) {
    const { campaigns, zone, currency } = set;
    this.words = wordsFor(campaigns.length);
    this.windows = new OpenWindows(campaigns, zone);
    this.scope = createStage("scope", campaigns, columns);
    this.payment = createStage("payment", campaigns, columns);
    this.audience = createStage("audience", campaigns, columns);
    this.whens = campaigns.map((campaign) => campaign.when?.bind(columns, currency) ?? null);
    this.minimums = Float64Array.from(campaigns, minimumPriceMinor);
    const counts = () => new Float64Array(campaigns.length);
    this.opened = counts();
    this.riskRejected = counts();
    this.conditionFalse = counts();
    this.conditionError = counts();
    this.belowMinimum = counts();
  }

  /** Screens rows from `firstRow` on until `list` is full or the rows end. Rows must be asked for in order, each once. */
  fill(list: CandidateList, firstRow: number): void {
    list.reset(firstRow);
    const { length, type, prior } = this.columns;
    for (let row = firstRow; row < length && !list.full; row++) {
      if (type[row] === PAYMENT && prior[row] === 0) this.screenRow(row, list);
      list.endRow();
    }
  }

  /** Screens one row, at the moment that it has now: for rows that come to pass while others are replayed. Moments must not go back. */
  fillOne(list: CandidateList, row: number): void {
    list.reset(row);
    this.screenRow(row, list);
    list.endRow();
  }

  /** What the static tests have refused a campaign so far, by index in `REFUSALS`. */
  refusalsOf(index: number): Float64Array {
    this.flushOpened();
    const campaign = this.set.campaigns[index];
    const passed = (stage: Stage, name: StageName, before: number) =>
      campaign[name].length > 0 ? stage.passed[index] : before;
    const open = this.opened[index];
    const inScope = passed(this.scope, "scope", open);
    const rightPayment = passed(this.payment, "payment", inScope);
    const notRejected = rightPayment - this.riskRejected[index];
    const inAudience = passed(this.audience, "audience", notRejected);
    const counts = new Float64Array(REFUSALS.length);
    counts[campaign.paused ? REFUSAL.paused : REFUSAL.outside_window] = this.payments - open;
    counts[REFUSAL.out_of_scope] = open - inScope;
    counts[REFUSAL.wrong_payment] = inScope - rightPayment;
    counts[REFUSAL.risk_rejected] = this.riskRejected[index];
    counts[REFUSAL.not_in_audience] = notRejected - inAudience;
    counts[REFUSAL.condition_false] = this.conditionFalse[index];
    counts[REFUSAL.condition_error] = this.conditionError[index];
    counts[REFUSAL.below_minimum] = this.belowMinimum[index];
    return counts;
  }

  private screenRow(row: number, list: CandidateList): void {
    const { windows, scope, payment, audience } = this;
    if (windows.moveTo(this.columns.timeMs[row])) {
      this.flushOpened();
      windows.refresh();
    }
    this.payments++;
    this.sinceChange++;
    const rejected = this.columns.risk[row] === REJECT;
    for (let w = 0; w < this.words; w++) {
      let word = windows.open[w];
      if (word !== 0) word = pass(scope, row, w, word);
      if (word !== 0) word = pass(payment, row, w, word);
      if (word !== 0 && rejected) {
        countBits(word, w, this.riskRejected, 1);
        word = 0;
      }
      if (word !== 0) word = pass(audience, row, w, word);
      for (; word !== 0; word &= word - 1) {
        const campaign = (w << 5) + 31 - Math.clz32(word & -word);
        if (this.admits(campaign, row)) list.push(campaign);
      }
    }
  }

  private admits(campaign: number, row: number): boolean {
    const when = this.whens[campaign];
    if (when !== null) {
      const result = when(row);
      if (result !== WHEN_TRUE) {
        (result === WHEN_ERROR ? this.conditionError : this.conditionFalse)[campaign]++;
        return false;
      }
    }
    if (this.columns.amountMinor[row] >= this.minimums[campaign]) return true;
    this.belowMinimum[campaign]++;
    return false;
  }

  private flushOpened(): void {
    if (this.sinceChange === 0) return;
    for (let w = 0; w < this.words; w++) countBits(this.windows.open[w], w, this.opened, this.sinceChange);
    this.sinceChange = 0;
  }
}

function createStage(name: StageName, campaigns: readonly Campaign[], columns: TransactionColumns): Stage {
  const names = new Set(campaigns.flatMap((campaign) => campaign[name].map((matcher) => matcher.column)));
  const tested = new Int32Array(wordsFor(campaigns.length));
  for (const [index, campaign] of campaigns.entries()) if (campaign[name].length > 0) setBit(tested, index);
  const on = (column: string) => (campaign: Campaign) =>
    campaign[name].filter((matcher: Matcher) => matcher.column === column);
  // The column that leaves the fewest campaigns comes first: most words are then decided by one look-up.
  const tables = [...names]
    .map((column) => createMatcherTable(campaigns, on(column), columnNamed(columns, column)))
    .map((table) => ({ table, left: meanCampaigns(table, tested.length) }))
    .sort((a, b) => a.left - b.left)
    .map(({ table }) => table);
  return { tables, tested, passed: new Float64Array(campaigns.length) };
}

/** What is left of `word` after the stage's tests; counts those that passed. */
function pass({ tables, tested, passed }: Stage, row: number, w: number, word: number): number {
  let left = word;
  for (let t = 0; t < tables.length; t++) {
    const table = tables[t];
    left &= table.bits[table.offsetOf[table.codes[row]] + w];
    if (left === 0) return 0;
  }
  countBits(left & tested[w], w, passed, 1);
  return left;
}
