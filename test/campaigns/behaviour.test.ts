/** `behaviour` of campaign files: what it compiles to, what is wrong with it, and what `validate` says of it. */
import { describe, expect, it } from "vitest";
import { describeBehaviour, describeSharing } from "../../src/campaigns/describe-behaviour.js";
import { campaignJsonSchema } from "../../src/campaigns/json-schema.js";
import { renderValidationJson, renderValidationText } from "../../src/cli/render-validation.js";
import { DISCOUNT, HEAD, load, placesIn, problemsIn } from "./campaign-text.js";

const OFF = { topUp: null, uplift: 0, hiddenAversion: 0, sharing: null };
const ALL =
  "behaviour: { top_up: { within: 10.00, probability: 30% }, uplift: { rate: 5% }, pick: { hidden_aversion: 12.5% } }\n";

function fileOf(top: string, id = "spring"): string {
  return `${HEAD}${top}campaigns:\n  - id: ${id}\n    ${DISCOUNT}\n`;
}

describe("behaviour", () => {
  it("is off where nothing is said", () => {
    for (const top of ["", "behaviour: {}\n"]) expect(load(fileOf(top)).behaviour).toEqual(OFF);
  });

  it("is compiled to minor units and shares", () => {
    expect(load(fileOf(ALL)).behaviour).toEqual({
      topUp: { withinMinor: 1000, probability: 0.3 },
      uplift: 0.05,
      hiddenAversion: 0.125,
      sharing: null,
    });
    expect(load(fileOf("behaviour: { uplift: { rate: 0% } }\n")).behaviour).toEqual(OFF);
    expect(load(fileOf("behaviour: { uplift: { rate: 100% } }\n")).behaviour).toEqual({ ...OFF, uplift: 1 });
    expect(load(fileOf("behaviour: { uplift: { rate: 150.5% } }\n")).behaviour).toEqual({ ...OFF, uplift: 1.505 });
    expect(load(fileOf("behaviour: { uplift: { rate: 1000% } }\n")).behaviour).toEqual({ ...OFF, uplift: 10 });
  });

  it("of several files is what they say together", () => {
    const [topUp, uplift] = [
      "behaviour: { top_up: { within: 1, probability: 1% } }\n",
      "behaviour: { uplift: { rate: 5.0% } }\n",
    ];
    const expected = { topUp: { withinMinor: 100, probability: 0.01 }, uplift: 0.05, hiddenAversion: 0, sharing: null };
    expect(load(fileOf(topUp), fileOf(uplift, "b")).behaviour).toEqual(expected);
    expect(load(fileOf(""), fileOf(uplift, "b"), fileOf(topUp, "c")).behaviour).toEqual(expected);
    const again = "behaviour: { uplift: { rate: 5% }, top_up: { within: 1.00, probability: 1.0% } }\n";
    expect(load(fileOf(topUp), fileOf(uplift, "b"), fileOf(again, "c")).behaviour).toEqual(expected);
  });

  it("of several files must be the same", () => {
    const other = ALL.replace("30%", "31%").replace("5%", "6%").replace("12.5%", "12%");
    const problems = problemsIn(fileOf(ALL), fileOf(other, "b"));
    expect(problems.map(({ code, message, at }) => [code, message, `${at.file}:${at.line}:${at.column}`])).toEqual([
      ["settings-disagree", "top_up is 31% within 10.00 here and 30% within 10.00 in a.yaml:4", "b.yaml:4:22"],
      ["settings-disagree", "uplift is 6% here and 5% in a.yaml:4", "b.yaml:4:67"],
      ["settings-disagree", "pick is 12% here and 12.5% in a.yaml:4", "b.yaml:4:87"],
    ]);
  });

  it.each([
    ["behaviour: fast", ["4:12 wrong-shape"]],
    ["behaviour: [uplift]", ["4:12 wrong-shape"]],
    ["behaviour: { uplift: 5% }", ["4:22 wrong-shape"]],
    ["behaviour: { uplift: {} }", ["4:14 missing-key"]],
    ["behaviour: { uplift: { rate: 5 } }", ["4:30 no-percent-sign"]],
    ["behaviour: { uplift: { rate: 1000.1% } }", ["4:30 percentage-out-of-range"]],
    ["behaviour: { uplift: { rate: 999.9999999999999% } }", ["4:30 too-many-decimals"]],
    ["behaviour: { uplift: { rate: -1% } }", ["4:30 percentage-out-of-range"]],
    ["behaviour: { top_up: { within: 1.00, probability: 101% } }", ["4:51 percentage-out-of-range"]],
    ["behaviour: { top_up: { within: 10.00 } }", ["4:14 missing-key"]],
    ["behaviour: { top_up: { within: 0, probability: 30% } }", ["4:32 amount-out-of-range"]],
    [
      "behaviour: { top_up: { within: 1.005, probability: half } }",
      ["4:32 too-many-decimals", "4:52 not-a-percentage"],
    ],
    ["behaviour: { pick: { aversion: 5% }, topup: {} }", ["4:14 missing-key", "4:22 unknown-key", "4:38 unknown-key"]],
  ])("reports %s", (top, places) => {
    expect(placesIn(fileOf(`${top}\n`))).toEqual(places.map((place) => `a.yaml:${place}`));
  });

  it("has a remedy for slips, and no place inside a campaign", () => {
    expect(problemsIn(fileOf("behaviour: { topup: {} }\n"))[0].hint).toBe('did you mean "top_up"?');
    expect(problemsIn(fileOf("behavior: {}\n"))[0].hint).toBe('did you mean "behaviour"?');
    expect(placesIn(`${fileOf("")}    behaviour: {}\n`)).toEqual(["a.yaml:7:5 unknown-key"]);
  });

  it("is in the JSON Schema", () => {
    // biome-ignore lint/suspicious/noExplicitAny: a JSON Schema is a tree of anything
    const { behaviour } = campaignJsonSchema().properties as any;
    expect(Object.keys(behaviour.properties)).toEqual(["top_up", "uplift", "pick", "sharing"]);
    expect(behaviour.additionalProperties).toBe(false);
    expect(behaviour.required).toBeUndefined();
    expect(behaviour.properties.top_up.required).toEqual(["within", "probability"]);
    expect(behaviour.properties.top_up.additionalProperties).toBe(false);
    expect(behaviour.properties.uplift.properties.rate.pattern).toContain("%");
  });
});

describe("what validate says of behaviour", () => {
  const validation = (top: string) => {
    const { currency, zone, choice, behaviour, checkout } = load(fileOf(top));
    return { files: [], currency, timezone: zone.name, choice, behaviour, checkout, campaigns: [], warnings: [] };
  };

  it("is a sentence, or nothing", () => {
    expect(describeBehaviour(load(fileOf(ALL)).behaviour, 2)).toEqual([
      "30% of the prices up to 10.00 below a threshold of a discount are raised to it",
      "the log's customers make 5% more payments",
      "an amount hidden until payment counts 12.5% less than its mean in a choice",
    ]);
    const options = { columns: 200, color: false };
    const uplift = "behaviour: { uplift: { rate: 7% } }\n";
    expect(renderValidationText(validation(uplift), options)).toContain(
      "\nFor forecasts: the log's customers make 7% more payments.\n",
    );
    expect(renderValidationText(validation(""), options)).not.toContain("forecast");
  });

  it("is in the document", () => {
    const { behaviour } = JSON.parse(renderValidationJson(validation(ALL)));
    expect(behaviour).toEqual({
      top_up: { within_minor: 1000, probability: 0.3 },
      uplift: 0.05,
      hidden_aversion: 0.125,
      sharing: null,
    });
    expect(JSON.parse(renderValidationJson(validation(""))).behaviour.top_up).toBeNull();
  });
});

describe("behaviour of shared coupons", () => {
  const top =
    "behaviour: { sharing: { pick_up: 40%, delay: { median: 3h, p95: 2d }, newcomers: 25%, pays_after: { median: 15m, p95: 15m } } }\n";

  it("is compiled, agreed on, and told", () => {
    const sharing = {
      pickUp: 0.4,
      delay: { medianMs: 10_800_000, p95Ms: 172_800_000 },
      newcomers: 0.25,
      paysAfter: { medianMs: 900_000, p95Ms: 900_000 },
    };
    expect(load(fileOf(top), fileOf(top, "b")).behaviour).toEqual({ ...OFF, sharing });
    expect(describeSharing(sharing)).toBe(
      "Of the coupons that are granted 40% are picked up, after 3 hours in the median (95% within 2 days), 25% of them by newcomers, others by customers of the log; a newcomer pays after 15 minutes",
    );
    const [problem] = problemsIn(fileOf(top), fileOf(top.replace("3h", "4h"), "b"));
    expect(problem.code).toBe("settings-disagree");
    expect(problem.message).toContain("40% after 4 hours (95% within 2 days), 25% newcomers");
  });
});
