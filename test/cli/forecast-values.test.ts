/** Values of the options that forecasts have, and files of holidays: what is read, and what is refused with which sentence. */
import { Buffer } from "node:buffer";
import { InvalidArgumentError } from "commander";
import { describe, expect, it } from "vitest";
import { UsageError } from "../../src/cli/exit-code.js";
import { growth, holiday, horizon, precision } from "../../src/cli/forecast-values.js";
import { readHolidays } from "../../src/cli/read-holidays.js";
import { InputError } from "../../src/domain/problem.js";

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

describe("horizon", () => {
  it("has both days inside, also if they are one", () => {
    expect(horizon("2026-03-01..2026-03-31")).toEqual({ from: "2026-03-01", to: "2026-03-31" });
    expect(horizon("2026-03-01 .. 2026-03-01")).toEqual({ from: "2026-03-01", to: "2026-03-01" });
  });

  it.each(["2026-03-01", "2026-03-01..2026-03-02..2026-03-03", ""])("refuses %j", (value) => {
    expect(refusal(() => horizon(value))).toContain("2026-03-01..2026-03-31");
  });

  it("refuses more days than anybody plans for", () => {
    expect(horizon("2026-01-01..2036-01-08").to).toBe("2036-01-08");
    expect(refusal(() => horizon("2026-01-01..2036-01-09"))).toBe(
      "It has 3661 days: at most 3660, which is ten years.",
    );
    expect(refusal(() => horizon("2026-03-01..9999-01-01"))).toContain("days: at most 3660");
  });

  it("refuses days that do not exist, and an end before the beginning", () => {
    expect(refusal(() => horizon("2026-02-29..2026-03-01"))).toContain('"2026-02-29" is no date');
    expect(refusal(() => horizon("2026-3-1..2026-03-02"))).toContain('"2026-3-1" is no date');
    expect(refusal(() => horizon("2026-03-02..2026-03-01"))).toBe(
      "It ends on 2026-03-01, before it begins on 2026-03-02.",
    );
  });
});

describe("growth", () => {
  it("is a factor or a range of factors", () => {
    expect(growth("1.2")).toEqual({ low: 1.2, high: 1.2 });
    expect(growth("0.9..1.3")).toEqual({ low: 0.9, high: 1.3 });
    expect(growth("1000")).toEqual({ low: 1000, high: 1000 });
  });

  it.each(["0", "0..1", "-1", "1,2", "1e3", "1001", "1..2..3", "", "..2", "120%", "0.1234567"])(
    "refuses %j",
    (value) => {
      expect(refusal(() => growth(value))).toContain("above 0, at most 1000");
    },
  );

  it("refuses a range that goes down", () => {
    expect(refusal(() => growth("1.3..0.9"))).toBe("The range ends at 0.9, below its beginning 1.3.");
  });
});

describe("precision", () => {
  it("is a part of the mean", () => {
    expect([precision("1%"), precision("0.5%")]).toEqual([0.01, 0.005]);
  });

  it.each(["0%", "100%", "1", "0.01", "-1%", "x"])("refuses %j", (value) => {
    expect(refusal(() => precision(value))).toContain("above 0%");
  });
});

describe("holiday", () => {
  it("is a day and a factor, which may be 0", () => {
    expect(holiday("2026-03-08=2.5")).toEqual({ day: "2026-03-08", factor: 2.5 });
    expect(holiday("2026-12-25 = 0")).toEqual({ day: "2026-12-25", factor: 0 });
  });

  it("says what is wrong with which part", () => {
    expect(refusal(() => holiday("2026-03-08"))).toContain("2026-03-08=2.5");
    expect(refusal(() => holiday("8 March=2"))).toContain('"8 March" is no date');
    expect(refusal(() => holiday("2026-03-08=double"))).toBe('The factor "double" is no number from 0 to 1000.');
    expect(refusal(() => holiday("2026-03-08=-1"))).toContain('"-1"');
  });
});

describe("a file of holidays", () => {
  const read = (text: string, ...options: Parameters<typeof readHolidays>[0]) =>
    readHolidays(options, { name: "holidays.csv", bytes: Buffer.from(text) });

  /** Place and message of each problem. */
  function problemsOf(text: string): string[] {
    try {
      read(text);
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      return error.problems.map(({ at, message }) => `${at.file}:${at.line}: ${message}`);
    }
    throw new Error("it was read");
  }

  it("finds its columns by name, and adds the options", () => {
    const factors = read("\ufefffactor,name, date\n2.5,Women's Day,2026-03-08\r\n\n0.5,,2026-02-17\n", {
      day: "2026-01-01",
      factor: 3,
    });
    expect([...factors]).toEqual([
      ["2026-01-01", 3],
      ["2026-03-08", 2.5],
      ["2026-02-17", 0.5],
    ]);
  });

  it("reports every line that cannot be used", () => {
    expect(problemsOf("date,factor\n2026-02-30,2\n2026-03-01,many\n2026-03-02,1\n2026-03-03\n")).toEqual([
      'holidays.csv:2: "2026-02-30" is no date: write one such as 2026-03-01',
      'holidays.csv:3: the factor "many" is no number from 0 to 1000',
      'holidays.csv:5: the factor "" is no number from 0 to 1000',
    ]);
  });

  it("refuses files without its columns, without text, and in other encodings", () => {
    expect(problemsOf("day,times\n2026-03-08,2\n")).toEqual(["holidays.csv:1: the columns are not date and factor"]);
    expect(problemsOf("")).toEqual(["holidays.csv:1: the columns are not date and factor"]);
    expect(problemsOf('date,factor\n"2026-03-08,2\n')[0]).toContain("a quote is not closed");
    const latin = { name: "holidays.csv", bytes: Buffer.from([0x64, 0xe4, 0x0a]) };
    expect(() => readHolidays([], latin)).toThrow("the file is not UTF-8");
  });

  it("refuses a day that is named twice", () => {
    expect(() => read("date,factor\n2026-03-08,2\n", { day: "2026-03-08", factor: 3 })).toThrow(UsageError);
    expect(() => read("date,factor\n2026-03-08,2\n2026-03-08,2\n")).toThrow("2026-03-08 is named twice");
  });
});
