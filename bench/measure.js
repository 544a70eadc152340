/** Runs a program as a child process: how long it took from start to end, and its peak memory. */
import { spawn } from "node:child_process";
import { openSync } from "node:fs";
import { fileURLToPath } from "node:url";

const REPORT_USAGE = new URL("report-usage.js", import.meta.url).href;

/** `args` as `node` takes them; standard output goes to the file `outputPath`. */
export function measure(args, outputPath) {
  const startMs = performance.now();
  const child = spawn(process.execPath, ["--import", REPORT_USAGE, ...args], {
    stdio: ["ignore", openSync(outputPath, "w"), "inherit", "pipe"],
  });
  let usage = "";
  child.stdio[3].on("data", (data) => {
    usage += data;
  });
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code) => {
      if (code !== 0) reject(new Error(`${args.join(" ")} ended with exit code ${code}`));
      else resolve({ ms: performance.now() - startMs, peakBytes: JSON.parse(usage).peakBytes });
    });
  });
}

export function pathOf(name) {
  return fileURLToPath(new URL(name, import.meta.url));
}

/** Of several runs the fastest: what disturbs a run only ever slows it. */
export function fastest(runs) {
  return runs.reduce((best, run) => (run.ms < best.ms ? run : best));
}
