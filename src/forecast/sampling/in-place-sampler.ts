/** Samples a run whose rows come when they came in the log: users come more or less often, payments of a holiday too. */
import { NO_ROW } from "../../transactions/columns.js";
import type { ForecastSettings, RowSampler, RunRows } from "../contract.js";
import { copiesOf } from "./copies-of.js";
import { drawHeads, type Units } from "./heads.js";
import type { LogDays } from "./log-days.js";
import { paymentOf } from "./payment-of.js";
import { append, restart } from "./row-list.js";
import { HOLIDAY, type RunChance } from "./run-chance.js";
import type { SampledLog } from "./sampled-log.js";

export class InPlaceSampler implements RowSampler {
  private readonly heads: Int32Array;

  /** `days`: null where no day is a holiday. */
  constructor(
    private readonly log: SampledLog,
    private readonly settings: ForecastSettings,
    private readonly units: Units,
    private readonly chance: RunChance,
    private readonly days: LogDays | null,
  ) {
    this.heads = new Int32Array(units.count);
  }

  sample(run: number, rows: RunRows): void {
    const { heads, log, units, days } = this;
    this.chance.startRun(run);
    drawHeads(this.settings, this.chance, heads);
    restart(rows, log.length);
    for (let row = 0; row < log.length; row++) {
      const count = heads[units.of[row]];
      const timeMs = log.timeMs[row];
      if (days === null) for (let person = 0; person < count; person++) append(rows, row, person, timeMs);
      else this.addOnDays(row, count, timeMs, days, rows);
    }
  }

  private addOnDays(row: number, count: number, timeMs: number, days: LogDays, rows: RunRows): void {
    const { prior } = this.log;
    const payment = paymentOf(this.log, row);
    const past = prior[row] === 1 || payment === NO_ROW || prior[payment] === 1;
    const day = past ? Number.NaN : days.dayOf(payment);
    const factor = this.settings.holidays.get(day) ?? 1;
    for (let person = 0; person < count; person++) {
      const copies = factor === 1 ? 1 : copiesOf(factor, this.chance.uniform(HOLIDAY, day, payment, person));
      for (let copy = 0; copy < copies; copy++) append(rows, row, person, timeMs);
    }
  }
}
