/** What the text report says of random discounts: how they are drawn, and whether the draws look like their design. */
import { describe, expect, it } from "vitest";
import type { DrawManner } from "../../src/report/details.js";
import type { FitSummary, ReportDocument } from "../../src/report/document.js";
import { verdictOf } from "../../src/report/fit-verdict.js";
import { renderText } from "../../src/report/formats/text.js";
import { expectedBars } from "../../src/report/layout/expected-bars.js";
import { createPainter } from "../../src/report/layout/palette.js";
import { madeUpDetails, madeUpDocument } from "./made-up-document.js";

const SPIN = 5;

function bin(from_minor: number, drawn: number, expected: number, to_minor = from_minor + 1) {
  return { from_minor, to_minor, drawn, expected, redeemed: 0 };
}

const RIGHT: FitSummary = {
  design_mean_minor: 200,
  test: "chi_square",
  statistic: 0.4,
  degrees: 1,
  p_value: 0.43,
  draws: 1000,
  drawn_mean_minor: 204,
  redeemed_mean_minor: null,
  bins: [bin(100, 740, 750), bin(500, 260, 250)],
};

describe("verdictOf", () => {
  const say = (fit: Partial<FitSummary>) => verdictOf({ ...RIGHT, ...fit }, 2).text;

  it("finds draws like their design down to p = 0.001", () => {
    expect(say({})).toBe("The draws look like their design (p = 0.43).");
    expect(say({ p_value: 0.0317 })).toBe("The draws look like their design (p = 0.032).");
    expect(say({ p_value: 1 })).toBe("The draws look like their design (p = 1.00).");
    expect(say({ p_value: 0.001 })).toBe("The draws look like their design (p = 0.0010).");
    expect(verdictOf(RIGHT, 2)).toMatchObject({ differs: false, style: "good" });
  });

  it("says by how much, and where most, draws differ: above", () => {
    const fit = { p_value: 0.00099, drawn_mean_minor: 231, bins: [bin(100, 680, 750), bin(500, 320, 250, 600)] };
    expect(say(fit)).toBe(
      "The draws differ from their design more than chance explains (p = 0.00099): the mean is 0.31 above the design's; " +
        "5.00 to 5.99 came too often, 320 times instead of 250.",
    );
    expect(verdictOf({ ...RIGHT, ...fit }, 2)).toMatchObject({ differs: true, style: "bad" });
  });

  it("and below", () => {
    const fit = { p_value: 1e-30, drawn_mean_minor: 188, bins: [bin(100, 780, 750), bin(500, 0, 12.25)] };
    expect(say(fit)).toBe(
      "The draws differ from their design more than chance explains (p < 0.0001): the mean is 0.12 below the design's; " +
        "5.00 came too seldom, 0 times instead of 12.3.",
    );
  });

  it("does not blame the mean where it is right", () => {
    expect(say({ p_value: 0, drawn_mean_minor: 200.4 })).toContain("(p < 0.0001): the mean is the design's; 5.00 came");
  });

  it("cannot tell from few draws, nor where there is nothing to tell", () => {
    expect(say({ degrees: 0, p_value: 1 })).toBe("Too few draws to tell.");
    expect(say({ degrees: 0, p_value: 1, bins: [bin(500, 90, 90)] })).toBe("The design gives one amount alone.");
    expect(verdictOf({ ...RIGHT, degrees: 0, p_value: 1 }, 2).differs).toBe(false);
  });
});

describe("the section on random discounts", () => {
  function section(change: (document: ReportDocument) => void, manner?: DrawManner | null): string {
    const document = madeUpDocument();
    change(document);
    const details = madeUpDetails();
    const draws = manner === undefined ? details.draws : details.draws.map((known) => known && manner);
    const text = renderText(document, { ...details, draws }, { columns: 100, color: false });
    return /Random discounts ─+\n([\s\S]*?)\n\n(?=[A-Z])/.exec(text)?.[1] ?? "";
  }
  const withFit = (fit: FitSummary | null) =>
    section((document) => {
      document.campaigns[SPIN].fit = fit;
    });

  it.each([
    ["redemption", "One draw for each redemption of a card_id: it stays until it is used; shown before payment."],
    ["attempt", "A new draw at each attempt of a card_id; shown before payment."],
    ["user", "One draw for each card_id, for ever; shown before payment."],
  ] as const)("says how a campaign draws per %s", (per, sentence) => {
    expect(section(() => {}, { per, identity: "card_id", reveal: "before_payment" })).toContain(`\n    ${sentence}\n`);
  });

  it("says what is hidden, and compares design, draws and redemptions", () => {
    const text = section(() => {});
    expect(text).toContain("it stays until it is used; hidden until payment.\n");
    expect(text).toContain("2,000 draws. Mean: 1.63 by design, 1.63 drawn, 2.00 redeemed.\n");
    expect(text).toContain("Not in the picture: 25 redemptions of other amounts, such as free orders.\n");
  });

  it("says so where nothing was drawn, or nothing redeemed", () => {
    expect(withFit(null)).toContain("Nothing was drawn.");
    expect(withFit(RIGHT)).toContain("2.04 drawn, none redeemed.\n");
  });

  it("is left out where no campaign has chance in it", () => {
    expect(section(() => {}, null)).toBe("");
  });

  it("warns of false alarms where one of many differs, and only there", () => {
    const several = (first: FitSummary) =>
      section((document) => {
        document.campaigns[SPIN].fit = first;
        document.campaigns[0].fit = RIGHT;
      });
    const note = "Of 2 campaigns that draw as designed, chance makes at least one differ in 0.2% of runs.";
    expect(several({ ...RIGHT, p_value: 0 })).toContain(note);
    expect(several(RIGHT)).not.toContain("at least one");
    expect(withFit({ ...RIGHT, p_value: 0 })).not.toContain("at least one");
  });
});

describe("expectedBars", () => {
  const lines = (bins: FitSummary["bins"], columns = 60, most = 10) =>
    expectedBars(bins, { exponent: 2, columns, most }).map(createPainter(false));

  it("draws what came as a bar and marks what was expected, to the width", () => {
    expect(lines([bin(0, 100, 50), bin(100, 50, 100), bin(500, 0, 0), bin(600, 25, 0)])).toEqual([
      "          drawn  expected  redeemed",
      "    0.00    100      50.0         0  ███████████┃██████████",
      "    1.00     50       100         0  ███████████           ┃",
      "    5.00      0       0.0         0",
      "    6.00     25       0.0         0  █████▌",
    ]);
    expect(Math.max(...lines([bin(0, 9, 9)], 80).map((line) => line.length))).toBe(80);
  });

  it("joins neighbours where there are too many, but never what gives nothing", () => {
    const many = Array.from({ length: 21 }, (_, i) => bin(i * 100, 10, 10, i === 0 ? 1 : (i + 1) * 100));
    expect(lines(many, 60, 5).map((line) => line.trim().split(/ {2,}/).slice(0, 3))).toEqual([
      ["drawn", "expected", "redeemed"],
      ["0.00", "10", "10.0"],
      ["1.00 to 5.99", "50", "50.0"],
      ["6.00 to 10.99", "50", "50.0"],
      ["11.00 to 15.99", "50", "50.0"],
      ["16.00 to 20.99", "50", "50.0"],
    ]);
  });
});
