/** Detection on replays written by hand: exactly who tried is named, with the right reasons, and one failed payment accuses nobody. */
import { describe, expect, it } from "vitest";
import { distributionOf, lawOf } from "../../src/chance/law.js";
import { DetectionTally } from "../../src/detect/detection-tally.js";
import type { Findings } from "../../src/detect/findings.js";
import type { Event } from "../tally/made-up-replay.js";
import { madeUpReplay } from "../tally/made-up-replay.js";

/** 2% of 8.00, 8% of 3.00, 90% of 0.50. */
const LAW = lawOf(
  distributionOf([
    [50, 0.9],
    [300, 0.08],
    [800, 0.02],
  ]),
);
const CAMPAIGN = { id: "lucky", sponsors: ["s"], rule: { law: () => LAW } };
const PRICE = 10_000;
const MINUTE_MS = 60_000;

interface Try {
  readonly user: string;
  readonly amount: number;
  readonly balance?: number;
  readonly price?: number;
  readonly decline?: "insufficient_balance" | "risk_rejected" | "client_discount_mismatch";
  readonly client?: number;
  /** The draw stays: this attempt uses it without a new one. */
  readonly stays?: boolean;
}

/** Declined where the balance says so. */
function play(tries: readonly (Try | { readonly refundOf: number; readonly price: number })[], change = {}): Findings {
  const events = tries.map((made, i): Event => {
    const timeMs = i * MINUTE_MS;
    if ("refundOf" in made) return { type: "refund", timeMs, of: made.refundOf, price: made.price, parts: [] };
    const { user, amount, balance = Number.POSITIVE_INFINITY, price = PRICE, decline, client, stays = false } = made;
    const short = price - amount > balance ? "insufficient_balance" : undefined;
    const declined = decline ?? short;
    return {
      type: "payment",
      timeMs,
      user,
      merchant: "m",
      price,
      ...(declined === undefined ? {} : { decline: declined }),
      ...(client === undefined ? {} : { client }),
      draws: stays ? [] : [{ campaign: 0, amountMinor: amount, ceilingMinor: price, points: 0 }],
      taken: amount === 0 ? [] : [{ campaign: 0, desired: amount, granted: amount, parts: [amount] }],
    };
  });
  const { context, play: run } = madeUpReplay([CAMPAIGN], events);
  const balanceMinor = Float64Array.from(tries, (made) => ("balance" in made ? (made.balance ?? Infinity) : Infinity));
  const [campaign] = context.set.campaigns;
  const set = {
    ...context.set,
    campaigns: [
      { ...campaign, draw: { per: "attempt", identity: "user_id" }, givenAs: "instant", ...change } as typeof campaign,
    ],
  };
  const tally = new DetectionTally({ ...context, set, columns: { ...context.columns, balanceMinor } }, "user_id");
  run([tally]);
  return tally.finish();
}

const times = <T>(count: number, make: (i: number) => T) => Array.from({ length: count }, (_, i) => make(i));

/** Forty honest users with five payments each: 0.50, now and then 3.00, and as many 8.00 as the design has. */
const HONEST = times(200, (i): Try => ({ user: `u${i % 40}`, amount: i % 50 === 7 ? 800 : i % 12 === 5 ? 300 : 50 }));

const failing = (user: string, count: number) => times(count, (): Try => ({ user, amount: 50, balance: 9_200 }));
const luckyAt = (user: string): Try => ({ user, amount: 800, balance: 9_200 });

const accused = ({ suspects }: Findings) =>
  suspects.map(({ id, reasons }) => [id, reasons.map(({ signal }) => signal)]);

describe("failed tries", () => {
  it("names exactly who tried again and again until a large draw made up for the balance", () => {
    const findings = play([...HONEST, ...failing("eve", 12), luckyAt("eve"), ...failing("ann", 1), luckyAt("ann")]);
    expect(accused(findings)).toEqual([["eve", ["failed_tries"]]]);
    const [eve] = findings.suspects;
    expect(eve).toMatchObject({ attempts: 13, settled: 1, draws: 13, tries: 12, runs: 1, longest: 12, balanceRuns: 1 });
    expect(eve.shortfallMinor).toBe(800);
    expect([eve.firstMs, eve.lastMs]).toEqual([200 * MINUTE_MS, 212 * MINUTE_MS]);
    // Nothing is known of honest failures: a quarter fail again.
    expect(eve.pValue / 0.25 ** 11).toBeCloseTo(1, 10);
    expect(eve.corrected).toBeCloseTo(findings.identityTests * 0.25 ** 11, 12);
    expect(eve.reasons[0].text).toBe(
      "12 declined payments that a larger draw would have saved, in a row; honest customers are taken to fail again in 25.0% of cases",
    );
  });

  it("counts a run that nothing has ended yet, and adds up runs", () => {
    expect(accused(play([...HONEST, ...failing("eve", 20)]))).toEqual([["eve", ["failed_tries"]]]);
    const thrice = times(3, () => [...failing("eve", 7), luckyAt("eve")]).flat();
    const [eve] = play([...HONEST, ...thrice]).suspects;
    expect(eve).toMatchObject({ id: "eve", tries: 21, runs: 3, longest: 7, balanceRuns: 3 });
    expect(eve.reasons[0].text).toContain(
      "21 declined payments that a larger draw would have saved, in 3 runs, the longest of 7",
    );
  });

  it.each([1, 2, 3])("%d failed payments in a row accuse nobody, however honest the others are", (count) => {
    const honestFailures = times(400, (i): Try[] => [
      { user: `h${i}`, amount: 50, balance: 1 },
      { user: `h${i}`, amount: 50 },
    ]).flat();
    const findings = play([...honestFailures, ...failing("ann", count), luckyAt("ann")]);
    expect(findings.suspects).toEqual([]);
    expect(findings.campaigns[0].tries).toBe(count);
  });

  it("estimates honest repeats from failures that no draw could have saved, one vote an identity", () => {
    const empty = (user: string): Try => ({ user, amount: 50, balance: 1 });
    const votes = times(10, (i) => [
      empty(`h${i}`),
      ...(i < 4 ? [empty(`h${i}`)] : []),
      { user: `h${i}`, amount: 50 },
    ]).flat();
    const many = [...times(30, () => empty("h9")), { user: "h9", amount: 50 }];
    expect(play([...votes, ...many, ...failing("eve", 12)])).toMatchObject({ votes: 10, again: 4, repeatRate: 5 / 14 });
  });

  it("leaves empty accounts, risk and nobody alone: no draw would have saved them", () => {
    const empty = times(30, (): Try => ({ user: "poor", amount: 50, balance: 9_199 }));
    const risky = times(30, (): Try => ({ user: "risky", amount: 0, decline: "risk_rejected", stays: true }));
    const nobody = failing("", 30);
    const findings = play([...HONEST, ...empty, ...risky, ...nobody]);
    expect(findings.suspects).toEqual([]);
    expect(findings.campaigns[0].tries).toBe(0);
  });

  it("leaves cashback alone, which makes no payment possible", () => {
    const findings = play(
      [
        ...HONEST,
        ...times(30, (): Try => ({ user: "c", amount: 50, balance: 9_500, decline: "insufficient_balance" })),
      ],
      {
        givenAs: "cashback",
      },
    );
    expect(findings.suspects).toEqual([]);
  });

  it("sees a front end that claims an amount until the draw agrees", () => {
    const claims = times(
      15,
      (): Try => ({ user: "fake", amount: 50, client: 800, decline: "client_discount_mismatch" }),
    );
    expect(accused(play([...HONEST, ...claims, { user: "fake", amount: 800, client: 800 }]))).toEqual([
      ["fake", ["failed_tries"]],
    ]);
    const absurd = claims.map((made) => ({ ...made, client: 5_000 }));
    expect(play([...HONEST, ...absurd]).suspects).toEqual([]);
  });

  it("knows that looking again at a draw that stays is no new try", () => {
    const stays = [
      ...failing("ann", 1),
      ...times(30, (): Try => ({ user: "ann", amount: 50, balance: 9_200, stays: true })),
    ];
    const findings = play([...HONEST, ...stays], { draw: { per: "redemption", identity: "user_id" } });
    expect(findings.suspects).toEqual([]);
    expect(findings.campaigns[0]).toMatchObject({ tries: 1, drawsPerSettlement: null, attempts: 231 });
  });
});

describe("several campaigns", () => {
  /** `first` has the higher priority; eve's balance is filled by either's largest amount. */
  function triesOf(choice: "priority" | "best", offers: readonly number[]): number[] {
    const draws = [0, 1].map((campaign) => ({ campaign, amountMinor: 50, ceilingMinor: PRICE, points: 0 }));
    const taken = offers.slice(0, 1).map((campaign) => ({ campaign, desired: 50, granted: 50, parts: [50] }));
    const events = times(5, (i): Event => {
      const attempt = { type: "payment", timeMs: i, user: "eve", merchant: "m", price: PRICE } as const;
      return { ...attempt, decline: "insufficient_balance", offers, draws, taken };
    });
    const { context, play: run } = madeUpReplay([CAMPAIGN, { ...CAMPAIGN, id: "second" }], events);
    const campaigns = context.set.campaigns.map((campaign, i) => ({
      ...campaign,
      priority: i + 1,
      givenAs: "instant" as const,
    }));
    const columns = { ...context.columns, balanceMinor: new Float64Array(5).fill(9_200) };
    const tally = new DetectionTally({ ...context, set: { ...context.set, choice, campaigns }, columns }, "user_id");
    run([tally]);
    return tally.finish().campaigns.map(({ tries }) => tries);
  }

  it("count a failed try only where a larger draw would have been used", () => {
    expect(triesOf("priority", [0, 1])).toEqual([5, 0]);
    expect(triesOf("best", [0, 1])).toEqual([5, 5]);
    // The first gave nothing to offer, and would have come before the second.
    expect(triesOf("priority", [1])).toEqual([5, 5]);
    expect(triesOf("priority", [])).toEqual([5, 5]);
  });
});

describe("the top tier", () => {
  it("names who always settles in it", () => {
    const findings = play([...HONEST, ...times(4, (): Try => ({ user: "eve", amount: 800 }))]);
    expect(accused(findings)).toEqual([["eve", ["top_tier"]]]);
    expect(findings.suspects[0].pValue / 0.02 ** 4).toBeCloseTo(1, 10);
    expect(findings.suspects[0].reasons[0].text).toBe(
      "4 of 4 settled draws in the top tier, where the design has 0.080",
    );
  });

  it("does not accuse for two events, however unlikely", () => {
    const rare = lawOf(
      distributionOf([
        [50, 0.999999],
        [800, 0.000001],
      ]),
    );
    const findings = play(
      [
        ...HONEST.map((made) => ({ ...made, amount: 50 })),
        ...times(3, (i): Try => ({ user: "eve", amount: i < 2 ? 800 : 50 })),
      ],
      {
        discount: { rule: { law: () => rare } },
      },
    );
    expect(findings.suspects).toEqual([]);
    expect(findings.identityTests).toBe(41);
  });

  it("takes payments that are given back out: who keeps the good ones only is named", () => {
    const look = times(40, (i): Try => ({ user: "eve", amount: i % 8 === 0 ? 800 : 50 }));
    const back = look.flatMap(({ amount }, i) => (amount === 50 ? [{ refundOf: i, price: PRICE }] : []));
    const part = look.flatMap(({ amount }, i) => (amount === 50 ? [{ refundOf: i, price: PRICE / 4 }] : []));
    const [eve] = play([...look, ...back, ...HONEST]).suspects;
    expect([eve.id, eve.top, eve.topTrials]).toEqual(["eve", 5, 5]);
    expect(eve.topExpected).toBeCloseTo(0.1, 12);
    const settled = (rows: Parameters<typeof play>[0]) => play(rows).campaigns[0].topTier?.settled;
    expect(settled([...look, ...HONEST])).toBe(240);
    expect(settled([...look, ...part, ...HONEST])).toBe(240);
    expect(settled([...look, ...part, ...part, ...part, ...part, ...HONEST])).toBe(205);
  });

  it("excuses the first three failed tries of a run: they stay in the sample", () => {
    const findings = play([...failing("ann", 5), luckyAt("ann"), ...failing("bob", 2), ...failing("", 4)]);
    expect(findings.campaigns[0].topTier).toMatchObject({ settled: 1, top: 1 });
    // Three of ann's, two of bob's, all four of nobody's and the one that settled; the other two are failures.
    expect(findings.campaigns[0].failuresByDraw).toBeNull();
    const longer = play([...failing("ann", 6), luckyAt("ann"), ...failing("bob", 2), ...failing("", 4)]);
    expect(longer.campaigns[0].failuresByDraw).toMatchObject({
      failedTop: 0,
      failedBelow: 3,
      settledTop: 1,
      settledBelow: 9,
    });
  });

  it("looks at the law of each payment's own caps", () => {
    // At 3.00 a draw of 8.00 is 3.00, which one in ten gets.
    const capped = play(times(20, (i): Try => ({ user: "u", amount: i < 2 ? 300 : 50, price: 300 })));
    expect(capped.campaigns[0].topTier).toMatchObject({ settled: 20, top: 2 });
    expect(capped.campaigns[0].topTier?.expected).toBeCloseTo(2, 12);
  });
});

describe("a campaign", () => {
  it("is judged as a whole, with the share of its payments that abuse would take", () => {
    const bots = times(30, (i): Try => ({ user: `bot${i}`, amount: 800 }));
    const { campaigns, suspects } = play([...HONEST, ...bots]);
    expect(suspects).toEqual([]);
    expect(campaigns[0].verdict).toBe("abused");
    const { top, settled, attackShare } = campaigns[0].topTier as { top: number; settled: number; attackShare: number };
    expect([top, settled]).toEqual([34, 230]);
    expect(attackShare).toBeCloseTo((34 / 230 - 0.02) / 0.98, 12);
  });

  it("looks inconspicuous, has suspects, or has too little to tell", () => {
    expect(play(HONEST).campaigns[0]).toMatchObject({ verdict: "inconspicuous", suspects: 0 });
    expect(play(HONEST).campaigns[0].topTier?.attackShare).toBe(0);
    expect(play([...HONEST, ...failing("eve", 20)]).campaigns[0]).toMatchObject({ verdict: "suspected", suspects: 1 });
    expect(play(HONEST.slice(0, 2)).campaigns[0]).toMatchObject({ verdict: "untested", topTier: null });
    expect(play([]).campaigns).toEqual([]);
  });

  it("without chance in it is left out: there is nothing to try for", () => {
    const findings = play([...failing("eve", 30).map((made) => ({ ...made, stays: true }))], {
      discount: { rule: {} },
    });
    expect(findings).toMatchObject({ campaigns: [], suspects: [], identityTests: 0, campaignTests: 0 });
  });

  it("notices that failures depend on the draw", () => {
    const tries = times(60, (i) => [...failing(`a${i}`, 5), { user: `a${i}`, amount: 50 }]).flat();
    const lucky = times(20, (i): Try => ({ user: `b${i}`, amount: 800 }));
    const table = play([...tries, ...lucky]).campaigns[0].failuresByDraw;
    expect(table).toMatchObject({ failedTop: 0, failedBelow: 120, settledTop: 20, settledBelow: 240 });
    // None of the 20 among the 120 of 380 that failed.
    const chance = times(20, (i) => (260 - i) / (380 - i)).reduce((product, factor) => product * factor, 1);
    expect((table?.pValue ?? 1) / chance).toBeCloseTo(1, 9);
  });
});

describe("the draws of one identity", () => {
  it("are named where they lie higher than the design over all of it", () => {
    const findings = play([...HONEST, ...times(60, (i): Try => ({ user: "eve", amount: i % 2 === 0 ? 300 : 50 }))]);
    expect(accused(findings)).toEqual([["eve", ["distribution"]]]);
    const unlucky = play([...HONEST, ...times(400, (): Try => ({ user: "sad", amount: 50 }))]);
    expect(unlucky.suspects).toEqual([]);
  });
});

describe("balance runs", () => {
  it("name who needs the discount again and again after declines at the same balance", () => {
    const crowd = times(400, (i): Try => ({ user: `u${i % 80}`, amount: 50 }));
    const four = times(4, () => [
      ...failing("eve", 1),
      { user: "eve", amount: 300, balance: 9_700 },
      ...failing("eve", 1),
      luckyAt("eve"),
    ]).flat();
    const [eve] = play([...crowd, ...four]).suspects;
    expect(eve).toMatchObject({ id: "eve", balanceRuns: 4, settled: 8 });
    expect(eve.reasons.map(({ signal }) => signal)).toContain("balance_runs");
    expect(eve.reasons.at(-1)?.text).toBe(
      "4 of 8 payments went through only by their discount, after declines at an unchanged balance (price − balance 8.00 the last time)",
    );
  });
});
