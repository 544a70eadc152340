/** What `promosim settle --format json` prints: the balances of the ledger, and the proof that it says what the report says. */
import type { InputSummary, Minor, ReportDocument, Warning } from "../report/document.js";

export interface SettlementDocument {
  schema_version: 1;
  tool: { name: "promosim"; version: string };
  seed: string;
  currency: { code: string; exponent: number };
  timezone: string;
  inputs: InputSummary[];
  rows: ReportDocument["rows"];
  entries: { payments: number; refunds: number; cashback_credits: number; postings: number };
  /** Rows of the log that leave nothing, or cash alone, in the ledger. */
  apart: { declined: number; refunds_without_payment: number; refunds_of_earlier_payments: number };
  customers: AccountBalance;
  merchants: AccountBalance & { statements: number };
  forfeited: AccountBalance;
  /** In their order of first appearance in the campaign files; the merchants' own parts are among the merchants. */
  sponsors: (AccountBalance & { sponsor: string })[];
  /** In file order. */
  campaigns: CampaignBalance[];
  warnings: Warning[];
  proof: Proof;
}

/** Sums of an account's debits and credits, and the first less the second. */
export interface AccountBalance {
  debit_minor: Minor;
  credit_minor: Minor;
  balance_minor: Minor;
}

export interface CampaignBalance extends AccountBalance {
  id: string;
  /** What is promised to customers (credit) and credited, or taken off by refunds before that (debit). */
  cashback: AccountBalance;
}

export interface Proof {
  holds: true;
  lines: ProofLine[];
}

export interface ProofLine {
  figure: string;
  ledger_minor: Minor;
  report_minor: Minor;
}
