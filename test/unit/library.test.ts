/** The worked example of the README: the library as another program uses it. */
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { InputError, OptionError, renderJson, renderText, simulate, VERSION } from "../../src/index.js";

const CAMPAIGNS = `
version: 1
currency: CNY
timezone: Asia/Shanghai
campaigns:
  - id: ten-off
    discount: { mode: amount_off, tiers: [{ minimum_amount: 50.00, amount_off: 10.00 }], min_payable: 0.01 }
    funding: { bank: 70%, merchant: 30% }
    budget: { total: 25.00 }
`;

const LOG = `transaction_id,timestamp,user_id,merchant_id,amount
T1,2026-01-02T10:00:00+08:00,ada,M1,49.99
T2,2026-01-02T11:00:00+08:00,ada,M1,50.00
T3,2026-01-02T12:00:00+08:00,bob,M2,80.00
T4,2026-01-02T13:00:00+08:00,bob,M2,80.00
T5,2026-01-02T14:00:00+08:00,eve,M2,lots
`;

function request(options = {}) {
  return {
    campaigns: [{ file: "campaigns.yaml", text: CAMPAIGNS }],
    transactions: { name: "logs/log.csv", text: LOG },
    options,
  };
}

describe("simulate", () => {
  it("replays the README's example", async () => {
    const { document, rejects } = await simulate(request());

    expect(document.totals).toMatchObject({
      payments: 4,
      discounted_payments: 2,
      price_minor: 25999n,
      discount_minor: 2000n,
    });
    expect(document.campaigns[0]).toMatchObject({
      id: "ten-off",
      redemptions: 2,
      contributions_minor: { bank: 1400n, merchant: 600n },
      refusals: { below_minimum: 1, budget_exhausted: 1 },
      budget: { total_minor: 2500, spent_minor: 2000n, left_minor: 500, exhausted_at: "2026-01-02T13:00:00+08:00" },
    });
    expect(document.rows).toEqual({ read: 5, replayed: 4, rejected: 1, sorted: false });
    expect(rejects).toEqual([
      {
        file: "log.csv",
        line: 6,
        column: "amount",
        reason: "not_an_amount",
        text: "T5,2026-01-02T14:00:00+08:00,eve,M2,lots",
      },
    ]);
  });

  it("names its inputs by base name and SHA-256, and its seed", async () => {
    const { document } = await simulate(request({ seed: "s" }));

    expect(document.seed).toBe("s");
    // sha256sum of the two texts above.
    expect(document.inputs.map(({ role, file }) => [role, file])).toEqual([
      ["campaigns", "campaigns.yaml"],
      ["transactions", "log.csv"],
    ]);
    const { createHash } = await import("node:crypto");
    expect(document.inputs[1].sha256).toBe(createHash("sha256").update(LOG).digest("hex"));
  });

  it("reads bytes piece by piece, wherever they are cut", async () => {
    const bytes = Buffer.from(LOG);
    async function* pieces() {
      for (let at = 0; at < bytes.length; at += 7) yield bytes.subarray(at, at + 7);
    }
    const whole = await simulate(request());
    const cut = await simulate({ ...request(), transactions: { name: "logs/log.csv", chunks: pieces() } });

    expect(renderJson(cut.document)).toBe(renderJson(whole.document));
  });

  it("writes the files of --out through openFile", async () => {
    const files = new Map<string, string>();
    const openFile = (name: string) => (text: string) => void files.set(name, (files.get(name) ?? "") + text);
    const { document } = await simulate({ ...request(), openFile });

    expect([...files.keys()].sort()).toEqual([
      "burn.csv",
      "cashback.csv",
      "contributions.csv",
      "histograms.csv",
      "mismatches.csv",
      "outcomes.csv",
      "redemptions.csv",
      "rejects.csv",
      "report.json",
    ]);
    expect(files.get("report.json")).toBe(renderJson(document));
    expect(files.get("redemptions.csv")).toContain(
      "T2,2026-01-02T11:00:00+08:00,ada,M1,ten-off,10.00,10.00,instant,7.00,3.00\n",
    );
  });

  it("renders the text report without a terminal", async () => {
    const { document, details } = await simulate(request());
    const text = renderText(document, details, { columns: 80, color: false });

    expect(text).toContain("ten-off");
    expect(text.split("\n").every((line) => line.length <= 80)).toBe(true);
  });

  it("reports all problems of campaigns at once", async () => {
    const text = CAMPAIGNS.replace("amount_off:", "amont_off:").replace("30%", "40%");
    const error = await simulate({ ...request(), campaigns: [{ file: "c.yaml", text }] }).catch((caught) => caught);

    expect(error).toBeInstanceOf(InputError);
    expect(error.problems.length).toBeGreaterThanOrEqual(2);
    expect(
      error.problems.every(({ at }: { at: { file: string; line: number } }) => at.file === "c.yaml" && at.line > 0),
    ).toBe(true);
  });

  it.each([
    ["encoding", { encoding: "utf-9" }],
    ["from", { from: "yesterday" }],
    ["to", { from: "2026-01-03", to: "2026-01-03" }],
    ["maxRejects", { maxRejects: "many" }],
    ["maxRejects", { maxRejects: -1 }],
    ["maxRejects", { maxRejects: "101%" }],
  ])("names the option %s that makes no sense", async (option, options) => {
    const error = await simulate(request(options)).catch((caught) => caught);

    expect(error).toBeInstanceOf(OptionError);
    expect(error.option).toBe(option);
  });

  it("stops at the first rejected row when asked to be strict, a refund of nothing too", async () => {
    await expect(simulate(request({ strict: true }))).rejects.toBeInstanceOf(InputError);
    const log = "transaction_id,timestamp,type,refund_of,user_id,amount\nR1,2026-01-02,refund,T0,ada,5.00\n";
    const transactions = { name: "logs/log.csv", text: log };
    const strict = { ...request({ strict: true }), transactions };

    const at = { file: "logs/log.csv", line: 2 };
    await expect(simulate(strict)).rejects.toMatchObject({ problems: [{ code: "rejected-row", at }] });
    const { rejects } = await simulate({ ...request(), transactions });
    expect(rejects.map(({ reason, column }) => [reason, column])).toEqual([["unknown_payment", "refund_of"]]);
  });

  it("lists rejects of the log by line, whether the loader or the replay turned them down", async () => {
    const log = [
      "transaction_id,timestamp,type,refund_of,user_id,amount",
      "R1,2026-01-02,refund,T0,ada,5.00",
      "T1,2026-01-02,payment,,ada,x",
      "R2,2026-01-02,refund,T0,ada,5.00",
      "T2,2026-01-02,payment,,ada,0",
    ].join("\n");
    const { rejects, document } = await simulate({ ...request(), transactions: { name: "log.csv", text: log } });

    expect(rejects.map(({ line, reason }) => [line, reason])).toEqual([
      [2, "unknown_payment"],
      [3, "not_an_amount"],
      [4, "unknown_payment"],
      [5, "not_positive"],
    ]);
    expect(document.rows).toMatchObject({ read: 4, replayed: 0, rejected: 4 });
  });

  it("warns of columns that were allowed to be missing, and of windows that the log does not reach", async () => {
    const text = CAMPAIGNS.replace(
      "id: ten-off",
      "id: ten-off\n    scope: { city: 上海 }\n    window: { start: 2027-01-01 }",
    );
    const campaigns = [{ file: "campaigns.yaml", text }];

    await expect(simulate({ ...request(), campaigns })).rejects.toMatchObject({
      problems: [{ code: "missing-column" }],
    });
    const { document } = await simulate({ ...request({ allowMissingColumns: true }), campaigns });
    expect(document.warnings.map(({ code }) => code)).toEqual(["missing-column", "window-outside-data"]);
  });

  it("warns how many attempts a limit did not count", async () => {
    const text = CAMPAIGNS.replace("budget:", "limits: [{ max: 1, per: card_id }]\n    budget:");
    const log = "timestamp,user_id,card_id,amount\n2026-01-02,ada,C1,60.00\n2026-01-02,ada,,60.00\n";
    const { document } = await simulate({
      campaigns: [{ file: "campaigns.yaml", text }],
      transactions: { name: "log.csv", text: log },
    });

    expect(document.warnings).toEqual([
      {
        code: "limit-not-applied",
        message:
          "a limit did not apply to 1 attempt, for want of a value (card_id); fill the column, or count by another one",
        campaign_id: "ten-off",
      },
    ]);
  });
});

describe("the package", () => {
  it("has the version that its code knows", () => {
    const manifest = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));

    expect(VERSION).toBe(manifest.version);
  });
});
