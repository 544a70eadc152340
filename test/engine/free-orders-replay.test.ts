/** Free orders in whole replays: never more than due, whatever becomes of rows, and never fewer than can be taken. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { simulate } from "../../src/simulate.js";

const COLUMNS = "transaction_id,timestamp,type,refund_of,user_id,amount,balance,risk,offer";
const MAX_PRICE = 50;
const BUDGET = 200;
const MOST_OF_USER = 2;

interface Payment {
  readonly day: number;
  readonly minute: number;
  readonly user: string;
  readonly price: number;
  /** Cashback leaves the whole price to pay. */
  readonly affordable: boolean;
  readonly risky: boolean;
  readonly taken: boolean;
  readonly refunded: boolean;
}

interface Rules {
  readonly every: "day" | "campaign";
  readonly count: number;
  readonly pick: string;
  readonly limited: boolean;
  readonly funded: boolean;
  readonly seed: string;
}

interface Bounds {
  /** Free orders due by number `k`, at least and at most. */
  least(k: number): number;
  most(k: number): number;
}

function boundsOf({ pick, count }: Rules): Bounds {
  const [kind, text] = pick.replaceAll(/[{} ]/g, "").split(":");
  const n = Number(text);
  if (kind === "first") return { least: () => count, most: () => count };
  if (kind === "nth") {
    const due = (k: number) => Math.min(count, Math.floor(k / n));
    return { least: due, most: due };
  }
  if (kind === "random_times") return { least: () => 0, most: () => count };
  return { least: (k) => Math.min(count, Math.max(0, count - n + k)), most: (k) => Math.min(count, k) };
}

function campaignText({ every, count, pick, limited, funded }: Rules): string {
  return `version: 1
currency: CNY
timezone: Asia/Shanghai
campaigns:
  - id: free
    window: { start: 2026-01-05, end: 2026-01-08, hours: ["09:00-21:00"] }
    given_as: cashback
    discount: { mode: free_orders, every: ${every}, count: ${count}, pick: ${pick}, max_price: ${MAX_PRICE}.00 }
${limited ? `    limits: [{ max: ${MOST_OF_USER}, per: user_id }]\n` : ""}${funded ? `    budget: { total: ${BUDGET}.00 }\n` : ""}`;
}

const timeOf = (day: number, minute: number) =>
  `2026-01-0${5 + day}T${String(9 + Math.floor(minute / 60)).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}`;

function logText(payments: readonly Payment[]): string {
  const lines = payments.flatMap((payment, i) => {
    const { day, minute, user, price, affordable, risky, taken, refunded } = payment;
    const own = `p${i},${timeOf(day, minute)},payment,,${user},${price}.00,${affordable ? "" : "0.00"},${risky ? "reject" : ""},${taken ? "" : "-"}`;
    return refunded ? [`r${i},${timeOf(day, minute)}:30,refund,p${i},${user},${price}.00,,,`, own] : [own];
  });
  return `${COLUMNS}\n${lines.join("\n")}\n`;
}

/** Transaction ids in replay order, payments with whether they were free. */
async function replay(rules: Rules, payments: readonly Payment[]): Promise<{ id: string; free: boolean }[]> {
  let text = "";
  await simulate({
    campaigns: [{ file: "c.yaml", text: campaignText(rules) }],
    transactions: { name: "t.csv", text: logText(payments) },
    options: { seed: rules.seed, maxRejects: "100%" },
    openFile: (name) => (piece) => {
      if (name === "outcomes.csv") text += piece;
    },
  });
  const [head, ...lines] = text.trim().split("\n");
  const at = head.split(",").indexOf("campaigns");
  return lines.map((line) => {
    const cells = line.split(",");
    return { id: cells[0], free: cells[0].startsWith("p") && cells[at] !== "" };
  });
}

interface Period {
  number: number;
  redeemed: number;
}

/** Follows SPEC's rule through the outcomes; where lots decide, between the fewest and the most that can be due. */
async function follow(rules: Rules, payments: readonly Payment[]): Promise<Period[]> {
  const bounds = boundsOf(rules);
  const periods = new Map<number, Period>();
  const perUser = new Map<string, number>();
  const freed = new Set<string>();
  let spent = 0;
  for (const { id, free } of await replay(rules, payments)) {
    const payment = payments[Number(id.slice(1))];
    if (id.startsWith("r")) {
      if (freed.has(`p${id.slice(1)}`)) spent -= payment.price;
      continue;
    }
    const { day, user, price, affordable, risky, taken } = payment;
    const full = rules.limited && (perUser.get(user) ?? 0) >= MOST_OF_USER;
    if (risky || full || price > MAX_PRICE) {
      expect(free).toBe(false);
      continue;
    }
    const key = rules.every === "day" ? day : 0;
    const period = periods.get(key) ?? { number: 0, redeemed: 0 };
    periods.set(key, period);
    period.number++;
    const takes = affordable && taken && (!rules.funded || spent + price <= BUDGET);
    if (free) expect(takes && period.redeemed < bounds.most(period.number)).toBe(true);
    else expect(takes && period.redeemed < bounds.least(period.number)).toBe(false);
    if (!free) continue;
    period.redeemed++;
    perUser.set(user, (perUser.get(user) ?? 0) + 1);
    freed.add(id);
    spent += price;
  }
  return [...periods.values()];
}

const payment: fc.Arbitrary<Payment> = fc.record({
  day: fc.integer({ min: 0, max: 2 }),
  minute: fc.integer({ min: 0, max: 719 }),
  user: fc.constantFrom("u", "v", "w"),
  price: fc.constantFrom(10, 36, 50, 51),
  affordable: fc.integer({ min: 0, max: 3 }).map((n) => n > 0),
  risky: fc.integer({ min: 0, max: 5 }).map((n) => n === 0),
  taken: fc.integer({ min: 0, max: 4 }).map((n) => n > 0),
  refunded: fc.integer({ min: 0, max: 3 }).map((n) => n === 0),
});

const rules: fc.Arbitrary<Rules> = fc.record({
  every: fc.constantFrom("day" as const, "campaign" as const),
  count: fc.integer({ min: 1, max: 5 }),
  pick: fc.constantFrom("first", "{ nth: 3 }", "{ random_of: 5 }", "{ random_of: 12 }", "random_times"),
  limited: fc.boolean(),
  funded: fc.boolean(),
  seed: fc.string({ maxLength: 4 }),
});

describe("free orders of a replay", () => {
  it("are never more than due, nor passed over by one who can take them, whatever the rows", async () => {
    let free = 0;
    await fc.assert(
      fc.asyncProperty(
        rules,
        fc.array(payment, { minLength: 20, maxLength: 60, size: "max" }),
        async (rule, payments) => {
          for (const period of await follow(rule, payments)) {
            expect(period.redeemed).toBeLessThanOrEqual(rule.count);
            free += period.redeemed;
          }
        },
      ),
      { numRuns: 80, seed: 20_260_105 },
    );
    expect(free).toBeGreaterThan(200); // else the cases test nothing
  });

  it("are exactly count of N each day where N come, redeem, and are refunded", async () => {
    const of = 5;
    const payments = Array.from({ length: 3 * 2 * of }, (_, i) => ({
      day: i % 3,
      minute: (i * 97) % 720,
      user: `u${i}`,
      price: 36,
      affordable: true,
      risky: false,
      taken: true,
      refunded: i % 2 === 0,
    }));
    const rule = { every: "day", count: 2, pick: `{ random_of: ${of} }`, limited: false, funded: false } as const;
    for (let seed = 0; seed < 25; seed++) {
      const periods = await follow({ ...rule, seed: `lot ${seed}` }, payments);
      expect(periods).toEqual([0, 1, 2].map(() => ({ number: 2 * of, redeemed: 2 })));
    }
  });
});
