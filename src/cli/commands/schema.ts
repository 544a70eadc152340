/** `promosim schema`: the JSON Schema of campaign files, of attackers files, or of suites. */
import { once, oneOf } from "../option-values.js";
import { SCHEMA_NAMES, type SchemaName, schemaText } from "../schema-text.js";
import type { DefineCommand } from "./contract.js";

interface Flags {
  readonly of?: SchemaName;
}

export const defineSchema: DefineCommand = (command, host) => {
  command
    .option(
      "--of <files>",
      `of which files: ${SCHEMA_NAMES.join(", ")} (default: campaigns)`,
      once(oneOf(SCHEMA_NAMES)),
    )
    .addHelpText(
      "after",
      `
Editors that know YAML schemas (with the comment "# yaml-language-server: $schema=…") then check a file while you write it,
and complete its keys.

Examples:
  promosim schema > campaigns.schema.json
  promosim schema --of attackers > attackers.schema.json
  promosim schema --of suites > suites.schema.json`,
    )
    .action(({ of = "campaigns" }: Flags) => host.stdout.write(schemaText(of)));
};
