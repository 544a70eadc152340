/** What an entry of the ledger is: a few postings that add up to nothing. The objects are reused; who is shown one keeps numbers, never the object. */

/** In the order of the chart; what stands behind the colon of a name is the posting's `of`. */
export const ACCOUNTS = ["customer", "merchant", "sponsor", "campaign", "cashback", "forfeited"] as const;
export const [CUSTOMER, MERCHANT, SPONSOR, CAMPAIGN, CASHBACK, FORFEITED] = [0, 1, 2, 3, 4, 5] as const;

export const KINDS = ["payment", "refund", "cashback_credit"] as const;
export const [PAYMENT_ENTRY, REFUND_ENTRY, CREDIT_ENTRY] = [0, 1, 2] as const;

export interface Posting {
  /** Index in `ACCOUNTS`. */
  account: number;
  /** Which of them: code of the merchant, index of the sponsor among all, index of the campaign; 0 for accounts of which there is one. */
  of: number;
  /** Index of the campaign that it is about; −1 for none. */
  campaign: number;
  /** Minor units, never 0: above 0 is a debit, below 0 a credit. */
  amountMinor: number;
}

export interface Entry {
  /** From 1. */
  number: number;
  /** Index in `KINDS`. */
  kind: number;
  timeMs: number;
  /** Local day number. */
  day: number;
  /** Row of the log; −1 for an entry that stands for many. */
  row: number;
  /** Code of the merchant of the payment; 0, the empty text, where there is none. */
  merchant: number;
  /** The first `postingCount` are meant. */
  readonly postings: Posting[];
  postingCount: number;
}

/** Takes the entries in their order. */
export interface EntrySink {
  entry(entry: Entry): void;
}
