/** Samples a run whose days take their rows from days of the log, or whose customers pay once more on other days. */
import { DAY_MS } from "../../domain/civil-date.js";
import { PAYMENT } from "../../transactions/columns.js";
import type { ForecastSettings, RowSampler, RunRows } from "../contract.js";
import { copiesOf } from "./copies-of.js";
import { DayTakers } from "./day-takers.js";
import { drawHeads, type Units } from "./heads.js";
import type { LogDays } from "./log-days.js";
import { RowOrder } from "./order-rows.js";
import { append, emptyRows, mergeInto, restart } from "./row-list.js";
import { OWN_DAY, type RowRoles } from "./row-roles.js";
import type { RunCalendar } from "./run-calendar.js";
import { FURTHER, FURTHER_PURPOSES, HOLIDAY, type RunChance } from "./run-chance.js";
import type { SampledLog } from "./sampled-log.js";

/** The log, and what is known of its rows. */
export interface SampledRows {
  readonly log: SampledLog;
  readonly units: Units;
  readonly roles: RowRoles;
  readonly days: LogDays;
}

export class DaysSampler implements RowSampler {
  private readonly heads: Int32Array;
  private readonly takers: DayTakers;
  /** Further payments that a payment can have at most. */
  private readonly mostFurther: number;
  /** How many rows of the history have come. */
  private past = 0;
  /** What is not in order where it is found, such as refunds: put in order by itself, then merged. */
  private readonly apart = emptyRows();
  private readonly order = new RowOrder();

  constructor(
    private readonly of: SampledRows,
    private readonly run: RunCalendar,
    private readonly settings: ForecastSettings,
    private readonly chance: RunChance,
  ) {
    this.heads = new Int32Array(of.units.count);
    this.takers = new DayTakers(of.days, run);
    this.mostFurther = Math.ceil(settings.uplift);
    this.takers.assign(null);
  }

  sample(run: number, rows: RunRows): void {
    this.chance.startRun(run);
    drawHeads(this.settings, this.chance, this.heads);
    if (this.settings.resample === "days") this.takers.assign(this.chance);
    restart(rows, this.of.log.length);
    restart(this.apart, 0);
    this.past = 0;
    for (let day = this.run.first; day < this.run.until; day++) this.addDay(day, rows);
    this.addHistory(Number.POSITIVE_INFINITY, rows);
    const { following } = this.of.roles;
    for (let i = 0; i < following.length; i++) this.addRefund(following[i]);
    this.order.sort(this.apart);
    mergeInto(rows, this.apart);
  }

  /** The rows of the day of the log that a day of the run takes, but refunds that follow a payment. */
  private addDay(day: number, rows: RunRows): void {
    const source = this.takers.sourceOf(day);
    if (Number.isNaN(source)) return;
    const { log, units, roles, days } = this.of;
    const until = days.starts[source - days.first + 1];
    for (let row = days.starts[source - days.first]; row < until; row++) {
      const count = roles.of[row] === OWN_DAY ? this.heads[units.of[row]] : 0;
      if (count === 0) continue;
      const timeMs = this.timeOn(row, day - source);
      this.addHistory(timeMs, rows);
      const payment = log.type[row] === PAYMENT;
      for (let person = 0; person < count; person++) {
        const copies = payment ? this.copiesOn(day, HOLIDAY, day, row, person) : 1;
        for (let copy = 0; copy < copies; copy++) this.addInOrder(row, person, timeMs, rows);
        if (payment) this.addFurther(row, row, person, day);
      }
    }
  }

  /** Rows of the history up to a moment, when they came. */
  private addHistory(untilMs: number, rows: RunRows): void {
    const { log, units, roles } = this.of;
    const { history } = roles;
    for (; this.past < history.length; this.past++) {
      const row = history[this.past];
      const timeMs = log.timeMs[row];
      if (timeMs > untilMs) return;
      const count = this.heads[units.of[row]];
      for (let person = 0; person < count; person++) this.addInOrder(row, person, timeMs, rows);
    }
  }

  /** A refund comes as often as its payment, each time as long after it. */
  private addRefund(row: number): void {
    const { log, units, days, roles } = this.of;
    const payment = log.refundOf[row];
    const count = this.heads[units.of[row]];
    if (roles.of[payment] !== OWN_DAY) {
      for (let person = 0; person < count; person++) this.addApart(row, person, 0);
      return;
    }
    const source = days.dayOf(payment);
    for (let person = 0; person < count; person++) {
      for (let day = this.takers.firstOf(source); !Number.isNaN(day); day = this.takers.nextAfter(day)) {
        const copies = this.copiesOn(day, HOLIDAY, day, payment, person);
        for (let copy = 0; copy < copies; copy++) this.addApart(row, person, day - source);
        this.addFurther(row, payment, person, day);
      }
    }
  }

  /** For the further payments that a payment on `day` has on other days: `row`, which is the payment or a refund of it. */
  private addFurther(row: number, payment: number, person: number, day: number): void {
    for (let i = 0; i < this.mostFurther; i++) {
      const purpose = FURTHER + FURTHER_PURPOSES * i;
      if (i + this.chance.uniform(purpose, day, payment, person) >= this.settings.uplift) continue;
      const other = this.run.otherDay(day, this.chance.uniform(purpose + 1, day, payment, person));
      const copies = this.copiesOn(other, purpose + 2, day, payment, person);
      const shift = other - this.of.days.dayOf(payment);
      for (let copy = 0; copy < copies; copy++) this.addApart(row, person, shift);
    }
  }

  /** How often a payment comes on `day`; the uniform for it is that of `purpose` and the day on which the payment would have come by itself. */
  private copiesOn(day: number, purpose: number, ownDay: number, payment: number, person: number): number {
    const factor = this.run.factors[day - this.run.first];
    return factor === 1 ? 1 : copiesOf(factor, this.chance.uniform(purpose, ownDay, payment, person));
  }

  /** To the end, or apart if it belongs before it. */
  private addInOrder(row: number, person: number, timeMs: number, rows: RunRows): void {
    const last = rows.length - 1;
    const late = last >= 0 && (timeMs < rows.timeMs[last] || (timeMs === rows.timeMs[last] && row < rows.base[last]));
    append(late ? this.apart : rows, row, person, timeMs);
  }

  /** A row so many days later, unless the run is over by then. */
  private addApart(row: number, person: number, shift: number): void {
    const day = this.of.days.dayOf(row) + shift;
    if (day >= this.run.first && day < this.run.until) append(this.apart, row, person, this.timeOn(row, shift));
  }

  /** When the clock shows what it showed at the row, so many days later. */
  private timeOn(row: number, shift: number): number {
    return shift === 0 ? this.of.log.timeMs[row] : this.run.instantOf(this.of.days.wallMs[row] + shift * DAY_MS);
  }
}
