/** One case of the oracle: campaign files, log, tables and options as plain objects whose cells and amounts are text. */

export interface Case {
  /** Shown in failures, so that a person finds the case again. */
  name: string;
  files: CaseFile[];
  log: Table;
  history?: Table;
  users?: Table;
  merchants?: Table;
  coupons?: Table;
  options: CaseOptions;
  dress?: Dress;
}

/** How the tables look as files; none of it changes what they say. */
export interface Dress {
  delimiter?: "," | ";" | "\t" | "|";
  newline?: "\n" | "\r\n";
  byteOrderMark?: boolean;
  gzip?: boolean;
  /** Every cell in quotes. */
  quoted?: boolean;
  /** `12,30`, with `--decimal-comma`; only in logs. */
  decimalComma?: boolean;
  /** Foreign names of the columns of log and history, by ours. */
  map?: Record<string, string>;
  /** Foreign words for cells of `risk`. */
  mapRisk?: Record<string, string>;
  /** The file arrives in pieces of at most so many bytes. */
  piece?: number;
}

export interface CaseFile {
  currency?: string;
  timezone?: string;
  choice?: "priority" | "best";
  campaigns: Campaign[];
}

export interface CaseOptions {
  seed?: string;
  negative?: "reject" | "refund" | "skip";
  anonymous?: "reject" | "replay";
  onMismatch?: "server" | "decline";
  from?: string;
  to?: string;
  allowMissingColumns?: boolean;
}

/** A row as cells by column; an array of cells is written as it is, with however many cells it has (none: a blank line). */
export type Row = Record<string, string> | string[];
export interface Table {
  columns: string[];
  rows: Row[];
  /** The line of each row where it does not follow from the rows before it. */
  lines?: number[];
}

export type Range = { min?: string; max?: string };
export type Prefix = { prefix: string | string[] };
export type MatcherValue = string | string[] | Range | Prefix;
/** Matchers by key; `not` holds matchers of its own. */
export interface Matchers {
  [key: string]: MatcherValue | Matchers;
}

export interface Campaign {
  id: string;
  name: string;
  status?: "active" | "paused";
  window?: { start?: string; end?: string; days?: string[]; hours?: string[] };
  scope?: Matchers;
  payment?: Matchers;
  audience?: Matchers;
  when?: string;
  eligibility?: Eligibility[];
  budget?: { total?: string; per_day?: string; per_month?: string; on_short?: "reject" | "partial" | "overshoot_once" };
  limits?: Limit[];
  discount: Discount;
  reveal?: "before_payment" | "after_payment";
  given_as?: "instant" | "cashback";
  cashback_delay?: string;
  funding?: Funding;
  priority?: number;
  rounding?: Rounding;
  stacking?: { group?: string; combine?: boolean; base?: "remaining" | "price" };
  coupon?: "required" | { required: true; use?: "expires_first" | "expires_last" };
  draw?: { per?: "redemption" | "attempt" | "user"; identity?: string };
  refunds?: { discount?: "prorate" | "forfeit"; restore_budget?: boolean; restore_limits?: boolean };
}

export type Rounding = "half_up" | "half_even" | "down" | "up";
export type Shares = Record<string, string>;
export type Funding = { [sponsor: string]: string | Record<string, Shares> };

export interface Eligibility {
  first_payment?: true | { per: "card_id" };
  streak?: { days: number; minimum_amount?: string };
  spent?: { at_least: string; within?: string };
  count?: { at_least?: number; at_most?: number; within?: string };
}

export interface Limit {
  max?: number;
  max_amount?: string;
  max_attempts?: number;
  per?: string | string[];
  every?: "day" | "week" | "month";
}

export interface Discount {
  mode:
    | "amount_off"
    | "percent_off"
    | "fixed_price"
    | "points"
    | "random_choice"
    | "random_normal"
    | "random_intervals"
    | "lucky_draw"
    | "free_orders";
  tiers?: { minimum_amount: string; amount_off?: string; percent_off?: string }[];
  /** A step of money for `amount_off`; a period (`campaign`, `day`) for `free_orders`. */
  every?: string;
  amount_off?: string;
  price?: string;
  points_per_unit?: number;
  /** Points as a number; money of random modes as text. */
  step?: number | string;
  max_share?: string;
  amounts?: { amount_off: string; weight: number }[];
  mean?: string;
  sd?: string;
  min?: string;
  max?: string;
  intervals?: { from: string; to: string; weight?: number }[];
  ratio?: string;
  prize?: Discount;
  count?: number;
  pick?: "first" | "random_times" | { nth: number } | { random_of: number };
  max_price?: string;
  otherwise?: Discount;
  minimum_amount?: string;
  max_discount?: string;
  min_payable?: string;
}
