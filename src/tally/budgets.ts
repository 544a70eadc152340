/** What became of each campaign's budget. */
import type { Tally, TallyContext } from "./contract.js";
import { divideToDouble } from "./exact-ratio.js";

export interface BudgetFigures {
  readonly totalMinor: number | null;
  /** Net of what refunds restored. */
  readonly spentMinor: bigint;
  /** max(0, total − spent); null without a total. */
  readonly leftMinor: number | null;
  readonly overspentMinor: bigint;
  /** spent ÷ total; null without a total and for a total of 0. */
  readonly utilization: number | null;
  readonly exhaustedAtMs: number | null;
  readonly unservedMinor: bigint;
}

/** The engine keeps the accounts; this reads them once. Its result has an entry a campaign. */
export class BudgetsTally implements Tally<readonly BudgetFigures[]> {
  constructor(private readonly context: TallyContext) {}

  finish(): readonly BudgetFigures[] {
    return this.context.states.map((state, i) => {
      const totalMinor = this.context.set.campaigns[i].budget?.totalMinor ?? null;
      return {
        totalMinor,
        spentMinor: state.spentMinor,
        leftMinor: totalMinor === null ? null : state.leftMinor,
        overspentMinor: state.overspentMinor,
        utilization:
          totalMinor === null || totalMinor === 0 ? null : divideToDouble(state.spentMinor, BigInt(totalMinor)),
        exhaustedAtMs: state.exhaustedAtMs,
        unservedMinor: state.unservedMinor,
      };
    });
  }
}
