import { describe, expect, test } from "vitest";
import type { Problem } from "../../src/domain/problem.js";
import type { WhenExpression } from "../../src/when/contract.js";
import { MAX_WHEN_LENGTH, parseWhen } from "../../src/when/parse-when.js";
import { buildColumns, type TestRow } from "./build-columns.js";

const AT = { file: "campaigns.yaml", line: 4, column: 12 };
const CNY = { code: "CNY", exponent: 2 };

function problemsOf(source: string): readonly Problem[] {
  const parsed = parseWhen(source, AT);
  if (!Array.isArray(parsed)) throw new Error(`accepted: ${source}`);
  return parsed;
}

function expressionOf(source: string): WhenExpression {
  const parsed = parseWhen(source, AT);
  if (Array.isArray(parsed)) throw new Error(`${source}: ${parsed.map((problem) => problem.message).join("; ")}`);
  return parsed;
}

/** What the condition says on one row. */
function outcome(source: string, row: TestRow = {}, points = 0, currency = CNY): boolean | "error" {
  const result = expressionOf(source).bind(buildColumns([{ points, ...row }]), currency)(0);
  return result === 2 ? "error" : result === 1;
}

const FULL: TestRow = {
  amount: 1230,
  balance: 50_000,
  clientDiscount: 0,
  text: { city: "上海", channel: "app", user_id: "U-7", "user.level": "gold", "user.age": "31", "merchant.tier": "A" },
};

describe("what a condition reads", () => {
  test("amounts are doubles in major units", () => {
    expect(outcome("tx.amount == 12.3 && tx.balance == 500.0 && tx.client_discount == 0.0", FULL)).toBe(true);
    expect(outcome("tx.amount == 1230.0", FULL, 0, { code: "JPY", exponent: 0 })).toBe(true);
    expect(outcome("tx.amount == 1.23", FULL, 0, { code: "KWD", exponent: 3 })).toBe(true);
  });

  test("points are the cell, an int, and an error where it is empty", () => {
    expect(outcome("tx.points >= 0", FULL, -1)).toBe("error");
    expect(outcome("tx.points >= 0 || tx.amount > 1.0", FULL, -1)).toBe(true);
    expect(outcome("has(tx.points)", FULL, -1)).toBe(false);
    expect(outcome("tx.points >= 100 && tx.points % 100 == 50", FULL, 250)).toBe(true);
    expect(outcome("tx.points >= 100", FULL, 99)).toBe(false);
  });

  test("every other attribute is text, of the row or of a joined table", () => {
    expect(outcome("tx.city == '上海' && user.level == 'gold' && merchant.tier == 'A'", FULL)).toBe(true);
    expect(outcome("tx['city'] in ['杭州', '上海']", FULL)).toBe(true);
    expect(outcome("tx.user_id.startsWith('U-')", FULL)).toBe(true);
  });

  test("a missing cell, row or column is empty text", () => {
    expect(outcome("tx.city == '' && user.level == '' && tx.never_seen == ''")).toBe(true);
  });

  test("columns that are always there need no asking", () => {
    expect(outcome("tx.transaction_id == 'T0' && tx.user_id == 'U0' && tx.merchant_id == '' && tx.offer == ''")).toBe(
      true,
    );
  });

  test("the columns are listed by the names of the log", () => {
    const { columns } = expressionOf(
      "tx.amount > 1.0 && (user.age == '' || tx.city == 'x' || tx['city'] == merchant.city)",
    );
    expect(columns).toEqual(["amount", "user.age", "city", "merchant.city"]);
  });
});

describe("errors at evaluation", () => {
  test.each([
    ["tx.balance > 1.0"],
    ["tx.client_discount == 0.0"],
    ["double(user.age) > 20.0"],
    ["int(user.age) > 20"],
    ["bool(tx.city)"],
    ["1 / (tx.points - tx.points) == 0"],
    ["tx.points % (tx.points - tx.points) == 0"],
    ["9223372036854775807 + tx.points == 0"],
    ["-9223372036854775808 - tx.points == 0"],
    ["-(-9223372036854775807 - tx.points) == 0"],
    ["(-9223372036854775807 - tx.points) / -1 == 0"],
    ["int(1.0e30) == 0"],
    ["{'gold': 1.0}[user.level] == 1.0"],
    ["[1, 2][5] == 1"],
  ])("%s", (source) => {
    expect(outcome(source, {}, 1)).toBe("error");
  });

  test("an empty discount beside one that is given", () => {
    const columns = buildColumns([{ clientDiscount: 500 }, {}]);
    const evaluate = expressionOf("tx.client_discount >= 5.0").bind(columns, CNY);
    expect([evaluate(0), evaluate(1)]).toEqual([1, 2]);
  });

  test("|| and && absorb an error on either side where the other settles it", () => {
    expect(outcome("tx.balance > 1.0 || true")).toBe(true);
    expect(outcome("true || tx.balance > 1.0")).toBe(true);
    expect(outcome("tx.balance > 1.0 && false")).toBe(false);
    expect(outcome("false && tx.balance > 1.0")).toBe(false);
    expect(outcome("tx.balance > 1.0 || false")).toBe("error");
    expect(outcome("tx.balance > 1.0 && true")).toBe("error");
    expect(outcome("!(tx.balance > 1.0)")).toBe("error");
  });

  test("?: hides an error only in the branch not taken", () => {
    expect(outcome("has(tx.balance) ? tx.balance > 1.0 : true")).toBe(true);
    expect(outcome("has(tx.balance) ? true : tx.balance > 1.0")).toBe("error");
    expect(outcome("tx.balance > 1.0 ? true : true")).toBe("error");
    expect(outcome("(tx.amount > 0.0 ? 2.0 : tx.balance) == 2.0")).toBe(true);
  });

  test("an error absorbed deep inside leaves nothing behind", () => {
    expect(outcome("tx.amount + (tx.balance > 1.0 || true ? 1.0 : 0.0) == 2.0")).toBe(true);
    expect(outcome("tx.balance + (tx.balance > 1.0 || true ? 1.0 : 0.0) == 2.0 || tx.amount == 1.0")).toBe(true);
  });

  test("the same text on the next row fails again", () => {
    const columns = buildColumns(["x", "31", "x", "31"].map((age) => ({ text: { "user.age": age } })));
    const evaluate = expressionOf("double(user.age) * 2.0 > tx.amount").bind(columns, CNY);
    expect([0, 1, 2, 3, 0].map((row) => evaluate(row))).toEqual([2, 1, 2, 1, 2]);
  });
});

describe("CEL to the letter, where the libraries stray from it", () => {
  test("text is ordered by code points, not UTF-16 units", () => {
    expect(outcome("tx.city > '\\uffee'", { text: { city: "😀" } })).toBe(true);
    expect(outcome("tx.city <= '\\uffee'", { text: { city: "😀" } })).toBe(false);
  });

  test("size counts code points", () => {
    expect(outcome("size(tx.city) == 2 && tx.city.size() == 2", { text: { city: "😀x" } })).toBe(true);
  });

  test("a text that writes no number converts to none", () => {
    for (const text of ["", " 5", "0x10", "1_000", "5 ", "--5", "１"]) {
      expect(outcome("double(tx.city) == 0.0", { text: { city: text } })).toBe("error");
      expect(outcome("int(tx.city) == 0", { text: { city: text } })).toBe("error");
    }
    expect(outcome("double(tx.city) == 1500.0", { text: { city: "1.5e3" } })).toBe(true);
    expect(outcome("double(tx.city) > 1.0e300", { text: { city: "Infinity" } })).toBe(true);
    expect(outcome("int(tx.city) == -42", { text: { city: "-42" } })).toBe(true);
    expect(outcome("int(tx.city) == 1", { text: { city: "1.0" } })).toBe("error");
  });

  test("ints have 64 bits, all of them", () => {
    expect(outcome("9223372036854775807 - tx.points == 9223372036854775806", {}, 1)).toBe(true);
    expect(outcome("9007199254740993 * tx.points != 9007199254740992", {}, 1)).toBe(true);
    expect(outcome("-7 / tx.points == -3 && -7 % tx.points == -1", {}, 2)).toBe(true);
  });

  test("doubles divide as IEEE says", () => {
    expect(outcome("tx.amount / 0.0 > 1.0e308")).toBe(true);
    expect(outcome("0.0 / (tx.amount - tx.amount) == 0.0 || 0.0 / 0.0 != 0.0")).toBe(true);
  });

  test("upper and lower case touch ASCII alone", () => {
    expect(outcome("tx.city.lowerAscii() == 'Éa'", { text: { city: "ÉA" } })).toBe(true);
    expect(outcome("tx.city.upperAscii() == 'éA'", { text: { city: "éa" } })).toBe(true);
  });

  test("has() asks whether the cell holds anything", () => {
    const row = { balance: 0, text: { city: "x" } };
    expect(outcome("has(tx.city) && has(tx.balance) && has(tx.amount) && has(tx.points)", row)).toBe(true);
    expect(outcome("has(tx.channel) || has(tx.client_discount) || has(user.level)", row)).toBe(false);
  });
});

describe("lists and maps", () => {
  test("quantifiers, with the errors of || and &&", () => {
    const row = { text: { merchant_id: "M017" } };
    expect(outcome("['M01', 'M9'].exists(p, tx.merchant_id.startsWith(p))", row)).toBe(true);
    expect(outcome("['M01', 'M9'].all(p, tx.merchant_id.startsWith(p))", row)).toBe(false);
    expect(outcome("['M01', 'M0'].exists_one(p, tx.merchant_id.startsWith(p))", row)).toBe(false);
    expect(outcome("['x', '5'].exists(p, double(p) == 5.0)")).toBe(true);
    expect(outcome("['x', '5'].exists(p, double(p) == 6.0)")).toBe("error");
    expect(outcome("['x', '5'].all(p, double(p) == 6.0)")).toBe(false);
    expect(outcome("['x', '5'].exists_one(p, double(p) == 5.0)")).toBe("error");
    expect(outcome("[tx.merchant_id, user.level].exists(p, p == 'M017')", row)).toBe(true);
    expect(outcome("[].exists(p, p == 'M017')", row)).toBe(false);
  });

  test("the library takes what closures do not cover", () => {
    expect(outcome("tx.amount >= {'gold': 10.0, 'silver': 50.0}[user.level]", FULL)).toBe(true);
    expect(outcome("size(['a', tx.channel].filter(x, x == 'app')) == 1", FULL)).toBe(true);
    expect(outcome("[tx.amount, tx.balance][0] == 12.3", FULL)).toBe(true);
    expect(outcome("[tx.amount, tx.balance][0] == 1.0")).toBe("error");
    expect(outcome("[double(user.age)][0] - (1.0 - 2.0) == 32.0", FULL)).toBe(true);
    expect(outcome("dyn(tx.points) == 2.0", {}, 2)).toBe(true);
    expect(outcome("uint(tx.points) == 2u", {}, 2)).toBe(true);
    expect(outcome("b'app' == b'app' && tx.city in {'上海': 1}", FULL)).toBe(true);
    expect(outcome("{'gold': 1}[user.level] == 1 || tx.amount == 1.0")).toBe(true);
    expect(
      outcome("size([tx.city + '😀', '\"\\n'].map(x, x + x)) == 2 && [0.1234567890123][0] == 0.1234567890123"),
    ).toBe(true);
  });

  test("a list with an element that fails is an error, found or not", () => {
    expect(outcome("tx.amount in [1.0, tx.balance]")).toBe("error");
    expect(outcome("[tx.balance, 1.0].exists(x, true)")).toBe("error");
  });
});

describe("problems before the run", () => {
  test.each([
    ["tx.amount == 'x'", 12, "double == string", "tx.amount is a number"],
    ["tx.amount == 50", 12, "double == int", "write 50.0"],
    ["tx.amount in [50]", 12, "double in list<int>", "50.0"],
    ["user.age > 20", 12, "string > int", "write double(user.age)"],
    ["user.age == 20", 12, "string == int", "write int(user.age)"],
    ["tx.points * 0.5 > 2.0", 12, "int * double", "write double(tx.points)"],
    ["tx.amout > 2.0", 12, "string > double", "did you mean tx.amount?"],
    ["!tx.city", 12, '"!" does not take text', ""],
    ["tx.city.size", 20, "", "an attribute has no parts"],
    ["true ? 1 : 'a'", 12, "int", "same type"],
    ["tx.amount && true", 12, "double", "write a comparison"],
    ["tx.city in ['a', 1]", 29, "string", "write all elements of a list alike"],
    ["tx.amount", 12, "gives a decimal number (double), not true or false", "end in a comparison"],
    ["true && amount > 3.0", 20, 'nothing is called "amount"', "write tx.amount"],
    ["usr.level == 'a'", 12, 'nothing is called "usr"', 'did you mean "user"?'],
    ["tx == tx", 12, '"tx" is no value', "tx.city"],
    ["tx[tx.city] == 'a'", 12, "must be named", "tx.city"],
    ["tx.city.matches('^a')", 12, "matches() is not available", "no regular expressions"],
    ["timestamp(tx.timestamp) < timestamp('x')", 12, "timestamp() is not available", "window"],
    ["tx.city.startWith('a')", 12, "startWith() is not available", 'did you mean "startsWith"?'],
    ["has(tx)", 12, "has() takes one attribute", "has(tx.city)"],
    ["tx.points == 9223372036854775808", 25, "too large for an int", "9223372036854775807"],
    ["[1].exists(tx, true)", 12, 'hides "tx"', "another name"],
    ["[1].exists(x, [2].all(y, x == y))", 26, "inside another", "||"],
    ["tx.amount = 5.0", 22, "cannot be read", "equality is written =="],
    ["true and false", 17, "cannot be read", '"and" is written &&'],
    ["tx.city == 'a", 23, "cannot be read: unterminated string", ""],
    ["tx.city ==", 22, "it ends where a value should stand", ""],
    ["", 12, "the condition is empty", "remove the key"],
  ])("%s", (source, column, message, hint) => {
    const [problem] = problemsOf(source);
    expect(problem).toMatchObject({ code: "bad-condition", severity: "error", at: { ...AT, column } });
    expect(problem.message).toContain(message);
    expect(problem.hint).toContain(hint);
  });

  test("everything that the inspection finds is reported together", () => {
    expect(problemsOf("usr.a == '' && tx.city.matches('x') && foo(1)")).toHaveLength(3);
  });

  test("in a text of several lines the place is where it begins", () => {
    expect(problemsOf("true &&\n amount > 3.0")[0].at).toEqual(AT);
  });

  test("length, depth and pieces are bounded", () => {
    const long = "tx.amount > 1.0 || ".repeat(MAX_WHEN_LENGTH / 10);
    expect(problemsOf(`${long}true`)[0].message).toContain("longer than 4000 characters");
    for (const source of ["(".repeat(3000), `${"!".repeat(3990)}true`, `${"[".repeat(500)}1${"]".repeat(500)} == 1`]) {
      expect(problemsOf(source)[0].message).toContain("too deep or too long");
    }
  });

  test("the longest chain that is allowed still runs", () => {
    const source = `1${"+1".repeat(990)} == 991`;
    expect(outcome(source)).toBe(true);
  });

  test("names that JavaScript gives a meaning are plain columns", () => {
    const row = { text: { constructor: "c", toString: "s" } };
    expect(
      outcome("tx.constructor == 'c' && tx.toString == 's' && tx.__proto__ == '' && user.valueOf == ''", row),
    ).toBe(true);
  });
});
