import { describe, expect, it } from "vitest";
import { z } from "zod";
import { createShapes } from "../../src/campaigns/campaign-schema.js";
import { discountSchema } from "../../src/campaigns/compile-discount.js";
import { ELIGIBILITY } from "../../src/conditions/registry.js";
import { MODES } from "../../src/modes/registry.js";
import { createLeaves } from "../../src/schema/leaves.js";
import { load } from "./campaign-text.js";

const leaves = createLeaves(2);

/** Every object inside a schema, with the way to it. */
function objectsIn(schema: z.ZodType, path: string): readonly (readonly [path: string, object: z.ZodObject])[] {
  if (schema instanceof z.ZodOptional) return objectsIn(schema.unwrap() as z.ZodType, path);
  if (schema instanceof z.ZodArray) return objectsIn(schema.element as z.ZodType, `${path}[]`);
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => objectsIn(option as z.ZodType, path));
  if (!(schema instanceof z.ZodObject)) return [];
  const below = Object.entries(schema.shape).flatMap(([key, value]) => objectsIn(value as z.ZodType, `${path}.${key}`));
  return [[path, schema], ...below];
}

describe("schemas of the registries", () => {
  const caps = createShapes(leaves).caps;
  const objects = [
    ...MODES.flatMap((mode) => objectsIn(discountSchema(mode, leaves, caps), mode.name)),
    ...ELIGIBILITY.flatMap((kind) => objectsIn(kind.parameters(leaves), kind.name)),
  ];

  it("hold objects inside lists too", () => {
    expect(objects.map(([path]) => path)).toEqual(
      expect.arrayContaining(["amount_off.tiers[]", "random_choice.amounts[]"]),
    );
  });

  it.each(objects)("%s refuses unknown keys", (_path, object) => {
    expect(object._zod.def.catchall?._zod.def.type).toBe("never");
  });

  it.each(MODES.flatMap((mode) => mode.examples.map((example) => [mode.name, example.title, example] as const)))(
    "%s: the example loads: %s",
    (name, _title, example) => {
      const file = {
        version: "1",
        currency: "CNY",
        timezone: "UTC",
        campaigns: [{ id: "a", discount: example.discount }],
      };
      const [campaign] = load(JSON.stringify(file)).campaigns;
      expect(campaign.discount.mode).toBe(name);
      expect(campaign.discount.sentence).not.toBe("");
    },
  );
});
