/** Writes a case as the files that the tool reads, with the command line that a person needs to replay it by hand. */
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import type { Case, CaseFile, Dress, Table } from "./case.js";

export interface CaseText {
  /** Name and text of each campaign file, in the order in which the tool takes them. */
  campaigns: { file: string; text: string }[];
  log: Uint8Array;
  history: Uint8Array | null;
  users: Uint8Array | null;
  merchants: Uint8Array | null;
  coupons: Uint8Array | null;
}

export function caseText(input: Case): CaseText {
  const campaigns = input.files.map((file, i) => {
    const json = (input.name.length + i) % 2 === 1;
    return { file: `${i + 1}.${json ? "json" : "yaml"}`, text: json ? jsonText(file) : yamlText(file) };
  });
  const { map: _, mapRisk: __, decimalComma: ___, ...plain } = input.dress ?? {};
  const table = (content: Table | undefined): Uint8Array | null =>
    content === undefined ? null : tableBytes(content, plain);
  return {
    campaigns,
    log: tableBytes(input.log, input.dress),
    history: input.history === undefined ? null : tableBytes(input.history, input.dress),
    users: table(input.users),
    merchants: table(input.merchants),
    coupons: table(input.coupons),
  };
}

/** Writes the files below `dir`; gives the arguments of the tool, relative to it. */
export function writeCase(input: Case, dir: string): string[] {
  const text = caseText(input);
  mkdirSync(join(dir, "campaigns"), { recursive: true });
  for (const { file, text: content } of text.campaigns) writeFileSync(join(dir, "campaigns", file), content);
  const name = (role: string): string => `${role}.csv${input.dress?.gzip ? ".gz" : ""}`;
  const args = ["replay", "-c", "campaigns", "-t", name("log")];
  writeFileSync(join(dir, name("log")), text.log);
  for (const role of ["history", "users", "merchants", "coupons"] as const) {
    const content = text[role];
    if (content === null) continue;
    writeFileSync(join(dir, name(role)), content);
    args.push(`--${role}`, name(role));
  }
  args.push(...optionArgs(input), "--max-rejects", "100%");
  const shown = args.map((arg) => (/[^\w.%=-]/.test(arg) ? `'${arg}'` : arg));
  writeFileSync(join(dir, "command.txt"), `promosim ${shown.join(" ")} --format json --out out\n`);
  return args;
}

function optionArgs({ options, dress }: Case): string[] {
  const args: string[] = [];
  if (options.seed !== undefined) args.push(`--seed=${options.seed}`);
  if (options.negative !== undefined) args.push("--negative", options.negative);
  if (options.anonymous !== undefined) args.push("--anonymous", options.anonymous);
  if (options.onMismatch !== undefined) args.push("--on-mismatch", options.onMismatch);
  if (options.from !== undefined) args.push("--from", options.from);
  if (options.to !== undefined) args.push("--to", options.to);
  if (options.allowMissingColumns) args.push("--allow-missing-columns");
  if (dress?.decimalComma) args.push("--decimal-comma");
  for (const [ours, theirs] of Object.entries(dress?.map ?? {})) args.push("--map", `${ours}=${theirs}`);
  for (const [theirs, ours] of Object.entries(dress?.mapRisk ?? {})) args.push("--map-value", `risk.${theirs}=${ours}`);
  return args;
}

const MONEY = ["amount", "balance", "client_discount"];

function tableBytes(table: Table, dress: Dress = {}): Uint8Array {
  const { delimiter = ",", newline = "\n", map = {}, mapRisk = {} } = dress;
  const risks = Object.fromEntries(Object.entries(mapRisk).map(([theirs, ours]) => [ours, theirs]));
  const foreign = (column: string, cell: string): string => {
    if (column === "risk") return risks[cell] ?? cell;
    return dress.decimalComma && MONEY.includes(column) ? cell.replace(".", ",") : cell;
  };
  const quote = (cell: string): string =>
    dress.quoted || /[",\r\n;\t|]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
  const line = (cells: string[]): string => cells.map(quote).join(delimiter) + newline;
  const rows = table.rows.map((row) =>
    line(Array.isArray(row) ? row : table.columns.map((column) => foreign(column, row[column] ?? ""))),
  );
  const text = line(table.columns.map((column) => map[column] ?? column)) + rows.join("");
  const bytes = Buffer.from(dress.byteOrderMark ? `\uFEFF${text}` : text);
  return dress.gzip ? gzipSync(bytes) : bytes;
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
