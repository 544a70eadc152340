/** docs/modes.md from the registry of modes and the campaign files of fixtures/modes, so that the page shows what the tool does. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { createShapes } from "../../src/campaigns/campaign-schema.js";
import { campaignJsonSchema } from "../../src/campaigns/json-schema.js";
import { run } from "../../src/cli/main.js";
import type { DiscountMode, ModeExample } from "../../src/modes/contract.js";
import { MODES } from "../../src/modes/registry.js";
import { createLeaves, type JsonSchema } from "../../src/schema/leaves.js";
import { createMemoryHost } from "../cli/memory-host.js";

const FOLDER = fileURLToPath(new URL("../../fixtures/modes/", import.meta.url));
const COMMAND = "# $ promosim ";

export async function renderModes(): Promise<string> {
  const parts = [readFileSync(join(FOLDER, "INTRODUCTION.md"), "utf8").trimEnd()];
  for (const mode of MODES) parts.push(await section(mode));
  return `${parts.join("\n\n")}\n`;
}

async function section(mode: DiscountMode): Promise<string> {
  const { prose, command, yaml } = readFixture(mode.name);
  return [
    `## ${mode.name}`,
    `${mode.summary.charAt(0).toUpperCase()}${mode.summary.slice(1)}.`,
    keysOf(mode),
    examplesOf(mode),
    prose,
    `\`\`\`yaml\n${yaml}\`\`\``,
    `\`\`\`text\n$ promosim ${command}\n${await print(mode.name, command, yaml)}\`\`\``,
  ].join("\n\n");
}

/** A campaign file whose first comment is prose, but for a line with the command to run on it. */
function readFixture(name: string) {
  const text = readFileSync(join(FOLDER, `${name}.yaml`), "utf8");
  const lines = text.split("\n");
  const start = lines.findIndex((line) => !line.startsWith("#"));
  const head = lines.slice(0, start);
  const command = head.find((line) => line.startsWith(COMMAND));
  if (command === undefined) throw new Error(`${name}.yaml has no line "${COMMAND}"`);
  return {
    prose: head
      .filter((line) => line !== command)
      .map((line) => line.slice(2))
      .join("\n"),
    command: command.slice(COMMAND.length),
    yaml: lines.slice(start).join("\n"),
  };
}

async function print(name: string, command: string, yaml: string): Promise<string> {
  const host = createMemoryHost(command.split(" "), { files: { [`${name}.yaml`]: yaml } });
  const code = await run(host);
  if (code !== 0) throw new Error(`${name}.yaml: ${host.printed.err}`);
  return host.printed.out;
}

function keysOf(mode: DiscountMode): string {
  const all = (campaignJsonSchema().$defs as Record<string, JsonSchema>).discount.oneOf as JsonSchema[];
  const own = all.find((schema) => (schema.properties as Record<string, JsonSchema>).mode.const === mode.name);
  const required = (own?.required ?? []) as string[];
  const everywhere = ["mode", ...Object.keys(createShapes(createLeaves(2)).caps)];
  const keys = Object.entries((own?.properties ?? {}) as Record<string, JsonSchema>).filter(
    ([key]) => !everywhere.includes(key),
  );
  return table(
    ["key", "value", ""],
    keys.map(([key, schema]) => [`\`${key}\``, describeValue(schema), required.includes(key) ? "required" : ""]),
  );
}

function describeValue(schema: JsonSchema): string {
  if (typeof schema.description === "string") return schema.description;
  if (schema.$ref !== undefined) return "a discount";
  if (schema.const !== undefined) return `\`${schema.const}\``;
  if (Array.isArray(schema.enum)) return schema.enum.map((word) => `\`${word}\``).join(" or ");
  if (Array.isArray(schema.anyOf)) return schema.anyOf.map(describeValue).join(", or ");
  if (schema.type === "array") return `a list of ${describeValue(schema.items as JsonSchema)}`;
  if (schema.properties !== undefined) {
    const required = (schema.required ?? []) as string[];
    const keys = Object.keys(schema.properties as object).map((key) => (required.includes(key) ? key : `${key}?`));
    return `\`{ ${keys.join(", ")} }\``;
  }
  throw new Error(`no words for ${JSON.stringify(schema)}`);
}

function examplesOf({ examples }: DiscountMode): string {
  const rows = examples.map((example) => [
    example.title,
    `\`${inline(example.discount)}\``,
    [`a price of ${example.price}`, ...circumstances(example)].join(", "),
    example.desired === "below_minimum" ? "`below_minimum`" : example.desired,
  ]);
  return table(["example", "discount", "at", "gives"], rows);
}

function circumstances({ points, rounding, freeOrderDue, uniforms }: ModeExample): string[] {
  return [
    points === undefined ? "" : `${points} points`,
    rounding === undefined ? "" : `\`rounding: ${rounding}\``,
    freeOrderDue === undefined ? "" : freeOrderDue ? "due to be free" : "not due to be free",
    uniforms === undefined ? "" : `u = ${uniforms.join("; ")}`,
  ].filter((text) => text !== "");
}

/** A block as YAML would hold it on one line. */
function inline(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(inline).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  return `{ ${Object.entries(value)
    .map(([key, inner]) => `${key}: ${inline(inner)}`)
    .join(", ")} }`;
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`.replace(/ {2,}/g, " ");
  return [line(header), `|${"---|".repeat(header.length)}`, ...rows.map(line)].join("\n");
}
