import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { formatProblem } from "../../src/report/format-problem.js";
import { campaignFixtures, FIXTURES, problemsOf } from "./campaign-fixtures.js";
import { renderCatalogue } from "./render-catalogue.js";

const SOURCE = fileURLToPath(new URL("../../src/", import.meta.url));

describe("the error catalogue of campaign files, attackers files and suites", () => {
  it.each(campaignFixtures())("%s prints exactly what is expected", async (code) => {
    const problems = await problemsOf(code);
    expect(problems.map((problem) => problem.code)).toContain(code);
    const printed = `${problems.map(formatProblem).join("\n")}\n`;
    expect(printed).toBe(readFileSync(join(FIXTURES, code, "expected.txt"), "utf8"));
  });

  it("holds every code that the sources can give", () => {
    const tested = new Set([...campaignFixtures(), ...TESTED_ELSEWHERE]);
    expect(codesInSources().filter((code) => !tested.has(code))).toEqual([]);
  });

  it("lets no word of a library through", async () => {
    const words = /zod|Invalid input|Expected |expected string|received|Too small|Unrecognized|undefined|\[object/;
    for (const code of campaignFixtures()) {
      for (const { message, hint } of await problemsOf(code)) expect(`${message} ${hint}`).not.toMatch(words);
    }
  });

  it("is what docs/errors.md shows", async () => {
    const docs = fileURLToPath(new URL("../../docs/errors.md", import.meta.url));
    expect(readFileSync(docs, "utf8")).toBe(await renderCatalogue());
  });

  it("reads folders that exist", () => {
    expect(campaignFixtures().length).toBeGreaterThan(50);
    for (const code of campaignFixtures()) expect(existsSync(join(FIXTURES, code, "expected.txt"))).toBe(true);
  });
});

/** In test/campaigns: a file of 4 MiB has no place in a repository, and columns are checked against a log. */
const TESTED_ELSEWHERE = ["file-too-large", "missing-column", "missing-table"];

const NO_CODES = ["utf-8", "draft-2020-12"];

/** Every kebab-case text in the sources of these rooms, but for warnings, is a code. */
function codesInSources(): readonly string[] {
  const rooms = ["attack", "campaigns", "check", "documents", "schema", "modes", "conditions", "when"];
  const files = rooms.flatMap((room) =>
    readdirSync(join(SOURCE, room), { recursive: true, encoding: "utf8" }).map((name) => join(SOURCE, room, name)),
  );
  const found = files
    // Ids of defences stand in the document of an attack, and are no errors.
    .filter((file) => !file.startsWith(join(SOURCE, "attack", "defences")))
    .filter((file) => file.endsWith(".ts") && !/(lint-campaigns|exposure-warnings)\.ts$/.test(file))
    .flatMap((file) => [...readFileSync(file, "utf8").matchAll(/"([a-z]+(?:-[a-z0-9]+)+)"/g)].map((match) => match[1]));
  return [...new Set(found)].filter((text) => !NO_CODES.includes(text));
}
