/** Values of campaign files changed in their text: where a path leads, what stays as it is, and what is said of paths that lead nowhere. */
import { describe, expect, it } from "vitest";
import type { CampaignInput } from "../../src/simulation/request.js";
import { setAt } from "../../src/tune/edit-campaigns.js";
import { load, variant } from "../../src/tune/variant.js";
import { FILES, FRIDAY, pathOf } from "./campaign-files.js";
import { problemsOf } from "./problems.js";

/** Lines that differ from the file as it was, each before and after. */
function changed(path: string, text: string): { file: string; lines: (readonly [string, string])[] } {
  const edited = setAt(FILES, pathOf(path), text);
  const index = FILES.findIndex((input, i) => input !== edited[i]);
  const [before, after] = [FILES[index], edited[index]].map(textOf);
  const lines = after.split("\n").map((line, i) => [before.split("\n")[i], line] as const);
  return { file: edited[index].file, lines: lines.filter(([was, is]) => was !== is) };
}

function textOf({ text }: CampaignInput): string {
  return typeof text === "string" ? text : Buffer.from(text).toString();
}

function friday(text: string): readonly CampaignInput[] {
  return [{ file: "friday.yaml", text }];
}

describe("a value that is there", () => {
  it("changes alone: comments, quotes and blanks stay", () => {
    expect(changed("campaigns.friday.budget.total", "2500.00")).toEqual({
      file: "friday.yaml",
      lines: [["      total: 1000.00   # asked of the bank", "      total: 2500.00   # asked of the bank"]],
    });
    expect(changed("campaigns.friday.discount.tiers[1].amount_off", "9").lines).toEqual([
      [
        '        - { minimum_amount: 100.00, amount_off: "12.00" }',
        '        - { minimum_amount: 100.00, amount_off: "9" }',
      ],
    ]);
    expect(changed("campaigns.friday.limits[0].max", "3").lines[0][1]).toBe(
      "    limits: [{ max: 3, per: user_id, every: day }]",
    );
  });

  it("is found in any of the files, under names in quotes, and in JSON", () => {
    const { file, lines } = changed('campaigns["lucky draw"].discount.ratio', "20%");
    expect(file).toBe("lucky.json");
    expect(lines[0][1]).toContain('"ratio": "20%", "prize"');
    expect(changed("campaigns.lucky draw.discount.prize.amount_off", "2").lines[0][1]).toContain('"amount_off": "2"');
    expect(changed('campaigns.plain.audience["user.age"].min', "21").lines[0][1]).toContain('{ "min": 21 }');
  });

  it("is read back as the same text, whatever it holds", () => {
    const texts = ["a: b", "#x", "- y", "[1", "tx.amount > 3 && 'a, b' != \"c\"", "null", "0.50", "满减", "it's"];
    for (const text of texts) {
      const [{ name }] = load(setAt(FILES, pathOf("campaigns.friday.id"), text)).campaigns;
      expect(name).toBe(text);
    }
  });

  it("may be written as a block text, or repeat another", () => {
    const path = pathOf("campaigns.friday.budget.total");
    const block = FRIDAY.replace("total: 1000.00   # asked of the bank", "total: |\n        1000.00");
    expect(load(setAt(friday(block), path, "7.50")).campaigns[0].budget?.totalMinor).toBe(750);
    const alias = FRIDAY.replace("max: 2", "max_amount: &most 1000.00").replace("total: 1000.00", "total: *most");
    const [{ limits, budget }] = load(setAt(friday(alias), path, "8")).campaigns;
    expect([limits[0].maxAmountMinor, budget?.totalMinor]).toEqual([100_000, 800]);
  });
});

describe("a value that is missing", () => {
  it("is made, with the blocks around it; comments stay", () => {
    const perDay = textOf(setAt(FILES, pathOf("campaigns.friday.budget.per_day"), "90.00")[0]);
    expect(perDay).toContain("      total: 1000.00 # asked of the bank\n      per_day: 90.00\n");
    expect(perDay.startsWith("# what we agreed on in May\n")).toBe(true);
    const budgets = (path: string) =>
      load(setAt(FILES, pathOf(path), "90.00")).campaigns.map(({ budget }) => budget?.totalMinor ?? null);
    expect(budgets("campaigns.plain.budget.total")).toEqual([100_000, null, 9000]);
    expect(budgets("campaigns.lucky draw.budget.total")).toEqual([100_000, 9000, null]);
    expect(load(setAt(FILES, pathOf("campaigns.plain.draw.per"), "user")).campaigns[2].draw.per).toBe("user");
    const empty = FRIDAY.replace("      total: 1000.00   # asked of the bank\n", "");
    expect(
      load(setAt(friday(empty), pathOf("campaigns.friday.budget.total"), "1")).campaigns[0].budget?.totalMinor,
    ).toBe(100);
    const valueless = FRIDAY.replace("total: 1000.00", "total:");
    expect(
      load(setAt(friday(valueless), pathOf("campaigns.friday.budget.total"), "1")).campaigns[0].budget?.totalMinor,
    ).toBe(100);
  });
});

describe("how customers react", () => {
  const behaviourOf = (files: readonly CampaignInput[], path: string, text: string) =>
    load(setAt(files, pathOf(path), text)).behaviour;
  const REACTING = `${FRIDAY}behaviour:\n  uplift: { rate: 5% } # last year\n`;
  const [first, second] = FILES;

  it("changes in the file that says it, alone", () => {
    const files = [second, { ...first, text: REACTING }];
    expect(behaviourOf(files, "behaviour.uplift.rate", "150%").uplift).toBe(1.5);
    const [same, edited] = setAt(files, pathOf("behaviour.uplift.rate"), "12.5%");
    expect(same).toBe(second);
    expect(edited.text).toBe(REACTING.replace("5% } #", "12.5% } #"));
  });

  it("is made where no file says it: beside what others say, else in the first file", () => {
    expect(behaviourOf(FILES, "behaviour.pick.hidden_aversion", "20%").hiddenAversion).toBe(0.2);
    const files = [second, { ...first, text: REACTING }];
    const [same, edited] = setAt(files, pathOf("behaviour.pick.hidden_aversion"), "20%");
    expect(same).toBe(second);
    expect(edited.text).toContain("# last year");
    expect(load([same, edited]).behaviour).toMatchObject({ uplift: 0.05, hiddenAversion: 0.2 });
  });

  it("is checked as campaigns are", () => {
    const text = problemsOf(() => variant(FILES, pathOf("behaviour.top_up.within"), "5.00"));
    expect(text).toContain('"probability" is missing here');
    expect(text).toContain("where behaviour.top_up.within is 5.00");
    expect(problemsOf(() => setAt(FILES, pathOf("behaviour.upfilt.rate"), "5%"))).toContain(
      'error[unknown-key]: behaviour takes no key "upfilt"\n  1 | behaviour.upfilt.rate\n    |           ^\n  help: did you mean "uplift"?',
    );
    expect(problemsOf(() => setAt(FILES, pathOf("behaviour.uplift"), "5%"))).toContain("go on with one of: rate");
  });
});

describe("a path that leads nowhere", () => {
  it.each([
    [
      "campaigns.fridy.budget.total",
      `--vary:1:11: error[unknown-campaign]: no campaign is called "fridy"
  1 | campaigns.fridy.budget.total
    |           ^
  help: did you mean "friday"?`,
    ],
    [
      "campaigns.friday.budgets.total",
      `--vary:1:18: error[unknown-key]: campaigns.friday has no key "budgets"
  1 | campaigns.friday.budgets.total
    |                  ^
  help: did you mean "budget"?`,
    ],
    [
      "campaigns.friday.discount.percent_off",
      `--vary:1:27: error[unknown-key]: campaigns.friday.discount has no key "percent_off"
  1 | campaigns.friday.discount.percent_off
    |                           ^
  help: allowed: mode, tiers, every, amount_off, minimum_amount, max_discount, min_payable`,
    ],
    [
      "campaigns.friday.discount.tiers[2].amount_off",
      `--vary:1:33: error[no-such-item]: campaigns.friday.discount.tiers has 2 items
  1 | campaigns.friday.discount.tiers[2].amount_off
    |                                 ^
  help: items count from 0: write [0] to [1]`,
    ],
    [
      "campaigns.friday.discount.tiers.amount_off",
      `--vary:1:33: error[wrong-step]: campaigns.friday.discount.tiers is a list
  1 | campaigns.friday.discount.tiers.amount_off
    |                                 ^
  help: write [0] to [1]`,
    ],
    [
      "campaigns.friday.budget[0]",
      `--vary:1:25: error[wrong-step]: campaigns.friday.budget is a block of keys, not a list
  1 | campaigns.friday.budget[0]
    |                         ^
  help: write a point and one of: total, per_day, per_month, on_short`,
    ],
    [
      "campaigns.friday.budget.total.max",
      `--vary:1:31: error[wrong-step]: campaigns.friday.budget.total is a single value: nothing stands below it
  1 | campaigns.friday.budget.total.max
    |                               ^
  help: end the path there`,
    ],
    [
      "campaigns.friday.discount.tiers[0]",
      `--vary:1:33: error[path-ends-at-block]: the path ends at a block of keys, not at a single value
  1 | campaigns.friday.discount.tiers[0]
    |                                 ^
  help: go on with one of: minimum_amount, amount_off`,
    ],
    [
      "campaigns.plain.limits[0].max",
      `--vary:1:24: error[no-such-item]: campaigns.plain.limits is missing: there is no item to change
  1 | campaigns.plain.limits[0].max
    |                        ^
  help: write the list into the campaign file first`,
    ],
    [
      "campaigns.friday.draw.pre",
      `--vary:1:23: error[unknown-key]: campaigns.friday.draw takes no key "pre"
  1 | campaigns.friday.draw.pre
    |                       ^
  help: allowed: per, identity`,
    ],
    [
      "campaigns.plain.window",
      `--vary:1:17: error[path-ends-at-block]: the path ends at a block of keys, not at a single value
  1 | campaigns.plain.window
    |                 ^
  help: go on with one of: start, end, days, hours`,
    ],
  ])("%s", (path, printed) => {
    expect(problemsOf(() => setAt(FILES, pathOf(path), "1"))).toBe(printed);
  });

  it("does not go through a block that repeats another", () => {
    const second = FRIDAY.slice(FRIDAY.indexOf("  - id"))
      .replace("id: friday", "id: saturday")
      .replace(/budget:\n.*\n/, "budget: *b\n");
    const text = FRIDAY.replace("budget:\n", "budget: &b\n") + second;
    expect(load(friday(text)).campaigns[1].budget?.totalMinor).toBe(100_000);
    expect(problemsOf(() => setAt(friday(text), pathOf("campaigns.saturday.budget.total"), "1"))).toBe(
      `--vary:1:20: error[repeated-block]: campaigns.saturday.budget repeats a block that stands elsewhere (*b)
  1 | campaigns.saturday.budget.total
    |                    ^
  help: write the block out here`,
    );
  });

  it.each([
    ["campaign.friday", "a path starts with campaigns or behaviour", 1],
    ["behaviour", "the path names all of behaviour", 10],
    ["behaviours.uplift.rate", '"s.uplift.rate" is no step of a path', 10],
    ["campaigns", "the id of a campaign is missing here", 10],
    ["campaigns.friday", "the path names a whole campaign", 17],
    ["campaigns.friday..total", '"..total" is no step of a path', 17],
    ["campaigns.friday.limits[x]", '"[x]" is no step of a path', 24],
    ["campaigns[0].budget.total", "the id of a campaign is missing here", 10],
  ])("%s is no path", (path, message, column) => {
    const printed = problemsOf(() => pathOf(path));
    expect(printed.split("\n")[0]).toBe(`--vary:1:${column}: error[not-a-path]: ${message}`);
  });
});

describe("a value that does not load", () => {
  it("is the loader's problem, at its place, with the value that it was", () => {
    expect(problemsOf(() => variant(FILES, pathOf("campaigns.friday.budget.total"), "1.234"))).toBe(
      `friday.yaml:9:14: error[too-many-decimals]: "1.234" has more decimals than the currency, where campaigns.friday.budget.total is 1.234
  9 |       total: 1.234   # asked of the bank
    |              ^
  help: it takes up to 2`,
    );
  });
});

describe("the share of a sponsor", () => {
  const sharesOf = (path: string, text: string) => load(variant(FILES, pathOf(path), text)).campaigns[0].funding.shares;

  it("leaves the rest to the other, where there are two", () => {
    expect(sharesOf("campaigns.friday.funding.bank", "62.5%")).toEqual({
      sponsors: ["bank", "merchant"],
      weights: [625, 375],
    });
    expect(sharesOf("campaigns.friday.funding.merchant", "100%").weights).toEqual([0, 100]);
  });

  it("must fit where there are three", () => {
    const three = friday(FRIDAY.replace("merchant: 30%", "merchant: 20%, platform: 10%"));
    expect(problemsOf(() => variant(three, pathOf("campaigns.friday.funding.bank"), "60%"))).toContain(
      "error[funding-sum]: the shares add up to 90%, where campaigns.friday.funding.bank is 60%",
    );
  });
});
