/** Runs a case through the built command-line tool, as a user would: files in, document and CSV files out. */
import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse as parseCsv } from "csv-parse/sync";
import { parse as parseJson } from "lossless-json";
import type { Case } from "./case.js";
import type { ToolOutcome, ToolResult } from "./compare.js";
import { amountOf, EXPONENTS } from "./naive-money.js";
import { sortedContributions, type TableRecord } from "./naive-tables.js";
import { writeCase } from "./write-case.js";

const BINARY = resolve(import.meta.dirname, "../../bin/promosim.js");

export function runCli(input: Case): ToolResult {
  const dir = mkdtempSync(join(tmpdir(), "promosim-oracle-"));
  const args = writeCase(input, dir);
  const output = execFileSync(process.execPath, [BINARY, ...args, "--format", "json", "--out", "out"], {
    cwd: dir,
    encoding: "utf8",
    stdio: ["ignore", "pipe", "pipe"],
    maxBuffer: 64 * 1024 * 1024,
  });
  const exponent = EXPONENTS[input.files[0].currency ?? "CNY"];
  const result: ToolResult = { document: parseDocument(output) };
  const rejects = csvRecords(join(dir, "out", "rejects.csv"));
  if (rejects !== null) {
    result.rejects = rejects
      .filter((r) => r.file === "log.csv")
      .map((r) => [Number(r.line), r.column, r.reason] as [number, string, string])
      .sort((a, b) => a[0] - b[0]);
  }
  const outcomes = csvRecords(join(dir, "out", "outcomes.csv"));
  if (outcomes !== null) result.outcomes = outcomes.map((record) => outcomeOf(record, exponent));
  result.tables = {
    redemptions: tableOf(dir, "redemptions", exponent),
    contributions: sortedContributions(tableOf(dir, "contributions", exponent)),
    mismatches: tableOf(dir, "mismatches", exponent),
  };
  return result;
}

const TEXTS = ["transaction_id", "timestamp", "user_id", "merchant_id", "campaign_id", "given_as", "day", "sponsor"];

/** A CSV file of the tool with its money read; empty money (a sponsor that pays nothing there) is left out. */
function tableOf(dir: string, name: string, exponent: number): TableRecord[] {
  return (csvRecords(join(dir, "out", `${name}.csv`)) ?? []).map((record) => {
    const cells = Object.entries(record).filter(([column, text]) => TEXTS.includes(column) || text !== "");
    return Object.fromEntries(
      cells.map(([column, text]) => [column, TEXTS.includes(column) ? text : amountOf(text, exponent)]),
    );
  });
}

/** Parses a document with whole numbers as bigint, so that no sum loses a digit. */
export function parseDocument(text: string): unknown {
  return parseJson(text, null, (value) => (/^-?[0-9]+$/.test(value) ? BigInt(value) : Number(value)));
}

function csvRecords(path: string): Record<string, string>[] | null {
  if (!existsSync(path)) return null;
  return parseCsv(readFileSync(path), { columns: true, bom: true }) as Record<string, string>[];
}

function outcomeOf(record: Record<string, string>, exponent: number): ToolOutcome {
  const money = (text: string): bigint => (text === "" ? 0n : amountOf(text, exponent));
  return {
    id: record.transaction_id,
    type: record.type,
    outcome: record.outcome,
    reason: record.reason,
    price: money(record.price),
    cashback: money(record.cashback),
    campaigns: record.outcome === "paid" ? record.campaigns : "",
    refundedDiscount: money(record.refunded_discount),
  };
}
