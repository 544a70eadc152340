/** The JSON Schema of suites, for editors. */
import { z } from "zod";
import { jsonSchemaOf } from "../schema/json-schema.js";
import { createLeaves, type JsonSchema } from "../schema/leaves.js";
import { fileShape } from "./suite-schema.js";

/** Decimals of the currency change nothing here: amounts are numbers or text. */
const EXPONENT = 2;

/** A JSON Schema, draft 2020-12. Strict about keys; what it cannot say (campaigns, columns, amounts, paths of figures) reading checks. */
export function suiteJsonSchema(): JsonSchema {
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    title: "promosim suite",
    ...jsonSchemaOf(z.strictObject(fileShape(createLeaves(EXPONENT)))),
    anyOf: [{ required: ["cases"] }, { required: ["thresholds"] }],
  };
}
