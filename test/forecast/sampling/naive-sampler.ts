/** Who comes in a run, said once more as plainly as possible: lists of objects, Temporal, one sort. Shares nothing with src/forecast but types. */
import { Temporal } from "temporal-polyfill";
import { deriveKey, runKey } from "../../../src/chance/keys.js";
import { Threefry } from "../../../src/chance/threefry.js";
import { weekdayOf } from "../../../src/domain/civil-date.js";
import type { ForecastSettings } from "../../../src/forecast/contract.js";
import type { SampledLog } from "../../../src/forecast/sampling/sampled-log.js";

const DAY_MS = 86_400_000;

export interface NaiveRow {
  readonly base: number;
  readonly person: number;
  readonly timeMs: number;
}

export function sampleNaively(log: SampledLog, settings: ForecastSettings, zone: string, run: number): NaiveRow[] {
  const { resample, horizon, holidays, uplift } = settings;
  const uniform = uniformsOf(settings.seed, run);
  const rows = Array.from({ length: log.length }, (_, row) => row);
  const paymentOf = (row: number) => {
    if (log.type[row] === 0) return row;
    return log.refundOf[row] >= 0 && log.type[log.refundOf[row]] === 0 ? log.refundOf[row] : null;
  };

  const walls: number[] = [];
  for (const row of rows) walls.push(Math.max(wallOf(log.timeMs[row], zone), walls.at(-1) ?? Number.NEGATIVE_INFINITY));
  const dayOf = (row: number) => Math.floor(walls[row] / DAY_MS);
  const live = rows.filter((row) => log.prior[row] === 0);
  const logDays = live.length === 0 ? [] : daysFrom(dayOf(live[0]), dayOf(live[live.length - 1]) + 1);
  const runDays = horizon === null ? logDays : daysFrom(horizon.first, horizon.until);

  // Who.
  const owner = (row: number) => paymentOf(row) ?? row;
  const unitName = (row: number) => {
    const code = log.userId.codes[owner(row)];
    return code === 0 ? `row ${owner(row)}` : `user ${code}`;
  };
  const users = Array.from({ length: log.userId.size }, (_, code) => `user ${code}`);
  const present = new Set(rows.map(unitName));
  const names = [
    ...users.filter((name) => present.has(name)),
    ...rows.map((row) => `row ${row}`).filter((name) => present.has(name)),
  ];
  const { low, high } = settings.growth;
  const growth = low + (high - low) * uniform(0, 0, 0, 0);
  const heads = new Map(names.map((name) => [name, 0]));
  const add = (name: string, count: number) => heads.set(name, (heads.get(name) ?? 0) + count);
  if (resample === "users") {
    for (let d = 0; d < Math.round(names.length * growth); d++)
      add(names[Math.floor(uniform(1, 0, d, 0) * names.length)], 1);
  } else for (const [i, name] of names.entries()) add(name, whole(growth, uniform(1, 0, i, 0)));

  // On which days.
  const sourceOf = (day: number) => {
    const same = logDays.filter((other) => weekdayOf(other) === weekdayOf(day));
    if (same.length === 0) return null;
    if (resample === "days") return same[same.length - 1 - Math.floor(uniform(2, 0, day, 0) * same.length)];
    const later = runDays.filter((other) => other > day && weekdayOf(other) === weekdayOf(day)).length;
    return same[same.length - 1 - (later % same.length)];
  };
  const exists = (day: number) => {
    const date = new Date(day * DAY_MS).toISOString().slice(0, 10);
    return Temporal.PlainDate.from(date).toZonedDateTime(zone).toPlainDate().toString() === date;
  };
  const sources = new Map(runDays.filter(exists).map((day) => [day, sourceOf(day)]));
  const factor = (day: number) => holidays.get(day) ?? 1;

  const out: NaiveRow[] = [];
  for (const row of rows) {
    const payment = paymentOf(row);
    const count = heads.get(unitName(row)) ?? 0;
    const put = (person: number, shift: number, copies: number) => {
      const wall = walls[row] + shift * DAY_MS;
      const day = Math.floor(wall / DAY_MS);
      if (day < runDays[0] || day > runDays[runDays.length - 1]) return;
      const timeMs = shift === 0 ? log.timeMs[row] : instantOf(wall, zone);
      for (let copy = 0; copy < copies; copy++) out.push({ base: row, person, timeMs });
    };
    for (let person = 0; person < count; person++) {
      if (log.prior[row] === 1) out.push({ base: row, person, timeMs: log.timeMs[row] });
      else if (payment !== null && log.prior[payment] === 1) put(person, 0, 1);
      else {
        const own = dayOf(payment ?? row);
        for (const [day, source] of sources) {
          if (source !== own) continue;
          if (payment === null) {
            put(person, day - own, 1);
            continue;
          }
          put(person, day - own, whole(factor(day), uniform(3, day, payment, person)));
          for (let i = 0; i < uplift; i++) {
            if (uniform(4 + 3 * i, day, payment, person) >= uplift - i) continue;
            const others = runDays.filter((other) => other !== day && weekdayOf(other) === weekdayOf(day));
            const other =
              others.length === 0 ? day : others[Math.floor(uniform(5 + 3 * i, day, payment, person) * others.length)];
            put(person, other - own, whole(factor(other), uniform(6 + 3 * i, day, payment, person)));
          }
        }
      }
    }
  }
  return out.sort((a, b) => a.timeMs - b.timeMs || a.base - b.base || a.person - b.person);
}

function whole(factor: number, uniform: number): number {
  return Math.floor(factor) + (uniform < factor - Math.floor(factor) ? 1 : 0);
}

function daysFrom(first: number, until: number): number[] {
  return Array.from({ length: until - first }, (_, i) => first + i);
}

function uniformsOf(seed: string, run: number) {
  const key = deriveKey(runKey(seed), "forecast-rows");
  const block = new Threefry();
  return (purpose: number, day: number, about: number, person: number) => {
    block.encrypt(key.k0, key.k1, run, 0);
    block.encrypt(block.x0, block.x1, purpose, day);
    block.encrypt(block.x0, block.x1, about, person);
    return block.uniform();
  };
}

const known = new Map<string, number>();

/** Temporal is exact and slow. */
function remembered(name: string, find: () => number): number {
  const value = known.get(name) ?? find();
  known.set(name, value);
  return value;
}

function wallOf(timeMs: number, zone: string): number {
  return remembered(`wall ${zone} ${timeMs}`, () => findWall(timeMs, zone));
}

function instantOf(wallMs: number, zone: string): number {
  return remembered(`instant ${zone} ${wallMs}`, () => findInstant(wallMs, zone));
}

function findWall(timeMs: number, zone: string): number {
  const wall = Temporal.Instant.fromEpochMilliseconds(timeMs).toZonedDateTimeISO(zone).toPlainDateTime();
  return wall.toZonedDateTime("UTC").epochMilliseconds;
}

function findInstant(wallMs: number, zone: string): number {
  const wall = Temporal.Instant.fromEpochMilliseconds(wallMs).toZonedDateTimeISO("UTC").toPlainDateTime();
  const early = wall.toZonedDateTime(zone, { disambiguation: "earlier" });
  if (early.toPlainDateTime().equals(wall)) return early.epochMilliseconds;
  return early.getTimeZoneTransition("next")?.epochMilliseconds ?? Number.NaN; // skipped: when clocks go on
}
