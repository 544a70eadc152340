import { describe, expect, it } from "vitest";
import { checkText, checkTexts, problemsIn, withCases } from "./run-check.js";

const USERS = "users: [{ user_id: u1, gender: F }]";
const PAYMENT = "payment: { timestamp: 2026-01-02T10:00, user_id: u1, amount: 120.00, card_type: credit }";
const GIVEN = `given: { ${USERS}, ${PAYMENT} }`;

/** Expected and actual of what did not come, by the path below its case. */
async function mismatches(...cases: readonly string[]) {
  const { suites } = await checkText(withCases(...cases));
  return suites[0].cases.flatMap((one) => one.mismatches.map(({ path, expected, actual }) => [path, expected, actual]));
}

describe("a case", () => {
  it.each([
    "outcome: paid",
    "decline: none",
    "offers: { friday: 5.00, later: 3 }",
    "offers: { friday: 5 }",
    "chosen: friday",
    "chosen: [friday]",
    "granted: 5.00",
    "granted: { friday: 5.00, later: none }",
    "refusals: { friday: none }",
    "contributions: { bank: 3.50, merchant: 1.50, platform: 0 }",
    "discount: 5.00, cashback: 0.00, payable: 115.00, points_spent: 0",
  ])("passes where all that it expects came: %s", async (expected) => {
    const { passed, failed } = await checkText(withCases(`${GIVEN}, expect: { ${expected} }`));
    expect([passed, failed]).toEqual([1, 0]);
  });

  it.each([
    ["outcome: declined", "outcome", "declined", "paid"],
    ["decline: risk_rejected", "decline", "risk_rejected", "none"],
    ["offers: { friday: 5.01, later: 3.00 }", "offers.friday", "5.01", "5.00"],
    ["offers: { later: none }", "offers.later", "none", "3.00"],
    ["offers: none", "offers", "none", "{ friday: 5.00, later: 3.00 }"],
    ["chosen: later", "chosen", "later", "friday"],
    ["chosen: none", "chosen", "none", "friday"],
    ["chosen: [later, friday]", "chosen", "[friday, later]", "[friday]"],
    ["granted: 8", "granted", "8.00", "5.00"],
    ["granted: { later: 3.00 }", "granted.later", "3.00", "none"],
    ["refusals: { friday: paused }", "refusals.friday", "paused", "none"],
    ["contributions: { bank: 3.49 }", "contributions.bank", "3.49", "3.50"],
    ["points_spent: 1", "points_spent", "1", "0"],
    ["payable: 120.00", "payable", "120.00", "115.00"],
  ])("fails where something else came: %s", async (expected, path, wanted, came) => {
    expect(await mismatches(`${GIVEN}, expect: { ${expected} }`)).toEqual([[`cases[0].expect.${path}`, wanted, came]]);
  });

  it("says where the expected value stands, why it did not come, and what would be right", async () => {
    const { suites } = await checkText(withCases(`given: { ${PAYMENT} }, expect: { offers: { friday: 5.00 } }`));
    const [one] = suites[0].cases;
    expect(one).toMatchObject({ kind: "case", name: "case 0", passed: false, at: { line: 4, column: 13 } });
    const [mismatch] = one.mismatches;
    const line = withCases(`given: { ${PAYMENT} }, expect: { offers: { friday: 5.00 } }`).split("\n")[3];
    expect(mismatch).toEqual({
      path: "cases[0].expect.offers.friday",
      at: { file: "suite.yaml", line: 4, column: line.lastIndexOf("5.00") + 1 },
      expected: "5.00",
      actual: "none",
      message: "offers.friday should be 5.00, and is none (not_in_audience)",
      update: { path: ["cases", 0, "expect", "offers", "friday"], value: "none" },
    });
  });

  it("looks at a declined payment: what it was going to use, and nothing given", async () => {
    const given = `given: { ${USERS}, ${PAYMENT.replace(" }", ", balance: 1.00 }")} }`;
    const expected =
      "outcome: declined, decline: insufficient_balance, chosen: friday, granted: 5.00, discount: 0.00, payable: 0.00, contributions: { bank: 0.00 }";
    expect(await mismatches(`${given}, expect: { ${expected} }`)).toEqual([]);
    expect(
      await mismatches(`${given}, expect: { outcome: paid, discount: 5.00, contributions: { bank: 3.50 } }`),
    ).toEqual([
      ["cases[0].expect.outcome", "paid", "declined"],
      ["cases[0].expect.discount", "5.00", "0.00"],
      ["cases[0].expect.contributions.bank", "3.50", "0.00"],
    ]);
  });

  it("replays payments and refunds before it, and looks at each of them that expects something", async () => {
    const first = `{ transaction_id: t1, timestamp: 2026-01-02T08:00, user_id: u1, amount: 100.00, card_type: credit, expect: { discount: 4.00 } }`;
    const back =
      "{ timestamp: 2026-01-02T09:00, user_id: u1, type: refund, refund_of: t1, amount: 50.00, expect: { cash: 1.00 } }";
    const given = `given: { ${USERS}, transactions: [${first}, ${back}], ${PAYMENT} }`;
    expect(await mismatches(`${given}, expect: { discount: 5.00, refusals: { later: not_eligible } }`)).toEqual([
      ["cases[0].given.transactions[0].expect.discount", "4.00", "5.00"],
      ["cases[0].given.transactions[1].expect.cash", "1.00", "47.50"],
    ]);
  });

  it("may be about a refund", async () => {
    const paid = "{ transaction_id: t1, timestamp: 2026-01-02T08:00, user_id: u1, amount: 100.00, card_type: credit }";
    const given = `given: { ${USERS}, transactions: [${paid}], refund: { timestamp: 2026-01-03, user_id: u1, refund_of: t1, amount: 50.00 } }`;
    const right =
      "refunded_discount: 2.50, cash: 47.50, contributions: { bank: 1.75, merchant: 0.75 }, points_returned: 0";
    expect(await mismatches(`${given}, expect: { ${right} }`)).toEqual([]);
    expect(await mismatches(`${given}, expect: { refunded_discount: 2.51, cash: 47.50 }`)).toEqual([
      ["cases[0].expect.refunded_discount", "2.51", "2.50"],
    ]);
  });

  it("takes its history for eligibility alone, and forgets the cases before it", async () => {
    const history = "history: [{ timestamp: 2025-12-01, user_id: u1, amount: 9.00 }]";
    const spent = `transactions: [${[1, 2].map((hour) => `{ timestamp: 2026-01-02T0${hour}:00, user_id: u1, amount: 100.00, card_type: credit }`).join(", ")}]`;
    expect(
      await mismatches(
        `given: { ${USERS}, ${history}, ${PAYMENT} }, expect: { offers: { friday: 5.00, later: none } }`,
        `given: { ${USERS}, ${spent}, ${PAYMENT} }, expect: { refusals: { friday: budget_exhausted } }`,
        `${GIVEN}, expect: { offers: { friday: 5.00, later: 3.00 } }`,
      ),
    ).toEqual([]);
  });

  it("declines what the front end shows wrongly, where the suite says so", async () => {
    const given = `given: { ${USERS}, ${PAYMENT.replace(" }", ", client_discount: 1.00 }")} }`;
    const suite = withCases(`${given}, expect: { decline: client_discount_mismatch }`);
    expect((await checkText(suite)).failed).toBe(1);
    expect((await checkText(suite.replace("cases:", "on_mismatch: decline\ncases:"))).failed).toBe(0);
  });

  it("may have cells that break the line", async () => {
    const transactions =
      'transactions: [{ timestamp: 2026-01-01, user_id: "u\\n9", amount: 1.00, expect: { payable: 2.00 } }]';
    expect(await mismatches(`given: { ${USERS}, ${transactions}, ${PAYMENT} }, expect: { payable: 115.00 }`)).toEqual([
      ["cases[0].given.transactions[0].expect.payable", "2.00", "1.00"],
    ]);
  });
});

describe("suites together", () => {
  it("are told of in their order, with what passed and failed", async () => {
    const good = withCases(`${GIVEN}, expect: { outcome: paid }`);
    const bad = withCases(`${GIVEN}, expect: { outcome: declined }`, `${GIVEN}, expect: { outcome: paid }`);
    const { passed, failed, suites } = await checkTexts({ "b.yaml": good, "a.yaml": bad });
    expect([passed, failed, suites.map(({ file }) => file)]).toEqual([2, 1, ["b.yaml", "a.yaml"]]);
    expect(suites[1].cases.map((one) => one.passed)).toEqual([false, true]);
  });

  it("have all their problems told at once, and those of a campaign file once", async () => {
    const suite = (key: string) => withCases(`${GIVEN}, expect: { outcome: paid }, ${key}: 1`);
    const texts = { "a.yaml": suite("hope"), "b.yaml": suite("wish").replace("cases", "seeed: x\ncases") };
    const ofSuites = await problemsIn(checkTexts(texts));
    expect(ofSuites.map(({ code, at }) => [code, at.file, at.line])).toEqual([
      ["unknown-key", "a.yaml", 4],
      ["unknown-key", "b.yaml", 3],
      ["unknown-key", "b.yaml", 5],
    ]);
    const campaigns = "version: 1\ncurrency: CNY\ntimezone: UTC\ncampaigns: [{ id: a }]";
    const all = await problemsIn(checkTexts(texts, { campaigns }));
    expect(all.map(({ at }) => at.file)).toEqual(["campaigns.yaml", "b.yaml"]);
  });

  it("knows what was meant by a slip of the pen in the expect of an earlier payment", async () => {
    const earlier = "{ timestamp: 2026-01-01T10:00, user_id: u1, amount: 1.00, expec: { payable: 1.00 } }";
    const text = withCases(`given: { transactions: [${earlier}], ${PAYMENT} }, expect: { outcome: paid }`);
    const problems = await problemsIn(checkText(text));
    expect(problems.map(({ code, hint }) => [code, hint])).toEqual([["unread-column", 'did you mean "expect"?']]);
  });
});
