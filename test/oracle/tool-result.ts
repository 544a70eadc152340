/** Reads what the tool wrote, its document and CSV files, into values that compare with the oracle's. */
import { parse as parseCsv } from "csv-parse/sync";
import { parse as parseJson } from "lossless-json";
import type { RejectedFile, ToolOutcome, ToolResult } from "./compare.js";
import type { Reject } from "./naive-log.js";
import { sortedContributions, type TableRecord } from "./naive-tables.js";

type Records = Record<string, string>[];

/** `files`: texts by name, as in the folder that `--out` names. */
export function toolResult(document: string, files: Record<string, string>, exponent: number): ToolResult {
  const records = (name: string): Records => parseCsv(files[name], { columns: true, bom: true }) as Records;
  const table = (name: string): TableRecord[] => records(name).map((record) => tableRecord(record, exponent));
  const rejectsOf = (file: RejectedFile): Reject[] =>
    records("rejects.csv")
      .filter((r) => r.file.replace(/\.csv(\.gz)?$/, "") === file)
      .map((r): Reject => [Number(r.line), r.column, r.reason])
      .sort((a, b) => a[0] - b[0]);
  return {
    document: parseDocument(document),
    rejects: {
      log: rejectsOf("log"),
      history: rejectsOf("history"),
      users: rejectsOf("users"),
      merchants: rejectsOf("merchants"),
      coupons: rejectsOf("coupons"),
    },
    outcomes: records("outcomes.csv").map((record) => outcomeOf(record, exponent)),
    tables: {
      redemptions: table("redemptions.csv"),
      contributions: sortedContributions(table("contributions.csv")),
      mismatches: table("mismatches.csv"),
    },
  };
}

/** Parses a document with whole numbers as bigint, so that no sum loses a digit. */
function parseDocument(text: string): unknown {
  return parseJson(text, null, (value) => (/^-?[0-9]+$/.test(value) ? BigInt(value) : Number(value)));
}

const TEXTS = ["transaction_id", "timestamp", "user_id", "merchant_id", "campaign_id", "given_as", "day", "sponsor"];

/** A record with its money read; money that is empty or 0 for a sponsor says no more than a missing one, so it is left out. */
function tableRecord(record: Record<string, string>, exponent: number): TableRecord {
  const result: TableRecord = {};
  for (const [column, text] of Object.entries(record)) {
    if (TEXTS.includes(column)) result[column] = text;
    else if (text !== "") result[column] = sumOf(text, exponent);
  }
  return result;
}

/** A sum as the tool writes it: all decimals of the currency, and as many digits before them as it takes. */
function sumOf(text: string, exponent: number): bigint {
  const match = /^(-?)([0-9]+)(?:\.([0-9]+))?$/.exec(text);
  if (match === null || (match[3] ?? "").length !== exponent)
    throw new Error(`not a sum of ${exponent} decimals: ${text}`);
  return BigInt(match[1] + match[2] + (match[3] ?? ""));
}

function outcomeOf(record: Record<string, string>, exponent: number): ToolOutcome {
  const money = (text: string): bigint => (text === "" ? 0n : sumOf(text, exponent));
  return {
    id: record.transaction_id,
    type: record.type,
    outcome: record.outcome,
    reason: record.reason,
    price: money(record.price),
    discount: record.outcome === "paid" ? money(record.discount) : 0n,
    cashback: money(record.cashback),
    payable: record.outcome === "paid" ? money(record.payable) : null,
    campaigns: record.outcome === "paid" ? record.campaigns : "",
    refundedDiscount: money(record.refunded_discount),
  };
}
