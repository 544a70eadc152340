import { describe, expect, it } from "vitest";
import { CURRENCY_CODES, currencyOf } from "../../src/domain/currency.js";

describe("currencies", () => {
  it.each([
    ["CNY", 2],
    ["EUR", 2],
    ["JPY", 0],
    ["KRW", 0],
    ["KWD", 3],
    ["CLF", 4],
    ["UYW", 4],
    ["UYI", 0],
    ["XOF", 0],
    // where locale libraries differ from ISO 4217
    ["HUF", 2],
    ["IDR", 2],
    ["IQD", 3],
    ["COP", 2],
    ["TWD", 2],
  ])("%s has %i decimals", (code, exponent) => {
    expect(currencyOf(code)).toEqual({ code, exponent });
  });

  it.each(["", "cny", "RMB", "XAU", "DEM", "constructor"])("%j is none", (code) => {
    expect(currencyOf(code)).toBeNull();
  });

  it("lists each code once, in three capitals", () => {
    expect(new Set(CURRENCY_CODES).size).toBe(CURRENCY_CODES.length);
    expect(CURRENCY_CODES.filter((code) => !/^[A-Z]{3}$/.test(code))).toEqual([]);
    expect(CURRENCY_CODES.length).toBeGreaterThan(165);
  });
});
