/** A comparison and single replays of random cases through the library, with their files as tables. */
import { parse } from "csv-parse/sync";
import { type Comparison, compare } from "../../src/compare.js";
import { simulate } from "../../src/index.js";
import type { Case } from "../oracle/case.js";
import { caseText } from "../oracle/write-case.js";

export type Cells = Record<string, string>;

function collector() {
  const files: Record<string, string> = {};
  const openFile = (name: string) => {
    files[name] = "";
    return (piece: string) => {
      files[name] += piece;
    };
  };
  return { files, openFile };
}

export function requestOf(input: Case) {
  const { dress = {}, options } = input;
  const text = caseText(input);
  const ending = dress.gzip ? ".gz" : "";
  const table = (name: "history" | "users" | "merchants" | "coupons") => {
    const bytes = text[name];
    return bytes === null ? undefined : { name: `${name}.csv${ending}`, text: bytes };
  };
  return {
    campaigns: text.campaigns,
    transactions: { name: `log.csv${ending}`, text: text.log },
    history: table("history"),
    users: table("users"),
    merchants: table("merchants"),
    coupons: table("coupons"),
    options: {
      ...options,
      allowMissingColumns: true,
      decimalComma: dress.decimalComma,
      map: new Map(Object.entries(dress.map ?? {})),
      mapValues: new Map([["risk", new Map(Object.entries(dress.mapRisk ?? {}))]]),
      maxRejects: "100%",
    },
  };
}

export async function replayed(input: Case): Promise<Record<string, string>> {
  const { files, openFile } = collector();
  await simulate({ ...requestOf(input), openFile });
  return files;
}

export async function compared(
  before: Case,
  after: Case,
  options: { savedRun?: Record<string, string>; failOn?: string[] } = {},
): Promise<Comparison & { files: Record<string, string>; changes: Cells[] }> {
  const { files, openFile } = collector();
  const { campaigns: was } = requestOf(before);
  const { campaigns: is, ...rest } = requestOf(after);
  const { savedRun } = options;
  const comparison = await compare({
    ...rest,
    before:
      savedRun === undefined
        ? { campaigns: was }
        : {
            savedRun: {
              name: "run",
              report: Buffer.from(savedRun["report.json"]),
              outcomes: Buffer.from(savedRun["outcomes.csv"]),
            },
          },
    after: is,
    failOn: options.failOn,
    openFile,
  });
  return { ...comparison, files, changes: cellsOf(files["changes.csv"]) };
}

export function cellsOf(text: string): Cells[] {
  return parse(text, { columns: true });
}
