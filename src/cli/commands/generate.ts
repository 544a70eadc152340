/** `promosim generate`: a made-up log of transactions, to standard output or a file, and the tables of its users and merchants. */
import { dirname } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { CURRENCY_CODES, currencyOf } from "../../domain/currency.js";
import { parsePercentage } from "../../domain/ratio.js";
import { suggest } from "../../domain/suggest.js";
import { generateLog } from "../../generate/generate-log.js";
import { generateMerchants, generateUsers } from "../../generate/generate-tables.js";
import { checkGenerateOptions, type GenerateOptions } from "../../generate/options.js";
import { UsageError } from "../exit-code.js";
import type { Host } from "../host.js";
import { once, text, wholeNumber } from "../option-values.js";
import { createProgress } from "../progress.js";
import { inPieces, writeFiles } from "../write-files.js";
import type { DefineCommand } from "./contract.js";

interface Options {
  readonly rows?: number;
  readonly users?: number;
  readonly merchants?: number;
  readonly start?: string;
  readonly days?: number;
  readonly timezone?: string;
  readonly currency?: number;
  readonly seed?: string;
  readonly refunds?: number;
  readonly points?: true;
  /** `--no-balances` makes it false. */
  readonly balances: boolean;
  readonly out?: string;
  readonly usersOut?: string;
  readonly merchantsOut?: string;
}

const DEFAULT_ROWS = 10_000;

export const defineGenerate: DefineCommand = (command, host) => {
  addOptions(command).action((options: Options) => generate(host, options));
};

function addOptions(command: Command): Command {
  return command
    .option("--rows <n>", `payments; refunds come on top (default: ${DEFAULT_ROWS})`, once(wholeNumber(0)))
    .option("--users <n>", "users (default: one for 12 payments, from 20 to 1000000)", once(wholeNumber(1)))
    .option("--merchants <n>", "merchants (default: 1.2 × the root of the payments, from 8)", once(wholeNumber(1)))
    .option("--start <date>", "first day (default: 2026-01-01)", once(text))
    .option("--days <n>", "length in days (default: 90)", once(wholeNumber(1)))
    .option("--timezone <name>", "IANA name (default: Asia/Shanghai)", once(text))
    .option("--currency <code>", "sets the decimals of amounts (default: CNY)", once(exponentOf))
    .option("--refunds <share>", "payments that are given back, such as 3% (default: 0%)", once(share))
    .option("--points", "add the column points (default: without)")
    .option("--no-balances", "leave the column balance empty (default: filled for debit cards)")
    .option("--seed <text>", "the same seed gives the same bytes (default: promosim)", once(String))
    .option("-o, --out <file>", "file for the log (default: standard output)", once(text))
    .option("--users-out <file>", "file for the table of users (default: none)", once(text))
    .option("--merchants-out <file>", "file for the table of merchants (default: none)", once(text))
    .addHelpText(
      "after",
      `
A file appears whole or not at all; folders that it needs are made.

Examples:
  promosim generate --rows 1000 > log.csv
  promosim generate --rows 24000 --refunds 3% --points --out log.csv --users-out users.csv
  promosim generate --rows 5000000 --seed a | gzip > log.csv.gz`,
    );
}

async function generate(host: Host, options: Options): Promise<void> {
  const request = requestOf(options);
  const [fault] = checkGenerateOptions(request);
  if (fault !== undefined) throw new UsageError(fault.message);
  const outputs = [
    { path: options.out, chunks: () => counted(host, generateLog(request), request.rows) },
    { path: options.usersOut, chunks: () => generateUsers(request) },
    { path: options.merchantsOut, chunks: () => generateMerchants(request) },
  ];
  await writeFiles(host, async (files) => {
    for (const { path, chunks } of outputs) {
      if (path === undefined) continue;
      await files.makeFolder(dirname(path));
      await files.write(path, chunks());
    }
  });
  if (options.out !== undefined) return;
  for (const piece of inPieces(generateLog(request))) {
    await host.stdout.write(piece);
    await host.breathe();
  }
}

function requestOf(options: Options): GenerateOptions {
  const { rows = DEFAULT_ROWS, users, merchants, start, days, timezone, currency, seed, refunds } = options;
  return {
    rows,
    ...(users === undefined ? {} : { users }),
    ...(merchants === undefined ? {} : { merchants }),
    ...(start === undefined ? {} : { start }),
    ...(days === undefined ? {} : { days }),
    ...(timezone === undefined ? {} : { timezone }),
    ...(currency === undefined ? {} : { exponent: currency }),
    ...(seed === undefined ? {} : { seed }),
    ...(refunds === undefined ? {} : { refundsShare: refunds }),
    withPoints: options.points === true,
    withBalances: options.balances,
  };
}

/** Shows how far the log is. */
function* counted(host: Host, chunks: Iterable<string>, rows: number): Generator<string> {
  const progress = createProgress(host);
  let done = 0;
  try {
    for (const chunk of chunks) {
      yield chunk;
      for (let at = chunk.indexOf("\n"); at !== -1; at = chunk.indexOf("\n", at + 1)) done++;
      progress.update({ stage: "generating", rows: done, share: rows > 0 ? Math.min(1, done / rows) : null });
    }
  } finally {
    progress.finish();
  }
}

function exponentOf(code: string): number {
  const currency = currencyOf(code);
  if (currency !== null) return currency.exponent;
  const near = suggest(
    code,
    CURRENCY_CODES.map((known) => known.toLowerCase()),
  )?.toUpperCase();
  throw new InvalidArgumentError(
    near === undefined ? "Expected an ISO 4217 code such as CNY." : `Did you mean ${near}?`,
  );
}

function share(value: string): number {
  const ratio = parsePercentage(value);
  if (typeof ratio === "string") throw new InvalidArgumentError("Expected a percentage from 0% to 100%, such as 3%.");
  return ratio.numerator / ratio.denominator;
}
