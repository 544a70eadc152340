/** The documents that quote the tool say what it says. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../src/cli/commands/registry.js";
import { EXIT_CODE_MEANINGS } from "../../src/cli/exit-code.js";
import { run } from "../../src/cli/main.js";
import { createMemoryHost } from "./memory-host.js";
import { promosim, temporaryFolder } from "./promosim.js";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const README = readFileSync(join(ROOT, "README.md"), "utf8");
const CLI = readFileSync(join(ROOT, "docs/cli.md"), "utf8");
const SCRIPTS: Record<string, string> = JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")).scripts;

/** The arguments of a script that runs the tool, with its outputs in another folder. */
function argumentsOf(script: string, folder: string): string[] {
  const words = SCRIPTS[script].replaceAll(".demo/", `${folder}/`).split(" ");
  expect(words.slice(0, 2)).toEqual(["node", "bin/promosim.js"]);
  return words.slice(2);
}

describe("README.md", () => {
  it("shows a part of the report that the demo prints", async () => {
    const folder = temporaryFolder();
    const made = await promosim(argumentsOf("demo:log", folder), { cwd: ROOT });
    const { code, stdout, stderr } = await promosim(argumentsOf("demo:replay", folder), { cwd: ROOT });
    expect([made.code, code, stderr]).toEqual([0, 0, ""]);

    const [, shown] = /A part of that report:\n\n```\n([^`]*)\n```/.exec(README) ?? [];
    const sections = shown.split("\n\n");
    expect(sections).toHaveLength(5);
    for (const section of sections) expect(stdout).toContain(`\n${section}\n`);
  });

  it("shows a campaign file that is valid", async () => {
    const [, text] = /```yaml\n([^`]*)```/.exec(README) ?? [];
    const host = createMemoryHost(["validate", "readme.yaml"], { files: { "readme.yaml": text } });

    expect([await run(host), host.printed.err]).toEqual([0, ""]);
    expect(host.printed.out).toContain("1 campaign is valid");
    expect(host.printed.out).not.toContain("warning[");
  });

  it("names scripts and files that exist", () => {
    for (const [, script] of README.matchAll(/npm run ([\w:]+)/g)) expect(SCRIPTS).toHaveProperty([script]);
    const links = [...README.matchAll(/\]\(([\w./-]+)\)/g)].map(([, path]) => path);
    expect(links.length).toBeGreaterThan(8);
    for (const path of links) expect(readFileSync(join(ROOT, path), "utf8").length).toBeGreaterThan(100);
  });
});

describe("docs/cli.md", () => {
  it.each(COMMANDS.map(({ name }) => name))("has the help of %s", async (name) => {
    const host = createMemoryHost([name, "--help"]);
    expect(await run(host)).toBe(0);

    expect(CLI).toContain(`## promosim ${name}\n\n\`\`\`\n${host.printed.out.trimEnd()}\n\`\`\`\n`);
  });

  it.each([
    ["docs/cli.md", CLI],
    ["README.md", README],
  ])("%s has every exit code", (_, text) => {
    for (const [code, meaning] of EXIT_CODE_MEANINGS) expect(text).toContain(`| ${code} | ${meaning} |`);
  });
});
