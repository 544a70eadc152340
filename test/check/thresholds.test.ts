import { describe, expect, it } from "vitest";
import { checkText, checkTexts, problemsIn } from "./run-check.js";

const LOG = `timestamp,user_id,amount,card_type
2026-01-02T10:00,u1,120.00,credit
2026-01-03T10:00,u1,120.00,credit
2026-01-04T10:00,u1,120.00,credit
2026-01-05T10:00,u2,20.00,debit
`;
const DATA = { "log.csv": LOG, "users.csv": "user_id,gender\nu1,F\nu2,M\n" };

function suiteOf(thresholds: readonly string[], more = ""): string {
  const head = `version: 1\ncampaigns: campaigns.yaml\ntransactions: log.csv\nusers: users.csv\n${more}`;
  return `${head}thresholds:\n${thresholds.map((text) => `  - '${text}'\n`).join("")}`;
}

async function results(thresholds: readonly string[], more = "") {
  const { suites } = await checkText(suiteOf(thresholds, more), { data: DATA });
  return suites[0].thresholds;
}

/** What must be true of a figure and its bound where these words stand between them. */
const MEANING: Readonly<Record<string, (order: number) => boolean>> = {
  "at or above": (order) => order >= 0,
  below: (order) => order < 0,
  "at or below": (order) => order <= 0,
  above: (order) => order > 0,
  "not above": (order) => order <= 0,
  "not below": (order) => order >= 0,
  "equal to": (order) => order === 0,
  "not equal to": (order) => order !== 0,
  "at or after": (order) => order >= 0,
  before: (order) => order < 0,
  "at or before": (order) => order <= 0,
  after: (order) => order > 0,
  "not after": (order) => order <= 0,
  "not before": (order) => order >= 0,
  "the same as": (order) => order === 0,
  "not the same as": (order) => order !== 0,
};
const VERDICTS: Readonly<Record<string, (order: number) => boolean>> = {
  "<=": (order) => order <= 0,
  "<": (order) => order < 0,
  ">=": (order) => order >= 0,
  ">": (order) => order > 0,
  "==": (order) => order === 0,
  "!=": (order) => order !== 0,
};

it("a forecast of a suite covers ten years at most", async () => {
  const suite = suiteOf(["P(friday lasts) >= 0%"], "forecast: { horizon: 2026-03-01..9999-01-01 }\n");
  expect(await problemsIn(checkText(suite, { data: DATA }))).toMatchObject([
    { code: "bad-horizon", message: '"2026-03-01..9999-01-01" has 2912020 days', hint: "write up to 3660" },
  ]);
});

describe("a threshold", () => {
  // Of each kind: a path, its figure, and bounds below, at and above it.
  it.each([
    ["campaigns.friday.discount_minor", "10.00", ["9.99", "10.00", "10.01"]],
    ["totals.payments", "4", ["3", "4", "5"]],
    ["campaigns.friday.utilization", "0.8333333333333334", ["83%", "0.8333333333333334", "84%"]],
    ["campaigns.friday.exhausted_at", "2026-01-04T10:00:00+08:00", ["2026-01-04", "2026-01-04T10:00", "2026-01-05"]],
    ["campaigns.later.exhausted_at", "never", ["2026-01-04", "never", null]],
    ["P50 campaigns.friday.discount_minor", "10.00", ["9.99", "10.00", "10.01"]],
    ["P(friday lasts)", "0%", [null, "0%", "1%"]],
  ] as const)("%s passes exactly where its operator holds, and never says the other", async (path, figure, bounds) => {
    const asked = Object.keys(VERDICTS)
      .filter((operator) => !path.startsWith("P(") || !["==", "!="].includes(operator))
      .flatMap((operator) =>
        bounds.flatMap((bound, place) => (bound === null ? [] : [{ operator, bound, order: 1 - place }])),
      );
    const judged = await results(
      asked.map(({ operator, bound }) => `${path} ${operator} ${bound}`),
      "forecast: { runs: 3 }\n",
    );
    expect(judged).toHaveLength(asked.length);
    for (const [i, { operator, order }] of asked.entries()) {
      const { name, passed, words, mismatches } = judged[i];
      expect(passed, name).toBe(VERDICTS[operator](order));
      const said = /^(.*) is (.*), which is (\D*?) (?=\d|never)/.exec(words);
      expect(said?.slice(1, 3), name).toEqual([path, figure]);
      expect(MEANING[said?.[3] ?? ""](order), words).toBe(true);
      expect(mismatches.map(({ message, update }) => [message, update])).toEqual(passed ? [] : [[words, null]]);
    }
  });

  it("that fails says what was expected, what came, and where it stands", async () => {
    const [result] = await results(["totals.discount_minor <= 9.99"]);
    const at = { file: "suite.yaml", line: 6, column: 5 };
    expect(result).toEqual({
      kind: "threshold",
      name: "totals.discount_minor <= 9.99",
      at,
      passed: false,
      words: "totals.discount_minor is 10.00, which is above 9.99",
      mismatches: [expect.objectContaining({ path: "thresholds[0]", at, expected: "<= 9.99", update: null })],
    });
  });

  it("reads every figure under its path, and a sum of parts as the whole", async () => {
    const judged = await results([
      "rows.read == 4",
      "totals.contributions_minor.bank == 7.00",
      "campaigns.friday.refunded_contributions_minor.bank == 0.00",
      "campaigns.friday.refusals.budget_exhausted == 1",
      "campaigns.friday.users == 1",
      "campaigns.friday.left_minor == 2.00",
      "campaigns.friday.budget.left_minor == 200",
      "campaigns.friday.discount.mean_minor == 5.00",
      "mismatches.checked == 0",
      "mean totals.redemptions == 2",
      "P95(friday.contributions.bank) <= 7.00",
    ]);
    expect(judged.filter(({ passed }) => !passed)).toEqual([]);
  });

  it("tells what came as a suite would write it, without separators", async () => {
    const log = `${LOG}2026-01-06T10:00,u2,1234.50,debit\n`;
    const { suites } = await checkText(suiteOf(["totals.price_minor <= 1000.00"]), {
      data: { ...DATA, "log.csv": log },
    });
    expect(suites[0].thresholds[0]).toMatchObject({
      words: "totals.price_minor is 1,614.50, which is above 1,000.00",
      mismatches: [{ expected: "<= 1000.00", actual: "1614.50" }],
    });
  });

  it.each([
    ["=<", "totals.discount_minor =< 1.00"],
    ["=>", "totals.discount_minor => 1.00"],
    ["<>", "totals.discount_minor <> 1.00"],
    ["===", "totals.discount_minor=== 1.00"],
  ])("says of %s that it is no operator, where it stands", async (operator, text) => {
    const suite = suiteOf([text]);
    const [problem] = await problemsIn(checkText(suite, { data: DATA }));
    expect(problem).toMatchObject({
      message: `"${operator}" is no operator`,
      hint: "write one of >=, <=, >, <, ==, !=",
      at: { line: 6, column: suite.split("\n")[5].indexOf(operator) + 1 },
    });
  });

  it("fails where its figure has no value, whatever the operator, and says why", async () => {
    const operators = Object.keys(VERDICTS);
    const judged = await results(operators.map((operator) => `campaigns.later.left_minor ${operator} 1.00`));
    for (const [i, { passed, words, mismatches }] of judged.entries()) {
      expect([passed, mismatches.length]).toEqual([false, 1]);
      expect(words).toBe(
        `campaigns.later.left_minor has no value (the campaign has no total budget), so it cannot be ${operators[i]} 1.00`,
      );
    }
  });

  it("of a replay reads the log once for all of them, and none reads nothing", async () => {
    const opened: string[] = [];
    const all = suiteOf(["totals.payments > 1", "rows.read > 1", "totals.declined > 1"]);
    await checkTexts({ "suite.yaml": all }, { data: DATA }, opened);
    expect(opened).toEqual(["log.csv", "users.csv"]);
    const withForecast = suiteOf(["P05 totals.redemptions > 1", "P(friday lasts) > 1%"], "forecast: { runs: 2 }\n");
    await checkTexts({ "suite.yaml": withForecast }, { data: DATA }, opened);
    expect(opened).toHaveLength(4);
    const given = "given: { payment: { timestamp: 2026-01-02, user_id: u1, amount: 1.00 } }";
    const cases = `version: 1\ncampaigns: c.yaml\ntransactions: log.csv\ncases: [{ name: a, ${given}, expect: { outcome: paid } }]`;
    await checkTexts({ "suite.yaml": cases }, { data: DATA }, opened);
    expect(opened).toHaveLength(4);
  });

  it("whose log cannot be used is bad input, with what is wrong with the logs of other suites", async () => {
    const texts = {
      "a.yaml": suiteOf(["rows.read > 1"]),
      "b.yaml": suiteOf(["rows.read > 1"]).replace("log.csv", "b.csv"),
    };
    const data = { ...DATA, "log.csv": "time,user\n1,2\n", "b.csv": "" };
    const problems = await problemsIn(checkTexts(texts, { data }));
    expect(new Set(problems.map(({ at }) => at.file))).toEqual(new Set(["log.csv", "b.csv"]));
  });
});
