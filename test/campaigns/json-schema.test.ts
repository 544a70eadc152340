import { describe, expect, it } from "vitest";
import { createShapes } from "../../src/campaigns/campaign-schema.js";
import { campaignJsonSchema } from "../../src/campaigns/json-schema.js";
import { ELIGIBILITY } from "../../src/conditions/registry.js";
import { MODES } from "../../src/modes/registry.js";
import { createLeaves } from "../../src/schema/leaves.js";

// biome-ignore lint/suspicious/noExplicitAny: a JSON Schema is a tree of anything
type Json = any;

const SCHEMA: Json = campaignJsonSchema();

describe("the JSON Schema of campaign files", () => {
  it("is draft 2020-12, plain JSON, and refers only to what it defines", () => {
    expect(SCHEMA.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
    const text = JSON.stringify(SCHEMA);
    expect(JSON.parse(text)).toEqual(SCHEMA);
    const referred = [...text.matchAll(/"\$ref":"#\/\$defs\/(\w+)"/g)].map((match) => match[1]);
    expect(new Set(referred)).toEqual(new Set(Object.keys(SCHEMA.$defs)));
    expect(text).not.toContain("jsonSchema");
  });

  it("has the keys that reading knows, and no others", () => {
    const shapes = createShapes(createLeaves(2));
    const campaign = SCHEMA.properties.campaigns.items;
    expect(Object.keys(campaign.properties)).toEqual(Object.keys(shapes.campaign));
    expect(campaign.required).toEqual(["id", "discount"]);
    expect(campaign.additionalProperties).toBe(false);
    expect(SCHEMA.additionalProperties).toBe(false);
    expect(SCHEMA.required).toEqual(["version", "campaigns"]);
    expect(Object.keys(campaign.properties.window.properties)).toEqual(["start", "end", "days", "hours"]);
    expect(campaign.properties.limits.items.properties.every.enum).toEqual(["day", "week", "month"]);
  });

  it("has a branch for every mode, told apart by mode, with its keys and the common caps", () => {
    const branches = SCHEMA.$defs.discount.oneOf;
    expect(branches.map((branch: Json) => branch.properties.mode.const)).toEqual(MODES.map((mode) => mode.name));
    for (const branch of branches) {
      expect(branch.required).toContain("mode");
      expect(branch.additionalProperties).toBe(false);
      expect(Object.keys(branch.properties)).toEqual(
        expect.arrayContaining(["minimum_amount", "max_discount", "min_payable"]),
      );
    }
    const free = branches.find((branch: Json) => branch.properties.mode.const === "free_orders");
    expect(free.properties.otherwise).toEqual({ $ref: "#/$defs/discount" });
  });

  it("has a branch for every kind of eligibility", () => {
    const { oneOf } = SCHEMA.$defs.eligibility.items;
    expect(oneOf.map((branch: Json) => branch.required)).toEqual(ELIGIBILITY.map((kind) => [kind.name]));
    expect(oneOf[0].properties.first_payment.anyOf[0]).toEqual({ enum: [true, "true"] });
  });

  it("lets amounts be numbers or text, and percentages be text with their sign", () => {
    const [amountOff, percentOff] = SCHEMA.$defs.discount.oneOf;
    expect(amountOff.properties.max_discount.type).toEqual(["number", "string"]);
    const percent = percentOff.properties.tiers.items.properties.percent_off;
    expect(percent.type).toBe("string");
    expect(new RegExp(percent.pattern).test("12.5%")).toBe(true);
    expect(new RegExp(percent.pattern).test("12.5")).toBe(false);
  });
});
