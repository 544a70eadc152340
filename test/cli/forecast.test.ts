/** `promosim forecast` as a user meets it: options, formats, files, any number of workers, Ctrl-C. */
import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { run } from "../../src/cli/main.js";
import { createWorkerPool } from "../../src/cli/worker-pool.js";
import type { ForecastDocument } from "../../src/forecast/forecast-document.js";
import type { ForecastJob } from "../../src/forecast/job.js";
import { folderWith } from "./example.js";
import { createMemoryHost, type MemoryOptions } from "./memory-host.js";
import { promosim } from "./promosim.js";

const CAMPAIGNS = `version: 1
currency: CNY
timezone: Asia/Shanghai
campaigns:
  - id: lucky
    discount: { mode: random_choice, minimum_amount: 10.00, amounts: [{ amount_off: 1.00, weight: 3 }, { amount_off: 9.00, weight: 1 }], min_payable: 0.01 }
    budget: { total: 700.00 }
    funding: { bank: 60%, merchant: 40% }
  - id: small
    discount: { mode: amount_off, tiers: [{ minimum_amount: 5.00, amount_off: 0.50 }], min_payable: 0.01 }
`;

/** 30 users, 14 days from a Thursday on, some 20 payments a day. */
function logOf(rows: number): string {
  const lines = Array.from({ length: rows }, (_, i) => {
    const minute = Math.floor((i * 14 * 1440) / rows);
    const [day, hour] = [1 + Math.floor(minute / 1440), Math.floor((minute % 1440) / 60)];
    const time = `2026-01-${String(day).padStart(2, "0")}T${String(hour).padStart(2, "0")}:${String(minute % 60).padStart(2, "0")}:00`;
    return `T${i},${time},u${(i * 7) % 30},${5 + ((i * 13) % 60)}.00`;
  });
  return `transaction_id,timestamp,user_id,amount\n${lines.join("\n")}\n`;
}

const FILES = { "campaigns.yaml": CAMPAIGNS, "log.csv": logOf(280) };
const FORECAST = ["forecast", "-c", "campaigns.yaml", "-t", "log.csv"];

async function inMemory(args: readonly string[], options: MemoryOptions = {}) {
  const host = createMemoryHost([...FORECAST, ...args], { ...options, files: { ...FILES, ...options.files } });
  const code = await run(host);
  return { code, ...host.printed, files: host.files };
}

async function documentOf(...args: string[]): Promise<ForecastDocument> {
  const { code, out, err } = await inMemory([...args, "--format", "json"]);
  expect([code, err]).toEqual([0, ""]);
  return JSON.parse(out);
}

describe("options", () => {
  it.each([
    [["--runs", "0"], "Expected a whole number from 1"],
    [["--runs", "1e3"], "Expected a whole number from 1"],
    [["--resample", "user"], 'Did you mean "users"?'],
    [["--horizon", "2026-03-31..2026-03-01"], "It ends on 2026-03-01"],
    [["--growth", "-1"], "above 0, at most 1000"],
    [["--holiday", "2026-03-08"], "2026-03-08=2.5"],
    [["--holiday", "2026-01-02=2", "--holiday", "2026-01-02=3"], "2026-01-02 is named twice"],
    [["--holiday", "2026-02-01=2", "--horizon", "2026-03-01..2026-03-02"], "is not in the horizon"],
    [["--precision", "0%"], "above 0%"],
    [["--workers", "0"], "from 1 to 64"],
    [["--workers", "65"], "from 1 to 64"],
    [["--format", "yaml"], "text, json, csv"],
    [["--runs", "5", "--runs", "6"], "only once"],
    [["--encoding", "utf-9"], "--encoding: "],
    [["--sweep", "campaigns.lucky.budget.total=1,2", "--format", "csv"], "--sweep has no CSV"],
    [["--sweep", "campaigns.lucky.budget.total=1,2", "--out", "here"], "--sweep has no CSV"],
  ])("%j is refused", async (args, message) => {
    const { code, out, err } = await inMemory(args);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(message);
  });

  it("says of a holiday outside the log's days that it has no effect, whatever the format", async () => {
    const late = ["--runs", "2", "--holiday", "2026-03-08=2"];
    const said = "warning[holiday-outside]: of no effect: a factor for 2026-03-08";
    const text = await inMemory(late);
    expect([text.code, text.err]).toEqual([0, ""]);
    expect(text.out).toContain(said);
    const csv = await inMemory([...late, "--format", "csv"]);
    expect(csv.err).toContain(said);
    expect(csv.out).not.toContain("warning");
    const sweep = await inMemory([...late, "--sweep", "campaigns.lucky.budget.total=1,2"]);
    expect(sweep.out).toContain(said);
    expect((await documentOf(...late)).warnings).toContainEqual(expect.objectContaining({ code: "holiday-outside" }));
  });

  it("reads a file of holidays, and says where it is wrong", async () => {
    const files = { "holidays.csv": "date,factor\n2026-01-05,0\n", "wrong.csv": "date,factor\n2026-01-32,1\n" };
    const { code, out } = await inMemory(["--runs", "2", "--holidays", "holidays.csv", "--format", "json"], { files });
    const document: ForecastDocument = JSON.parse(out);
    expect(code).toBe(0);
    expect(document.uncertainty.holidays).toEqual({ "2026-01-05": 0 });
    const monday = document.burn.filter(({ period }) => period === "2026-01-05");
    expect(monday.reduce((sum, { discount_minor }) => sum + discount_minor.mean, 0)).toBe(0);

    const wrong = await inMemory(["--holidays", "wrong.csv"], { files });
    expect(wrong.code).toBe(3);
    expect(wrong.err).toContain('wrong.csv:2:1: error[bad-holidays]: "2026-01-32" is no date');
    expect((await inMemory(["--holidays", "missing.csv"])).code).toBe(4);
  });

  it("decide what differs between the runs, and are named in the document", async () => {
    const document = await documentOf(
      "--runs",
      "20",
      "--growth",
      "2",
      "--horizon",
      "2026-02-02..2026-02-08",
      "--resample",
      "days",
    );
    expect(document.runs).toBe(20);
    expect(document.partial).toBe(false);
    expect(document.uncertainty).toMatchObject({ draws: true, resample: "days", growth: { low: 2, high: 2 } });
    expect(document.horizon).toEqual({ from: "2026-02-02", to: "2026-02-08", projected: true });
    expect(document.burn.every(({ period }) => period >= "2026-02-02" && period <= "2026-02-08")).toBe(true);
  });

  it("leave nothing to chance where nothing is random", async () => {
    const [head, lucky] = [CAMPAIGNS.indexOf("  - id: lucky"), CAMPAIGNS.indexOf("  - id: small")];
    const files = { "campaigns.yaml": CAMPAIGNS.slice(0, head) + CAMPAIGNS.slice(lucky) };
    const { code, out } = await inMemory(["--runs", "5", "--format", "json"], { files });
    const document: ForecastDocument = JSON.parse(out);
    expect([code, document.campaigns.map(({ id }) => id)]).toEqual([0, ["small"]]);
    expect(document.uncertainty.draws).toBe(false);
    expect(document.totals.discount_minor).toMatchObject({ mean: 280 * 50, sd: 0, standard_error: 0 });
    expect((await inMemory(["--runs", "5"], { files })).out).toContain("nothing: all runs are alike");
  });

  it("go on until the mean is as exact as was asked for, but not beyond --runs", async () => {
    const exact = await documentOf("--precision", "2%", "--resample", "users");
    for (const { discount_minor: spread } of exact.campaigns) {
      expect(1.96 * spread.standard_error).toBeLessThanOrEqual(0.02 * spread.mean);
    }
    expect((await documentOf("--precision", "0.01%", "--runs", "30", "--resample", "users")).runs).toBe(30);
  });
});

describe("results", () => {
  it("come as text of the terminal's width, with progress that is erased", async () => {
    const { code, out, err } = await inMemory(["--runs", "50", "--resample", "users"], {
      terminal: 100,
      environment: { NO_COLOR: "1" },
    });
    expect(code).toBe(0);
    expect(out).toContain("In 50 runs the campaigns grant ");
    expect(Math.max(...out.split("\n").map((line) => [...line].length))).toBeLessThanOrEqual(100);
    expect(err.startsWith("\r\u001b[K")).toBe(true);
    expect(err.endsWith("\r\u001b[K")).toBe(true);
  });

  it("come as CSV with a line a campaign", async () => {
    const { code, out } = await inMemory(["--runs", "10", "--format", "csv"]);
    expect(code).toBe(0);
    expect(out.split("\n").filter((line) => line.includes("lucky")).length).toBeGreaterThan(0);
  });

  it("come as files, whole and together with the report", async () => {
    const { code, files, out } = await inMemory(["--runs", "10", "--out", "result"]);
    expect(code).toBe(0);
    expect(out).toContain("In 10 runs");
    expect(JSON.parse(files.get("result/forecast.json") ?? "").runs).toBe(10);
    expect(files.get("result/forecast.csv")).toContain("lucky");
  });

  it("are those of a replay with the same seed in a forecast of one run", async () => {
    const document = await documentOf("--runs", "1", "--seed", "a");
    const host = createMemoryHost(["replay", ...FORECAST.slice(1), "--seed", "a", "--format", "json"], {
      files: FILES,
    });
    expect(await run(host)).toBe(0);
    const replay = JSON.parse(host.printed.out);
    expect(document.campaigns.map(({ discount_minor }) => discount_minor.mean)).toEqual(
      replay.campaigns.map(({ discount_minor }: { discount_minor: number }) => discount_minor),
    );
  });

  it("come with the records that could not be used", async () => {
    const files = { "log.csv": `${FILES["log.csv"]}X,never,u1,5.00\n` };
    const { code, err } = await inMemory(["--runs", "2"], { files });
    expect(code).toBe(0);
    expect(err).toContain("1 record was rejected");
    expect(err).toContain("log.csv:282");
  });
});

describe("workers", () => {
  const ARGS = ["--runs", "60", "--resample", "users", "--growth", "0.9..1.3", "--horizon", "2026-02-01..2026-02-14"];

  it("of any number print the same, byte for byte", async () => {
    const folder = folderWith(FILES);
    const forecast = (workers: string) =>
      promosim([...FORECAST, ...ARGS, "--workers", workers, "--format", "json"], { cwd: folder });
    const one = await forecast("1");
    expect([one.code, one.stderr]).toEqual([0, ""]);
    expect(JSON.parse(one.stdout)).toMatchObject({ runs: 60, partial: false });
    for (const workers of ["2", "3", "8"]) expect(await forecast(workers)).toEqual(one);
  });

  it("that cannot start fail the forecast with their reason, and do not hang it", async () => {
    // From the sources there is no compiled worker to start.
    const pool = createWorkerPool({} as ForecastJob, 2);
    const first = pool.run({ first: 0, until: 1 });
    await expect(first).rejects.toThrow("forecast-worker");
    await expect(pool.run({ first: 1, until: 2 })).rejects.toThrow("forecast-worker");
    await pool.close();
  });
});

describe("Ctrl-C", () => {
  /** A second, on a machine that others use. */
  const SOON_MS = 4000;

  /** Interrupts after a while; once more, and later, where no run was finished by then. */
  async function interrupted(...args: string[]) {
    const folder = folderWith({ ...FILES, "log.csv": logOf(20_000) });
    for (let afterMs = 1000; ; afterMs *= 2) {
      let sentMs = Number.NaN;
      const startMs = performance.now();
      const finished = await promosim([...FORECAST, ...args, "--runs", "100000", "--resample", "users"], {
        cwd: folder,
        interruptOn: (elapsedMs) => {
          if (elapsedMs > afterMs) sentMs = elapsedMs;
          return elapsedMs > afterMs;
        },
      });
      const tookMs = performance.now() - startMs - sentMs;
      if (finished.stdout !== "" || afterMs > 16_000) return { ...finished, tookMs, folder };
    }
  }

  it("ends one thread soon, and reports what is finished as partial", async () => {
    const { code, stdout, stderr, tookMs } = await interrupted("--workers", "1", "--format", "json");
    const document: ForecastDocument = JSON.parse(stdout);
    expect([code, stderr]).toEqual([130, ""]);
    expect(document.partial).toBe(true);
    expect(document.runs).toBeGreaterThan(0);
    expect(document.runs).toBeLessThan(100_000);
    expect(tookMs).toBeLessThan(SOON_MS);
  });

  it("ends workers soon, says so in the first line, and leaves no files", async () => {
    const { code, stdout, tookMs, folder } = await interrupted("--workers", "2", "--out", "result");
    expect(code).toBe(130);
    expect(stdout).toMatch(/^Partial: stopped early\. This is what the [\d,]+ runs? say/);
    expect(tookMs).toBeLessThan(SOON_MS);
    expect(readdirSync(folder).sort()).toEqual(["campaigns.yaml", "log.csv"]);
  });
});

describe("--sweep", () => {
  it("compares values of a setting, as text and as JSON", async () => {
    const args = ["--runs", "20", "--resample", "users", "--sweep", "campaigns.lucky.budget.total=100,300,100000"];
    const { code, out } = await inMemory(args);
    expect(code).toBe(0);
    expect(out.replace(/\s+/g, " ")).toContain(
      "What lucky would come to with other values of campaigns.lucky.budget.total, 20 runs each.",
    );

    const json = JSON.parse((await inMemory([...args, "--format", "json"])).out);
    const means = json.values.map(
      ({ campaign }: { campaign: { discount_minor: { mean: number } } }) => campaign.discount_minor.mean,
    );
    expect(means).toHaveLength(3);
    expect(means[0]).toBeLessThan(means[1]);
    expect(means[1]).toBeLessThan(means[2]);
  });

  it("points at what it cannot set", async () => {
    const { code, err } = await inMemory(["--sweep", "campaigns.lucki.budget.total=1,2"]);
    expect(code).toBe(3);
    expect(err).toContain("--sweep:");
  });
});
