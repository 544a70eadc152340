/** docs/attackers.md and the JSON Schema of attackers files say what is read: every kind, every key, and files that load. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { commonShape, fileShape, ownShape } from "../../src/attack/attacker-schema.js";
import { attackerJsonSchema } from "../../src/attack/json-schema.js";
import { ATTACKER_KINDS, TACTICS } from "../../src/attack/kinds/registry.js";
import { loadAttackers } from "../../src/attack/load-attackers.js";
import { standardProfileText } from "../../src/attack/standard-profile.js";
import { createLeaves } from "../../src/schema/leaves.js";
import { ATTACKED, CNY, fileWith } from "./attacker-text.js";

// biome-ignore lint/suspicious/noExplicitAny: a JSON Schema is a tree of anything
type Json = any;

const PAGE = readFileSync(fileURLToPath(new URL("../../docs/attackers.md", import.meta.url)), "utf8");
const leaves = createLeaves(2);
const COMMON = Object.keys(commonShape(leaves));

/** The part of the page from a heading to the next one. */
function section(heading: string): string {
  const [, text] = PAGE.split(`\n${heading}\n`);
  expect(text, heading).toBeDefined();
  return text.split("\n#")[0];
}

/** First cells of the rows of tables. */
function namesIn(text: string): readonly string[] {
  return [...text.matchAll(/^\| `(\w+)` \|/gm)].map(([, name]) => name);
}

describe("docs/attackers.md", () => {
  it("lists the common keys, in order, and no others", () => {
    expect(namesIn(section("## Keys of every kind"))).toEqual(COMMON);
  });

  it("lists the kinds with their summaries and keys", () => {
    const text = section("## Kinds");
    expect(namesIn(text)).toEqual(ATTACKER_KINDS.map(({ name }) => name));
    for (const kind of ATTACKER_KINDS) {
      const row = text.split("\n").find((line) => line.startsWith(`| \`${kind.name}\``));
      expect(row).toContain(`| ${kind.summary} |`);
      for (const key of Object.keys(ownShape(kind, leaves))) expect(row).toContain(`\`${key}\``);
    }
  });

  it.each(ATTACKER_KINDS.map((kind) => [kind.name, kind] as const))(
    "has a section on %s with all its keys",
    (name, kind) => {
      const text = section(`### ${name}`);
      for (const key of Object.keys(ownShape(kind, leaves))) expect(text).toContain(`\`${key}\``);
      if (kind.defaultTactic === undefined) expect(namesIn(text)).toEqual(Object.keys(ownShape(kind, leaves)));
      else expect(text).toContain(`\`${kind.defaultTactic}\` if it is left out`);
      expect(text).toContain(`kind: ${name}`);
    },
  );

  it("shows files and blocks that load", () => {
    const campaignIds = ["lucky-cut"];
    const examples = [...PAGE.matchAll(/```yaml\n([^`]*)```/g)].map(([, text]) => text);
    expect(examples.length).toBe(ATTACKER_KINDS.length + 2);
    for (const text of examples) {
      const blocks = [...text.matchAll(/^\{ (.*) \}$/gm)].map(([, block]) => block);
      const file = blocks.length > 0 ? fileWith(...blocks) : text;
      const bytes = new TextEncoder().encode(file);
      expect(loadAttackers([{ file: "example.yaml", bytes }], { ...ATTACKED, campaignIds }).length).toBeGreaterThan(0);
    }
  });

  it("shows the standard profile", () => {
    expect(section("## The standard profile")).toContain(`\`\`\`yaml\n${standardProfileText(CNY)}\`\`\`\n`);
  });
});

describe("the JSON Schema of attackers files", () => {
  const schema: Json = attackerJsonSchema();
  const branches: Json[] = schema.properties.attackers.items.oneOf;

  it("is plain JSON, strict about keys, with those that the file has", () => {
    expect(schema.$schema).toBe("https://json-schema.org/draft/2020-12/schema");
    expect(JSON.parse(JSON.stringify(schema))).toEqual(schema);
    expect(JSON.stringify(schema)).not.toContain("jsonSchema");
    expect(Object.keys(schema.properties)).toEqual(Object.keys(fileShape(leaves)));
    expect(schema).toMatchObject({ required: ["version", "attackers"], additionalProperties: false });
  });

  it("has a branch for every kind, told apart by kind, with the keys that reading knows", () => {
    expect(branches.map((branch) => branch.properties.kind.const)).toEqual(ATTACKER_KINDS.map(({ name }) => name));
    for (const [index, kind] of ATTACKER_KINDS.entries()) {
      const { properties, required, additionalProperties } = branches[index];
      const ofTactics = kind.defaultTactic === undefined ? [] : TACTICS.map((tactic) => ownShape(tactic, leaves));
      const own = [ownShape(kind, leaves), ...ofTactics].flatMap((shape) => Object.keys(shape));
      expect(Object.keys(properties)).toEqual([...COMMON, ...own]);
      expect(required).toEqual(["id", "kind", ...(kind.needs ?? [])]);
      expect(additionalProperties).toBe(false);
    }
  });

  it("lists the tactics", () => {
    const { tactic } = branches.find((branch) => branch.properties.kind.const === "many_accounts").properties;
    expect(tactic.enum).toEqual(TACTICS.map(({ name }) => name));
  });
});
