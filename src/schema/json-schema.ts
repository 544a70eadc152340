/** The JSON Schema, for editors, of what reading checks. */
import { z } from "zod";
import type { JsonSchema } from "./leaves.js";

/** Draft 2020-12, without `$schema`. Leaves and raw blocks say themselves what they look like. */
export function jsonSchemaOf(schema: z.ZodType): JsonSchema {
  const json = z.toJSONSchema(schema, {
    target: "draft-2020-12",
    io: "input",
    unrepresentable: "any",
    override(context) {
      const own = (context.jsonSchema as JsonSchema).jsonSchema;
      if (own === undefined) {
        acceptYamlBoolean(context.jsonSchema as JsonSchema);
        return;
      }
      for (const key of Object.keys(context.jsonSchema)) delete (context.jsonSchema as JsonSchema)[key];
      Object.assign(context.jsonSchema, own);
    },
  }) as JsonSchema;
  delete json.$schema;
  return json;
}

/** Files are read as text, so a schema may ask for the text "true"; an editor sees the boolean. */
function acceptYamlBoolean(json: JsonSchema): void {
  if (json.const !== "true") return;
  delete json.type;
  delete json.const;
  json.enum = [true, "true"];
}
