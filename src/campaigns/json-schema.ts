/** The JSON Schema of campaign files, for editors: made from the shapes that reading checks and from the registries. */
import { z } from "zod";
import { ELIGIBILITY } from "../conditions/registry.js";
import { MODES } from "../modes/registry.js";
import { jsonSchemaOf } from "../schema/json-schema.js";
import { createLeaves, type JsonSchema } from "../schema/leaves.js";
import { createShapes } from "./campaign-schema.js";
import { discountSchema } from "./compile-discount.js";

/** Decimals of the currency change nothing here: amounts are numbers or text. */
const EXPONENT = 2;

const SCALAR: JsonSchema = { type: ["string", "number", "boolean"] };
const SCALARS: JsonSchema = { anyOf: [SCALAR, { type: "array", minItems: 1, items: SCALAR }] };
const NUMBER: JsonSchema = { type: ["number", "string"] };
const SHARES: JsonSchema = { type: "string", pattern: "%$", description: "a percentage; all shares add up to 100%" };

const MATCHER: JsonSchema = {
  anyOf: [
    ...(SCALARS.anyOf as JsonSchema[]),
    { type: "object", properties: { min: NUMBER, max: NUMBER }, minProperties: 1, additionalProperties: false },
    { type: "object", properties: { prefix: SCALARS }, required: ["prefix"], additionalProperties: false },
  ],
};

/** A JSON Schema, draft 2020-12. Strict about keys; what it cannot say (sums, orders, dates) `promosim validate` checks. */
export function campaignJsonSchema(): JsonSchema {
  const leaves = createLeaves(EXPONENT);
  const shapes = createShapes(leaves);
  const campaign = z.strictObject({
    ...shapes.campaign,
    window: z.strictObject(shapes.window).optional(),
    budget: z.strictObject(shapes.budget).optional(),
    limits: z.array(z.strictObject(shapes.limit)).min(1).optional(),
    coupon: z.union([leaves.oneOf(["required"]), z.strictObject(shapes.coupon)]).optional(),
    grants: z.strictObject({ ...shapes.grants, share: z.strictObject(shapes.share).optional() }).optional(),
    draw: z.strictObject(shapes.draw).optional(),
    stacking: z.strictObject(shapes.stacking).optional(),
    refunds: z.strictObject(shapes.refunds).optional(),
    inventory: z.strictObject(shapes.inventory).optional(),
  });
  const checkout = z.strictObject({ ...shapes.checkout, think_time: z.strictObject(shapes.thinkTime) });
  const behaviour = z.strictObject({
    top_up: z.strictObject(shapes.topUp).optional(),
    uplift: z.strictObject(shapes.uplift).optional(),
    pick: z.strictObject(shapes.pick).optional(),
    sharing: z
      .strictObject({
        ...shapes.sharing,
        delay: z.strictObject(shapes.delay),
        pays_after: z.strictObject(shapes.delay).optional(),
      })
      .optional(),
  });
  const identities = z.record(z.string(), z.array(leaves.text).min(2)).optional();
  const file = z.strictObject({
    ...shapes.file,
    identities,
    behaviour: behaviour.optional(),
    checkout: checkout.optional(),
    campaigns: z.array(campaign).min(1),
  });
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "promosim campaign file",
    ...jsonSchemaOf(file),
    $defs: {
      discount: {
        oneOf: MODES.map((mode) => ({
          description: mode.summary,
          ...jsonSchemaOf(discountSchema(mode, leaves, shapes.caps)),
        })),
      },
      matchers: matchers(),
      eligibility: {
        type: "array",
        minItems: 1,
        items: {
          oneOf: ELIGIBILITY.map((kind) => ({
            type: "object",
            description: kind.summary,
            properties: { [kind.name]: jsonSchemaOf(kind.parameters(leaves)) },
            required: [kind.name],
            additionalProperties: false,
          })),
        },
      },
      funding: {
        type: "object",
        properties: {
          by_merchant: { type: "object", additionalProperties: { type: "object", additionalProperties: SHARES } },
        },
        additionalProperties: SHARES,
      },
    },
  };
}

function matchers(): JsonSchema {
  return {
    type: "object",
    description: "columns, user.x or merchant.x with what they must be; all must hold",
    properties: { not: { type: "object", minProperties: 1, additionalProperties: MATCHER } },
    minProperties: 1,
    additionalProperties: MATCHER,
  };
}
