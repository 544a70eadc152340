/** `promosim tune` and `forecast --sweep` from the command line: an answer that theory knows, its document, exit codes, and what they refuse. */
import { describe, expect, it } from "vitest";
import { run } from "../../src/cli/main.js";
import type { SweepResult } from "../../src/tune/sweep-document.js";
import type { TuneDocument } from "../../src/tune/tune-document.js";
import { createMemoryHost } from "./memory-host.js";

const PAYMENTS = 60;

const CAMPAIGNS = `version: 1
currency: CNY
timezone: Asia/Shanghai
campaigns:
  - id: rain
    budget: { total: 500.00 }
    discount: { mode: random_choice, amounts: [{ amount_off: 5.00, weight: 1 }, { amount_off: 15.00, weight: 1 }] }
    funding: { bank: 80%, shop: 20% }
`;

const LOG = [
  "transaction_id,timestamp,user_id,amount",
  ...Array.from({ length: PAYMENTS }, (_, i) => `T${i},2026-01-0${1 + (i % 7)}T10:00:${10 + (i % 50)},U${i},100.00`),
].join("\n");

const VARY = "campaigns.rain.budget.total=400..1000/5";

const FILES = { "c.yaml": CAMPAIGNS, "log.csv": `${LOG}\n` };

async function promosim(...args: string[]) {
  const host = createMemoryHost(args, { files: FILES });
  const code = await run(host);
  return { code, ...host.printed };
}

function tune(...args: string[]) {
  return promosim("tune", "-c", "c.yaml", "-t", "log.csv", "--runs", "200", ...args);
}

async function answer(...args: string[]): Promise<TuneDocument> {
  const { code, out, err } = await tune("--format", "json", ...args);
  expect({ code, err }).toEqual({ code: 0, err: "" });
  return JSON.parse(out);
}

describe("tune", () => {
  it("finds the budget that lasts with 95%, where theory puts it", async () => {
    const found = await answer("--target", "P(budget lasts) >= 95%", "--vary", VARY);

    // 60 draws of 5.00 or 15.00: mean 600.00, deviation 5.00 √60. The budget lasts while what is due fits in it.
    const expected = 600 + 1.645 * 5 * Math.sqrt(PAYMENTS);
    expect(Math.abs(Number(found.value) - expected)).toBeLessThan(25);
    expect(found).toMatchObject({ outcome: "found", prefer: "smallest", monotone: true, runs: 200 });
    expect(found.best?.figure).toBeGreaterThanOrEqual(0.95);
    expect(found.beyond?.figure).toBeLessThan(0.95);
    expect(Number(found.best?.value) - Number(found.beyond?.value)).toBe(5);
    expect(found.curve.map(({ figure }) => figure)).toEqual(
      found.curve.map(({ figure }) => figure).sort((a, b) => a - b),
    );
    expect(found.inputs.map(({ role, file }) => [role, file])).toEqual([
      ["campaigns", "c.yaml"],
      ["transactions", "log.csv"],
    ]);
  });

  it("finds the share that keeps a sponsor below a bound, the other paying the rest", async () => {
    const found = await answer(
      "--target",
      "mean(contributions.bank) <= 250.00",
      "--vary",
      "campaigns.rain.funding.bank=10%..90%",
    );
    // The budget of 500.00 is spent but for less than 15.00, so a half of it is at most 250.00, and 52% is more.
    expect(["50%", "51%"]).toContain(found.value);
    expect(found.target).toMatchObject({ figure: "mean(contributions.bank)", unit: "minor", threshold: 25_000 });
  });

  it("answers in words, and the same again", async () => {
    const question = ["--target", "mean(redemptions) >= 50", "--vary", "campaigns.rain.budget.total=100..900/50"];
    const { code, out, err } = await tune(...question);
    expect([code, err]).toEqual([0, ""]);
    expect(out.split("\n")[0]).toMatch(
      /^\d+\.00 is the smallest value of campaigns\.rain\.budget\.total, from 100\.00/,
    );
    expect(out).toContain("\nmean(redemptions) over 200 runs\n");
    expect((await tune(...question)).out).toBe(out);
  });

  it("ends with code 1, and its answer, where no value meets the target", async () => {
    const { code, out, err } = await tune(
      "--target",
      "P(budget lasts) >= 95%",
      "--vary",
      "campaigns.rain.budget.total=100..300/50",
    );
    expect([code, err]).toEqual([1, ""]);
    expect(out).toContain("No value of campaigns.rain.budget.total that was tried");
  });

  it("refuses questions that make no sense before it reads the log", async () => {
    const { code, out, err } = await promosim(
      ...[
        "tune",
        "-c",
        "c.yaml",
        "-t",
        "log.csv",
        "--target",
        "P(rian lasts) >= 95%",
        "--vary",
        "campaigns.rain.budget.totl=1..2",
      ],
    );
    expect([code, out]).toEqual([3, ""]);
    expect(err).toContain('--vary:1:23: error[unknown-key]: campaigns.rain.budget has no key "totl"');
    expect(err).toContain('--target:1:3: error[unknown-campaign]: no campaign is called "rian"');
    expect(err).toContain("2 errors");
  });

  it("prints nothing where it is interrupted: a value with fewer runs could not be compared", async () => {
    const question = ["--target", "P(budget lasts) >= 95%", "--vary", VARY];
    const host = createMemoryHost(["tune", "-c", "c.yaml", "-t", "log.csv", "--runs", "200", ...question], {
      files: FILES,
    });
    const breathe = host.breathe;
    let breaths = 0;
    host.breathe = () => {
      breaths += 1;
      if (breaths === 40) host.interrupt();
      return breathe();
    };
    expect(await run(host)).toBe(130);
    expect(host.printed).toEqual({ out: "", err: "" });
    expect(breaths).toBeGreaterThanOrEqual(40);
  });

  it("takes no precision, under which values would have different runs", async () => {
    const { code, err } = await tune("--precision", "1%", "--target", "mean(discount) <= 1", "--vary", VARY);
    expect(code).toBe(2);
    expect(err).toContain("error: unknown option '--precision'");
  });
});

describe("forecast --sweep", () => {
  it("prints a line a value, and the difference from the first", async () => {
    const sweep = [
      "forecast",
      "-c",
      "c.yaml",
      "-t",
      "log.csv",
      "--runs",
      "50",
      "--sweep",
      "campaigns.rain.budget.total=300,600,900",
    ];
    const { code, out, err } = await promosim(...sweep, "--format", "json");
    expect([code, err]).toEqual([0, ""]);
    const { values, runs }: SweepResult = JSON.parse(out);
    expect([values.map(({ value }) => value), runs]).toEqual([
      ["300", "600", "900"],
      [50, 50, 50],
    ]);
    const means = values.map(({ totals }) => totals.discount_minor.mean);
    expect(values.map(({ difference }) => difference?.discount_minor.mean ?? 0)).toEqual(
      means.map((mean) => mean - means[0]),
    );
    expect(means[2]).toBeGreaterThan(means[1]);
    expect(values.map(({ campaign }) => campaign?.exhaustion.probability)[0]).toBe(1);
    expect(values.map(({ campaign }) => campaign?.exhaustion.probability)[2]).toBe(0);

    const text = await promosim(...sweep);
    expect([text.code, text.err]).toEqual([0, ""]);
    expect(text.out).toMatch(/\n +300 +300\.00 +0\.00 /);
  });

  it("varies how customers react, which the file says nothing of", async () => {
    const sweep = ["forecast", "-c", "c.yaml", "-t", "log.csv", "--runs", "20", "--sweep"];
    const rates = await promosim(...sweep, "behaviour.uplift.rate=0%,100%,150%", "--format", "json");
    expect([rates.code, rates.err]).toEqual([0, ""]);
    const { values, sweep: what, uncertainty }: SweepResult = JSON.parse(rates.out);
    expect(what).toEqual({ path: "behaviour.uplift.rate", campaign_id: "rain" });
    expect(uncertainty.uplift).toBe(1.5);
    const redeemed = values.map(({ totals }) => totals.redemptions.mean + totals.unserved_minor.mean / 1000);
    // 60 payments, 120, 150; what the budget of 500.00 refuses counts as 10.00 a piece.
    for (const [i, payments] of [60, 120, 150].entries()) expect(Math.abs(redeemed[i] - payments)).toBeLessThan(15);
    const text = await promosim(...sweep, "behaviour.uplift.rate=0%,100%,150%");
    expect(text.out.replace(/\s+/g, " ")).toContain("supposed up to 150% further payments");

    const found = await answer(
      ...["--target", "mean(redemptions) <= 55", "--vary", "behaviour.uplift.rate=0%..300%/50%"],
    );
    expect(found).toMatchObject({ vary: { path: "behaviour.uplift.rate", from: "0%", to: "300%" } });
    expect(found.uncertainty.uplift).toBe(3);
  });
});
