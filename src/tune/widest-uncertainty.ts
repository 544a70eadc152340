/** What differs between the runs of several forecasts, of which one setting is varied. */
import type { ForecastDocument } from "../forecast/forecast-document.js";

type Uncertainty = ForecastDocument["uncertainty"];

/** All that differs in any of them, and the largest of what is supposed; at least one. */
export function widest(all: readonly Uncertainty[]): Uncertainty {
  const sharing = all.flatMap((one) => one.sharing ?? []);
  return {
    ...all[0],
    ...(sharing.length === 0
      ? {}
      : {
          sharing: {
            pick_up: Math.max(...sharing.map(({ pick_up }) => pick_up)),
            newcomers: Math.max(...sharing.map(({ newcomers }) => newcomers)),
          },
        }),
    draws: all.some(({ draws }) => draws),
    uplift: Math.max(...all.map(({ uplift }) => uplift)),
    top_up: all.some(({ top_up }) => top_up),
    hidden_aversion: Math.max(...all.map(({ hidden_aversion }) => hidden_aversion)),
  };
}
