/** Cool-downs in whole replays, against a list of the offers that came before. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Cooldown } from "../../src/engine/cooldown.js";
import { simulate } from "../../src/simulate.js";

const HEADER = "transaction_id,timestamp,user_id,card_id,amount,balance,offer";

/** Per row whether the campaign made an offer; and how often it was refused for a limit. */
async function replay(campaign: readonly string[], rows: readonly string[]) {
  let text = "";
  const { document } = await simulate({
    campaigns: [
      {
        file: "c.yaml",
        text: `version: 1\ncurrency: CNY\ntimezone: Asia/Shanghai\ncampaigns:\n  - id: c\n${campaign.map((line) => `    ${line}\n`).join("")}`,
      },
    ],
    transactions: { name: "t.csv", text: `${HEADER}\n${rows.join("\n")}\n` },
    openFile: (name) => (piece) => {
      if (name === "outcomes.csv") text += piece;
    },
  });
  const [head, ...lines] = text
    .trim()
    .split("\n")
    .map((line) => line.split(","));
  const shown = head.indexOf("shown");
  return {
    offered: lines.map((cells) => cells[shown] !== ""),
    refused: document.campaigns[0].refusals.limit_reached ?? 0,
  };
}

const FIVE_OFF = "discount: { mode: amount_off, tiers: [{ minimum_amount: 100.00, amount_off: 5.00 }] }";

/** Rows of one user with a card each at times of one morning; `more` are the cells behind the amount. */
function rowsAt(times: readonly string[], amount = "100.00", more = ","): string[] {
  return times.map((time, i) => `t${i},2026-01-05T${time},u,k,${amount},${more}`);
}

describe("a cool-down", () => {
  const limits = "limits: [{ per: user_id, cooldown: 10m }]";

  it("ends exactly after its time, and is not prolonged by who comes sooner", async () => {
    const times = ["10:00:00", "10:00:00", "10:05:00", "10:09:59.999", "10:10:00", "10:19:59", "10:30:00"];
    const { offered, refused } = await replay([FIVE_OFF, limits], rowsAt(times));
    expect(offered).toEqual([true, false, false, false, true, false, true]);
    expect(refused).toBe(4);
  });

  it.each([
    ["declined", "0.00,"],
    ["not taken", ",-"],
  ])("begins with an offer that is %s", async (_, more) => {
    const rows = [...rowsAt(["10:00"], "100.00", more), ...rowsAt(["10:09", "10:10"]).map((row) => `x${row}`)];
    expect((await replay([FIVE_OFF, limits], rows)).offered).toEqual([true, false, true]);
  });

  it("does not begin where there is no offer: below the minimum, or for want of budget", async () => {
    const percent = "discount: { mode: percent_off, tiers: [{ minimum_amount: 10.00, percent_off: 10% }] }";
    const rows = [
      ...rowsAt(["10:00"], "9.00"),
      ...rowsAt(["10:01"], "1000.00").map((row) => `x${row}`),
      ...rowsAt(["10:02"], "100.00").map((row) => `y${row}`),
    ];
    expect((await replay([percent, limits, "budget: { total: 50.00 }"], rows)).offered).toEqual([false, false, true]);
  });

  it("does not begin anew with a day, and holds over all days", async () => {
    const line = "limits: [{ per: user_id, cooldown: 2h, max_attempts: 2, every: day }]";
    const rows = ["05T22:00", "05T23:00", "05T23:59", "06T00:30", "06T02:00"].map(
      (time, i) => `t${i},2026-01-${time},u,k,100.00,,`,
    );
    // 23:59 and 00:30 come within 2 hours of 22:00 and of 23:59: a new day gives back attempts, not time.
    expect((await replay([FIVE_OFF, line], rows)).offered).toEqual([true, false, false, true, false]);
  });

  it("is one for all without a key, and none where the cell is empty", async () => {
    const rows = ["u1,k1", "u2,k1", "u3,", "u4,"].map((cells, i) => `t${i},2026-01-05T10:0${i},${cells},100.00,,`);
    expect((await replay([FIVE_OFF, "limits: [{ cooldown: 2m }]"], rows)).offered).toEqual([true, false, true, false]);
    expect((await replay([FIVE_OFF, "limits: [{ cooldown: 1h, per: card_id }]"], rows)).offered).toEqual([
      true,
      false,
      true,
      true,
    ]);
  });

  it("holds before 1970 too", () => {
    const cooldown = new Cooldown(1000);
    expect(cooldown.isOver(1, -5000)).toBe(true);
    cooldown.begin(1, -5000);
    expect([-4001, -4000].map((timeMs) => cooldown.isOver(1, timeMs))).toEqual([false, true]);
    expect(cooldown.isOver(2, -5000)).toBe(true);
    cooldown.begin(1, -4000);
    expect([-3001, -3000, 0].map((timeMs) => cooldown.isOver(1, timeMs))).toEqual([false, true, true]);
  });
});

interface Attempt {
  readonly minute: number;
  readonly user: string;
  readonly card: string;
  readonly price: number;
  readonly balance: string;
  readonly taken: boolean;
}

interface Line {
  readonly per: readonly ("user_id" | "card_id")[];
  readonly minutes: number;
  /** Beside the cool-down, of a day; null for none. */
  readonly attempts: number | null;
}

/** Looks at every offer that was made before. */
function naive(attempts: readonly Attempt[], lines: readonly Line[]): boolean[] {
  const offers: Attempt[] = [];
  return attempts.map((attempt) => {
    if (attempt.price < 100) return false;
    const cell = (of: Attempt, name: string) => (name === "user_id" ? of.user : of.card);
    const isFree = lines.every(({ per, minutes, attempts: most }) => {
      if (per.some((name) => cell(attempt, name) === "")) return true;
      const own = offers.filter((offer) => per.every((name) => cell(offer, name) === cell(attempt, name)));
      const today = own.filter((offer) => Math.floor(offer.minute / 1440) === Math.floor(attempt.minute / 1440));
      return own.every((offer) => attempt.minute - offer.minute >= minutes) && (most === null || today.length < most);
    });
    if (isFree) offers.push(attempt);
    return isFree;
  });
}

const attempt: fc.Arbitrary<Attempt> = fc.record({
  minute: fc.integer({ min: 0, max: 3000 }),
  user: fc.constantFrom("u1", "u2", "u3"),
  card: fc.constantFrom("", "k1", "k2"),
  price: fc.constantFrom(99, 100, 300),
  balance: fc.constantFrom("", "", "0.00"),
  taken: fc.boolean(),
});
const line: fc.Arbitrary<Line> = fc.record({
  per: fc.subarray(["user_id", "card_id"] as const),
  minutes: fc.constantFrom(1, 10, 60, 600),
  attempts: fc.constantFrom(null, null, 2),
});

describe("cool-downs and limits on attempts", () => {
  it("are those of the offers that came before", async () => {
    const seen = { offered: 0, refused: 0 };
    const property = fc.asyncProperty(
      fc.array(attempt, { minLength: 1, maxLength: 40, size: "max" }),
      fc.array(line, { minLength: 1, maxLength: 2 }),
      async (unsorted, lines) => {
        const attempts = unsorted.toSorted((a, b) => a.minute - b.minute);
        const rows = attempts.map(({ minute, user, card, price, balance, taken }, i) => {
          const time = new Date(Date.UTC(2026, 0, 4, 16) + minute * 60_000).toISOString();
          return `t${i},${time},${user},${card},${price}.00,${balance},${taken ? "" : "-"}`;
        });
        const limits = lines.map(({ per, minutes, attempts: most }) => {
          const maximum = most === null ? "" : `, max_attempts: ${most}, every: day`;
          return `{ cooldown: ${minutes}m${per.length === 0 ? "" : `, per: [${per.join(", ")}]`}${maximum} }`;
        });
        const { offered, refused } = await replay([FIVE_OFF, `limits: [${limits.join(", ")}]`], rows);
        const expected = naive(attempts, lines);
        expect(offered).toEqual(expected);
        expect(refused).toBe(attempts.filter(({ price }, i) => price >= 100 && !expected[i]).length);
        seen.offered += expected.filter((is) => is).length;
        seen.refused += refused;
      },
    );
    await fc.assert(property, { seed: 92, numRuns: 120 });
    expect(Math.min(seen.offered, seen.refused)).toBeGreaterThan(400); // else the cases test nothing
  });
});
