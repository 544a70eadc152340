/** Values of options: what is read, and what is refused with which sentence. */
import { InvalidArgumentError } from "commander";
import { describe, expect, it } from "vitest";
import { columnPair, once, oneOf, repeated, text, valuePair, wholeNumber } from "../../src/cli/option-values.js";

/** The sentence with which a reader refuses; fails where it reads. */
function refusal(read: () => unknown): string {
  try {
    read();
  } catch (error) {
    if (error instanceof InvalidArgumentError) return error.message;
    throw error;
  }
  throw new Error("it was read");
}

describe("columnPair", () => {
  it("divides at the first =, and trims", () => {
    expect(columnPair("amount=Txn=Amt")).toEqual(["amount", "Txn=Amt"]);
    expect(columnPair(" user_id = Customer No ")).toEqual(["user_id", "Customer No"]);
  });

  it.each(["amount", "=x", "amount=", ""])("refuses %j", (value) => {
    expect(refusal(() => columnPair(value))).toContain("amount=TxnAmt");
  });
});

describe("valuePair", () => {
  it("divides at the first point and the last =", () => {
    expect(valuePair("risk.LOW=pass")).toEqual({ column: "risk", theirs: "LOW", ours: "pass" });
    expect(valuePair("city.St. John=a=上海")).toEqual({ column: "city", theirs: "St. John=a", ours: "上海" });
  });

  it("lets a text stand for no value", () => {
    expect(valuePair("balance.NULL=")).toEqual({ column: "balance", theirs: "NULL", ours: "" });
  });

  it.each(["risk", "risk=pass", ".LOW=pass", "risk.LOW", "a=b.c"])("refuses %j", (value) => {
    expect(refusal(() => valuePair(value))).toContain("risk.LOW=pass");
  });
});

describe("the others", () => {
  it("take a value once, or many times in order", () => {
    expect(once(text)("a", undefined)).toBe("a");
    expect(refusal(() => once(text)("b", "a"))).toBe("It may be given only once.");
    expect(repeated(text)("b", repeated(text)("a", undefined))).toEqual(["a", "b"]);
  });

  it("refuse an empty text, a word that is not listed, a number out of range", () => {
    expect(refusal(() => text(""))).toBe("It is empty.");
    expect(oneOf(["text", "json"])("json")).toBe("json");
    expect(refusal(() => oneOf(["text", "json"])("jsno"))).toBe("Allowed: text, json.");
    expect(wholeNumber(1, 10)("10")).toBe(10);
    for (const value of ["0", "11", "-1", "1.0", "1e1", "", " 1", "٣"])
      expect(refusal(() => wholeNumber(1, 10)(value))).toBe("Expected a whole number from 1 to 10.");
    expect(refusal(() => wholeNumber(0)("x"))).toBe("Expected a whole number from 0.");
  });
});
