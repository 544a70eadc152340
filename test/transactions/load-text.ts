/** Loads a log given as text or bytes, with the defaults of the command line. */

import { InputError, type Problem } from "../../src/domain/problem.js";
import { Zone } from "../../src/domain/zone.js";
import { codeAt } from "../../src/transactions/columns.js";
import {
  type InputSource,
  type LoadedTransactions,
  type LoadOptions,
  loadTransactions,
} from "../../src/transactions/load-transactions.js";

export const DEFAULTS: LoadOptions = {
  map: new Map(),
  mapValues: new Map(),
  negative: "reject",
  anonymous: "reject",
  encoding: null,
  decimalComma: false,
  fromMs: null,
  toMs: null,
  strict: false,
  maxRejects: null,
};

export interface Extras extends Partial<LoadOptions> {
  wanted?: string[];
  history?: string;
  users?: string;
  merchants?: string;
  historyName?: string;
  zone?: string;
  exponent?: number;
  /** Bytes a chunk. */
  chunk?: number;
}

export function source(name: string, content: string | Uint8Array, chunk = 65_536): InputSource {
  const bytes = typeof content === "string" ? Buffer.from(content) : content;
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += chunk) yield bytes.subarray(at, at + chunk);
  }
  return { name: `dir/${name}`, baseName: name, chunks: chunks() };
}

export async function load(log: string | Uint8Array, extras: Extras = {}): Promise<LoadedTransactions> {
  const { wanted, history, users, merchants, historyName, zone, exponent, chunk, ...options } = extras;
  const found = Zone.named(zone ?? "Asia/Shanghai");
  if (found === null) throw new Error("no such zone");
  return loadTransactions({
    log: source("log.csv", log, chunk),
    history: history === undefined ? undefined : source(historyName ?? "history.csv", history, chunk),
    users: users === undefined ? undefined : source("users.csv", users, chunk),
    merchants: merchants === undefined ? undefined : source("merchants.csv", merchants, chunk),
    wanted: new Set(wanted ?? []),
    currency: { code: "CNY", exponent: exponent ?? 2 },
    zone: found,
    options: { ...DEFAULTS, ...options },
  });
}

/** The problems of an `InputError`; fails if there was none. */
export async function problemsOf(attempt: Promise<unknown>): Promise<readonly Problem[]> {
  try {
    await attempt;
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  throw new Error("expected bad input");
}

/** Texts of one wanted column, in replay order. */
export function texts({ columns }: LoadedTransactions, name: string): string[] {
  const column = columns.text.get(name);
  if (column === undefined) throw new Error(`no column ${name}`);
  return Array.from({ length: columns.length }, (_, row) => column.dictionary.text(codeAt(column, row)));
}

/** Ids in replay order. */
export function ids({ columns }: LoadedTransactions): string[] {
  return Array.from(columns.transactionId.codes, (code) => columns.transactionId.dictionary.text(code));
}
