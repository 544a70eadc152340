/** What the settings of a forecast mean for its runs. */
import type { ForecastSettings } from "./contract.js";

/** Whether every run takes the log's rows as they are: then only draws differ. */
export function takesRowsAsTheyAre(settings: ForecastSettings): boolean {
  const { resample, growth, holidays, uplift } = settings;
  return (
    resample === "none" &&
    !movesTime(settings) &&
    growth.low === 1 &&
    growth.high === 1 &&
    holidays.size === 0 &&
    uplift === 0
  );
}

/** Whether rows come to pass at other times than the log's. */
export function movesTime({ resample, horizon, uplift }: ForecastSettings): boolean {
  return resample === "days" || horizon !== null || uplift > 0;
}
