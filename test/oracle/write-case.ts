/** Writes a case as the files that the tool reads, with the command line that a person needs to replay it by hand. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Case, CaseFile, CaseOptions, Table } from "./case.js";

export interface CaseText {
  /** Name and text of each campaign file, in the order in which the tool takes them. */
  campaigns: { file: string; text: string }[];
  log: string;
  history: string | null;
  users: string | null;
  merchants: string | null;
}

export function caseText(input: Case): CaseText {
  const campaigns = input.files.map((file, i) => {
    const json = (input.name.length + i) % 2 === 1;
    return { file: `${i + 1}.${json ? "json" : "yaml"}`, text: json ? jsonText(file) : yamlText(file) };
  });
  const optional = (table: Table | undefined): string | null => (table === undefined ? null : csvText(table));
  return {
    campaigns,
    log: csvText(input.log),
    history: optional(input.history),
    users: optional(input.users),
    merchants: optional(input.merchants),
  };
}

/** Writes the files below `dir`; gives the arguments of the tool, relative to it. */
export function writeCase(input: Case, dir: string): string[] {
  const text = caseText(input);
  mkdirSync(join(dir, "campaigns"), { recursive: true });
  for (const { file, text: content } of text.campaigns) writeFileSync(join(dir, "campaigns", file), content);
  const args = ["replay", "-c", "campaigns", "-t", "log.csv"];
  writeFileSync(join(dir, "log.csv"), text.log);
  for (const role of ["history", "users", "merchants"] as const) {
    const content = text[role];
    if (content === null) continue;
    writeFileSync(join(dir, `${role}.csv`), content);
    args.push(`--${role}`, `${role}.csv`);
  }
  args.push(...optionArgs(input.options), "--max-rejects", "100%");
  writeFileSync(join(dir, "command.txt"), `promosim ${args.join(" ")} --format json --out out\n`);
  return args;
}

function optionArgs(options: CaseOptions): string[] {
  const args: string[] = [];
  if (options.negative !== undefined) args.push("--negative", options.negative);
  if (options.anonymous !== undefined) args.push("--anonymous", options.anonymous);
  if (options.onMismatch !== undefined) args.push("--on-mismatch", options.onMismatch);
  if (options.from !== undefined) args.push("--from", options.from);
  if (options.to !== undefined) args.push("--to", options.to);
  return args;
}

export function csvText(table: Table): string {
  const cell = (text: string): string => (/[",\n;\t|]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
  const line = (cells: string[]): string => `${cells.map(cell).join(",")}\n`;
  const rows = table.rows.map((row) => line(Array.isArray(row) ? row : table.columns.map((c) => row[c] ?? "")));
  return line(table.columns) + rows.join("");
}

function yamlText(file: CaseFile): string {
  const { campaigns, ...head } = file;
  const lines = ["version: 1"];
  for (const [key, value] of Object.entries(head)) lines.push(`${key}: ${value}`);
  lines.push("campaigns:");
  for (const campaign of campaigns) {
    Object.entries(campaign).forEach(([key, value], i) => {
      lines.push(`${i === 0 ? "  - " : "    "}${key}: ${flow(value, /^-?[0-9]+(\.[0-9]+)?%?$/)}`);
    });
  }
  return `${lines.join("\n")}\n`;
}

function jsonText(file: CaseFile): string {
  return `${flow({ version: 1, ...file }, /^-?(0|[1-9][0-9]*)(\.[0-9]+)?$/)}\n`;
}

/** A value as JSON (which is YAML's flow style too); texts that match `bare` are written without quotes, as people write amounts. */
function flow(value: unknown, bare: RegExp): string {
  if (typeof value === "string") return bare.test(value) ? value : JSON.stringify(value);
  if (Array.isArray(value)) return `[${value.map((item) => flow(item, bare)).join(", ")}]`;
  if (typeof value !== "object" || value === null) return String(value);
  const entries = Object.entries(value).map(([key, item]) => `${JSON.stringify(key)}: ${flow(item, bare)}`);
  return `{${entries.join(", ")}}`;
}
