/** Payments that are made in the moment in which they are quoted: the rows of the log as they are. */
import type { CampaignSet } from "../campaigns/campaign.js";
import type { Engine } from "../engine/engine.js";
import type { PaymentOutcome } from "../engine/outcome.js";
import { NO_SAY } from "../engine/picks.js";
import { REFUSALS, type Refusal } from "../engine/refusals.js";
import { CandidateList } from "../engine/screen/candidates.js";
import { Screen } from "../engine/screen/screen.js";
import { StaticTests } from "../engine/screen/static-tests.js";
import type { TransactionColumns } from "../transactions/columns.js";
import type { Cashier } from "./cashier.js";

export class PayAtOnce implements Cashier {
  readonly screen: Screen;
  private readonly list = new CandidateList();
  private staticTests: StaticTests | null = null;
  private last = 0;

  constructor(
    private readonly set: CampaignSet,
    private readonly columns: TransactionColumns,
    private readonly engine: Engine,
  ) {
    this.screen = new Screen(set, columns);
  }

  until(): void {}

  before(row: number): void {
    const { list } = this;
    if (row === list.firstRow + list.rows) this.screen.fill(list, row);
  }

  attempt(row: number): PaymentOutcome {
    const { list, engine } = this;
    this.last = row;
    const at = row - list.firstRow;
    const outcome = engine.attempt(row, list.campaigns, list.starts[at], list.starts[at + 1]);
    const { picks } = engine;
    if (picks.missed !== NO_SAY) {
      const refusal = this.refusalOfLast(picks.missed);
      if (refusal !== null) picks.explain(refusal);
    }
    return outcome;
  }

  refusalOfLast(campaign: number): Refusal | null {
    const { list, engine, last } = this;
    if (engine.quote.find(campaign) !== -1) return null;
    const at = last - list.firstRow;
    for (let i = list.starts[at]; i < list.starts[at + 1]; i++) {
      if (list.campaigns[i] === campaign) return REFUSALS[engine.quote.refusals[campaign]];
    }
    this.staticTests ??= new StaticTests(this.set, this.columns);
    return this.staticTests.refusalOf(campaign, last);
  }

  finish(): void {}
}
