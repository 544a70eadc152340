/** `promosim schema`: the JSON Schema of campaign files. */
import { schemaText } from "../schema-text.js";
import type { DefineCommand } from "./contract.js";

export const defineSchema: DefineCommand = (command, host) => {
  command
    .addHelpText(
      "after",
      `
Editors that know YAML schemas (with the comment "# yaml-language-server: $schema=…") then check a campaign file while you
write it, and complete its keys.

Example:
  promosim schema > campaigns.schema.json`,
    )
    .action(() => host.stdout.write(schemaText()));
};
