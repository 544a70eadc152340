/** Options that say what a forecast varies, how many runs it has, and who carries them out: the same for every command that forecasts. */
import type { Command } from "commander";
import { DEFAULT_RUNS, MOST_RUNS } from "../forecast/carry-out.js";
import { DEFAULT_SEED, MISMATCHES } from "../simulation/simulate-options.js";
import { addDataOptions, type DataFlags } from "./data-options.js";
import { growth, type HolidayFactor, holiday, horizon, precision } from "./forecast-values.js";
import { once, oneOf, repeated, text, wholeNumber } from "./option-values.js";
import { CAMPAIGN_FILE_ENDINGS } from "./read-campaign-files.js";

const RESAMPLINGS = ["none", "users", "days"] as const;
const MOST_WORKERS = 64;

export interface ForecastFlags extends DataFlags {
  readonly campaigns: readonly string[];
  readonly transactions: string;
  readonly runs?: number;
  readonly precision?: number;
  readonly resample?: (typeof RESAMPLINGS)[number];
  readonly horizon?: { readonly from: string; readonly to: string };
  readonly growth?: { readonly low: number; readonly high: number };
  readonly holiday?: readonly HolidayFactor[];
  readonly holidays?: string;
  readonly workers?: number;
  readonly onMismatch?: (typeof MISMATCHES)[number];
  readonly allowMissingColumns?: true;
  readonly seed?: string;
}

/** `precision`: whether runs may go on until figures are precise, which gives every forecast a number of its own. */
export function addForecastOptions(command: Command, { precision: mayGoOn }: { readonly precision: boolean }): Command {
  command.requiredOption(
    "-c, --campaigns <path>",
    `campaign file, or a folder of ${CAMPAIGN_FILE_ENDINGS.join(", ")} files; repeatable`,
    repeated(text),
  );
  addDataOptions(command, { logRequired: true });
  command
    .option(
      "--on-mismatch <what>",
      "where client_discount differs from ours: server (pay with ours) or decline (default: server)",
      once(oneOf(MISMATCHES)),
    )
    .option("--allow-missing-columns", "take columns that the data lacks as empty (default: an error)")
    .option(
      "--runs <n>",
      mayGoOn
        ? `runs; with --precision at most (default: ${DEFAULT_RUNS}, with --precision ${MOST_RUNS})`
        : `runs of each forecast (default: ${DEFAULT_RUNS})`,
      once(wholeNumber(1, MOST_RUNS)),
    );
  if (mayGoOn) {
    command.option(
      "--precision <p%>",
      "go on until 95% intervals of all campaigns' means are within ± this part of them (default: --runs)",
      once(precision),
    );
  }
  return command
    .option(
      "--resample <what>",
      `who comes: none (the log as it is), users or days drawn from it (default: ${RESAMPLINGS[0]})`,
      once(oneOf(RESAMPLINGS)),
    )
    .option("--horizon <days>", "days to project, such as 2026-03-01..2026-03-31 (default: the log's)", once(horizon))
    .option(
      "--growth <factor>",
      "times the log's customers: 1.2, or a range such as 0.9..1.3 (default: 1)",
      once(growth),
    )
    .option("--holiday <date=factor>", "a day with so many times its payments; repeatable", repeated(holiday))
    .option("--holidays <file>", "the same for many days: CSV with columns date, factor (default: none)", once(text))
    .option("--seed <text>", `seed of all runs (default: ${DEFAULT_SEED})`, once(String))
    .option(
      "--workers <n>",
      "threads, of no effect on the result (default: what the machine has and the work is worth)",
      once(wholeNumber(1, MOST_WORKERS)),
    );
}
