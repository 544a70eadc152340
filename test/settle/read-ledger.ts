/** Reads `ledger.csv` for tests: entries with postings as exact integers, a debit above 0 and a credit below. */
import { parse } from "csv-parse/sync";

export type Cells = Record<string, string>;

export interface ReadPosting {
  readonly account: string;
  readonly campaign: string;
  readonly amount: bigint;
}

export interface ReadEntry {
  readonly number: number;
  readonly kind: string;
  readonly date: string;
  readonly id: string;
  readonly postings: ReadPosting[];
}

export function readTable(text: string): Cells[] {
  return parse(text, { columns: true });
}

/** `12.30` as 1230; all amounts of a run have the same decimals. */
export function minor(text: string): bigint {
  return BigInt(text.replace(".", ""));
}

export function readLedger(text: string): ReadEntry[] {
  const entries: ReadEntry[] = [];
  for (const line of readTable(text)) {
    const number = Number(line.entry);
    if (entries.at(-1)?.number !== number) {
      entries.push({ number, kind: line.kind, date: line.date, id: line.transaction_id, postings: [] });
    }
    if ((line.debit === "") === (line.credit === "")) throw new Error(`debit and credit of entry ${number}`);
    const amount = line.debit === "" ? -minor(line.credit) : minor(line.debit);
    entries.at(-1)?.postings.push({ account: line.account, campaign: line.campaign_id, amount });
  }
  return entries;
}

/** Sums by key, those that are 0 left out. */
export class Sums {
  private readonly sums = new Map<string, bigint>();

  add(key: string, amount: bigint): void {
    this.sums.set(key, (this.sums.get(key) ?? 0n) + amount);
  }

  get lines(): [string, bigint][] {
    return [...this.sums].filter(([, sum]) => sum !== 0n).sort(([a], [b]) => (a < b ? -1 : 1));
  }
}
