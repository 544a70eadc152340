/** The settlement document from what the ledger and the report came to. */
import type { Simulation } from "../simulation/request.js";
import { CAMPAIGN, CASHBACK, CUSTOMER, FORFEITED, KINDS, MERCHANT, SPONSOR } from "./entry.js";
import type { LedgerCounts } from "./ledger.js";
import { addTurnovers, type LedgerSums, type Turnover } from "./ledger-sums.js";
import { prove, type TableTotals } from "./proof.js";
import type { AccountBalance, SettlementDocument } from "./settlement-document.js";

export interface Settled {
  readonly counts: LedgerCounts;
  readonly sums: LedgerSums;
  readonly statements: number;
  readonly tables: TableTotals;
}

/** @throws AssertionFailed where the ledger does not say what the report says */
export function buildSettlementDocument(
  simulation: Pick<Simulation, "document" | "details">,
  { counts, sums, statements, tables }: Settled,
): SettlementDocument {
  const { document } = simulation;
  const [payments, refunds, credits] = counts.entries;
  const all = (account: number) => balance(KINDS.map((_, kind) => sums.of(kind, account)));
  const one = (account: number, of: number) => balance(KINDS.map((_, kind) => sums.ofOne(kind, account, of)));
  return {
    schema_version: 1,
    tool: document.tool,
    seed: document.seed,
    currency: document.currency,
    timezone: document.timezone,
    inputs: document.inputs,
    rows: document.rows,
    entries: { payments, refunds, cashback_credits: credits, postings: counts.postings },
    apart: {
      declined: document.totals.declined,
      refunds_without_payment: counts.refundsWithoutPayment,
      refunds_of_earlier_payments: counts.refundsOfEarlierPayments,
    },
    customers: all(CUSTOMER),
    merchants: { statements, ...all(MERCHANT) },
    forfeited: all(FORFEITED),
    sponsors: sums.sponsors.flatMap((sponsor, index) =>
      sponsor === "merchant" ? [] : [{ sponsor, ...one(SPONSOR, index) }],
    ),
    campaigns: document.campaigns.map(({ id }, index) => ({
      id,
      ...one(CAMPAIGN, index),
      cashback: one(CASHBACK, index),
    })),
    warnings: document.warnings,
    proof: prove(sums, tables, simulation),
  };
}

function balance(turnovers: readonly Turnover[]): AccountBalance {
  const { debitMinor, creditMinor } = addTurnovers(turnovers);
  return { debit_minor: debitMinor, credit_minor: creditMinor, balance_minor: debitMinor - creditMinor };
}
