/** The JSON Schemas of our files, each as the text of a file. */
import { attackerJsonSchema } from "../attack/json-schema.js";
import { campaignJsonSchema } from "../campaigns/json-schema.js";
import { suiteJsonSchema } from "../check/json-schema.js";

const SCHEMAS = { campaigns: campaignJsonSchema, attackers: attackerJsonSchema, suites: suiteJsonSchema };

export type SchemaName = keyof typeof SCHEMAS;

export const SCHEMA_NAMES: readonly SchemaName[] = ["campaigns", "attackers", "suites"];

/** Indented, with a newline at the end. */
export function schemaText(name: SchemaName): string {
  return `${JSON.stringify(SCHEMAS[name](), null, 2)}\n`;
}
