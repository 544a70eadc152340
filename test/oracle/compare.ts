/** Compares a result of the tool with the oracle's, key by key, and says where the two first part. */
import type { NaiveDocument } from "./naive-document.js";
import type { Reject } from "./naive-log.js";
import type { NaiveResult, Outcome } from "./naive-replay.js";
import { naiveTables, type Tables } from "./naive-tables.js";

export type RejectedFile = "log" | "history" | "users" | "merchants" | "coupons";

/** What a run of the tool gave: its document and, where the door gives them, the rejects of the log and the outcomes. */
export interface ToolResult {
  /** As parsed without loss: whole numbers as bigint, others as number. */
  document: unknown;
  /** By file: each in the order of its lines. */
  rejects?: Record<RejectedFile, Reject[]>;
  outcomes?: ToolOutcome[];
  tables?: Tables;
}

export interface ToolOutcome {
  id: string;
  type: string;
  outcome: string;
  reason: string;
  price: bigint;
  discount: bigint;
  cashback: bigint;
  /** Null where nothing is paid. */
  payable: bigint | null;
  campaigns: string;
  refundedDiscount: bigint;
}

export interface Difference {
  path: string;
  expected: unknown;
  got: unknown;
}

/** Means, deviations and shares are floats; their last digits are nobody's contract. */
const FLOATS = /\.(mean_minor|sd_minor|utilization)$/;

/** Sums by name, where a name that is left out means 0. */
const SUMS = /(contributions_minor|refusals)$/;

export function compareResults(naive: NaiveResult, tool: ToolResult): Difference[] {
  const found: Difference[] = [];
  const { mismatchList: _, ...document } = naive.document;
  for (const key of Object.keys(document)) {
    compareValue(key, document[key], (tool.document as NaiveDocument)?.[key], found);
  }
  if (tool.rejects !== undefined) compareValue("rejects.csv", naive.rejects, tool.rejects, found);
  if (tool.outcomes !== undefined) compareOutcomes(naive.outcomes, tool.outcomes, found);
  if (tool.tables !== undefined) {
    const tables = naiveTables(naive);
    for (const name of ["redemptions", "contributions", "mismatches"] as const) {
      compareValue(`${name}.csv`, tables[name], tool.tables[name], found);
    }
  }
  return found;
}

function compareOutcomes(expected: Outcome[], got: ToolOutcome[], found: Difference[]): void {
  const mine = expected.map((o) => ({
    id: o.id,
    type: o.type,
    outcome: o.outcome,
    reason: o.reason,
    price: o.price,
    cashback: o.cashback,
    payable: o.outcome === "paid" ? o.price - o.discount : null,
    discount: o.discount + o.cashback,
    campaigns: o.campaigns,
    refundedDiscount: o.refundedDiscount,
  }));
  compareValue("outcomes.csv", mine, got, found);
}

function compareValue(path: string, expected: unknown, got: unknown, found: Difference[]): void {
  if (Array.isArray(expected)) {
    if (!Array.isArray(got)) found.push({ path, expected, got });
    else {
      if (expected.length !== got.length) {
        found.push({ path: `${path}.length`, expected: expected.length, got: got.length });
      }
      const shorter = Math.min(expected.length, got.length);
      for (let i = 0; i < shorter; i++) compareValue(`${path}[${i}]`, expected[i], got[i], found);
    }
  } else if (isRecord(expected)) {
    if (!isRecord(got)) found.push({ path, expected, got });
    else if (SUMS.test(path)) compareSums(path, expected, got, found);
    else for (const key of Object.keys(expected)) compareValue(`${path}.${key}`, expected[key], got[key], found);
  } else if (!isSame(path, expected, got)) found.push({ path, expected, got });
}

function compareSums(
  path: string,
  expected: Record<string, unknown>,
  got: Record<string, unknown>,
  found: Difference[],
): void {
  for (const key of new Set([...Object.keys(expected), ...Object.keys(got)])) {
    if (!isSame(path, expected[key] ?? 0, got[key] ?? 0)) {
      found.push({ path: `${path}.${key}`, expected: expected[key] ?? 0, got: got[key] ?? 0 });
    }
  }
}

function isSame(path: string, expected: unknown, got: unknown): boolean {
  const isNumber = (value: unknown): value is number | bigint => typeof value === "bigint" || typeof value === "number";
  if (!isNumber(expected) || !isNumber(got)) return expected === got;
  if (!FLOATS.test(path)) return Number.isInteger(Number(got)) && BigInt(expected) === BigInt(got);
  return Math.abs(Number(expected) - Number(got)) <= 1e-9 * Math.max(1, Math.abs(Number(expected)));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Differences for a person: the first few, a line each. */
export function describeDifferences(differences: Difference[]): string {
  const shown = (value: unknown): string =>
    JSON.stringify(value, (_, v) => (typeof v === "bigint" ? `${v}` : v)) ?? "nothing";
  const lines = differences.slice(0, 12).map((d) => `  ${d.path}: expected ${shown(d.expected)}, got ${shown(d.got)}`);
  if (differences.length > 12) lines.push(`  and ${differences.length - 12} more`);
  return lines.join("\n");
}
