/** Who comes in each run of a forecast, and when: the rows of a log, resampled as settings say. docs/forecast.md says what for. */
import type { Zone } from "../../domain/zone.js";
import type { ForecastSettings, RowSampler, RunRows } from "../contract.js";
import { DaysSampler } from "./days-sampler.js";
import { findUnits } from "./heads.js";
import { InPlaceSampler } from "./in-place-sampler.js";
import { LogDays } from "./log-days.js";
import { restart } from "./row-list.js";
import { findRoles } from "./row-roles.js";
import { RunCalendar } from "./run-calendar.js";
import { RunChance } from "./run-chance.js";
import type { SampledLog } from "./sampled-log.js";

/**
 * A sampler of a log whose rows are in replay order.
 *
 * - Users come as a whole, history included, and so does each payment of nobody: with `users` as many draws with replacement as there are, times growth;
 *   else each stays with the probability of a growth below 1, or comes that often, with the probability of a fraction once more.
 * - With `days` each local day of the run takes the rows of a drawn day of the log of the same weekday; with a horizon alone, the log's days of
 *   the weekday in turn, the latest last. Rows keep their wall clock. The history keeps its times. Days of the log that nobody takes do not come to pass.
 * - A further payment (uplift) comes at the same time of another day of the same weekday; then the factor of the day on which a payment comes applies to it.
 * - Refunds come with their payment, as often as it does and as many days later, unless the run is over by then: of rows of the same refund and
 *   person the k-th gives back the k-th of its payment's. Refunds of the history's payments keep their times; those of no payment are moved like payments.
 */
export function createSampler(log: SampledLog, settings: ForecastSettings, zone: Zone): RowSampler {
  const { resample, horizon, growth, holidays, uplift } = settings;
  const moved = resample === "days" || horizon !== null || uplift > 0;
  if (!moved && resample === "none" && growth.low === 1 && growth.high === 1 && holidays.size === 0) {
    return { sample: (_run, rows) => copyLog(log, rows) };
  }
  const units = findUnits(log);
  const chance = new RunChance(settings.seed, Math.ceil(uplift));
  const days = moved || holidays.size > 0 ? new LogDays(log, zone) : null;
  if (days === null || !moved) return new InPlaceSampler(log, settings, units, chance, days);
  const calendar = new RunCalendar(horizon ?? days, holidays, zone);
  return new DaysSampler({ log, units, roles: findRoles(log), days }, calendar, settings, chance);
}

function copyLog(log: SampledLog, rows: RunRows): void {
  restart(rows, log.length);
  rows.length = log.length;
  rows.timeMs.set(log.timeMs.subarray(0, log.length));
  rows.person.fill(0, 0, log.length);
  for (let row = 0; row < log.length; row++) rows.base[row] = row;
}
