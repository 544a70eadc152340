/** Debits and credits of the ledger by kind of entry and account, added up from the postings alone. */
import { allSponsors } from "../tally/all-sponsors.js";
import type { TallyContext } from "../tally/contract.js";
import { ExactSums } from "../tally/exact-sums.js";
import {
  ACCOUNTS,
  CAMPAIGN,
  CASHBACK,
  CUSTOMER,
  type Entry,
  type EntrySink,
  KINDS,
  REFUND_ENTRY,
  SPONSOR,
} from "./entry.js";

export interface Turnover {
  readonly debitMinor: bigint;
  readonly creditMinor: bigint;
}

export class LedgerSums implements EntrySink {
  /** By kind, account, side. */
  private readonly sums = new ExactSums(KINDS.length * ACCOUNTS.length * 2);
  /** The same for each sponsor, each campaign and each campaign's cashback. */
  private readonly single: Readonly<Record<number, ExactSums>> = {
    [SPONSOR]: new ExactSums(32),
    [CAMPAIGN]: new ExactSums(32),
    [CASHBACK]: new ExactSums(32),
  };
  private readonly clawedBack = new ExactSums(1);
  /** Every sponsor of any campaign, by the index that postings have. */
  readonly sponsors: readonly string[];

  constructor(context: TallyContext) {
    this.sponsors = allSponsors(context.sponsors).names;
  }

  entry({ kind, postings, postingCount }: Entry): void {
    for (let i = 0; i < postingCount; i++) {
      const { account, of, campaign, amountMinor } = postings[i];
      const side = amountMinor > 0 ? 0 : 1;
      const amount = Math.abs(amountMinor);
      this.sums.add((kind * ACCOUNTS.length + account) * 2 + side, amount);
      this.single[account]?.add((of * KINDS.length + kind) * 2 + side, amount);
      // Cash is about no campaign; it too can be a debit, by the minor units of rounding where several discounts are given back.
      if (kind === REFUND_ENTRY && account === CUSTOMER && campaign >= 0) this.clawedBack.add(0, amount);
    }
  }

  /** What refunds debit customers with for cashback that they had been credited. */
  get clawedBackMinor(): bigint {
    return this.clawedBack.at(0);
  }

  /** Of all accounts of a kind together. */
  of(kind: number, account: number): Turnover {
    const at = (kind * ACCOUNTS.length + account) * 2;
    return { debitMinor: this.sums.at(at), creditMinor: this.sums.at(at + 1) };
  }

  /** Of one sponsor, campaign or campaign's cashback. */
  ofOne(kind: number, account: number, of: number): Turnover {
    const at = (of * KINDS.length + kind) * 2;
    return { debitMinor: this.single[account].at(at), creditMinor: this.single[account].at(at + 1) };
  }
}

export function addTurnovers(turnovers: readonly Turnover[]): Turnover {
  return {
    debitMinor: turnovers.reduce((sum, { debitMinor }) => sum + debitMinor, 0n),
    creditMinor: turnovers.reduce((sum, { creditMinor }) => sum + creditMinor, 0n),
  };
}
