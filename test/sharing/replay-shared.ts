/** Replays a log whose campaigns grant coupons, with all its files. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type SimulateRequest, type Simulation, simulate } from "../../src/index.js";
import type { SharingSummary } from "../../src/report/sharing-document.js";

export const PAGE = readFileSync(fileURLToPath(new URL("../../docs/grants.md", import.meta.url)), "utf8");

export const HEAD = "version: 1\ncurrency: CNY\ntimezone: Asia/Shanghai\n";
export const LOG = "transaction_id,timestamp,type,refund_of,user_id,amount,risk,offer\n";

export interface Shared extends Simulation {
  readonly sharing: SharingSummary;
  /** By name, those of `--out`. */
  readonly files: Readonly<Record<string, string>>;
  /** Lines of a file as cells, without its header. */
  rowsOf(name: string): string[][];
}

export async function replayShared(
  campaigns: string,
  log: string,
  more: Partial<SimulateRequest> = {},
): Promise<Shared> {
  const files: Record<string, string> = {};
  const simulation = await simulate({
    campaigns: [{ file: "campaigns.yaml", text: campaigns }],
    transactions: { name: "log.csv", text: log },
    openFile: (name) => {
      files[name] = "";
      return (text) => {
        files[name] += text;
      };
    },
    ...more,
  });
  const { sharing } = simulation.document;
  if (sharing === undefined) throw new Error("some campaign grants coupons");
  const rowsOf = (name: string) =>
    files[name]
      .trimEnd()
      .split("\n")
      .slice(1)
      .map((line) => line.split(","));
  return { ...simulation, sharing, files, rowsOf };
}

/** A log of payments, one a minute from the first of May, by so many users in turn, and one much later. */
export function minutes(payments: number, users: number, amount = "100.00"): string {
  let log = LOG;
  for (let i = 0; i < payments; i++) {
    const at = new Date(Date.UTC(2026, 4, 1, 0, i)).toISOString().slice(0, 16);
    log += `P${i},${at},payment,,U${i % users},${amount},,\n`;
  }
  return `${log}LAST,2026-06-30T00:00,payment,,U0,1.00,,\n`;
}
