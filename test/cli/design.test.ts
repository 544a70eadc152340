/** `promosim design`: the whole law as JSON and CSV, its picture, what it refuses; and the designs that `validate` prints. */
import { parse } from "csv-parse/sync";
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { run } from "../../src/cli/main.js";
import type { CampaignDesign } from "../../src/index.js";
import { design } from "../../src/index.js";
import { createMemoryHost, type MemoryOptions } from "./memory-host.js";

const HEAD = "version: 1\ncurrency: CNY\ntimezone: Asia/Shanghai\ncampaigns:\n";

function campaign(id: string, discount: string, ...more: readonly string[]): string {
  return `  - id: ${id}\n    discount: ${discount}\n${more.map((line) => `    ${line}\n`).join("")}`;
}

const CHOICE =
  "{ mode: random_choice, amounts: [{ amount_off: 0.00, weight: 1 }, { amount_off: 0.50, weight: 6 }, { amount_off: 8.88, weight: 3 }], min_payable: 0.01 }";
const LUCKY =
  "{ mode: lucky_draw, ratio: 10%, prize: { mode: random_choice, amounts: [{ amount_off: 5.00, weight: 1 }, { amount_off: 3.00, weight: 1 }] }, min_payable: 0.01 }";
const NORMAL = "{ mode: random_normal, mean: 200.00, sd: 80.00, min: 0.01, max: 600.00, min_payable: 0.01 }";
const PLAIN = "{ mode: percent_off, tiers: [{ minimum_amount: 10.00, percent_off: 5% }] }";
const NTH = `{ mode: free_orders, pick: { nth: 10 }, max_price: 30.00, min_payable: 0.01, otherwise: ${PLAIN} }`;
const LOT = "{ mode: free_orders, count: 30, pick: { random_of: 120 }, max_price: 30.00, min_payable: 0.01 }";

const ALL = [
  HEAD,
  campaign("choice", CHOICE, "name: 周五抽奖", "reveal: after_payment"),
  campaign("lucky", LUCKY, "draw: { per: attempt, identity: device_id }"),
  campaign("normal", NORMAL),
  campaign("plain", PLAIN, "status: paused"),
  campaign("nth", NTH),
  campaign("lot", LOT),
].join("");

async function runCommand(args: readonly string[], options: MemoryOptions = {}) {
  const host = createMemoryHost(args, { files: { "a.yaml": ALL }, ...options });
  return { code: await run(host), ...host.printed };
}

async function print(args: readonly string[], options: MemoryOptions = {}): Promise<string> {
  const { code, out, err } = await runCommand(args, options);
  expect({ args, code, err }).toEqual({ args, code: 0, err: "" });
  return out;
}

async function designs(...args: readonly string[]): Promise<CampaignDesign[]> {
  return JSON.parse(await print(["design", "a.yaml", "--format", "json", ...args]));
}

async function designOf(id: string, price: string): Promise<CampaignDesign> {
  const [only, ...more] = await designs("--campaign", id, "--price", price);
  expect([only.campaign_id, more]).toEqual([id, []]);
  return only;
}

describe("design as JSON", () => {
  it("has the promised keys, campaigns in file order, and each price of a campaign as it was asked for", async () => {
    const all = await designs("--price", "20.00", "--price", "1.5");

    expect(Object.keys(all[0])).toEqual([
      ...["campaign_id", "price_minor", "mean_minor", "sd_minor", "min_minor", "max_minor", "pmf"],
      ...["p05_minor", "p50_minor", "p95_minor", "below_minimum", "orders", "others"],
    ]);
    expect(all.map((one) => [one.campaign_id, one.price_minor])).toEqual(
      ["choice", "lucky", "normal", "plain", "nth", "lot"].flatMap((id) => [
        [id, 2000],
        [id, 150],
      ]),
    );
  });

  it("gives whole laws: ascending amounts, draws of nothing among them, sums of 1", async () => {
    const all = await designs("--price", "20.00", "--price", "5000.00");

    expect(all).toHaveLength(12);
    for (const { pmf, min_minor, max_minor } of all) {
      expect([pmf[0][0], pmf[pmf.length - 1][0]]).toEqual([min_minor, max_minor]);
      expect(pmf.every(([amount], i) => Number.isSafeInteger(amount) && amount > (pmf[i - 1]?.[0] ?? -1))).toBe(true);
      expect(pmf.every(([, p]) => p >= 0 && p <= 1)).toBe(true);
      expect(Math.abs(pmf.reduce((sum, [, p]) => sum + p, 0) - 1)).toBeLessThan(1e-9);
    }
    expect(all.find((one) => one.campaign_id === "normal" && one.price_minor === 500_000)?.pmf).toHaveLength(60_000);
  });

  it("a weighted choice, whole and under the price", async () => {
    const whole = await designOf("choice", "20.00");
    expect(whole.pmf.map(([amount]) => amount)).toEqual([0, 50, 888]);
    expect(whole.pmf.map(([, p]) => p.toFixed(12))).toEqual(["0.100000000000", "0.600000000000", "0.300000000000"]);
    expect(whole.mean_minor).toBeCloseTo(0.6 * 50 + 0.3 * 888, 9);
    expect(whole.sd_minor).toBeCloseTo(Math.sqrt(0.6 * 50 ** 2 + 0.3 * 888 ** 2 - 296.4 ** 2), 9);
    expect(whole).toMatchObject({ p05_minor: 0, p50_minor: 50, p95_minor: 888, below_minimum: false, orders: null });

    const small = await designOf("choice", "0.40");
    expect(small.pmf.map(([amount]) => amount)).toEqual([0, 39]);
    expect(small.mean_minor).toBeCloseTo(0.9 * 39, 9);
  });

  it("a lucky draw: loses, or one of its prizes", async () => {
    const { pmf, mean_minor, sd_minor } = await designOf("lucky", "20.00");

    expect(pmf.map(([amount, p]) => [amount, p.toFixed(12)])).toEqual([
      [0, "0.900000000000"],
      [300, "0.050000000000"],
      [500, "0.050000000000"],
    ]);
    expect(mean_minor).toBeCloseTo(40, 9);
    expect(sd_minor).toBeCloseTo(Math.sqrt(0.05 * (300 ** 2 + 500 ** 2) - 40 ** 2), 9);
  });

  it("a normal cut off on both sides, in 60,000 amounts", async () => {
    const { mean_minor, sd_minor, pmf } = await designOf("normal", "5000.00");

    // Mean and variance of a normal truncated to [min, max]; rounding to a cent moves both by less than a twentieth of one.
    const [alpha, beta] = [(1 - 20_000) / 8000, (60_000 - 20_000) / 8000];
    const density = (z: number) => Math.exp(-(z ** 2) / 2) / Math.sqrt(2 * Math.PI);
    const mass = 0.9999997133484281 - 0.006211856705717411; // Φ(5) − Φ(−2.499875)
    const shift = (density(alpha) - density(beta)) / mass;
    const spread = 1 + (alpha * density(alpha) - beta * density(beta)) / mass - shift ** 2;
    expect(mean_minor).toBeCloseTo(20_000 + 8000 * shift, 1);
    expect(sd_minor).toBeCloseTo(8000 * Math.sqrt(spread), 1);
    // and both are those of the amounts, summed another way
    const exact = momentsInWholeNumbers(pmf);
    expect(Math.abs(mean_minor - exact.mean)).toBeLessThan(1e-9);
    expect(Math.abs(sd_minor - exact.sd)).toBeLessThan(1e-9);
  });

  it("says which orders a design of free orders is about", async () => {
    const due = await designOf("nth", "20.00");
    expect(due).toMatchObject({ orders: "due", pmf: [[1999, 1]], others: { mean_minor: 100, pmf: [[100, 1]] } });
    expect(await designOf("nth", "40.00")).toMatchObject({ orders: "above_max_price", pmf: [[200, 1]], others: null });

    const lot = await designOf("lot", "20.00");
    expect(lot).toMatchObject({ orders: "numbered", others: null });
    expect(lot.pmf).toEqual([
      [0, 0.75],
      [1999, 0.25],
    ]);
  });

  it("takes prices that tell something where none is given", async () => {
    const prices = (await designs()).map((one) => [one.campaign_id, one.price_minor]);
    expect(prices).toEqual([
      ["choice", 10_000],
      ["lucky", 10_000],
      ["normal", 100_000],
      ["plain", 1000],
      ["nth", 3000],
      ["lot", 3000],
    ]);
  });

  it("is what the library gives", async () => {
    const printed = await designs("--price", "20.00");
    expect(design([{ file: "a.yaml", text: ALL }], { priceMinor: 2000 })).toEqual(printed);
    expect(design([{ file: "a.yaml", text: ALL }], { priceMinor: [2000] })).toEqual(printed);
    expect(() => design([{ file: "a.yaml", text: ALL }], { priceMinor: 0.5 })).toThrow(RangeError);
  });
});

describe("design as CSV", () => {
  it("has a line an amount", async () => {
    const file = HEAD + campaign("'=a, \"b\"'", CHOICE);
    const args = ["design", "a.yaml", "--format", "csv", "--price", "20.00"];
    const rows = parse(await print(args, { files: { "a.yaml": file } })) as string[][];

    expect(rows[0]).toEqual(["campaign_id", "price", "value", "probability"]);
    expect(rows.slice(1).map(([id, price, value]) => [id, price, value])).toEqual(
      ["0.00", "0.50", "8.88"].map((value) => [`'=a, "b"`, "20.00", value]),
    );
    expect(rows.slice(1).map(([, , , p]) => Number(p).toFixed(12))).toEqual([
      "0.100000000000",
      "0.600000000000",
      "0.300000000000",
    ]);
  });
});

describe("design as text", () => {
  it("says the discount, its draw, its figures, and draws a bar an amount", async () => {
    expect(await print(["design", "a.yaml", "--campaign", "lucky", "--price", "20.00"])).toMatchInlineSnapshot(`
      "What one attempt is granted, in CNY: exact, over the draw, with ample points and
      budget; conditions, limits and other campaigns aside.

      lucky
        discount     lucky_draw: 10% of the draws win a prize, the others get nothing;
                     0.01 at least is paid
        draw         one for each device_id, a new one at every attempt
        reveal       the amount is shown before payment
        at 20.00     mean 0.40, sd 1.2410, from 0.00 to 5.00; p05 0.00, median 0.00,
                     p95 3.00
          amount  chance  or more
            0.00  90.00%  100.00%  ██████████████████████████████████████████████████
            3.00   5.00%   10.00%  ██▊
            5.00   5.00%    5.00%  ██▊
      "
    `);
  });

  it("gives one plain amount where there is no chance, paused or not", async () => {
    const text = await print(["design", "a.yaml", "--campaign", "plain", "--price", "20.00", "--price", "9.99"]);
    expect(text).toContain("plain  (paused)\n  discount     percent_off: 5% off from 10.00\n");
    expect(text).toContain("\n  at 20.00     1.00\n");
    expect(text).toContain("\n  at 9.99      0.00, the price is below the minimum\n");
  });

  it("says what a free order means", async () => {
    const text = await print(["design", "a.yaml", "--campaign", "nth", "--campaign", "lot", "--price", "20.00"]);
    expect(text).toContain("\n  at 20.00     an order that is due to be free: 19.99\n");
    expect(text).toContain("\n               an order that is not: 1.00\n");
    expect(text).toContain("\n  at 20.00     an order with a number, be it free or not: mean 4.9975, sd");
  });

  it("joins many amounts into at most 40 lines, and says all of the chance", async () => {
    const text = await print(["design", "a.yaml", "--campaign", "normal", "--price", "5000.00"]);
    const bars = text.split("\n").filter((line) => line.includes("%"));

    expect(bars.length).toBeGreaterThan(20);
    expect(bars.length).toBeLessThanOrEqual(40);
    expect(bars[0]).toContain("100.00%");
    const percents = bars.map((line) => Number(/ (\d+\.?\d*)%/.exec(line)?.[1]));
    expect(percents.reduce((sum, percent) => sum + percent, 0)).toBeCloseTo(100, 0);
  });

  it.each([80, 120, 40])("keeps to %i columns", async (terminal) => {
    const names = HEAD + campaign(`${"周".repeat(50)}-x`, LUCKY, `name: ${"a long name ".repeat(15)}`);
    for (const file of [ALL, names]) {
      const environment = { NO_COLOR: "1" };
      const text = await print(["design", "a.yaml"], { files: { "a.yaml": file }, terminal, environment });
      const widths = text.split("\n").map((line) => stringWidth(line));
      expect(Math.max(...widths)).toBeLessThanOrEqual(terminal);
      expect(Math.max(...widths)).toBeGreaterThan(terminal - 20);
    }
  });

  it("is coloured on a terminal alone", async () => {
    const args = ["design", "a.yaml", "--price", "20.00"];
    expect(await print(args)).not.toContain("\u001b[");
    expect(await print(args, { terminal: 80 })).toContain("\u001b[");
  });
});

describe("design refuses", () => {
  it.each([
    ["no file", ["design"], "no campaign file is named"],
    ["a price of 0", ["design", "a.yaml", "--price", "0.00"], "--price 0.00 is not an amount of CNY above 0"],
    ["a price below 0", ["design", "a.yaml", "--price=-1"], "--price -1 is not an amount of CNY above 0"],
    ["no amount", ["design", "a.yaml", "--price", "20,00"], "--price 20,00 is not an amount of CNY above 0"],
    ["too many decimals", ["design", "a.yaml", "--price", "1.005"], "--price 1.005 is not an amount of CNY above 0"],
    [
      "a slip in an id",
      ["design", "a.yaml", "--campaign", "luky"],
      '--campaign luky: no campaign has this id; did you mean "lucky"?',
    ],
    [
      "an unknown id",
      ["design", "a.yaml", "--campaign", "zzzzzz"],
      "there are: choice, lucky, normal, plain, nth, lot",
    ],
    ["an unknown format", ["design", "a.yaml", "--format", "cvs"], "csv"],
  ])("%s", async (_title, args, message) => {
    const { code, out, err } = await runCommand(args);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(message);
  });

  it("campaigns with errors, with all of them", async () => {
    const broken = `${HEAD}  - id: x\n    discount: { mode: lucky_drew }\n  - id: x\n    discount: ${PLAIN}\n`;
    const { code, out, err } = await runCommand(["design", "a.yaml"], { files: { "a.yaml": broken } });
    expect([code, out]).toEqual([3, ""]);
    expect(err).toContain("a.yaml:6:23: error[unknown-mode]");
    expect(err).toContain("error[duplicate-id]");
  });

  it("a file that is not there", async () => {
    expect(await runCommand(["design", "b.yaml"])).toMatchObject({ code: 4, out: "" });
  });
});

describe("validate", () => {
  it("prints figures and at most 12 lines of a random discount, and how it draws", async () => {
    const text = await print(["validate", "a.yaml", "--price", "5000.00"]);
    const block = (id: string) => text.slice(text.indexOf(`\n${id}`)).split("\n\n")[0];

    expect(block("choice")).toContain("\n  draw         one for each user_id, a new one after each redemption\n");
    expect(block("choice")).toContain("\n  reveal       the amount is shown after payment;");
    expect(block("choice")).toContain("at 5000.00: mean 2.9640, sd 3.8757, from 0.00 to 8.88; p05 0.00,");
    expect(block("choice")).toContain("\n                 0.50  60.00%   90.00%  █");
    expect(block("lucky")).toContain("\n  draw         one for each device_id, a new one at every attempt\n");
    const lines = block("normal")
      .split("\n")
      .filter((line) => /\d%.*\d%/.test(line));
    expect(lines.length).toBeGreaterThan(5);
    expect(lines.length).toBeLessThanOrEqual(12);
    expect(block("plain")).not.toMatch(/\n {2}(draw|reveal) /);
  });

  it("gives values up to 40, bins of all that is more", async () => {
    const { campaigns } = JSON.parse(await print(["validate", "a.yaml", "--price", "5000.00", "--format", "json"]));
    const [[choice], , [normal]] = campaigns.map(({ designs: all }: { designs: unknown[] }) => all);

    expect(choice).toMatchObject({ price_minor: 500_000, p50_minor: 50, min_minor: 0, max_minor: 888 });
    expect(choice.values).toHaveLength(3);
    expect(normal).not.toHaveProperty("values");
    expect(normal.bins.length).toBeLessThanOrEqual(40);
    expect(normal.bins[0].from_minor).toBe(1);
    expect(normal.bins[normal.bins.length - 1].to_minor).toBe(60_001);
    const chances = normal.bins.map(({ probability }: { probability: number }) => probability);
    expect(chances.reduce((a: number, b: number) => a + b)).toBeCloseTo(1, 9);
    for (let i = 1; i < normal.bins.length; i++) expect(normal.bins[i].from_minor).toBe(normal.bins[i - 1].to_minor);
  });
});

/** Mean and standard deviation from whole numbers: a double is a whole number of 2^-1074ths; 2^-200ths are enough here. */
function momentsInWholeNumbers(pmf: CampaignDesign["pmf"]): { mean: number; sd: number } {
  const SCALE = 200n;
  const parts = pmf.map(([amount, p]) => [BigInt(amount), scaled(p)] as const);
  const sum = (term: (amount: bigint, p: bigint) => bigint) => parts.reduce((all, [a, p]) => all + term(a, p), 0n);
  const mass = sum((_, p) => p);
  const first = sum((a, p) => a * p);
  const second = sum((a, p) => a * a * p);
  const ratio = (over: bigint, under: bigint) => Number((over << 80n) / under) / 2 ** 80;
  return { mean: ratio(first, mass), sd: Math.sqrt(ratio(second * mass - first * first, mass * mass)) };

  function scaled(p: number): bigint {
    let bits = 0n;
    let rest = p;
    // Doubling is exact, so every bit of the double is taken over.
    for (let i = 0n; i < SCALE && rest > 0; i += 50n) {
      const whole = Math.floor(rest * 2 ** 50);
      bits += BigInt(whole) << (SCALE - i - 50n);
      rest = rest * 2 ** 50 - whole;
    }
    return bits;
  }
}
