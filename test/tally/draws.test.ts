/** The draws of campaigns, as a replay tells them: each once, against the law at its own price. */
import { describe, expect, it } from "vitest";
import { certainly, distributionOf, lawOf, mixture } from "../../src/chance/law.js";
import type { Checkout, DiscountRule } from "../../src/modes/contract.js";
import { type DrawFigures, DrawsTally } from "../../src/tally/draws.js";
import { type Event, type MadeCampaign, madeUpReplay } from "./made-up-replay.js";

const TABLE = distributionOf([
  [100, 0.75],
  [500, 0.25],
]);
const CHOICE: Partial<DiscountRule> = { law: () => lawOf(TABLE) };
/** Half of the draws win a tenth of the price. */
const TENTH: Partial<DiscountRule> = {
  law: ({ priceMinor }) => mixture(0.5, certainly(Math.round(priceMinor / 10)), certainly(0)),
};

interface Draw {
  readonly campaign?: number;
  readonly price: number;
  readonly amount: number;
  readonly ceiling?: number;
  readonly points?: number;
}

function attempt(...draws: readonly Draw[]): Event {
  return {
    type: "payment",
    timeMs: 0,
    user: "u",
    merchant: "m",
    price: draws[0]?.price ?? 100,
    draws: draws.map(({ campaign = 0, price, amount, ceiling = price, points = 0 }) => ({
      campaign,
      amountMinor: amount,
      ceilingMinor: ceiling,
      points,
    })),
    taken: [],
  };
}

function figuresOf(rules: readonly (Partial<DiscountRule> | undefined)[], events: readonly Event[]) {
  const campaigns = rules.map(
    (rule, i): MadeCampaign => ({ id: `c${i}`, sponsors: ["s"], ...(rule === undefined ? {} : { rule }) }),
  );
  const { context, play } = madeUpReplay(campaigns, events);
  const tally = new DrawsTally(context);
  play([tally]);
  return tally.finish();
}

const pairs = ({ valuesMinor, counts }: DrawFigures["expected"]) =>
  Array.from(valuesMinor, (value, i) => [value, counts[i]]);

describe("DrawsTally", () => {
  it("has nothing to say of campaigns without chance, and of those that nobody drew", () => {
    expect(figuresOf([undefined, CHOICE], [attempt()])).toEqual([null, null]);
  });

  it("counts the draws of each campaign and expects what the laws at their prices expect", () => {
    const events = [
      attempt({ price: 1000, amount: 100 }, { campaign: 2, price: 1000, amount: 100 }),
      attempt({ price: 2000, amount: 500 }, { campaign: 2, price: 2000, amount: 0 }),
      attempt({ price: 3000, amount: 100 }),
    ];
    const [choice, certain, tenth] = figuresOf([CHOICE, undefined, TENTH], events);
    expect(certain).toBeNull();
    expect(choice).toMatchObject({ draws: 3, drawnMeanMinor: 700 / 3, designMeanMinor: 200 });
    expect(pairs((choice as DrawFigures).drawn)).toEqual([
      [100, 2],
      [500, 1],
    ]);
    expect(pairs((choice as DrawFigures).expected)).toEqual([
      [100, 2.25],
      [500, 0.75],
    ]);
    expect(tenth).toMatchObject({ draws: 2, drawnMeanMinor: 50, designMeanMinor: 75 });
    expect(pairs((tenth as DrawFigures).expected)).toEqual([
      [0, 1],
      [100, 0.5],
      [200, 0.5],
    ]);
  });

  it("brings the design down to the caps of each draw", () => {
    const [figures] = figuresOf(
      [CHOICE],
      [
        attempt({ price: 300, amount: 300 }),
        attempt({ price: 300, amount: 250, ceiling: 250 }),
        attempt({ price: 50, amount: 50 }),
        attempt({ price: 9, amount: 0, ceiling: 0 }),
      ],
    );
    expect(pairs((figures as DrawFigures).expected)).toEqual([
      [0, 1],
      [50, 1],
      [100, 1.5],
      [250, 0.25],
      [300, 0.25],
    ]);
  });

  it("asks a rule that spends points at the points of the moment, in whole steps under the caps", () => {
    const rule: Partial<DiscountRule> = {
      pointsFor: (granted: number) => granted,
      law: ({ points }: Checkout) =>
        mixture(
          0.5,
          certainly(points, (limit) => limit - (limit % 30)),
          certainly(0),
        ),
    };
    const [figures] = figuresOf(
      [rule],
      [
        attempt({ price: 1000, amount: 90, points: 90 }),
        attempt({ price: 1000, amount: 0, points: 300 }),
        attempt({ price: 1000, amount: 60, points: 90, ceiling: 80 }),
      ],
    );
    expect(pairs((figures as DrawFigures).expected)).toEqual([
      [0, 1.5],
      [60, 0.5],
      [90, 0.5],
      [300, 0.5],
    ]);
  });

  it("tests the whole of what was drawn, declined or not", () => {
    const draws = (amount: number, times: number) => new Array<Event>(times).fill(attempt({ price: 1000, amount }));
    const declined = { ...attempt({ price: 1000, amount: 500 }), decline: "risk_rejected" } as Event;
    const [figures] = figuresOf([CHOICE], [...draws(100, 70), ...draws(500, 29), declined]);
    expect(figures).toMatchObject({ draws: 100, degrees: 1, statistic: 25 / 75 + 25 / 25 });
    expect(figures?.pValue).toBeCloseTo(0.2482, 4);
  });
});
