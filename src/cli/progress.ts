/** One line on standard error that says how far a long run is: only on a terminal, and gone when the run ends. */
import type { Host } from "./host.js";

export interface ProgressStep {
  /** What is being done: "reading log.csv". */
  readonly stage: string;
  /** Rows, or what `unit` says, done so far; speed is measured on them. */
  readonly rows: number;
  /** Default `rows`. */
  readonly unit?: string;
  /** Part of the stage that is done, from 0 to 1; null where it is unknown. */
  readonly share: number | null;
}

export interface Progress {
  update(step: ProgressStep): void;
  /** Erases the line. */
  finish(): void;
}

const REFRESH_MS = 100;
const ERASE = "\r\u001b[K";

export function createProgress(host: Host): Progress {
  if (!host.stderr.isTerminal) return { update: () => {}, finish: () => {} };
  let stage = "";
  let startMs = 0;
  let nextMs = 0;
  let shown = false;
  const show = (text: string) => {
    host.stderr.write(text).catch(() => {}); // a closed terminal needs no progress
  };
  return {
    update: (step) => {
      const nowMs = host.nowMs();
      if (step.stage !== stage) {
        stage = step.stage;
        startMs = nowMs;
        nextMs = nowMs + REFRESH_MS;
      }
      if (nowMs < nextMs) return;
      nextMs = nowMs + REFRESH_MS;
      shown = true;
      show(ERASE + describeStep(step, nowMs - startMs).slice(0, host.stderr.columns - 1));
    },
    finish: () => {
      if (shown) show(ERASE);
      shown = false;
    },
  };
}

/** `reading log.csv  1,200,000 rows  950,000 rows/s  40%  2 s left`. */
function describeStep({ stage, rows, share, unit = "rows" }: ProgressStep, elapsedMs: number): string {
  const parts = [stage, `${grouped(rows)} ${unit}`];
  if (elapsedMs > 0) parts.push(`${speed((rows / elapsedMs) * 1000)} ${unit}/s`);
  if (share !== null && share > 0) {
    parts.push(`${Math.floor(share * 100)}%`, `${duration((elapsedMs / share) * (1 - share))} left`);
  }
  return parts.join("  ");
}

/** Whole from 10 up; one decimal below, where runs take long. */
function speed(perSecond: number): string {
  return perSecond < 9.95 && perSecond % 1 !== 0 ? perSecond.toFixed(1) : grouped(Math.round(perSecond));
}

const MINUTE_S = 60;
const HOUR_S = 3600;

/** `40 s`, `12 min`, `3 h 20 min`: no finer than a guess of what is left can be. */
function duration(ms: number): string {
  const seconds = Math.ceil(ms / 1000);
  if (seconds <= 2 * MINUTE_S) return `${seconds} s`;
  if (seconds < HOUR_S) return `${Math.ceil(seconds / MINUTE_S)} min`;
  return `${grouped(Math.floor(seconds / HOUR_S))} h ${Math.floor((seconds % HOUR_S) / MINUTE_S)} min`;
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}
