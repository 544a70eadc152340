/** What `promosim tune` says of answers: in words, as sure as they are, and with the curve that was seen. */
import { describe, expect, it } from "vitest";
import { tuneText } from "../../src/cli/render-tune.js";
import type { Preference } from "../../src/tune/search.js";
import { planTune, tune } from "../../src/tune/tune.js";
import { FILES, ofBudget, type Said, spread } from "../tune/campaign-files.js";

const TOTAL = "campaigns.friday.budget.total";

async function print(
  target: string,
  range: string,
  say: (totalMinor: number) => Said,
  { prefer, columns = 100 }: { prefer?: Preference; columns?: number } = {},
): Promise<string> {
  const plan = planTune({ campaigns: FILES, target, vary: `${TOTAL}=${range}`, prefer });
  return tuneText(await tune(ofBudget(say), plan), { columns, color: false });
}

/** Without line breaks, so that a sentence can be looked for. */
function flowing(text: string): string {
  return text.replace(/\s+/g, " ");
}

const drying = (total: number): Said => ({ exhaustion: Math.max(0, 1 - total / 80_000) });
const costly = (total: number): Said => ({ discount: spread(0.9 * total, 20_000) });

describe("the text of a search", () => {
  it("has the answer first, then how sure it is, what varies, and the curve", async () => {
    expect(await print("P(budget lasts) >= 95%", "500..1000/100", drying)).toMatchInlineSnapshot(`
      "800.00 is the smallest value of campaigns.friday.budget.total, from 500.00 to 1000.00 in steps of
      100.00, that meets P(budget lasts) >= 95%: there P(budget lasts) is 100% (95% interval 96.3–100%),
      at 700.00 87.5%.
      The figure there is 2.3 standard errors inside the target: other runs would hardly miss it.

        varies       the random discounts, drawn anew in each run
        days         2026-01-01 to 2026-01-31, those of the log
        seed         promosim

      P(budget lasts) over 100 runs
          value  figure  95% interval  target  errors
         500.00   62.5%    52.7–71.4%  missed   −14.9  █████████████████████████
         600.00   75.0%    65.6–82.5%  missed    −9.2  ██████████████████████████████
         700.00   87.5%    79.6–92.7%  missed    −3.4  ███████████████████████████████████
         800.00    100%     96.3–100%  met ◀     +2.3  ████████████████████████████████████████
         900.00    100%     96.3–100%  met       +2.3  ████████████████████████████████████████
        1000.00    100%     96.3–100%  met       +2.3  ████████████████████████████████████████
        All values have the same runs: the same customers and the same chance. Errors: how many standard
        errors the figure is inside the target, or outside where negative.

        Only what differs between the runs widens the ranges: here the customers of the log come exactly
        as they came. A season, a rival's offer, attackers, or customers who hear of the campaigns are not
        in them unless you supposed them. ± is half the 95% interval of the mean, what more runs would
        still change; it shrinks with runs, the ranges p05 to p95 do not. Amounts are before refunds.
      "
    `);
  });

  it("says where the boundary lies, as far as the runs tell", async () => {
    const text = flowing(await print("mean(discount) <= 450.00", "10..1000/10", costly));
    expect(text).toContain(
      "500.00 is the largest value of campaigns.friday.budget.total, from 10.00 to 1000.00 in steps of 10.00, that meets mean(discount) <= 450.00: there mean(discount) is 450.00 ± 39.20, at 510.00 459.00.",
    );
    expect(text).toContain(
      "The figure there is 0.0 standard errors inside the target, so that other runs could miss it.",
    );
    expect(text).toMatch(/A value that meets it by 2 standard errors or more is (4[0-5]|3\d)0\.00;/);
    expect(text).toMatch(
      /by 2 standard errors the boundary lies between \d+\.00 and \d+\.00\. More --runs narrow this down\./,
    );
  });

  it("says so where all values meet the target, or none", async () => {
    expect(flowing(await print("mean(discount) <= 2000.00", "10..1000/10", costly))).toContain(
      "Every value of campaigns.friday.budget.total that was tried, from 10.00 to 1000.00, meets mean(discount) <= 2000.00: the range has no boundary in it. The largest is 1000.00: there mean(discount) is 900.00 ± 39.20. The figure there is 55.0 standard errors inside the target: other runs would hardly miss it.",
    );
    const none = await print("P(budget lasts) > 95%", "100..400/10", drying);
    expect(flowing(none)).toContain(
      "No value of campaigns.friday.budget.total that was tried, from 100.00 to 400.00, meets P(budget lasts) > 95%. 400.00 comes nearest: there P(budget lasts) is 50.0% (95% interval 40.3–59.7%).",
    );
    expect(none).not.toContain("◀");
  });

  it("says so where the curve turns, and where nothing varies", async () => {
    const hill = (total: number): Said => ({ redemptions: spread(1000 - Math.abs(total - 40_000) / 100) });
    const text = flowing(await print("mean(redemptions) >= 900", "10..1000/10", hill));
    expect(text).toContain("500.00 is the largest value");
    expect(text).toContain("The curve goes up and down. 2");
    expect(text).toContain("so that other runs would give the same answer.");
  });

  it("claims nothing where no row is replayed", async () => {
    const plan = planTune({ campaigns: FILES, target: "P(budget lasts) >= 95%", vary: `${TOTAL}=500..1000/100` });
    const found = await tune(ofBudget(drying), plan);
    const empty = { ...found, rows: { ...found.rows, replayed: 0 } };
    const text = tuneText(empty, { columns: 100, color: false });
    expect(text.split("\n").slice(0, 2)).toEqual([
      "No row of the log is replayed, so there is nothing to forecast from: all figures are 0.",
      "",
    ]);
  });

  it("fits narrow terminals", async () => {
    const text = await print("P(budget lasts) >= 95%", "500..1000/100", drying, { columns: 40 });
    expect(text.split("\n").every((line) => line.length <= 40)).toBe(true);
    expect(text).toContain("met ◀");
  });
});
