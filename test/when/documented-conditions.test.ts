/** What docs/conditions.md shows is what the parser says. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { parseWhen } from "../../src/when/parse-when.js";

const AT = { file: "campaigns.yaml", line: 1, column: 1 };
const page = readFileSync(new URL("../../docs/conditions.md", import.meta.url), "utf8");

const examples = [...page.matchAll(/^when: "(.+)"$/gm)].map((match) => match[1]);
const mistakes = [...page.matchAll(/^\| `(.+?)` \| [^|]+ \| `(.+?)` \|$/gm)].map((match) => [match[1], match[2]]);

describe("docs/conditions.md", () => {
  test("has its examples", () => {
    expect(examples).toHaveLength(5);
    expect(mistakes).toHaveLength(5);
  });

  test.each(examples)("%s", (source) => {
    expect(parseWhen(source, AT)).toMatchObject({ source });
  });

  test.each(mistakes)("%s is a mistake, %s is right", (wrong, right) => {
    expect(parseWhen(wrong, AT)).toMatchObject([{ code: "bad-condition" }]);
    expect(parseWhen(right, AT)).toMatchObject({ source: right });
  });
});
