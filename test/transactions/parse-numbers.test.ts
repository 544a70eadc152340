import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseAmount } from "../../src/domain/money.js";
import { parseMinor, parsePoints } from "../../src/transactions/parse-numbers.js";

function minor(text: string, exponent = 2, decimalComma = false) {
  const bytes = Buffer.from(`7${text}7`);
  return parseMinor(bytes, 1, bytes.length - 1, exponent, decimalComma);
}

function points(text: string): number {
  const bytes = Buffer.from(`7${text}7`);
  return parsePoints(bytes, 1, bytes.length - 1);
}

describe("amounts from bytes", () => {
  test.each([
    ["12.30", 2, 1230],
    ["12.3000", 2, 1230],
    ["12", 2, 1200],
    ["+0.05", 2, 5],
    ["-7", 2, -700],
    ["007.10", 2, 710],
    ["90071992547409.91", 2, 9_007_199_254_740_991],
    ["12", 0, 12],
    ["12.0", 0, 12],
    ["1.234", 3, 1234],
    ["1.235", 2, "too_many_decimals"],
    ["90071992547409.92", 2, "amount_too_large"],
    ["1.", 2, "not_an_amount"],
    [".5", 2, "not_an_amount"],
    ["1.2.3", 2, "not_an_amount"],
    ["1,234.00", 2, "not_an_amount"],
    ["1e3", 2, "not_an_amount"],
    ["¥5", 2, "not_an_amount"],
    ["１２", 2, "not_an_amount"],
    ["--5", 2, "not_an_amount"],
    ["+", 2, "not_an_amount"],
    ["1 2", 2, "not_an_amount"],
    ["0x10", 2, "not_an_amount"],
  ] as const)("%s at exponent %d is %s", (text, exponent, expected) => {
    expect(minor(text, exponent)).toBe(expected);
  });

  test("minus nothing is nothing, without a sign", () => {
    expect(Object.is(minor("-0.00"), 0)).toBe(true);
  });

  test("a decimal comma takes the place of the point", () => {
    expect(minor("12,30", 2, true)).toBe(1230);
    expect(minor("12", 2, true)).toBe(1200);
    expect(minor("12.30", 2, true)).toBe("not_an_amount");
    expect(minor("1.234,56", 2, true)).toBe("not_an_amount");
    expect(minor("1,2,3", 2, true)).toBe("not_an_amount");
    expect(minor("123456789012345,60", 2, true)).toBe("amount_too_large");
    expect(minor("12,30")).toBe("not_an_amount");
  });

  test("agrees with the exact rules on any text", () => {
    const text = fc.string({ unit: fc.constantFrom(..."0123456789.+-".split("")), maxLength: 22 });
    fc.assert(
      fc.property(text, fc.constantFrom(0, 2, 3), (sample, exponent) => {
        expect(minor(sample, exponent)).toBe(parseAmount(sample, exponent));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("points from bytes", () => {
  test.each([
    ["0", 0],
    ["+15", 15],
    ["9007199254740991", Number.MAX_SAFE_INTEGER],
    ["9007199254740992", Number.NaN],
    ["99999999999999999999", Number.NaN],
    ["-1", Number.NaN],
    ["1.0", Number.NaN],
    ["+", Number.NaN],
    ["many", Number.NaN],
  ])("%s is %d", (text, expected) => {
    expect(points(text)).toBe(expected);
  });
});
