/** Our closures, the library's evaluator and a second CEL implementation on the same generated conditions and rows. */
import { CelScalar, celEnv, celFunc, isCelError, parse as parseCel, plan } from "@bufbuild/cel";
import { Environment } from "@marcbachmann/cel-js";
import fc from "fast-check";
import { expect, test } from "vitest";
import { textToDouble } from "../../src/when/convert-text.js";
import { parseWhen } from "../../src/when/parse-when.js";
import { buildColumns, type TestRow } from "./build-columns.js";

const CNY = { code: "CNY", exponent: 2 };
const AT = { file: "campaigns.yaml", line: 1, column: 1 };

type Answer = boolean | "error";
interface Case extends TestRow {
  readonly points: number;
  readonly text: { readonly [column: string]: string };
}

const rows: fc.Arbitrary<Case> = fc.record({
  amount: fc.constantFrom(1, 1230, 5000, 10_000, 12_345),
  balance: fc.constantFrom(0, 5000, 99_999, Number.POSITIVE_INFINITY),
  points: fc.constantFrom(-1, 0, 1, 100, 250, 9_007_199_254_740_991),
  text: fc.record({
    city: fc.constantFrom("", "上海", "杭州", "a", "ab", "b"),
    channel: fc.constantFrom("", "app", "ab", "b"),
    "user.level": fc.constantFrom("", "gold", "a"),
    "user.age": fc.constantFrom("", "20", "35", "7.5", "-3", "abc"),
    // Never empty: the library takes int("") for 0, where CEL has an error.
    "user.visits": fc.constantFrom("0", "12", "-4", "1.5", "x"),
  }),
});

const texts = ["tx.city", "tx.channel", "user.level", "tx['city']", "'上海'", "'a'", "'ab'", "''", '"b"'];
const ints = ["tx.points", "0", "1", "2", "7", "-3", "100", "9007199254740993", "9223372036854775807"];
const doubles = ["tx.amount", "tx.balance", "0.0", "50.0", "-12.3", "123.45", "1e3", "double(user.age)"];

const conditions = fc.letrec<{ bool: string; int: string; double: string; string: string }>((tie) => {
  const { bool, int, double, string } = {
    bool: tie("bool"),
    int: tie("int"),
    double: tie("double"),
    string: tie("string"),
  };
  const order = fc.constantFrom("==", "!=", "<", "<=", ">", ">=");
  const inequality = fc.constantFrom("<", "<=", ">", ">=");
  const infix = (left: fc.Arbitrary<string>, op: fc.Arbitrary<string>, right: fc.Arbitrary<string>) =>
    fc.tuple(left, op, right).map(([a, o, b]) => `(${a} ${o} ${b})`);
  const choice = (value: fc.Arbitrary<string>) =>
    fc.tuple(bool, value, value).map(([test, yes, no]) => `(${test} ? ${yes} : ${no})`);
  const list = (value: fc.Arbitrary<string>) =>
    fc.array(value, { minLength: 1, maxLength: 4 }).map((elements) => `[${elements.join(", ")}]`);
  const member = (value: fc.Arbitrary<string>) => fc.tuple(value, list(value)).map(([a, b]) => `(${a} in ${b})`);
  const quantifier = fc.constantFrom("exists", "all", "exists_one");
  // Inside a macro stands no other one.
  const plainText = fc.constantFrom(...texts);
  const plainDouble = fc.constantFrom(...doubles);
  return {
    bool: fc.oneof(
      { maxDepth: 3, depthSize: "xsmall", withCrossShrink: true },
      fc.constantFrom("true", "false", "bool(user.level)"),
      infix(string, order, string),
      infix(double, order, double),
      infix(int, order, int),
      infix(int, inequality, double),
      infix(double, inequality, int),
      infix(bool, fc.constantFrom("&&", "||"), bool),
      infix(bool, fc.constantFrom("&&", "||", "==", "!="), bool),
      bool.map((value) => `!${value}`),
      choice(bool),
      member(string),
      member(int),
      member(double),
      fc
        .tuple(string, fc.constantFrom("startsWith", "endsWith", "contains"), string)
        .map(([a, name, b]) => `${a}.${name}(${b})`),
      fc
        .tuple(list(string), quantifier, plainText, plainDouble)
        .map(([l, name, s, d]) => `${l}.${name}(x, ${s}.contains(x) || (x == 'a' && ${d} > 10.0))`),
      fc.tuple(list(double), quantifier, plainDouble).map(([l, name, d]) => `${l}.${name}(x, x <= ${d})`),
      fc.tuple(string, double, double).map(([key, a, b]) => `({'a': ${a}, 'b': 2.0}[${key}] > ${b})`),
    ),
    int: fc.oneof(
      { maxDepth: 3, depthSize: "xsmall", withCrossShrink: true },
      fc.constantFrom(...ints),
      fc.constant("int(user.visits)"),
      infix(int, fc.constantFrom("+", "-", "*", "/", "%"), int),
      string.map((value) => `size(${value})`),
      string.map((value) => `${value}.size()`),
      choice(int),
      fc.tuple(list(string), plainText).map(([l, s]) => `size(${l}.filter(x, x == ${s}))`),
    ),
    double: fc.oneof(
      { maxDepth: 3, depthSize: "xsmall", withCrossShrink: true },
      fc.constantFrom(...doubles),
      infix(double, fc.constantFrom("+", "-", "*", "/"), double),
      int.map((value) => `double(${value})`),
      double.map((value) => `-${value}`),
      choice(double),
    ),
    string: fc.oneof(
      { maxDepth: 3, depthSize: "xsmall", withCrossShrink: true },
      fc.constantFrom(...texts),
      infix(string, fc.constant("+"), string),
      int.map((value) => `string(${value})`),
      bool.map((value) => `string(${value})`),
      choice(string),
    ),
  };
}).bool;

/** The row as an object of both libraries: an empty number is a missing key, which is an error to read. */
function rootsOf(row: Case) {
  const under = (prefix: string) =>
    Object.entries(row.text).flatMap(([name, value]) =>
      name.startsWith(prefix) ? [[name.slice(prefix.length), value]] : [],
    );
  const tx: Record<string, string | number | bigint> = {
    city: row.text.city,
    channel: row.text.channel,
    amount: (row.amount ?? 0) / 100,
  };
  if (row.points >= 0) tx.points = BigInt(row.points);
  if (Number.isFinite(row.balance)) tx.balance = (row.balance ?? 0) / 100;
  return { tx, user: Object.fromEntries(under("user.")) as Record<string, string> };
}

const declared = new Environment()
  .registerType({
    name: "test.tx",
    fields: { city: "string", channel: "string", amount: "double", balance: "double", points: "int" },
  })
  .registerType({ name: "test.user", fields: { level: "string", age: "string", visits: "string" } })
  .registerVariable("tx", "test.tx")
  .registerVariable("user", "test.user");

function byLibrary(source: string): (row: Case) => Answer {
  const evaluate = declared.parse(source);
  return (row) => {
    try {
      return evaluate(rootsOf(row)) as boolean;
    } catch {
      return "error";
    }
  };
}

// Left alone, it converts with JavaScript's Number: "abc" to NaN and "" to 0, where CEL has an error.
const second = celEnv({
  funcs: [
    celFunc("double", [CelScalar.STRING], CelScalar.DOUBLE, (text) => {
      const value = textToDouble(text);
      if (value === null) throw new Error(`no number: ${text}`);
      return value;
    }),
  ],
});

function bySecond(source: string): (row: Case) => Answer {
  const evaluate = plan(second, parseCel(source));
  return (row) => {
    const result = evaluate(rootsOf(row));
    return isCelError(result) ? "error" : (result as boolean);
  };
}

test("all three agree on true, false and error", () => {
  let compared = 0;
  const seen = new Map<Answer, number>();
  fc.assert(
    fc.property(conditions, fc.array(rows, { minLength: 1, maxLength: 4 }), (source, cases) => {
      const parsed = parseWhen(source, AT);
      if (Array.isArray(parsed)) {
        // Only what is bounded by design: length and depth.
        expect(parsed[0].message).toMatch(/longer than|too deep or too long/);
        return;
      }
      const evaluate = parsed.bind(buildColumns(cases), CNY);
      const others = [byLibrary(source), bySecond(source)];
      // Twice, so that what is remembered is asked as well.
      for (const _pass of [1, 2]) {
        cases.forEach((row, index) => {
          const ours = ([false, true, "error"] as const)[evaluate(index)];
          const answers = others.map((answer) => answer(row));
          compared++;
          seen.set(ours, (seen.get(ours) ?? 0) + 1);
          expect(answers).toEqual([ours, ours]);
        });
      }
    }),
    { numRuns: 2500, seed: 20260102 },
  );
  expect(compared).toBeGreaterThan(5000);
  for (const answer of [true, false, "error"] as const) expect(seen.get(answer) ?? 0).toBeGreaterThan(300);
});
