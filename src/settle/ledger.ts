/** Outcomes of a replay as balanced entries: what docs/settlement.md says of each event, and nothing else. */
import { assert } from "../domain/problem.js";
import type { PaymentOutcome, RefundOutcome } from "../engine/outcome.js";
import { type AllSponsors, allSponsors } from "../tally/all-sponsors.js";
import type { Tally, TallyContext } from "../tally/contract.js";
import { NO_ROW } from "../transactions/columns.js";
import { CashbackBatches } from "./cashback-batches.js";
import {
  CAMPAIGN,
  CASHBACK,
  CREDIT_ENTRY,
  CUSTOMER,
  type Entry,
  type EntrySink,
  FORFEITED,
  KINDS,
  MERCHANT,
  PAYMENT_ENTRY,
  REFUND_ENTRY,
  SPONSOR,
} from "./entry.js";

/** A sponsor of this name is the merchant of the payment. */
const OWN_PART = "merchant";

export interface LedgerCounts {
  /** By index in `KINDS`. */
  readonly entries: readonly number[];
  readonly postings: number;
  /** Refunds that name no payment: they move nothing. */
  readonly refundsWithoutPayment: number;
  /** Refunds of payments of the history, or from before the replay: cash alone. */
  readonly refundsOfEarlierPayments: number;
}

export class Ledger implements Tally<LedgerCounts> {
  private readonly sponsors: AllSponsors;
  private readonly batches = new CashbackBatches();
  private readonly entries = KINDS.map(() => 0);
  private postings = 0;
  private refundsWithoutPayment = 0;
  private refundsOfEarlierPayments = 0;
  private readonly open: Entry = {
    number: 0,
    kind: PAYMENT_ENTRY,
    timeMs: 0,
    day: 0,
    row: -1,
    merchant: 0,
    postings: [],
    postingCount: 0,
  };

  constructor(
    private readonly context: TallyContext,
    private readonly sinks: readonly EntrySink[],
  ) {
    this.sponsors = allSponsors(context.sponsors);
  }

  payment(outcome: PaymentOutcome): void {
    if (!this.batches.empty) this.credit(outcome.day);
    if (outcome.decline !== null) return;
    this.begin(PAYMENT_ENTRY, outcome.timeMs, outcome.day, outcome.row, this.merchantOf(outcome.row));
    this.post(CUSTOMER, 0, -1, outcome.payableMinor);
    this.post(MERCHANT, this.open.merchant, -1, -outcome.priceMinor);
    for (let i = 0; i < outcome.redemptionCount; i++) {
      const { campaign, grantedMinor, cashback, contributionsMinor } = outcome.redemptions[i];
      this.post(CAMPAIGN, campaign, campaign, grantedMinor);
      if (cashback) {
        this.post(CASHBACK, campaign, campaign, -grantedMinor);
        this.promise(campaign, outcome.timeMs, grantedMinor);
      }
      this.contribute(campaign, contributionsMinor, 1);
      this.post(CAMPAIGN, campaign, campaign, -grantedMinor);
    }
    this.close();
  }

  refund(outcome: RefundOutcome): void {
    if (!this.batches.empty) this.credit(outcome.day);
    const { columns, set } = this.context;
    const paid = columns.refundOf[outcome.row];
    if (columns.bareRefund[outcome.row] === 1 || paid === NO_ROW) {
      this.refundsWithoutPayment++;
      return;
    }
    if (columns.prior[paid] === 1) this.refundsOfEarlierPayments++;
    this.begin(REFUND_ENTRY, outcome.timeMs, outcome.day, outcome.row, this.merchantOf(paid));
    this.post(MERCHANT, this.open.merchant, -1, outcome.priceMinor);
    this.post(CUSTOMER, 0, -1, -outcome.cashMinor);
    let forfeitedMinor = outcome.priceMinor - outcome.cashMinor;
    for (let i = 0; i < outcome.partCount; i++) {
      const { campaign, discountMinor, cashback, contributionsMinor } = outcome.parts[i];
      if (cashback) this.unpromise(campaign, columns.timeMs[paid], outcome.timeMs, discountMinor);
      else forfeitedMinor -= discountMinor;
      this.post(CAMPAIGN, campaign, campaign, -discountMinor);
      this.contribute(campaign, contributionsMinor, -1);
      this.post(CAMPAIGN, campaign, campaign, discountMinor);
    }
    assert(forfeitedMinor === 0 || set.campaigns.some(({ refunds }) => refunds.discount === "forfeit"), "lost a part");
    this.post(FORFEITED, 0, -1, -forfeitedMinor);
    this.close();
  }

  /** Credits what is still to come, each batch on its day. */
  finish(): LedgerCounts {
    this.credit(Number.POSITIVE_INFINITY);
    const { entries, postings, refundsWithoutPayment, refundsOfEarlierPayments } = this;
    return { entries, postings, refundsWithoutPayment, refundsOfEarlierPayments };
  }

  private promise(campaign: number, paidMs: number, amountMinor: number): void {
    const { set } = this.context;
    const dueMs = paidMs + set.campaigns[campaign].cashbackDelayMs;
    this.batches.add(set.zone.dayOf(dueMs), campaign, dueMs, amountMinor);
  }

  /** Before it is credited, less is owed; afterwards the customer owes it. */
  private unpromise(campaign: number, paidMs: number, nowMs: number, amountMinor: number): void {
    if (nowMs < paidMs + this.context.set.campaigns[campaign].cashbackDelayMs) {
      this.post(CASHBACK, campaign, campaign, amountMinor);
      this.promise(campaign, paidMs, -amountMinor);
    } else this.post(CUSTOMER, 0, campaign, amountMinor);
  }

  /** The batches of the days before `day`. */
  private credit(day: number): void {
    for (const batch of this.batches.before(day)) {
      this.begin(CREDIT_ENTRY, batch.lastMs, batch.day, -1, 0);
      for (const amountMinor of batch.partsMinor) {
        this.post(CASHBACK, batch.campaign, batch.campaign, amountMinor);
        this.post(CUSTOMER, 0, batch.campaign, -amountMinor);
      }
      this.close();
    }
  }

  /** What each sponsor owes (`sign` 1) or gets back (−1); the merchant's own part goes off, or to, what it is due. */
  private contribute(campaign: number, contributionsMinor: Float64Array, sign: 1 | -1): void {
    const own = this.sponsors.indexes[campaign];
    for (let k = 0; k < own.length; k++) {
      if (this.sponsors.names[own[k]] === OWN_PART) {
        this.post(MERCHANT, this.open.merchant, campaign, sign * contributionsMinor[k]);
      } else this.post(SPONSOR, own[k], campaign, sign * contributionsMinor[k]);
    }
  }

  private merchantOf(row: number): number {
    return this.context.columns.merchantId.codes[row];
  }

  private begin(kind: number, timeMs: number, day: number, row: number, merchant: number): void {
    const { open } = this;
    open.kind = kind;
    open.timeMs = timeMs;
    open.day = day;
    open.row = row;
    open.merchant = merchant;
    open.postingCount = 0;
  }

  private post(account: number, of: number, campaign: number, amountMinor: number): void {
    if (amountMinor === 0) return;
    const { open } = this;
    if (open.postingCount === open.postings.length) {
      open.postings.push({ account, of, campaign, amountMinor });
    } else {
      const posting = open.postings[open.postingCount];
      posting.account = account;
      posting.of = of;
      posting.campaign = campaign;
      posting.amountMinor = amountMinor;
    }
    open.postingCount++;
  }

  private close(): void {
    const { open } = this;
    if (open.postingCount === 0) return;
    open.number++;
    assert(isBalanced(open), `entry ${open.number} does not balance`);
    this.entries[open.kind]++;
    this.postings += open.postingCount;
    for (const sink of this.sinks) sink.entry(open);
  }
}

/** Exact also where a sum on the way leaves the doubles that are integers. */
function isBalanced({ postings, postingCount }: Entry): boolean {
  let sum = 0;
  for (let i = 0; i < postingCount; i++) {
    sum += postings[i].amountMinor;
    if (!Number.isSafeInteger(sum)) {
      return postings.slice(0, postingCount).reduce((exact, { amountMinor }) => exact + BigInt(amountMinor), 0n) === 0n;
    }
  }
  return sum === 0;
}
