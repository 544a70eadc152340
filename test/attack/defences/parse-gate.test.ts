/** The texts of gates, and what is said of those that are none. */
import { describe, expect, it } from "vitest";
import { DEFAULT_CATCH_RATIO, parseCatchRatio, parseGate } from "../../../src/attack/defences/parse-gate.js";
import { formatRatio } from "../../../src/domain/ratio.js";

describe("a gate", () => {
  it.each([
    ["risk=review", "risk", ["review"]],
    ["device_age=0,1,2", "device_age", ["0", "1", "2"]],
    [" user.level = new , newer, new ", "user.level", ["new", "newer"]],
    ["tag=a=b", "tag", ["a=b"]],
  ])("%j is a column and its values", (text, column, values) => {
    expect(parseGate(text)).toEqual({ column, values });
  });

  const SHAPE = "Expected a column and values, such as risk=review or device_age=0,1,2.";
  const EMPTY = "A value is empty, and an empty cell can't be told from a missing one.";
  it.each([
    ["risk", SHAPE],
    ["=review", SHAPE],
    ["", SHAPE],
    ["device_age=", EMPTY],
    ["device_age=0,,1", EMPTY],
    ["device_age=0,", EMPTY],
    ["user_id=U1", "The attack fills user_id itself, so it can't tell attackers from customers."],
    ["amount=5.00", "The attack fills amount itself, so it can't tell attackers from customers."],
    ["risk=reveiw", '"reveiw" is no risk; did you mean "review"?'],
    ["risk=review,high", '"high" is no risk; allowed: pass, review, reject'],
  ])("%j is none: %s", (text, fault) => {
    expect(parseGate(text)).toBe(fault);
  });
});

describe("what a gate catches", () => {
  it("is a percentage, 80% unless somebody says otherwise", () => {
    expect(parseCatchRatio("62.5%")).toEqual({ numerator: 625, denominator: 1000 });
    expect(parseCatchRatio("0%")).toEqual({ numerator: 0, denominator: 100 });
    expect(parseCatchRatio(" 100% ")).toEqual({ numerator: 100, denominator: 100 });
    expect(formatRatio(DEFAULT_CATCH_RATIO)).toBe("80%");
  });

  const SHAPE = "Expected a percentage from 0% to 100%, such as 80%.";
  it.each([
    ["80", "A percentage carries its sign: 80%."],
    ["101%", SHAPE],
    ["-1%", SHAPE],
    ["most", SHAPE],
    ["", SHAPE],
  ])("is not %j", (text, fault) => {
    expect(parseCatchRatio(text)).toBe(fault);
  });
});
