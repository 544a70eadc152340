/** Balances of accounts by a second route: from the files of `promosim replay`, not from outcomes and postings. */
import type { Case } from "../oracle/case.js";
import { readLog } from "../oracle/naive-log.js";
import { exponentOf } from "../oracle/naive-money.js";
import { minor, readTable, Sums } from "./read-ledger.js";

export type Files = Record<string, string>;

export interface NaiveSettlement {
  readonly balances: [string, bigint][];
  /** By `date merchant`: what is due. */
  readonly statements: [string, bigint][];
  /** By `month sponsor campaign`. */
  readonly invoices: [string, bigint][];
}

export function naiveSettlement(input: Case, files: Files): NaiveSettlement {
  const balances = new Sums();
  const statements = new Sums();
  const invoices = new Sums();
  const due = (date: string, merchant: string, amount: bigint): void => {
    balances.add(`merchant:${merchant}`, -amount);
    statements.add(`${date} ${merchant}`, amount);
  };
  const zone = input.files.find(({ timezone }) => timezone !== undefined)?.timezone ?? "UTC";
  const eventsOf = (source: "log" | "history") =>
    readLog(input[source], source, zone, exponentOf(input), input.options).events;
  const log = eventsOf("log");
  const merchants = new Map([...eventsOf("history"), ...log].map(({ id, cells }) => [id, cells.merchant_id ?? ""]));
  const refundOf = new Map(log.map((event) => [event.id, event.refundOf]));
  let forfeited = 0n;
  for (const line of readTable(files["outcomes.csv"])) {
    const date = line.timestamp.slice(0, 10);
    balances.add("customer", minor(line.payable));
    if (line.outcome === "paid") due(date, line.merchant_id, minor(line.price));
    const target = refundOf.get(line.transaction_id) ?? "";
    if (line.outcome !== "refunded" || target === "") continue;
    due(date, merchants.get(target) ?? "?", -minor(line.price));
    forfeited += minor(line.price) + minor(line.payable) - minor(line.refunded_discount);
  }
  for (const line of readTable(files["contributions.csv"])) {
    const amount = minor(line.granted) - minor(line.refunded);
    if (line.sponsor === "merchant") due(line.day, line.merchant_id, -amount);
    else {
      balances.add(`sponsor:${line.sponsor}`, amount);
      invoices.add(`${line.day.slice(0, 7)} ${line.sponsor} ${line.campaign_id}`, amount);
    }
  }
  // Cashback never was in a refund's cash: what its refunds returned is owed by the customer, or was not credited.
  let promised = 0n;
  for (const line of readTable(files["redemptions.csv"]))
    if (line.given_as === "cashback") promised += minor(line.granted);
  for (const line of readTable(files["cashback.csv"])) {
    balances.add("customer", minor(line.clawed_back) - minor(line.credited));
    promised += -minor(line.credited) + minor(line.clawed_back);
  }
  balances.add("forfeited", -(forfeited + promised));
  return { balances: balances.lines, statements: statements.lines, invoices: invoices.lines };
}
