/** Runs the built command line as a process of its own, as a shell would. */
import { spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { onTestFinished } from "vitest";

const BINARY = fileURLToPath(new URL("../../bin/promosim.js", import.meta.url));

export interface Finished {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

export interface RunOptions {
  readonly cwd?: string;
  /** Null: stays open and silent. */
  readonly stdin?: string | Uint8Array | null;
  readonly environment?: Readonly<Record<string, string>>;
  /** Called for every piece of standard output; returning false closes the pipe. */
  readonly onStdout?: (text: string) => boolean;
  /** Asked every few milliseconds; the process gets a Ctrl-C when it is true. */
  readonly interruptOn?: (elapsedMs: number) => boolean;
}

/** Ends with whatever the process ended with; fails only where it could not be started. */
export function promosim(args: readonly string[], options: RunOptions = {}): Promise<Finished> {
  const child = spawn(process.execPath, [BINARY, ...args], {
    cwd: options.cwd,
    env: { PATH: process.env.PATH, ...options.environment },
  });
  let stdout = "";
  let stderr = "";
  child.stdout.setEncoding("utf8").on("data", (text: string) => {
    stdout += text;
    if (options.onStdout?.(text) === false) child.stdout.destroy();
  });
  child.stderr.setEncoding("utf8").on("data", (text: string) => {
    stderr += text;
  });
  child.stdin.on("error", () => {}); // a program that does not read its input closes it
  if (options.stdin !== null) child.stdin.end(options.stdin ?? "");
  const startMs = performance.now();
  const watch = setInterval(() => {
    if (options.interruptOn?.(performance.now() - startMs) !== true) return;
    clearInterval(watch);
    child.kill("SIGINT");
  }, 20);
  return new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", (code, signal) => {
      clearInterval(watch);
      resolve({ code, signal, stdout, stderr });
    });
  });
}

/** A folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "promosim-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
