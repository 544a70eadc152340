import { describe, expect, test } from "vitest";
import { generateLog } from "../../src/generate/generate-log.js";
import { checkGenerateOptions, resolveOptions } from "../../src/generate/options.js";

describe("options", () => {
  test("defaults grow with the rows, within bounds", () => {
    expect(resolveOptions({ rows: 20_000 })).toMatchObject({ users: 1667, merchants: 170, days: 90, exponent: 2 });
    expect(resolveOptions({ rows: 0 })).toMatchObject({ users: 20, merchants: 8, refundsShare: 0, withBalances: true });
    expect(resolveOptions({ rows: 1_000_000_000 })).toMatchObject({ users: 1_000_000, merchants: 20_000 });
  });

  test.each([
    [{ rows: -1 }, "rows must be a whole number from 0 to 1000000000"],
    [{ rows: 1.5 }, "rows must be"],
    [{ rows: Number.NaN }, "rows must be"],
    [{ rows: 1, users: 0 }, "users must be"],
    [{ rows: 1, merchants: 0 }, "merchants must be"],
    [{ rows: 1, days: 3661 }, "days must be a whole number from 1 to 3660"],
    [{ rows: 1, exponent: 5 }, "exponent must be"],
    [{ rows: 1, refundsShare: 1.1 }, "the share of refunds"],
    [{ rows: 1, refundsShare: Number.NaN }, "the share of refunds"],
    [{ rows: 1, start: "2026-02-29" }, "start must be a date"],
    [{ rows: 1, start: "1999-12-31" }, "start must be a date"],
    [{ rows: 1, start: "26-1-1" }, "start must be a date"],
    [{ rows: 1, timezone: "Asia/Nowhere" }, 'there is no time zone "Asia/Nowhere"'],
    [{ rows: 1, start: "2011-12-30", days: 1, timezone: "Pacific/Apia" }, "there was no 2011-12-30 in Pacific/Apia"],
  ])("%j", (options, message) => {
    const faults = checkGenerateOptions(options);
    expect(faults).toHaveLength(1);
    expect(faults[0].message).toContain(message);
    expect(() => generateLog(options)).toThrow(RangeError);
  });

  test("one day in a zone that is none is one fault", () => {
    expect(checkGenerateOptions({ rows: 1, days: 1, timezone: "x" })).toHaveLength(1);
  });

  test("all faults together", () => {
    expect(checkGenerateOptions({ rows: -1, days: 0, start: "x" }).map((fault) => fault.option)).toEqual([
      "rows",
      "days",
      "start",
    ]);
  });
});
