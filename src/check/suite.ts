/** A suite while it is read: what its file says before its campaigns are known, and its cases once they are. Types only. */
import type { DocumentFile } from "../documents/document-file.js";
import type { Path } from "../documents/tree.js";
import type { Expectation } from "./expectation.js";

export interface Suite {
  /** With the problems found so far. */
  readonly file: DocumentFile;
  /** Paths of files and folders as they are written; none where that was reported. */
  readonly campaigns: readonly string[];
  readonly seed: string;
  readonly onMismatch: "server" | "decline";
  /** Files for thresholds, as they are written. */
  readonly data: Readonly<Record<DataRole, string | undefined>>;
  readonly forecast: ForecastWishes;
  /** Where the cases stand that are blocks. */
  readonly cases: readonly Path[];
  /** Where the thresholds stand, and their texts. */
  readonly thresholds: readonly { readonly path: Path; readonly text: string }[];
}

export type DataRole = "transactions" | "history" | "users" | "merchants";

export interface ForecastWishes {
  readonly runs: number;
  readonly resample: "none" | "users" | "days";
  readonly horizon: { readonly from: string; readonly to: string } | undefined;
  readonly growth: { readonly low: number; readonly high: number } | undefined;
}

export interface Case {
  readonly name: string;
  readonly path: Path;
  readonly tables: GivenTables;
  /** The rows that something is expected of; the last one of the log is the one that the case is about. */
  readonly looks: readonly Look[];
}

export interface GivenTables {
  readonly log: GivenTable;
  readonly history: GivenTable | undefined;
  readonly users: GivenTable | undefined;
  readonly merchants: GivenTable | undefined;
}

/** Rows of a log or table, as texts. */
export interface GivenTable {
  readonly header: readonly string[];
  readonly rows: readonly GivenRow[];
}

export interface GivenRow {
  readonly path: Path;
  /** By column; a column that is left out is an empty cell. */
  readonly cells: ReadonlyMap<string, string>;
}

export interface Look {
  /** Index among the rows of the log as the case writes them. */
  readonly row: number;
  readonly expectations: readonly Expectation[];
}
