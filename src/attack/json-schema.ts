/** The JSON Schema of attackers files, for editors: made from the shapes that reading checks and from the registry. */
import { z } from "zod";
import { jsonSchemaOf } from "../schema/json-schema.js";
import { createLeaves, type JsonSchema, type Leaves } from "../schema/leaves.js";
import { commonShape, commonShapeOf, fileShape, type OwnShape, ownShape } from "./attacker-schema.js";
import type { AttackerKind } from "./kinds/contract.js";
import { ATTACKER_KINDS, TACTICS } from "./kinds/registry.js";

/** Decimals of the currency change nothing here: amounts are numbers or text. */
const EXPONENT = 2;

/** A JSON Schema, draft 2020-12. Strict about keys; what it cannot say (campaigns, sums, dates) reading checks. */
export function attackerJsonSchema(): JsonSchema {
  const leaves = createLeaves(EXPONENT);
  const file = jsonSchemaOf(z.strictObject(fileShape(leaves)));
  const oneOf = ATTACKER_KINDS.map((kind) => ({
    description: kind.summary,
    ...jsonSchemaOf(z.strictObject(shapeOf(kind, leaves))),
  }));
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "promosim attackers file",
    ...file,
    properties: { ...(file.properties as JsonSchema), attackers: { type: "array", minItems: 1, items: { oneOf } } },
    required: ["version", "attackers"],
  };
}

function shapeOf(kind: AttackerKind, leaves: Leaves): OwnShape {
  const { id, kind: _, ...common } = commonShapeOf(kind, commonShape(leaves));
  const own = ownShape(kind, leaves);
  const told = { id, kind: z.literal(kind.name), ...common };
  if (kind.defaultTactic === undefined) return { ...told, ...own };
  const names = TACTICS.map(({ name }) => name) as [string, ...string[]];
  const ofTactics = TACTICS.map((tactic) => ownShape(tactic, leaves));
  return { ...told, ...own, tactic: leaves.oneOf(names).optional(), ...Object.assign({}, ...ofTactics) };
}
