import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { exposure, forecast, InputError, renderText, simulate } from "../../src/index.js";
import { COUPONS, HEADER, LOG, replayCoupons } from "./replay-coupons.js";

const DOCS = readFileSync(fileURLToPath(new URL("../../docs/coupons.md", import.meta.url)), "utf8");
const CAMPAIGNS = (/```yaml\n[\s\S]*?campaigns:\n([\s\S]*?)```/.exec(DOCS) as RegExpExecArray)[1];
const TABLE = (/```csv\n.*\n([\s\S]*?)```/.exec(DOCS) as RegExpExecArray)[1];
const EXAMPLE = `T1,2026-01-05,payment,,U1,100.00,,
T2,2026-01-06,refund,T1,U1,100.00,,
T3,2026-01-07,payment,,U1,100.00,,K2
T4,2026-01-08,payment,,U1,100.00,,K2
T5,2026-01-09,payment,,U1,100.00,,
T6,2026-01-10,payment,,U3,100.00,,K5
`;
const ONE = "T1,2026-01-05,payment,,U1,100.00,,\n";

describe("coupons", () => {
  it("do in the worked example what the page says", async () => {
    const { used, document, details } = await replayCoupons({ campaigns: CAMPAIGNS, log: EXAMPLE, coupons: TABLE });
    expect(used).toEqual({
      T1: "welcome K1",
      T3: "welcome K2",
      T4: "welcome K1",
      T5: "open -",
      T6: "open -",
    });
    expect(document.coupons).toEqual([
      { campaign_id: "welcome", issued: 3, used: 3, given_back: 1, expired: 0, open: 1, cost_minor: 3000n },
    ]);
    expect(document.campaigns[0].refusals.no_coupon).toBe(2);
    expect(document.warnings.map(({ message }) => message).join("\n")).toContain("already_used 1, not_yet_valid 1");
    expect(document.inputs.map(({ role }) => role)).toContain("coupons");
    const text = renderText(document, details, { columns: 80, color: false });
    expect(text).toMatch(/welcome +3 +3 +1 +0 +1 +66\.7% +30\.00/);
  });

  it("leave no trace without a table, and are an error where a campaign asks for them", async () => {
    const open = CAMPAIGNS.slice(CAMPAIGNS.indexOf("  - id: open"));
    const { document, files } = await replayCoupons({ campaigns: open, log: ONE });
    expect(document).not.toHaveProperty("coupons");
    expect(files).not.toHaveProperty("coupon-uses.csv");
    await expect(replayCoupons({ campaigns: CAMPAIGNS, log: ONE })).rejects.toThrow(InputError);
    const without = await replayCoupons({ campaigns: CAMPAIGNS, log: ONE, options: { allowMissingColumns: true } });
    expect(without.used).toEqual({ T1: "open -" });
    expect(without.document.warnings.map(({ code }) => code)).toContain("missing-table");
  });

  it("draw a warning where they are never valid", async () => {
    const coupons =
      "K1,U1,welcome,2026-01-03,2026-01-03\nK2,U1,welcome,2026-01-03,2026-01-02\nK3,U1,welcome,,2026-01-02\n";
    const warned = async (table: string) => {
      const { document } = await replayCoupons({ campaigns: CAMPAIGNS, log: ONE, coupons: table });
      return document.warnings.filter(({ code }) => code === "coupon-never-valid").map(({ message }) => message);
    };
    expect(await warned(coupons)).toEqual([expect.stringContaining('2 coupons are never valid, "K1" among them')]);
    expect(await warned("K3,U1,welcome,2026-01-01,2026-01-02\n")).toEqual([]);
  });

  it("are rejected row by row, and a rejected row takes no id", async () => {
    const coupons =
      "K1,U1,welcome,soon,\nK1,U1,welcome,,\nK1,U1,welcome,,\nK2,,welcome,,\nK3,U1,welcome,,never\nK4,U1\nK5,U1,gone,,\nK6,U1,gone,,\n";
    const { rejects, used, document } = await replayCoupons({ campaigns: CAMPAIGNS, log: ONE, coupons });
    expect(rejects.map(({ line, column, reason }) => `${line} ${column} ${reason}`)).toEqual([
      "2 valid_from bad_valid_from",
      "4 coupon_id duplicate_key",
      "5 user_id missing_user_id",
      "6 valid_until bad_valid_until",
      expect.stringMatching(/^7 /),
    ]);
    expect(used).toEqual({ T1: "welcome K1" });
    const unknown = document.warnings.filter(({ code }) => code === "coupon-of-unknown-campaign");
    expect(unknown.map(({ message }) => message)).toEqual([
      expect.stringContaining('2 coupons are for a campaign "gone"'),
    ]);
  });

  it("are refused by name where they cannot be followed", async () => {
    const campaigns = [{ file: "campaigns.yaml", text: HEADER + CAMPAIGNS }];
    const coupons = { name: "coupons.csv", text: COUPONS + TABLE };
    const transactions = { name: "log.csv", text: LOG + ONE };
    const codesOf = (run: () => unknown) =>
      Promise.resolve()
        .then(run)
        .catch((error: InputError) => error.problems.map(({ code }) => code));
    expect(await codesOf(() => forecast({ campaigns, transactions, coupons }))).toEqual(["not-yet-supported"]);
    expect(await codesOf(() => exposure(campaigns))).toEqual(["not-yet-supported"]);
    const headless = { name: "coupons.csv", text: "coupon_id,holder\nK1,U1\n" };
    expect(await codesOf(() => simulate({ campaigns, transactions, coupons: headless }))).toEqual(["missing-columns"]);
  });
});
