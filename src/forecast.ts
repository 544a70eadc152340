/** Many replays of a log, and what they come to together: what `promosim forecast` tells, and the library's `forecast`. */

import type { CampaignSet } from "./campaigns/campaign.js";
import { checkColumns } from "./campaigns/check-columns.js";
import { columnsNeeded } from "./campaigns/columns-needed.js";
import { lintAgainstData } from "./campaigns/lint-campaigns.js";
import { InputError, type Problem } from "./domain/problem.js";
import type { Zone } from "./domain/zone.js";
import { Funding } from "./engine/funding.js";
import { buildForecastDocument } from "./forecast/build-forecast-document.js";
import { carryOut, type ForecastProgress } from "./forecast/carry-out.js";
import type { Days, ForecastSettings, Resampling } from "./forecast/contract.js";
import { estimateRows, MOST_DAYS, tooManyRows } from "./forecast/estimate-rows.js";
import type { CreateExecutor } from "./forecast/executor.js";
import type { ForecastDocument } from "./forecast/forecast-document.js";
import { forecastWarnings } from "./forecast/forecast-warnings.js";
import { inThisThread } from "./forecast/in-this-thread.js";
import type { ForecastJob } from "./forecast/job.js";
import { parseDay } from "./forecast/parse-day.js";
import { refusedSharing } from "./forecast/refuse-sharing.js";
import { missingWeekdays } from "./forecast/sampling/missing-weekdays.js";
import { movesTime } from "./forecast/settings.js";
import { LogShare } from "./forecast/share-log.js";
import { Replay } from "./replay/replay.js";
import { lintSharing } from "./sharing/lint-sharing.js";
import { openSharing } from "./sharing/log-sharing.js";
import { atOnce, lintAtOnce } from "./simulation/at-once.js";
import { toWarning } from "./simulation/collect-warnings.js";
import { countRows } from "./simulation/count-rows.js";
import { readCampaigns, readInputs } from "./simulation/read-inputs.js";
import { RefundRejects } from "./simulation/refund-rejects.js";
import { refuseCouponTable } from "./simulation/refuse-coupons.js";
import type { CampaignInput, SimulateRequest } from "./simulation/request.js";
import { DEFAULT_SEED } from "./simulation/simulate-options.js";
import type { Reject, TransactionColumns } from "./transactions/columns.js";
import { KNOWN_COLUMNS } from "./transactions/known-columns.js";

export interface ForecastRequest extends Omit<SimulateRequest, "openFile"> {
  /** At least 1. Default 1000; with `precision` how many there are at most, by default 100,000. */
  readonly runs?: number | undefined;
  /** Who comes. Default `none`: the log as it is. */
  readonly resample?: Resampling | undefined;
  /** Local dates, both inside, at most 3,660 days; default those of the log. */
  readonly horizon?: { readonly from: string; readonly to: string } | undefined;
  /** Factor on the number of customers, drawn anew for each run. Default 1 to 1. */
  readonly growth?: { readonly low: number; readonly high: number } | undefined;
  /** Local date → factor on its payments, from 0. */
  readonly holidays?: ReadonlyMap<string, number> | undefined;
  /** Goes on until half the 95% interval of every campaign's mean discount is at most this part of it, such as 0.01. */
  readonly precision?: number | undefined;
  /** Who carries out the runs. Default: this thread. */
  readonly createExecutor?: CreateExecutor | undefined;
  /** Stops the forecast; what is finished by then is the result, marked as partial. */
  readonly signal?: AbortSignal | undefined;
  /** Called after each batch of runs; a promise is waited for. */
  onRuns?(progress: ForecastProgress): unknown;
}

export interface PreparedForecast {
  /** Records of the log, the history and the tables that could not be used. */
  readonly rejects: readonly Reject[];
  /** Forecasts campaigns over the log that was read: by default those of the request, else others that ask for no other columns. */
  run(campaigns?: readonly CampaignInput[]): Promise<ForecastDocument>;
}

/**
 * Replays campaigns over a log many times. The same request gives the same result on every machine, whoever carries out the runs.
 * @throws InputError with all problems of the campaigns, with what makes the data unusable, or where a run would have more than 100 million rows
 * @throws OptionError, RangeError for an option that makes no sense
 */
export async function forecast(request: ForecastRequest): Promise<ForecastDocument> {
  return (await prepareForecast(request)).run();
}

/** Reads the log once, for as many forecasts as are wanted. */
export async function prepareForecast(request: ForecastRequest): Promise<PreparedForecast> {
  const { options = {} } = request;
  checkNumbers(request);
  refuseCouponTable(request, "a forecast");
  const read = await readInputs(request);
  refuseSharing(read.set, request);
  const { loaded } = read;
  const refundRejects = new RefundRejects(loaded, request.transactions.name, options.strict === true);
  const { summary, warnings: ofReplay } = await replayOnce(request, read.set, loaded.columns, refundRejects);
  const rows = countRows(loaded.rows, summary);
  const share = new LogShare(loaded.columns);
  return {
    rejects: refundRejects.merge(),
    async run(campaigns = request.campaigns) {
      const set = campaigns === request.campaigns ? read.set : readCampaigns(campaigns);
      refuseSharing(set, request);
      const missing = checkColumns(set, readable(read.set, loaded.available), new Set(KNOWN_COLUMNS));
      if (missing.length > 0 && options.allowMissingColumns !== true) throw new InputError(missing);
      const settings = settingsOf(request, set);
      const logDays = daysOf(loaded.columns, set.zone);
      const days = settings.horizon ?? logDays;
      const estimate = estimateRows(loaded.columns, settings, { logDays, days, zone: set.zone });
      const tooMany = tooManyRows(estimate, settings);
      if (tooMany.length > 0) throw new InputError(tooMany);
      const job: ForecastJob = {
        campaigns,
        settings,
        shape: {
          campaigns: set.campaigns.map(({ id, budget }, i) => ({
            id,
            sponsors: new Funding(set.campaigns, loaded.columns).sponsors[i],
            totalMinor: budget?.totalMinor ?? null,
          })),
          days,
        },
        onMismatch: options.onMismatch ?? "server",
        log: share.for(set, {
          seed: settings.seed,
          // Newcomers come at times of their own.
          timeMoves: movesTime(settings) || set.campaigns.some(({ grants }) => grants !== null),
          raisedByMinor: set.behaviour.topUp?.withinMinor ?? 0,
        }),
      };
      const executor = (request.createExecutor ?? inThisThread)(job, estimate.runRows);
      const carried = await carryOut(executor, job, request).finally(() => executor.close());
      return buildForecastDocument({
        set,
        job,
        rows,
        inputs: read.inputs,
        warnings: [
          ...lintAtOnce(set),
          ...warningsOf([...read.warnings, ...ofReplay], set, loaded.columns, logDays, settings.horizon),
          ...forecastWarnings({ settings, logDays, days, rows: rows.replayed, ...carried }, request.precision),
        ].map(toWarning),
        ...carried,
      });
    },
  };
}

/** Windows are held against the days that are forecast, not against the log's. */
function warningsOf(
  read: readonly Problem[],
  set: CampaignSet,
  columns: TransactionColumns,
  logDays: Days,
  horizon: Days | null,
): readonly Problem[] {
  if (horizon === null || !columns.prior.subarray(0, columns.length).includes(0)) return read;
  const { zone } = set;
  const windows = lintAgainstData(set, zone.startOfDay(horizon.first), zone.startOfDay(horizon.until) - 1);
  const others = read.filter(({ code }) => code !== "window-outside-data");
  return [...others, ...windows, ...missingWeekdays(logDays, horizon)];
}

/** The first replay counts rows, and refunds that name no payment; its outcome is that of run 0 of a forecast that takes rows as they are. */
async function replayOnce(
  request: ForecastRequest,
  set: CampaignSet,
  columns: TransactionColumns,
  rejects: RefundRejects,
) {
  const seed = request.options?.seed ?? DEFAULT_SEED;
  const room = openSharing({ set, columns, seed });
  const replay = new Replay({
    set: atOnce(set),
    columns: room?.columns ?? columns,
    onMismatch: request.options?.onMismatch ?? "server",
    seed,
    sources: room?.sources,
    onRejectedRefund: (row, reason) => rejects.add(row, reason),
  });
  const sharing = room?.begin(replay, []) ?? null;
  const steps = replay.run(sharing === null ? [] : [sharing], sharing);
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) {
    const rows = step.value;
    await request.onProgress?.({ stage: "replaying", rows, bytes: null, share: rows / columns.length });
  }
  const warnings = room === null || sharing === null ? [] : lintSharing(set, sharing, room.madePayments);
  return { summary: step.value, warnings };
}

/** @throws InputError for what forecasts of campaigns that grant coupons cannot follow */
function refuseSharing(set: CampaignSet, request: ForecastRequest): void {
  if (set.campaigns.every(({ grants }) => grants === null)) return;
  const problems = refusedSharing(set, settingsOf(request, set));
  if (problems.length > 0) throw new InputError(problems);
}

function settingsOf(request: ForecastRequest, { behaviour }: CampaignSet): ForecastSettings {
  const { resample = "none", horizon, growth = { low: 1, high: 1 }, holidays = new Map(), options } = request;
  return {
    seed: options?.seed ?? DEFAULT_SEED,
    resample,
    horizon: horizon === undefined ? null : daysBetween(horizon),
    growth,
    holidays: new Map([...holidays].map(([day, factor]) => [parseDay(day), factor])),
    uplift: behaviour.uplift,
  };
}

function daysBetween({ from, to }: { readonly from: string; readonly to: string }): Days {
  const days = { first: parseDay(from), until: parseDay(to) + 1 };
  if (days.until <= days.first) throw new RangeError(`the horizon ends on ${to}, before it begins on ${from}`);
  if (days.until - days.first > MOST_DAYS) throw new RangeError(`the horizon has more than ${MOST_DAYS} days`);
  return days;
}

/** The local days of the rows that are replayed; one day for a log without any. */
function daysOf({ timeMs, prior, length }: TransactionColumns, zone: Zone): Days {
  const first = prior.subarray(0, length).indexOf(0);
  if (first === -1) return { first: 0, until: 1 };
  return { first: zone.dayOf(timeMs[first]), until: zone.dayOf(timeMs[length - 1]) + 1 };
}

/** Columns that the log has and that were read for the first campaigns. */
function readable(set: CampaignSet, available: ReadonlySet<string>): ReadonlySet<string> {
  const wanted = columnsNeeded(set);
  return new Set(
    [...available].filter((name) => wanted.has(name) || (KNOWN_COLUMNS as readonly string[]).includes(name)),
  );
}

function checkNumbers({ runs = 1, precision = 1, growth = { low: 1, high: 1 }, holidays }: ForecastRequest): void {
  if (!(Number.isSafeInteger(runs) && runs >= 1)) throw new RangeError(`runs is a whole number from 1, not ${runs}`);
  if (!(precision > 0)) throw new RangeError(`precision is above 0, not ${precision}`);
  if (!(growth.low > 0 && growth.high >= growth.low && growth.high <= 1000)) {
    throw new RangeError(`growth is a factor above 0, or two of them in order, not ${growth.low} to ${growth.high}`);
  }
  for (const [day, factor] of holidays ?? []) {
    if (!(factor >= 0 && factor <= 1000)) throw new RangeError(`the factor of ${day} is from 0 to 1000, not ${factor}`);
  }
}
