/** The decision that docs/forecast.md works through has the figures that the tool prints. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { promosim, temporaryFolder } from "./promosim.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const GUIDE = readFileSync(join(ROOT, "docs/forecast.md"), "utf8");
const DEMO: string = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")).scripts["demo:log"];
const [, CAMPAIGN] = /`april\.yaml`:\n\n```yaml\n([^`]*)```/.exec(GUIDE) ?? [];
const EXAMPLES = [...GUIDE.matchAll(/```\n\$ promosim ([^\n]*)\n\n([^`]*)```/g)].map(([, line, shown]) => ({
  line,
  shown,
}));

describe("docs/forecast.md", () => {
  let log: string;

  beforeAll(async () => {
    const seed = /--seed (\w+)/.exec(DEMO)?.[1] ?? "";
    const { code, stdout } = await promosim([
      "generate",
      "--rows",
      "24000",
      "--refunds",
      "3%",
      "--points",
      "--seed",
      seed,
    ]);
    expect(code).toBe(0);
    log = stdout;
  });

  it("is made on the log of the demo", () => {
    expect(DEMO).toContain("generate --rows 24000 --refunds 3% --points --seed quickstart");
    expect(EXAMPLES).toHaveLength(4);
  });

  it.each(EXAMPLES)("has what $line prints", async ({ line, shown }) => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, "april.yaml"), CAMPAIGN);
    writeFileSync(join(folder, "transactions.csv"), log);
    const { code, stdout, stderr } = await promosim(line.split(" "), { cwd: folder });
    expect([code, stderr]).toEqual([0, ""]);
    for (const part of shown.trimEnd().split("\n\n")) expect(stdout).toContain(`${part}\n`);
  });
});
