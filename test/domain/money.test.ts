import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compareDecimals, parseDecimal } from "../../src/domain/decimal.js";
import { formatMinor, MAX_MINOR, parseAmount } from "../../src/domain/money.js";
import { formatRatio, parsePercentage } from "../../src/domain/ratio.js";

describe("parseAmount", () => {
  it.each([
    ["12.30", 2, 1230],
    ["12.3", 2, 1230],
    ["12", 2, 1200],
    ["+0.01", 2, 1],
    ["-5.00", 2, -500],
    ["-0.00", 2, 0],
    ["12.3000000", 2, 1230],
    ["007", 0, 7],
    ["7.0", 0, 7],
    ["1.234", 3, 1234],
    ["90071992547409.91", 2, MAX_MINOR],
  ])("reads %s at exponent %i", (text, exponent, minor) => {
    expect(parseAmount(text, exponent)).toBe(minor);
  });

  it.each([
    ["", "not_an_amount"],
    [".5", "not_an_amount"],
    ["5.", "not_an_amount"],
    ["1,000.00", "not_an_amount"],
    ["1e3", "not_an_amount"],
    ["¥5", "not_an_amount"],
    ["５", "not_an_amount"],
    ["1.2.3", "not_an_amount"],
    ["--1", "not_an_amount"],
    ["0x10", "not_an_amount"],
    ["Infinity", "not_an_amount"],
    ["1.005", "too_many_decimals"],
    ["90071992547409.92", "amount_too_large"],
    ["-90071992547409.92", "amount_too_large"],
    ["9".repeat(400), "amount_too_large"],
  ])("refuses %s as %s", (text, fault) => {
    expect(parseAmount(text, 2)).toBe(fault);
  });

  it("reads back what formatMinor writes", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -MAX_MINOR, max: MAX_MINOR }),
        fc.integer({ min: 0, max: 4 }),
        (minor, exponent) => {
          expect(parseAmount(formatMinor(minor, exponent), exponent)).toBe(minor + 0);
        },
      ),
    );
  });

  it("writes sums beyond 2^53 exactly", () => {
    expect(formatMinor(2n ** 70n, 2)).toBe("11805916207174113034.24");
    expect(formatMinor(-5n, 2)).toBe("-0.05");
  });
});

describe("parsePercentage", () => {
  it.each([
    ["12.5%", 125, 1000],
    ["0%", 0, 100],
    ["100%", 100, 100],
    ["100.00%", 100, 100],
    ["33.333 %", 33333, 100_000],
  ])("reads %s", (text, numerator, denominator) => {
    expect(parsePercentage(text)).toEqual({ numerator, denominator });
  });

  it.each([
    ["12.5", "no_percent_sign"],
    ["101%", "out_of_range"],
    ["-1%", "out_of_range"],
    ["ten%", "not_a_percentage"],
    ["%", "not_a_percentage"],
    ["0.12345678901234%", "too_many_decimals"],
  ])("refuses %s as %s", (text, fault) => {
    expect(parsePercentage(text)).toBe(fault);
  });

  it("writes the shortest form", () => {
    expect(
      ["12.5%", "0%", "100%", "7.25%", "0.010%"].map((text) => formatRatio(parsePercentage(text) as never)),
    ).toEqual(["12.5%", "0%", "100%", "7.25%", "0.01%"]);
  });
});

describe("compareDecimals", () => {
  it.each([
    ["1.5", "1.50", 0],
    ["-2", "1", -1],
    ["10", "9.999", 1],
    ["0.1", "0.09999999999999999999", 1],
  ])("%s against %s", (a, b, sign) => {
    const [left, right] = [parseDecimal(a), parseDecimal(b)];
    expect(left !== null && right !== null && Math.sign(compareDecimals(left, right))).toBe(sign);
  });
});
