/** The bench at a small size: it runs, and its figures are figures. How fast anything is stays untested. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";
import { temporaryFolder } from "../cli/promosim.js";

const MAIN = fileURLToPath(new URL("../../bench/main.js", import.meta.url));

it("prints every ratio of one run, all above 0", () => {
  const folder = temporaryFolder();
  const file = join(folder, "figures.json");
  const args = [MAIN, "--rows", "3000", "--repeat", "1", "--folder", folder, "--figures", file];
  const text = execFileSync(process.execPath, args, { encoding: "utf8" });
  const figures = JSON.parse(readFileSync(file, "utf8"));

  expect(figures.rows).toBe(3000);
  expect(Object.keys(figures)).toEqual([
    "rows",
    "csv_to_report_over_csv_parse",
    "peak_mib",
    "replay_rows_per_second",
    "many_over_few_csv_to_report",
    "many_over_few_replay_alone",
    "random_over_fixed_replay_alone",
    "checkouts_over_at_once_replay_alone",
    "settle_over_replay_with_files",
    "attack_over_replay_per_run",
    "engine_checkout_over_replayed_row",
    "compare_over_replay",
    "forecast_run_over_replay_none",
    "forecast_run_over_replay_users",
    "forecast_run_over_replay_days",
    "forecast_two_workers_over_one",
    "forecast_memory_400_over_20_runs",
  ]);
  for (const [name, figure] of Object.entries(figures)) {
    // So few rows are done before a second worker has started.
    if (name === "forecast_two_workers_over_one") expect(figure).toEqual(expect.any(Number));
    else expect(figure).toBeGreaterThan(0);
  }

  const log = readFileSync(join(folder, "log-3000.csv"), "utf8");
  expect(log.split("\n")).toHaveLength(3002);
  expect(log.slice(0, log.indexOf("\n")).split(",")).toHaveLength(13);

  expect(text).toContain("3000 rows, 13 columns, 20 campaigns; best of 1 runs");
  expect(
    text.match(
      /\n(CSV to report|peak memory|replay alone|2,000 ÷ 20|random ÷ fixed|checkouts ÷|settle ÷|attack ÷ the log|engine, quote|compare ÷ one)/g,
    ),
  ).toHaveLength(11);
}, 240_000);
