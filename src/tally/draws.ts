/** Whether the draws look like their design: every draw that was made, each once, whether it led to an offer or not. */
import { CompensatedSum } from "../chance/compensated-sum.js";
import type { PaymentOutcome } from "../engine/outcome.js";
import type { DiscountRule } from "../modes/contract.js";
import { plainCheckout } from "../modes/plain-checkout.js";
import { AmountCounter } from "./amount-counter.js";
import { type AmountCounts, sizeOf } from "./amount-counts.js";
import { type ChiSquareFit, chiSquareFit } from "./chi-square-fit.js";
import type { Tally, TallyContext } from "./contract.js";
import { DrawKinds } from "./draw-kinds.js";
import { type Expected, ExpectedCounts } from "./expected-counts.js";
import { meanOf } from "./summarize-amounts.js";

export interface DrawFigures extends ChiSquareFit {
  readonly draws: number;
  /** Nearest double to the exact mean. */
  readonly drawnMeanMinor: number;
  /** Of the design over the prices of the draws. */
  readonly designMeanMinor: number;
  readonly drawn: AmountCounts;
  readonly expected: Expected;
}

interface CampaignDraws {
  readonly rule: DiscountRule;
  /** Whether what the rule gives depends on the user's points, which it then costs. */
  readonly seesPoints: boolean;
  readonly kinds: DrawKinds;
  readonly amounts: AmountCounter;
}

/** Its result has an entry a campaign: null where nothing was drawn. */
export class DrawsTally implements Tally<readonly (DrawFigures | null)[]> {
  /** By campaign; null where there is no chance. */
  private readonly campaigns: readonly (CampaignDraws | null)[];

  constructor({ set }: TallyContext) {
    this.campaigns = set.campaigns.map(({ discount: { rule } }) =>
      rule.law === undefined
        ? null
        : {
            rule,
            seesPoints: rule.pointsFor !== undefined || rule.cutMinor !== undefined,
            kinds: new DrawKinds(),
            amounts: new AmountCounter(),
          },
    );
  }

  payment(outcome: PaymentOutcome): void {
    for (let i = 0; i < outcome.drawCount; i++) {
      const { campaign, amountMinor, ceilingMinor, points } = outcome.draws[i];
      const draws = this.campaigns[campaign] as CampaignDraws;
      draws.amounts.add(amountMinor);
      draws.kinds.add(outcome.priceMinor, ceilingMinor, draws.seesPoints ? points : 0);
    }
  }

  finish(): readonly (DrawFigures | null)[] {
    return this.campaigns.map((draws) => {
      if (draws === null) return null;
      const drawn = draws.amounts.result();
      if (drawn.counts.length === 0) return null;
      const expected = expectedOf(draws);
      return {
        draws: sizeOf(drawn),
        drawnMeanMinor: meanOf(drawn),
        designMeanMinor: meanOfExpected(expected, sizeOf(drawn)),
        ...chiSquareFit(drawn, expected),
        drawn,
        expected,
      };
    });
  }
}

/** A draw is made only where no free order is due, so its law is that of a checkout without one. */
function expectedOf({ rule, kinds }: CampaignDraws): Expected {
  const expected = new ExpectedCounts();
  for (const { priceMinor, ceilingMinor, points, count } of kinds.all()) {
    expected.add(rule.law?.(plainCheckout(priceMinor, points)) ?? [], ceilingMinor, count);
  }
  return expected.finish();
}

function meanOfExpected({ valuesMinor, counts }: Expected, draws: number): number {
  const sum = new CompensatedSum();
  counts.forEach((count, i) => {
    sum.add(count * valuesMinor[i]);
  });
  return sum.value() / draws;
}
