/** From the flags of a command that forecasts to the request: files opened, progress shown, workers chosen. */
import { DEFAULT_RUNS, MOST_RUNS } from "../forecast/carry-out.js";
import type { ForecastRequest } from "../forecast.js";
import { chooseExecutor } from "./choose-executor.js";
import { openDataSources, readingOptions } from "./data-options.js";
import { AccessError, UsageError } from "./exit-code.js";
import type { ForecastFlags } from "./forecast-options.js";
import type { Host } from "./host.js";
import type { Progress } from "./progress.js";
import { readCampaignFiles } from "./read-campaign-files.js";
import { readHolidays } from "./read-holidays.js";

/**
 * Ctrl-C while the log is read fails with `Interrupted`; while runs are carried out it ends them, and what is finished is the result.
 * @throws UsageError, AccessError, InputError
 */
export async function openForecastRequest(
  host: Host,
  flags: ForecastFlags,
  progress: Progress,
): Promise<ForecastRequest> {
  const holidays = await openHolidays(host, flags);
  const sources = await openDataSources(host, flags);
  const campaigns = await readCampaignFiles(host, flags.campaigns);
  const { runs, precision, resample, horizon, growth } = flags;
  return {
    campaigns: campaigns.map(({ file, bytes }) => ({ file, text: bytes })),
    ...sources,
    options: {
      ...readingOptions(flags),
      seed: flags.seed,
      onMismatch: flags.onMismatch,
      allowMissingColumns: flags.allowMissingColumns,
    },
    runs,
    precision,
    resample,
    horizon,
    growth,
    holidays,
    createExecutor: chooseExecutor(host, {
      workers: flags.workers ?? null,
      runs: runs ?? (precision === undefined ? DEFAULT_RUNS : MOST_RUNS),
    }),
    signal: host.interrupted,
    onProgress: ({ stage, rows, bytes, share }) => {
      const total = sources.transactions.bytes;
      const read = bytes === null || total === null ? null : Math.min(1, bytes / total);
      progress.update({ stage, rows, share: stage === "reading" ? read : share });
      return host.breathe();
    },
    onRuns: async ({ done, planned }) => {
      progress.update({ stage: "forecasting", rows: done, unit: "runs", share: done / planned });
      await host.breathe().catch(() => {}); // an interruption is heard through the signal, which keeps what is done
    },
  };
}

async function openHolidays(host: Host, { holiday = [], holidays, horizon }: ForecastFlags) {
  const outside = holiday.find(({ day }) => horizon !== undefined && (day < horizon.from || day > horizon.to));
  if (outside !== undefined && horizon !== undefined) {
    throw new UsageError(`--holiday ${outside.day} is not in the horizon ${horizon.from}..${horizon.to}`);
  }
  if (holidays === undefined) return readHolidays(holiday, null);
  if ((await host.inspect(holidays)).kind === "folder") throw new AccessError("read", holidays, "it is a folder");
  return readHolidays(holiday, { name: holidays, bytes: await host.readFile(holidays) });
}
