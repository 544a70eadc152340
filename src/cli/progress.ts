/** One line on standard error that says how far a long run is: only on a terminal, and gone when the run ends. */
import type { Host } from "./host.js";

export interface ProgressStep {
  /** What is being done: "reading log.csv". */
  readonly stage: string;
  /** Rows done so far; speed is measured on them. */
  readonly rows: number;
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
function describeStep(step: ProgressStep, elapsedMs: number): string {
  const parts = [step.stage, `${grouped(step.rows)} rows`];
  if (elapsedMs > 0) parts.push(`${grouped(Math.round((step.rows / elapsedMs) * 1000))} rows/s`);
  if (step.share !== null && step.share > 0) {
    const leftMs = (elapsedMs / step.share) * (1 - step.share);
    parts.push(`${Math.floor(step.share * 100)}%`, `${Math.ceil(leftMs / 1000)} s left`);
  }
  return parts.join("  ");
}

function grouped(count: number): string {
  return String(count).replace(/\B(?=(\d{3})+$)/g, ",");
}
