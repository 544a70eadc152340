/** Runs a case through the built command-line tool, as a user would: files in, document and CSV files out. */
import { execFileSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import type { Case } from "./case.js";
import type { ToolResult } from "./compare.js";
import { exponentOf } from "./naive-money.js";
import { toolResult } from "./tool-result.js";
import { writeCase } from "./write-case.js";

const BINARY = resolve(import.meta.dirname, "../../bin/promosim.js");

export function runCli(input: Case): ToolResult {
  const dir = mkdtempSync(join(tmpdir(), "promosim-oracle-"));
  try {
    const args = [BINARY, ...writeCase(input, dir), "--format", "json", "--out", "out"];
    const output = execFileSync(process.execPath, args, {
      cwd: dir,
      encoding: "utf8",
      stdio: ["ignore", "pipe", "pipe"],
    });
    const names = readdirSync(join(dir, "out"));
    const files = Object.fromEntries(names.map((name) => [name, readFileSync(join(dir, "out", name), "utf8")]));
    return toolResult(output, files, exponentOf(input));
  } finally {
    rmSync(dir, { recursive: true });
  }
}
