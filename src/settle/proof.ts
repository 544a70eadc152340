/** The proof: figures added up from the postings beside those of the report, which adds them up from the outcomes. */
import { assert } from "../domain/problem.js";
import type { Simulation } from "../simulation/request.js";
import {
  ACCOUNTS,
  CAMPAIGN,
  CASHBACK,
  CREDIT_ENTRY,
  CUSTOMER,
  KINDS,
  MERCHANT,
  PAYMENT_ENTRY,
  REFUND_ENTRY,
  SPONSOR,
} from "./entry.js";
import { addTurnovers, type LedgerSums } from "./ledger-sums.js";
import type { Proof, ProofLine } from "./settlement-document.js";

/** What the tables beside the ledger come to. */
export interface TableTotals {
  readonly merchantsNetMinor: bigint;
  readonly sponsorsNetMinor: bigint;
}

/** @throws AssertionFailed where two figures differ by a single minor unit: that is a bug */
export function prove(
  sums: LedgerSums,
  tables: TableTotals,
  { document, details }: Pick<Simulation, "document" | "details">,
): Proof {
  const { totals } = document;
  const line = (figure: string, ledger: bigint, report: bigint): ProofLine => {
    assert(ledger === report, `the ledger's ${figure} is ${ledger}, the report's ${report}`);
    return { figure, ledger_minor: ledger, report_minor: report };
  };
  const paid = (account: number) => sums.of(PAYMENT_ENTRY, account);
  const refunded = (account: number) => sums.of(REFUND_ENTRY, account);
  const all = (account: number) => addTurnovers(KINDS.map((_, kind) => sums.of(kind, account)));
  const everything = addTurnovers(ACCOUNTS.map((_, account) => all(account)));
  const net = (account: number) => all(account).debitMinor - all(account).creditMinor;
  const credited = details.cashback.reduce((sum, { creditedMinor }) => sum + creditedMinor, 0n);
  const clawedBack = details.cashback.reduce((sum, { clawedBackMinor }) => sum + clawedBackMinor, 0n);
  const credits = sums.of(CREDIT_ENTRY, CASHBACK);
  const isSponsor = (name: string) => name !== "merchant";
  const parts = (kind: number, side: "debitMinor" | "creditMinor", word: string, report: Record<string, bigint>) =>
    sums.sponsors.map((name, index) => {
      const { [side]: amount } = isSponsor(name) ? sums.ofOne(kind, SPONSOR, index) : sums.of(kind, MERCHANT);
      return line(`${word} ${name}`, amount, report[name]);
    });
  return {
    holds: true,
    lines: [
      line("price", paid(MERCHANT).creditMinor, totals.price_minor),
      line("payable", paid(CUSTOMER).debitMinor, totals.payable_minor),
      line("discount", paid(CAMPAIGN).debitMinor, totals.discount_minor),
      ...parts(PAYMENT_ENTRY, "debitMinor", "contribution of", totals.contributions_minor),
      line("refunded price", refunded(MERCHANT).debitMinor, totals.refunded_price_minor),
      line("refunded discount", refunded(CAMPAIGN).creditMinor, totals.refunded_discount_minor),
      ...parts(REFUND_ENTRY, "creditMinor", "refunded contribution of", totals.refunded_contributions_minor),
      line("cashback", paid(CASHBACK).creditMinor, totals.cashback_minor),
      line("cashback credited", credits.debitMinor - credits.creditMinor, credited),
      line("cashback clawed back", sums.clawedBackMinor, clawedBack),
      line("cashback never credited", -net(CASHBACK), 0n),
      line("left at campaigns", -net(CAMPAIGN), 0n),
      line("net of merchants", -net(MERCHANT), tables.merchantsNetMinor),
      line("net of sponsors", net(SPONSOR), tables.sponsorsNetMinor),
      line("debits less credits", everything.debitMinor - everything.creditMinor, 0n),
    ],
  };
}
