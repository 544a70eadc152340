import { describe, expect, it } from "vitest";
import { checkColumns } from "../../src/campaigns/check-columns.js";
import { columnsNeeded } from "../../src/campaigns/columns-needed.js";
import { formatProblem } from "../../src/report/format-problem.js";
import { DISCOUNT, HEAD, load } from "./campaign-text.js";

const SET = load(`${HEAD}campaigns:
  - id: one
    scope: { city: Paris, not: { channel: app } }
    payment: { card_type: credit }
    audience: { user.age: { min: 20 }, amount: { min: 5 } }
    when: tx.balance > 3.0 && merchant.tier == 'a' && tx.city != ''
    eligibility: [{ first_payment: { per: card_id } }, { first_payment: true }]
    limits: [{ max: 1, per: [user_id, user.level] }]
    ${DISCOUNT}
  - id: two
    scope: { city: Lyon }
    funding: { bank: 100%, by_merchant: { M1: { bank: 100% } } }
    discount: { mode: points, points_per_unit: 100 }
  - id: three
    ${DISCOUNT}
`);

describe("columns that campaigns need", () => {
  it("are those of every condition, limit, share and mode, with the campaigns in file order", () => {
    expect([...columnsNeeded(SET)]).toEqual([
      ["city", ["one", "two"]],
      ["channel", ["one"]],
      ["card_type", ["one"]],
      ["user.age", ["one"]],
      ["amount", ["one"]],
      ["balance", ["one"]],
      ["merchant.tier", ["one"]],
      ["card_id", ["one"]],
      ["user_id", ["one"]],
      ["user.level", ["one"]],
      ["merchant_id", ["two"]],
      ["points", ["two"]],
    ]);
  });

  it("are no problem where the data has them; user_id, amount and timestamp it always has", () => {
    const all = "city channel card_type user.age balance merchant.tier card_id user.level merchant_id points".split(
      " ",
    );
    expect(checkColumns(SET, new Set(all), new Set())).toEqual([]);
  });

  it("are errors where it lacks them, by campaign and column, with a remedy", () => {
    const available = new Set("cty channel card_type balance user.ages card_id merchant_id".split(" "));
    const problems = checkColumns(SET, available, new Set(["city"]));
    expect(problems.map(({ code, campaignId, severity }) => [code, campaignId, severity])).toEqual([
      ["missing-column", "one", "error"],
      ["missing-column", "one", "error"],
      ["missing-table", "one", "error"],
      ["missing-column", "one", "error"],
      ["missing-column", "two", "error"],
      ["missing-column", "two", "error"],
    ]);
    expect(formatProblem(problems[0])).toBe(
      'a.yaml:6:14: error[missing-column]: campaign "one" needs the column "city", which the data lacks\n' +
        '  help: did you mean "cty"?; --map city=… renames a column, --allow-missing-columns takes it as empty',
    );
    expect(problems[1].hint).toBe('did you mean "user.ages"?; --allow-missing-columns takes it as empty');
    expect(formatProblem(problems[2])).toBe(
      'a.yaml:9:11: error[missing-table]: campaign "one" needs "merchant.tier", and there is no table of merchants\n' +
        "  help: give one with --merchants",
    );
  });
});
