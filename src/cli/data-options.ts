/** Options that say where a log and its tables are and how to read them: the same for every command that reads a log. */
import type { Command } from "commander";
import { EMPTY_USERS, NEGATIVE_AMOUNTS, OptionError, type SimulateOptions } from "../simulation/simulate-options.js";
import { assertOneStandardInput, type DataSource, openDataSource } from "./data-source.js";
import { UsageError } from "./exit-code.js";
import type { Host } from "./host.js";
import { columnPair, once, oneOf, repeated, text, type ValuePair, valuePair } from "./option-values.js";

/** The tables beside the log, by the role that the report gives them. */
export const TABLES = ["history", "users", "merchants", "coupons"] as const;

export interface DataFlags {
  readonly transactions?: string;
  readonly users?: string;
  readonly merchants?: string;
  readonly history?: string;
  readonly coupons?: string;
  readonly map?: readonly (readonly [string, string])[];
  readonly mapValue?: readonly ValuePair[];
  readonly negative?: (typeof NEGATIVE_AMOUNTS)[number];
  readonly anonymous?: (typeof EMPTY_USERS)[number];
  readonly encoding?: string;
  readonly decimalComma?: true;
  readonly from?: string;
  readonly to?: string;
  readonly strict?: true;
  readonly maxRejects?: string;
}

const LOG_FLAGS = "-t, --transactions <file>";
const LOG_SUMMARY = 'log of transactions: CSV, also .gz; "-" is standard input';

export function addDataOptions(command: Command, { logRequired }: { readonly logRequired: boolean }): Command {
  if (logRequired) command.requiredOption(LOG_FLAGS, LOG_SUMMARY, once(text));
  else command.option(LOG_FLAGS, `${LOG_SUMMARY} (default: none)`, once(text));
  return command
    .option("--users <file>", "table of users, for user.* in conditions (default: none)", once(text))
    .option("--merchants <file>", "table of merchants, for merchant.* in conditions (default: none)", once(text))
    .option("--history <file>", "earlier transactions, which feed eligibility alone (default: none)", once(text))
    .option("--coupons <file>", "coupons that users hold, for campaigns with coupon (default: none)", once(text))
    .option("--map <ours=theirs>", "our column is called theirs in the log; repeatable", repeated(columnPair))
    .option("--map-value <column.theirs=ours>", "in our column, their text means ours; repeatable", repeated(valuePair))
    .option(
      "--negative <what>",
      `negative amounts: ${list(NEGATIVE_AMOUNTS)} (default: reject)`,
      once(oneOf(NEGATIVE_AMOUNTS)),
    )
    .option(
      "--anonymous <what>",
      `rows without a user: ${list(EMPTY_USERS)} (default: reject)`,
      once(oneOf(EMPTY_USERS)),
    )
    .option("--encoding <name>", "WHATWG name such as gb18030 (default: utf-8)", once(text))
    .option("--decimal-comma", "amounts are written 12,30 (default: 12.30)")
    .option("--from <time>", "replay from this moment on; earlier rows feed eligibility (default: all)", once(text))
    .option("--to <time>", "leave out rows from this moment on (default: none)", once(text))
    .option("--strict", "stop at the first rejected row (default: list them)")
    .option("--max-rejects <n|p%>", "rejected rows to bear (default: the larger of 100 and 1%)", once(text));
}

/** What the flags say about reading, as a simulation takes it. */
export function readingOptions(flags: DataFlags): SimulateOptions {
  return {
    map: pairsToMap(flags.map ?? []),
    mapValues: valuesToMap(flags.mapValue ?? []),
    negative: flags.negative,
    anonymous: flags.anonymous,
    encoding: flags.encoding,
    decimalComma: flags.decimalComma,
    from: flags.from,
    to: flags.to,
    strict: flags.strict,
    maxRejects: flags.maxRejects,
  };
}

export type DataSources = { readonly transactions: DataSource } & {
  readonly [Table in (typeof TABLES)[number]]?: DataSource;
};

/**
 * Opens the log and the tables that the flags name.
 * @throws AccessError before anything is read, for a path that is missing or a folder
 */
export async function openDataSources(host: Host, flags: DataFlags & { transactions: string }): Promise<DataSources> {
  assertOneStandardInput([flags.transactions, ...TABLES.map((table) => flags[table])]);
  const tables: Partial<Record<(typeof TABLES)[number], DataSource>> = {};
  const transactions = await openDataSource(host, flags.transactions);
  for (const table of TABLES) {
    const path = flags[table];
    if (path !== undefined) tables[table] = await openDataSource(host, path);
  }
  return { transactions, ...tables };
}

/** What an option's reader could not see alone: time zone and encodings are known later. */
export function asUsageError(error: unknown): never {
  throw error instanceof OptionError ? new UsageError(`--${kebab(error.option)}: ${error.message}`) : error;
}

function kebab(name: string): string {
  return name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
}

function list(words: readonly string[]): string {
  return words.join(", ");
}

function pairsToMap(pairs: readonly (readonly [string, string])[]): Map<string, string> {
  const map = new Map<string, string>();
  for (const [ours, theirs] of pairs) {
    if (map.has(ours)) throw new UsageError(`--map names "${ours}" twice`);
    map.set(ours, theirs);
  }
  return map;
}

function valuesToMap(pairs: readonly ValuePair[]): Map<string, Map<string, string>> {
  const columns = new Map<string, Map<string, string>>();
  for (const { column, theirs, ours } of pairs) {
    const texts = columns.get(column) ?? new Map<string, string>();
    if (texts.has(theirs)) throw new UsageError(`--map-value names "${column}.${theirs}" twice`);
    columns.set(column, texts.set(theirs, ours));
  }
  return columns;
}
