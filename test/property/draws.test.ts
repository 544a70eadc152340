/** A draw depends on seed, campaign id, identity and ordinal alone: other campaigns and other users' rows change none. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type CampaignInput, simulate } from "../../src/index.js";
import { MODES } from "../../src/modes/registry.js";

/** Discounts with chance, so wide that two draws hardly ever agree; the mode of each is its key. */
const DRAWN: Readonly<Record<string, Record<string, unknown>>> = {
  random_choice: {
    mode: "random_choice",
    amounts: Array.from({ length: 200 }, (_, i) => ({ amount_off: `${i + 1}.00`, weight: String(1 + (i % 3)) })),
  },
  random_normal: { mode: "random_normal", mean: "50.00", sd: "30.00", min: "0.01", max: "200.00" },
  random_intervals: {
    mode: "random_intervals",
    intervals: [
      { from: "0.01", to: "50.00", weight: "3" },
      { from: "50.00", to: "200.00", weight: "1" },
    ],
  },
  lucky_draw: {
    mode: "lucky_draw",
    ratio: "30%",
    prize: { mode: "random_intervals", intervals: [{ from: "100.00", to: "200.00", weight: "1" }] },
    otherwise: {
      mode: "lucky_draw",
      ratio: "50%",
      prize: { mode: "random_normal", mean: "20.00", sd: "20.00", min: "1.00", max: "90.00" },
    },
  },
  free_orders: {
    mode: "free_orders",
    count: "5",
    every: "day",
    pick: { random_of: "15" },
    otherwise: { mode: "random_intervals", intervals: [{ from: "0.01", to: "200.00", weight: "1" }] },
  },
};

/** Free orders are numbered over all users, so that other users' rows have a part in them by their meaning. */
const OF_ONE_USER = Object.keys(DRAWN).filter((mode) => mode !== "free_orders");

interface Campaign {
  readonly id: string;
  readonly [key: string]: unknown;
}

interface Row {
  readonly user: string;
  readonly device: string;
  readonly price: number;
  readonly minute: number;
  readonly risk: string;
}

function fileOf(campaigns: readonly Campaign[], file = "campaigns.json"): CampaignInput {
  const text = JSON.stringify({ version: "1", currency: "CNY", timezone: "Asia/Shanghai", campaigns });
  return { file, text };
}

/** What each row was shown of the campaign: an amount, or nothing where it was no offer. By the row's name. */
async function shownOf(
  id: string,
  files: readonly CampaignInput[],
  rows: readonly (readonly [string, Row])[],
  seed: string,
) {
  const lines = rows.map(([name, { user, device, price, minute, risk }]) => {
    const time = new Date(Date.UTC(2026, 0, 5) + minute * 60_000).toISOString();
    return `${name},${time},${user},${device},${price}.00,${risk}`;
  });
  let outcomes = "";
  await simulate({
    campaigns: files,
    transactions: {
      name: "log.csv",
      text: `transaction_id,timestamp,user_id,device_id,amount,risk\n${lines.join("\n")}\n`,
    },
    options: { seed },
    openFile: (name) => (piece) => {
      if (name === "outcomes.csv") outcomes += piece;
    },
  });
  const [head, ...cells] = outcomes
    .trim()
    .split("\n")
    .map((line) => line.split(","));
  const shown = head.indexOf("shown");
  const offers = (cell: string) => cell.split("; ").filter((offer) => offer.startsWith(`${id}=`));
  return Object.fromEntries(cells.map((cell) => [cell[0], offers(cell[shown]).join()]));
}

const row: fc.Arbitrary<Row> = fc.record({
  user: fc.constantFrom("user-1", "user-2", "user-3", "用户"),
  device: fc.constantFrom("", "user-1", "d1", "d2"),
  price: fc.integer({ min: 200, max: 900 }),
  minute: fc.integer({ min: 0, max: 3 * 24 * 60 }),
  risk: fc.constantFrom("pass", "pass", "reject"),
});
const rows = fc.array(row, { minLength: 12, maxLength: 40 }).map((list) => named("t", list));
const strangers = fc.array(row, { minLength: 1, maxLength: 30 }).map((list) =>
  named(
    "s",
    list.map((each) => ({ ...each, user: `${each.user}0`, device: `${each.device}0` })),
  ),
);

function named(prefix: string, list: readonly Row[]): [string, Row][] {
  return list.map((each, i) => [`${prefix}${i}`, each]);
}

const draw = fc.record({
  per: fc.constantFrom("redemption", "attempt", "user"),
  identity: fc.constantFrom("user_id", "device_id"),
});
const modeOf = (names: readonly string[]) => fc.constantFrom(...names);

/** First of all, so that no other campaign ever takes a payment from it: what is redeemed moves its draws on. */
const target = (mode: string, drawn: unknown): Campaign => ({
  id: "target",
  priority: "1",
  discount: DRAWN[mode],
  draw: drawn,
});

const others = fc
  .uniqueArray(fc.tuple(fc.constantFrom("a", "target-2", "tar", "z", "中"), modeOf(Object.keys(DRAWN)), draw), {
    selector: ([id]) => id,
    minLength: 1,
    maxLength: 4,
  })
  .map((list) =>
    list.map(([id, mode, drawn]): Campaign => ({ id, priority: "2", discount: DRAWN[mode], draw: drawn })),
  );

/** Runs as many cases as a property needs to meet every mode and kind of draw; fixed, so that it never flickers. */
const runs = (seed: number) => ({ seed, numRuns: 40 });

describe("the draws of a campaign", () => {
  it("are looked at in every mode of the registry that can draw", () => {
    const random = MODES.filter(({ examples }) => examples.some(({ uniforms }) => uniforms !== undefined));
    expect(Object.keys(DRAWN)).toEqual(expect.arrayContaining(random.map(({ name }) => name)));
    expect(random.length).toBeGreaterThan(3);
    for (const [name, discount] of Object.entries(DRAWN)) expect(discount.mode).toBe(name);
  });

  it("do not change when other campaigns come, go, move or change their names, nor when files are split", async () => {
    await fc.assert(
      fc.asyncProperty(modeOf(Object.keys(DRAWN)), draw, others, rows, async (mode, drawn, more, log) => {
        const own = target(mode, drawn);
        const alone = await shownOf("target", [fileOf([own])], log, "s");
        const renamed = more.map((campaign) => ({ ...campaign, id: `${campaign.id}-x` }));
        for (const files of [
          [fileOf([own, ...more])],
          [fileOf([...more, own])],
          [fileOf([...renamed, own].toReversed())],
          [fileOf(more, "a.json"), fileOf([own], "b.json")],
        ]) {
          expect(await shownOf("target", files, log, "s")).toEqual(alone);
        }
      }),
      runs(81),
    );
  });

  it("do not change when other users pay too", async () => {
    await fc.assert(
      fc.asyncProperty(modeOf(OF_ONE_USER), draw, rows, strangers, async (mode, drawn, log, crowd) => {
        const files = [fileOf([target(mode, drawn)])];
        const alone = await shownOf("target", files, log, "s");
        for (const all of [
          [...log, ...crowd],
          [...crowd, ...log],
        ]) {
          expect(await shownOf("target", files, all, "s")).toMatchObject(alone);
        }
      }),
      runs(82),
    );
  });

  it("are others with another seed, under another id, and for another user", async () => {
    await fc.assert(
      fc.asyncProperty(modeOf(OF_ONE_USER), draw, rows, async (mode, drawn, log) => {
        const own = target(mode, drawn);
        const alone = await shownOf("target", [fileOf([own])], log, "s");
        if (Object.values(alone).filter((shown) => shown !== "").length < 3) return;
        const amounts = (shown: Record<string, string>) => Object.values(shown).map((offer) => offer.split("=")[1]);
        expect(await shownOf("target", [fileOf([own])], log, "s2")).not.toEqual(alone);
        const underOther = await shownOf("target2", [fileOf([{ ...own, id: "target2" }])], log, "s");
        expect(amounts(underOther)).not.toEqual(amounts(alone));
        const swapped = log.map(([name, each]): [string, Row] => [
          name,
          { ...each, user: `${each.user}x`, device: `${each.device}x` },
        ]);
        expect(await shownOf("target", [fileOf([own])], swapped, "s")).not.toEqual(alone);
      }),
      runs(83),
    );
  });

  it("are the same when the run is repeated", async () => {
    const log = named(
      "t",
      [...Array(30)].map((_, i) => ({ user: `u${i % 4}`, device: "", price: 300, minute: i, risk: "pass" })),
    );
    for (const mode of Object.keys(DRAWN)) {
      const files = [fileOf([target(mode, { per: "redemption" })])];
      const first = await shownOf("target", files, log, "s");
      expect(new Set(Object.values(first)).size).toBeGreaterThan(8);
      expect(await shownOf("target", files, log, "s")).toEqual(first);
    }
  });
});
