import { describe, expect, test } from "vitest";
import { generateLog } from "../../src/generate/generate-log.js";
import { generateMerchants, generateUsers } from "../../src/generate/generate-tables.js";
import { CATEGORIES, HOUR_WEIGHTS, meanMinor, WEEKDAY_WEIGHTS } from "../../src/generate/reference-data.js";
import { minorOf, readTable } from "./read-log.js";

const textOf = (chunks: Iterable<string>) => [...chunks].join("");

describe("a generated log", () => {
  const options = { rows: 40_000, days: 56, start: "2026-01-05" };
  const rows = readTable(generateLog(options));
  const merchants = new Map(readTable(generateMerchants(options)).map((row) => [row.merchant_id, row]));
  const users = new Map(readTable(generateUsers(options)).map((row) => [row.user_id, row]));

  test("has exactly the payments asked for, with ids of their own", () => {
    expect(rows).toHaveLength(40_000);
    expect(new Set(rows.map((row) => row.transaction_id)).size).toBe(40_000);
    expect(rows.every((row) => row.type === "payment" && row.refund_of === "")).toBe(true);
  });

  test("is in time order and stays in its days", () => {
    const times = rows.map((row) => Date.parse(row.timestamp));
    expect(times.every((time, i) => i === 0 || time >= times[i - 1])).toBe(true);
    expect(times[0]).toBeGreaterThanOrEqual(Date.parse("2026-01-05T00:00:00+08:00"));
    expect(times[times.length - 1]).toBeLessThan(Date.parse("2026-03-02T00:00:00+08:00"));
    expect(rows.every((row) => /^2026-0[123]-\d\dT\d\d:\d\d:\d\d\+08:00$/.test(row.timestamp))).toBe(true);
  });

  test("follows the hours of the day", () => {
    const counts = new Array<number>(24).fill(0);
    for (const row of rows) counts[Number(row.timestamp.slice(11, 13))]++;
    const total = HOUR_WEIGHTS.reduce((sum, weight) => sum + weight);
    counts.forEach((count, hour) => {
      const expected = (40_000 * HOUR_WEIGHTS[hour]) / total;
      expect(Math.abs(count - expected)).toBeLessThan(5 * Math.sqrt(expected));
    });
  });

  test("follows the weekdays, as far as the luck of eight weeks lets it", () => {
    const counts = new Array<number>(7).fill(0);
    for (const row of rows) counts[(new Date(row.timestamp.slice(0, 10)).getUTCDay() + 6) % 7]++;
    const total = WEEKDAY_WEIGHTS.reduce((sum, weight) => sum + weight);
    counts.forEach((count, day) => {
      // Each day's luck has a spread of 8%: that of the mean of eight days is 3%.
      expect(Math.abs(count / ((40_000 * WEEKDAY_WEIGHTS[day]) / total) - 1)).toBeLessThan(0.12);
    });
    expect(Math.min(...counts.slice(4))).toBeGreaterThan(Math.max(...counts.slice(0, 4)));
  });

  test("has amounts whose mean is that of their log-normal law, category by category", () => {
    for (const category of CATEGORIES) {
      const amounts = rows
        .filter((row) => merchants.get(row.merchant_id)?.category === category.name)
        .map((row) => minorOf(row.amount));
      expect(amounts.length).toBeGreaterThan(200);
      const mean = amounts.reduce((sum, amount) => sum + amount) / amounts.length;
      const law = meanMinor(category);
      const sd = law * Math.sqrt(Math.exp(category.sigma ** 2) - 1);
      expect(Math.abs(mean - law)).toBeLessThan((4 * sd) / Math.sqrt(amounts.length));
      const logs = amounts.map((amount) => Math.log(amount));
      const meanLog = logs.reduce((sum, log) => sum + log) / logs.length;
      expect(Math.abs(meanLog - Math.log(category.medianMinor))).toBeLessThan(
        (6 * category.sigma) / Math.sqrt(logs.length),
      );
    }
  });

  test("has prices with round endings", () => {
    const share = (ending: string) => rows.filter((row) => row.amount.endsWith(ending)).length / rows.length;
    expect(share(".00")).toBeGreaterThan(0.28);
    expect(share(".90")).toBeGreaterThan(0.1);
    expect(share(".37")).toBeLessThan(0.02);
    expect(Math.min(...rows.map((row) => minorOf(row.amount)))).toBeGreaterThan(0);
  });

  test("is heavy-tailed in users and merchants", () => {
    for (const column of ["user_id", "merchant_id"]) {
      const counts = new Map<string, number>();
      for (const row of rows) counts.set(row[column], (counts.get(row[column]) ?? 0) + 1);
      const sorted = [...counts.values()].sort((a, b) => b - a);
      const top = sorted.slice(0, Math.ceil(sorted.length / 10)).reduce((sum, count) => sum + count);
      expect(top / rows.length).toBeGreaterThan(0.3);
      expect(sorted[0] / rows.length).toBeLessThan(0.25);
    }
  });

  test("keeps card, device and merchant consistent with their owner", () => {
    const cards = new Map<string, string>();
    const strays = rows.filter((row) => {
      const card = `${row.card_type} ${row.card_bin} ${row.user_id}`;
      const known = cards.get(row.card_id) ?? card;
      cards.set(row.card_id, card);
      const merchant = merchants.get(row.merchant_id);
      const user = users.get(row.user_id);
      return (
        card !== known ||
        !row.device_id.slice(1).startsWith(row.user_id.slice(1)) ||
        row.city !== (merchant?.city || user?.city) ||
        (row.store_id === "") !== (merchant?.city === "")
      );
    });
    expect(strays).toEqual([]);
    expect(cards.size).toBeGreaterThan(users.size);
    const home = rows.filter((row) => row.city === users.get(row.user_id)?.city).length;
    expect(home / rows.length).toBeGreaterThan(0.85);
  });

  test("has balances for debit cards alone, some too small", () => {
    expect(rows.every((row) => (row.balance === "") === (row.card_type === "credit"))).toBe(true);
    const debit = rows.filter((row) => row.card_type === "debit");
    const short = debit.filter((row) => minorOf(row.balance) < minorOf(row.amount)).length / debit.length;
    expect(short).toBeGreaterThan(0.02);
    expect(short).toBeLessThan(0.04);
  });

  test("has mostly one or two devices a user, and little risk", () => {
    const devices = new Map<string, Set<string>>();
    for (const row of rows) devices.set(row.user_id, (devices.get(row.user_id) ?? new Set()).add(row.device_id));
    const many = [...devices.values()].filter((set) => set.size > 2).length;
    expect(many / devices.size).toBeLessThan(0.05);
    const risk = (value: string) => rows.filter((row) => row.risk === value).length / rows.length;
    expect(risk("pass")).toBeGreaterThan(0.97);
    expect(risk("review")).toBeGreaterThan(0.008);
    expect(risk("reject")).toBeGreaterThan(0.003);
  });
});

describe("the seed", () => {
  const base = { rows: 500, refundsShare: 0.1, withPoints: true };

  test("the same one gives the same bytes", () => {
    expect(textOf(generateLog({ ...base, seed: "a" }))).toBe(textOf(generateLog({ ...base, seed: "a" })));
    expect(textOf(generateUsers({ ...base, seed: "a" }))).toBe(textOf(generateUsers({ ...base, seed: "a" })));
  });

  test("another gives others", () => {
    expect(textOf(generateLog({ ...base, seed: "a" }))).not.toBe(textOf(generateLog({ ...base, seed: "b" })));
    expect(textOf(generateUsers({ ...base, seed: "a" }))).not.toBe(textOf(generateUsers({ ...base, seed: "b" })));
    expect(textOf(generateMerchants({ ...base, seed: "a" }))).not.toBe(
      textOf(generateMerchants({ ...base, seed: "b" })),
    );
  });

  test("what is asked for on top changes nothing else", () => {
    const plain = readTable(generateLog({ rows: 500 }));
    const rich = readTable(generateLog(base)).filter((row) => row.type === "payment");
    expect(rich.map(({ points, ...row }) => row)).toEqual(plain);
    expect(rich.every((row) => /^\d+$/.test(row.points))).toBe(true);
    const bare = readTable(generateLog({ rows: 500, withBalances: false }));
    expect(bare).toEqual(plain.map((row) => ({ ...row, balance: "" })));
  });

  test("the first bytes are fixed: a change here is a change for everybody who made a log", () => {
    const [, first, second] = textOf(generateLog({ rows: 2 })).split("\n");
    expect([first, second]).toMatchInlineSnapshot(`
      [
        "T001,2026-01-02T09:55:34+08:00,payment,,U012,D012-1,C012-1,M006,M006-2,杭州,checkout,pos,card,credit,625912,86.00,,pass",
        "T002,2026-02-08T21:45:42+08:00,payment,,U020,D020-1,C020-1,M007,M007-1,南京,checkout,pos,card,credit,622575,12.50,,pass",
      ]
    `);
  });
});

describe("refunds", () => {
  const rows = readTable(generateLog({ rows: 20_000, refundsShare: 0.08, days: 30, seed: "refunds" }));
  const payments = new Map<string, { left: number; row: Record<string, string> }>();
  const refunded = new Set<string>();

  test("come after their payment, in order, and never above its price", () => {
    let last = 0;
    const faults: string[] = [];
    const demand = (holds: boolean, what: string, row: Record<string, string>) => {
      if (!holds) faults.push(`${row.transaction_id}: ${what}`);
    };
    for (const row of rows) {
      const timeMs = Date.parse(row.timestamp);
      demand(timeMs >= last, "out of order", row);
      last = timeMs;
      const amount = minorOf(row.amount);
      if (row.type === "payment") {
        payments.set(row.transaction_id, { left: amount, row });
        continue;
      }
      const payment = payments.get(row.refund_of);
      if (payment === undefined) throw new Error(`a refund of nothing: ${row.transaction_id}`);
      refunded.add(row.refund_of);
      payment.left -= amount;
      demand(payment.left >= 0 && amount > 0, "gives back too much or nothing", row);
      demand(row.user_id === payment.row.user_id && row.card_id === payment.row.card_id, "to another", row);
      const { risk, balance } = payment.row;
      demand(risk !== "reject", "of a payment that was turned down", row);
      demand(balance === "" || minorOf(balance) >= minorOf(payment.row.amount), "of a payment without money", row);
    }
    expect(faults).toEqual([]);
    expect(last).toBeLessThan(Date.parse("2026-01-31T00:00:00+08:00"));
    expect(payments.size).toBe(20_000);
  });

  test("have the share asked for, and are whole or in parts", () => {
    expect(refunded.size / payments.size).toBeGreaterThan(0.07);
    expect(refunded.size / payments.size).toBeLessThan(0.09);
    const whole = [...refunded].filter((id) => payments.get(id)?.left === 0).length / refunded.size;
    expect(whole).toBeGreaterThan(0.55);
    expect(whole).toBeLessThan(0.75);
    expect(rows.length - payments.size).toBeGreaterThan(refunded.size);
  });

  test("all of them, if asked", () => {
    const all = readTable(generateLog({ rows: 200, refundsShare: 1 }));
    const ids = new Set(all.filter((row) => row.type === "refund").map((row) => row.refund_of));
    expect(ids.size).toBeGreaterThan(180);
  });
});

describe("other shapes", () => {
  test("no rows are a header", () => {
    expect(textOf(generateLog({ rows: 0 })).split("\n")).toHaveLength(2);
  });

  test("one user at one merchant on one day", () => {
    const rows = readTable(generateLog({ rows: 50, users: 1, merchants: 1, days: 1, refundsShare: 0.5 }));
    expect(rows.filter((row) => row.type === "payment")).toHaveLength(50);
    expect(new Set(rows.map((row) => `${row.user_id} ${row.merchant_id}`)).size).toBe(1);
  });

  test("currencies of no or three decimals", () => {
    for (const row of readTable(generateLog({ rows: 50, exponent: 0 }))) expect(row.amount).toMatch(/^\d+$/);
    for (const row of readTable(generateLog({ rows: 50, exponent: 3 }))) expect(row.amount).toMatch(/^\d+\.\d{3}$/);
  });

  test("clock changes, half-hour offsets", () => {
    const options = { rows: 3000, start: "2026-03-28", days: 3, seed: "dst" };
    const berlin = readTable(generateLog({ ...options, timezone: "Europe/Berlin" }));
    const times = berlin.map((row) => Date.parse(row.timestamp));
    expect(times.every((time, i) => i === 0 || time >= times[i - 1])).toBe(true);
    expect(new Set(berlin.map((row) => row.timestamp.slice(19)))).toEqual(new Set(["+01:00", "+02:00"]));
    expect(berlin.some((row) => row.timestamp.startsWith("2026-03-29T02"))).toBe(false);
    const kathmandu = readTable(generateLog({ ...options, timezone: "Asia/Kathmandu" }));
    expect(new Set(kathmandu.map((row) => row.timestamp.slice(19)))).toEqual(new Set(["+05:45"]));
    expect(kathmandu[0].timestamp >= "2026-03-28T00:00:00").toBe(true);
  });

  test("chunks are whole rows of a bounded size", () => {
    const chunks = [...generateLog({ rows: 3000, refundsShare: 0.1 })];
    expect(chunks.length).toBeGreaterThan(4);
    expect(chunks.every((chunk) => chunk.endsWith("\n") && chunk.length < 70_000)).toBe(true);
  });

  test("side tables name everybody once", () => {
    const users = readTable(generateUsers({ rows: 30_000 }));
    expect(new Set(users.map((row) => row.user_id)).size).toBe(2500);
    expect(new Set(users.map((row) => row.gender))).toEqual(new Set(["", "F", "M"]));
    expect(new Set(users.map((row) => row.level))).toEqual(new Set(["bronze", "silver", "gold", "platinum"]));
    expect(users.every((row) => row.registered_on < "2026-01-01" && row.registered_on > "2021-01-01")).toBe(true);
    const ages = users.filter((row) => row.age !== "").map((row) => Number(row.age));
    expect(Math.min(...ages)).toBeGreaterThanOrEqual(18);
    expect(Math.max(...ages)).toBeLessThanOrEqual(75);
    const merchants = readTable(generateMerchants({ rows: 30_000 }));
    expect(merchants).toHaveLength(208);
    expect(new Set(merchants.map((row) => row.tier))).toEqual(new Set(["A", "B", "C"]));
  });
});
