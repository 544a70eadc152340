/** docs/modes.md says what the tool says; `npx vitest run test/campaigns/modes-page.test.ts -u` writes it anew. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { MODES } from "../../src/modes/registry.js";
import { renderModes } from "./render-modes.js";

const PAGE = fileURLToPath(new URL("../../docs/modes.md", import.meta.url));

describe("docs/modes.md", () => {
  it("is what the registry, the fixtures and the tool make of it", async () => {
    await expect(await renderModes()).toMatchFileSnapshot(PAGE);
  });

  it("has a section with a picture for every mode, none wider than a terminal of 80 columns", () => {
    const text = readFileSync(PAGE, "utf8");
    for (const { name } of MODES)
      expect(text).toMatch(new RegExp(`\n## ${name}\n[^#]*\n\\$ promosim design ${name}\\.yaml`));
    const pictures = [...text.matchAll(/```text\n([^`]*)```/g)].flatMap(([, picture]) => picture.split("\n"));
    expect(pictures.filter((line) => line.length > 80 && !line.startsWith("$"))).toEqual([]);
  });
});
