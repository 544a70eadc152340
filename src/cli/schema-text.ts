/** The JSON Schema of campaign files as the text of a file. */
import { campaignJsonSchema } from "../campaigns/json-schema.js";

/** Indented, with a newline at the end. */
export function schemaText(): string {
  return `${JSON.stringify(campaignJsonSchema(), null, 2)}\n`;
}
