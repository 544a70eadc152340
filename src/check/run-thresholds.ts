/** The thresholds of a suite: its log replayed once, and forecast once, as far as they ask for it. */
import { assert } from "../domain/problem.js";
import type { ForecastDocument } from "../forecast/forecast-document.js";
import { type ForecastRequest, forecast } from "../forecast.js";
import type { ReportDocument, Warning } from "../report/document.js";
import { simulate } from "../simulate.js";
import type { DataInput, SimulateRequest } from "../simulation/request.js";
import { readFigure } from "../tune/read-figure.js";
import type { CheckResult } from "./check-document.js";
import { asValue, judgeThreshold } from "./judge-threshold.js";
import type { LoadedSuite } from "./load-suites.js";
import { pathText } from "./path-text.js";
import { inPercent } from "./percent.js";
import type { CheckRequest } from "./request.js";
import type { DataRole } from "./suite.js";
import type { Threshold, Value } from "./threshold.js";

export interface ThresholdRun {
  /** In file order. */
  readonly results: readonly CheckResult[];
  readonly warnings: readonly Warning[];
}

/**
 * `breathe` is called now and then while rows are read and replayed.
 * @throws InputError for data that cannot be used
 */
export async function runThresholds(
  loaded: LoadedSuite,
  request: CheckRequest,
  breathe: () => unknown,
): Promise<ThresholdRun> {
  const { suite, set, thresholds } = loaded;
  const asksFor = (of: Threshold["figure"]["of"]) => thresholds.some(({ figure }) => figure.of === of);
  const replayed = asksFor("replay") ? await replayOf(loaded, request, breathe) : null;
  const forecasted = asksFor("forecast") ? await forecastOf(loaded, request, breathe) : null;
  const results = thresholds.map((threshold) =>
    judgeThreshold(threshold, read(threshold, replayed, forecasted, loaded), {
      zone: set.zone,
      exponent: set.currency.exponent,
      at: suite.file.at(threshold.path),
      pathText: pathText(threshold.path),
    }),
  );
  const warnings = [...(replayed?.warnings ?? []), ...(forecasted?.warnings ?? [])];
  return { results, warnings: [...new Map(warnings.map((one) => [JSON.stringify(one), one])).values()] };
}

async function replayOf(loaded: LoadedSuite, request: CheckRequest, breathe: () => unknown): Promise<ReportDocument> {
  const { document } = await simulate(await simulationOf(loaded, request, breathe));
  return document;
}

async function forecastOf(
  loaded: LoadedSuite,
  request: CheckRequest,
  breathe: () => unknown,
): Promise<ForecastDocument> {
  const { runs, resample, horizon, growth } = loaded.suite.forecast;
  const settings: Omit<ForecastRequest, "campaigns" | "transactions"> = { runs, resample, horizon, growth };
  const simulation = await simulationOf(loaded, request, breathe);
  return forecast({ ...simulation, ...settings, onRuns: breathe });
}

async function simulationOf(
  { suite, campaigns }: LoadedSuite,
  request: CheckRequest,
  breathe: () => unknown,
): Promise<SimulateRequest> {
  const open = async (role: DataRole): Promise<DataInput | undefined> => {
    const path = suite.data[role];
    return path === undefined ? undefined : request.openData(suite.file.name, path);
  };
  const transactions = await open("transactions");
  assert(transactions !== undefined, "a suite with thresholds names a log");
  return {
    campaigns,
    transactions,
    history: await open("history"),
    users: await open("users"),
    merchants: await open("merchants"),
    options: { seed: suite.seed, onMismatch: suite.onMismatch },
    onProgress: breathe,
  };
}

function read(
  { figure, kind }: Threshold,
  replayed: ReportDocument | null,
  forecasted: ForecastDocument | null,
  { set }: LoadedSuite,
): Value | null {
  if (figure.of === "replay") {
    assert(replayed !== null, "the log was replayed");
    return asValue(figure.read(replayed), kind, set.zone);
  }
  assert(forecasted !== null, "the log was forecast");
  const value = asValue(readFigure(forecasted, figure.figure).value, kind, set.zone);
  return kind === "percent" && value !== null && typeof value !== "number" ? inPercent(value) : value;
}
