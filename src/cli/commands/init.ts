/** `promosim init`: a folder to start from. */
import { dirname, join } from "node:path";
import { AccessError } from "../exit-code.js";
import type { Host } from "../host.js";
import { schemaText } from "../schema-text.js";
import { CAMPAIGNS, LOG, starterFiles } from "../starter-files.js";
import { writeFiles } from "../write-files.js";
import type { DefineCommand } from "./contract.js";

export const defineInit: DefineCommand = (command, host) => {
  command
    .argument("<folder>", "folder to make; one that exists keeps its other files")
    .addHelpText(
      "after",
      `
Writes a commented campaign file, its schema for editors, a small log, and a note on what to run next. Overwrites nothing.

Example:
  promosim init my-promo`,
    )
    .action((folder: string) => init(host, folder));
};

async function init(host: Host, folder: string): Promise<void> {
  const files = starterFiles(schemaText("campaigns")).map((file) => ({ ...file, path: join(folder, file.path) }));
  for (const { path } of files) {
    if ((await host.inspect(path)).kind !== "missing") throw new AccessError("write", path, "it exists already");
  }
  await writeFiles(host, async (set) => {
    for (const { path, chunks } of files) {
      await set.makeFolder(dirname(path));
      await set.write(path, chunks());
    }
  });
  const campaigns = join(folder, CAMPAIGNS);
  await host.stdout.write(`Wrote ${files.map(({ path }) => path).join(", ")}.

Run next:
  promosim validate ${campaigns}
  promosim replay -c ${campaigns} -t ${join(folder, LOG)}
`);
}
