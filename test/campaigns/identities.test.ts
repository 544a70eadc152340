import { describe, expect, it } from "vitest";
import { checkColumns } from "../../src/campaigns/check-columns.js";
import { columnsNeeded } from "../../src/campaigns/columns-needed.js";
import { describeCampaigns } from "../../src/campaigns/describe-campaigns.js";
import { campaignJsonSchema } from "../../src/campaigns/json-schema.js";
import { lintCampaigns } from "../../src/campaigns/lint-campaigns.js";
import { formatProblem } from "../../src/report/format-problem.js";
import { DISCOUNT, HEAD, load, placesIn, problemsIn } from "./campaign-text.js";

const PERSON = "identities: { person: [user_id, device_id, card_id] }\n";
const RANDOM = "discount: { mode: random_intervals, intervals: [{ from: 1.00, to: 9.00, weight: 1 }] }";

/** A file with one campaign a list of lines; `top` stands above them. */
function fileOf(top: string, ...campaigns: readonly (readonly string[])[]): string {
  const blocks = campaigns.map(
    (lines, i) => `  - id: ${"xyz"[i]}\n${[...lines, DISCOUNT].map((line) => `    ${line}\n`).join("")}`,
  );
  return `${HEAD}${top}campaigns:\n${blocks.join("")}`;
}

const limited = (...per: readonly string[]) => `limits: [{ max: 1, per: [${per.join(", ")}] }]`;

describe("identities of campaign files", () => {
  it("are columns by name, in the order of the file, a repeated one once", () => {
    const top = "identities: { home: [user.address, user_id, user.address], person: [user_id, device_id] }\n";
    const { identities, identitiesAt } = load(fileOf(top, [limited("home", "person")]));
    expect([...identities]).toEqual([
      ["home", ["user.address", "user_id"]],
      ["person", ["user_id", "device_id"]],
    ]);
    expect(identitiesAt.get("person")).toEqual({ file: "a.yaml", line: 4, column: 60 });
    expect(load(fileOf("", [])).identities.size).toBe(0);
    expect(load(fileOf("identities: {}\n", [])).identities.size).toBe(0);
  });

  it("hold for all files of a run, and may be said again where they are the same", () => {
    const other = fileOf("", [limited("person")]).replace("id: x", "id: other");
    for (const files of [
      [fileOf(PERSON, []), other],
      [other, fileOf(PERSON, [])],
      [fileOf(PERSON, []), other.replace("campaigns:", `${PERSON}campaigns:`)],
    ]) {
      const set = load(...files);
      expect([...set.identities]).toEqual([["person", ["user_id", "device_id", "card_id"]]]);
      expect(lintCampaigns(set, { hasHistory: true }).map(({ code }) => code)).not.toContain("identity-unused");
    }
  });

  it("disagree where another file names other columns, or the same in another order", () => {
    const again = (columns: string) =>
      fileOf(`identities: { person: [${columns}] }\n`, []).replace("id: x", "id: other");
    expect(placesIn(fileOf(PERSON, []), again("user_id, device_id"))).toEqual(["b.yaml:4:23 settings-disagree"]);
    expect(placesIn(fileOf(PERSON, []), again("device_id, user_id, card_id"))).toEqual([
      "b.yaml:4:23 settings-disagree",
    ]);
  });

  it.each([
    ["person: user_id", "4:23 wrong-shape"],
    ["person: []", "4:23 empty-list"],
    ["person: [user_id, '']", "4:33 empty-value"],
    ["person: [user_id, [device_id]]", "4:33 wrong-shape"],
    ["person: [user_id]", "4:23 identity-of-one-column"],
    ["person: [user_id, person]", "4:33 identity-of-identities"],
    ["person: [user_id, usr.card]", "4:33 bad-column"],
    ["city: [user_id, device_id]", "4:15 identity-name-taken"],
    ["merchant.tier: [user_id, device_id]", "4:15 identity-name-taken"],
    ["users.tier: [user_id, device_id]", "4:15 bad-column"],
  ])("report %s", (definition, place) => {
    expect(placesIn(fileOf(`identities: { ${definition} }\n`, []))).toEqual([`a.yaml:${place}`]);
  });

  it("are a block", () => {
    expect(placesIn(fileOf("identities: [person]\n", []))).toEqual(["a.yaml:4:13 wrong-shape"]);
  });

  it("may stand in limits, draws and first_payment, and nowhere else", () => {
    const uses = [
      limited("person", "merchant_id"),
      "draw: { identity: person }",
      "eligibility: [{ first_payment: { per: person } }]",
    ];
    expect(problemsIn(fileOf(PERSON, uses))).toEqual([]);
    const conditions = ["scope: { person: u1 }", "payment: { not: { person: u1 } }", "when: tx.city == tx.person"];
    expect(placesIn(fileOf(PERSON, conditions))).toEqual([
      "a.yaml:7:14 identity-in-condition",
      "a.yaml:8:23 identity-in-condition",
      "a.yaml:9:11 identity-in-condition",
    ]);
    expect(problemsIn(fileOf("", conditions))).toEqual([]);
  });

  it("are offered where a key comes near", () => {
    const [problem] = problemsIn(fileOf(PERSON.replace("identities", "identitys"), []));
    expect(problem).toMatchObject({ code: "unknown-key", hint: 'did you mean "identities"?' });
  });

  it("need the columns that they are made of, and are offered for a name that comes near", () => {
    const set = load(fileOf(PERSON, [limited("person")], ["draw: { identity: persn }"]));
    expect([...columnsNeeded(set)]).toEqual([
      ["user_id", ["x"]],
      ["device_id", ["x"]],
      ["card_id", ["x"]],
      ["persn", ["y"]],
    ]);
    expect(checkColumns(set, new Set(["user_id", "device_id"]), new Set(["card_id"])).map(formatProblem)).toEqual([
      'a.yaml:6:9: error[missing-column]: campaign "x" needs the column "card_id" for the identity "person", which the data lacks\n' +
        "  help: allowed: user_id, device_id, person; --map card_id=… renames a column, --allow-missing-columns takes it as empty",
      'a.yaml:9:9: error[missing-column]: campaign "y" needs the column "persn", which the data lacks\n' +
        '  help: did you mean "person"?; --allow-missing-columns takes it as empty',
    ]);
  });

  it("are warned of where no campaign uses them", () => {
    const warnings = (...lines: readonly string[]) =>
      lintCampaigns(load(fileOf(PERSON, lines)), { hasHistory: true }).map(({ code, at }) => [
        code,
        at.line,
        at.column,
      ]);
    expect(warnings()).toEqual([["identity-unused", 4, 15]]);
    expect(warnings(limited("user_id", "device_id"))).toEqual([["identity-unused", 4, 15]]);
    expect(warnings(limited("person"))).toEqual([]);
    expect(warnings("eligibility: [{ first_payment: { per: person } }]")).toEqual([]);
  });

  it("say in words what they are made of", () => {
    const text = fileOf(PERSON, [limited("person", "city"), "draw: { per: user, identity: person }"]);
    const [description] = describeCampaigns(load(text.replace(DISCOUNT, RANDOM)), { pricesMinor: null });
    expect(description.limits).toEqual([
      "at most 1 redemption per person (one by user_id, device_id, card_id) and city",
    ]);
    expect(description.draw).toBe("one for each person (one by user_id, device_id, card_id), for good");
  });

  it("are lists of two columns or more in the JSON Schema", () => {
    const { properties } = campaignJsonSchema() as { properties: Record<string, Record<string, unknown>> };
    expect(properties.identities).toMatchObject({
      type: "object",
      additionalProperties: { type: "array", minItems: 2, items: { type: ["string", "number", "boolean"] } },
    });
  });
});

describe("cool-downs of campaign files", () => {
  const limitsOf = (line: string) => load(fileOf("", [`limits: [${line}]`]));

  it("are a duration above 0, alone or beside maxima", () => {
    expect(limitsOf("{ cooldown: 10m }").campaigns[0].limits).toEqual([
      { max: null, maxAmountMinor: null, maxAttempts: null, cooldownMs: 600_000, per: [], every: null },
    ]);
    expect(limitsOf("{ cooldown: 2h, max: 3, per: user_id, every: day }").campaigns[0].limits).toEqual([
      { max: 3, maxAmountMinor: null, maxAttempts: null, cooldownMs: 7_200_000, per: ["user_id"], every: "day" },
    ]);
  });

  it.each([
    ["{ cooldown: 0m }", "6:26 number-out-of-range"],
    ["{ cooldown: 10 }", "6:26 not-a-duration"],
    ["{ cooldown: 10m, every: day }", "6:31 every-without-maximum"],
    ["{ every: day }", "6:14 limit-without-maximum"],
    ["{ cool_down: 10m }", "6:14 limit-without-maximum"],
  ])("report %s", (line, place) => {
    expect(placesIn(fileOf("", [`limits: [${line}]`]))).toContain(`a.yaml:${place}`);
  });

  it("are offered for a key that comes near", () => {
    const problems = problemsIn(fileOf("", ["limits: [{ max: 1, cool_down: 10m }]"]));
    expect(problems.map(({ code, hint }) => [code, hint])).toEqual([["unknown-key", 'did you mean "cooldown"?']]);
  });

  it.each([
    ["{ cooldown: 10m, per: user_id }", "at least 10 minutes between offers per user_id"],
    ["{ cooldown: 1d }", "at least 1 day between offers"],
    [
      "{ cooldown: 1h, max_attempts: 3, per: [user_id, city], every: day }",
      "at most 3 offers per user_id and city every day, at least 1 hour between offers per user_id and city",
    ],
  ])("say %s in words", (line, words) => {
    expect(describeCampaigns(limitsOf(line), { pricesMinor: null })[0].limits).toEqual([words]);
  });
});
