/** The naive second implementation of `promosim replay` (SPEC §2 to §8): the run over all rows; obvious loops, no code shared with the tool. */
import type { Case } from "./case.js";
import { readCoupons } from "./naive-coupons.js";
import { DEFAULT_SEED, type NaiveDocument, writeDocument } from "./naive-document.js";
import { type Event, type Reject, readLog, readTable } from "./naive-log.js";
import type { Attribute } from "./naive-matchers.js";
import { EXPONENTS, writeAmount } from "./naive-money.js";
import { attemptPayment } from "./naive-payment.js";
import { refund } from "./naive-refund.js";
import { instantOf, type Ledger, type Payment, type State } from "./naive-state.js";
import { runKey } from "./naive-threefry.js";
import { boundOf } from "./naive-window.js";

export interface Outcome {
  id: string;
  type: "payment" | "refund";
  outcome: "paid" | "declined" | "refunded";
  reason: string;
  price: bigint;
  discount: bigint;
  cashback: bigint;
  /** `id=amount; id=amount` in the order of application. */
  campaigns: string;
  /** Of a refund: what the customer gets. */
  cash: bigint;
  refundedDiscount: bigint;
  /** A refund that names no payment (`--negative refund`): only counted. */
  bare?: boolean;
}

export interface NaiveResult {
  document: NaiveDocument;
  /** By line: of the log, the history and the tables. */
  rejects: { log: Reject[]; history: Reject[]; users: Reject[]; merchants: Reject[]; coupons: Reject[] };
  outcomes: Outcome[];
  state: State;
}

export function naiveReplay(input: Case): NaiveResult {
  const campaigns = input.files.flatMap((file) => file.campaigns);
  const zone = agreed(input.files.map((file) => file.timezone)) ?? "UTC";
  const currency = agreed(input.files.map((file) => file.currency)) ?? "CNY";
  const choice = agreed(input.files.map((file) => file.choice)) ?? "priority";
  const exponent = EXPONENTS[currency];

  const users = readTable(input.users);
  const merchants = readTable(input.merchants);
  const coupons = readCoupons(input.coupons, zone);
  const log = readLog(input.log, "log", zone, exponent, input.options);
  const history = readLog(input.history, "history", zone, exponent, input.options);

  const attributes = (event: Event): Attribute => {
    return (key) => {
      if (key.startsWith("user.")) return users.rows[event.user]?.[key.slice(5)] ?? "";
      if (key.startsWith("merchant.")) return merchants.rows[event.cells.merchant_id ?? ""]?.[key.slice(9)] ?? "";
      return event.cells[key] ?? "";
    };
  };
  const state: State = {
    runKey: runKey(input.options.seed ?? DEFAULT_SEED),
    unsure: false,
    zone,
    exponent,
    attributes,
    wentThrough: [],
    earlier: [],
    payments: [],
    redemptions: [],
    offersMade: [],
    cameToDraw: [],
    numbersGiven: [],
    points: {},
    coupons: coupons.coupons,
  };
  const ledgers: Ledger[] = campaigns.map((campaign) => ({
    campaign,
    offers: 0,
    refusals: {},
    overspent: 0n,
    unserved: 0n,
    exhaustedAt: null,
  }));

  const from = input.options.from === undefined ? Number.NEGATIVE_INFINITY : boundOf(input.options.from, zone);
  const to = input.options.to === undefined ? Number.POSITIVE_INFINITY : boundOf(input.options.to, zone);
  const rejects: Reject[] = [...log.rejects];
  const outcomes: Outcome[] = [];
  const logIds = new Set(log.events.map((event) => event.id));
  let inRange = 0;

  for (const event of inReplayOrder(history.events, log.events)) {
    if (event.source === "log" && event.t >= to) continue;
    if (event.source === "history" || event.t < from) {
      remember(event, state);
      continue;
    }
    inRange += 1;
    if (event.refund) {
      const result = refund(event, logIds, state);
      if ("reason" in result) rejects.push([event.line, result.column, result.reason]);
      else outcomes.push(refundOutcome(event, result.part, result.instant));
      continue;
    }
    const payment = attemptPayment(event, ledgers, choice, input.options.onMismatch === "decline", state);
    state.payments.push(payment);
    outcomes.push(paymentOutcome(payment, exponent));
  }

  const byLine = (a: Reject, b: Reject): number => a[0] - b[0];
  const rejected = rejects.length;
  const untilEnd = log.events.filter((event) => event.t < to);
  const refundsBack = inRange - (rejected - log.rejects.length) - state.payments.length;
  const document = writeDocument({
    input,
    currency,
    rows: {
      read: inRange + log.rejects.length,
      replayed: inRange - (rejected - log.rejects.length),
      rejected,
      sorted: untilEnd.some((event, i) => i > 0 && event.t < untilEnd[i - 1].t),
    },
    refunds: refundsBack,
    refundEvents: outcomes.filter((outcome) => outcome.type === "refund"),
    ledgers,
    state,
  });
  return {
    document,
    rejects: {
      log: rejects.sort(byLine),
      history: history.rejects,
      users: users.rejects,
      merchants: merchants.rejects,
      coupons: coupons.rejects,
    },
    outcomes,
    state,
  };
}

function agreed<T>(values: (T | undefined)[]): T | undefined {
  return values.find((value) => value !== undefined);
}

/** By time; history first within a moment, then file order. */
function inReplayOrder(history: Event[], log: Event[]): Event[] {
  const rank = (event: Event): number => (event.source === "history" ? 0 : 1);
  return [...history, ...log].sort((a, b) => a.t - b.t || rank(a) - rank(b) || a.place - b.place);
}

/** A row of the history, or of the log before `from`: feeds eligibility, and refunds may name it. */
function remember(event: Event, state: State): void {
  if (event.refund) {
    const payment = state.earlier.find((p) => p.event.source === event.source && p.event.id === event.refundOf);
    if (payment !== undefined && payment.refunded + event.amount <= payment.event.amount) {
      payment.refunded += event.amount;
    }
    return;
  }
  if (event.risk === "reject" || (event.balance !== null && event.amount > event.balance)) return;
  state.wentThrough.push(event);
  state.earlier.push({ event, refunded: 0n });
}

function paymentOutcome(payment: Payment, exponent: number): Outcome {
  const { event, declined, redemptions } = payment;
  const instant = declined === null ? instantOf(payment.taken) : 0n;
  let sum = 0n;
  for (const redemption of redemptions) sum += redemption.granted;
  return {
    id: event.id,
    type: "payment",
    outcome: declined === null ? "paid" : "declined",
    reason: declined ?? "",
    price: event.amount,
    discount: instant,
    cashback: sum - instant,
    campaigns: redemptions.map((r) => `${r.campaign.id}=${writeAmount(r.granted, exponent)}`).join("; "),
    cash: 0n,
    refundedDiscount: 0n,
  };
}

function refundOutcome(event: Event, part: bigint, instant: bigint): Outcome {
  return {
    id: event.id,
    type: "refund",
    outcome: "refunded",
    reason: "",
    price: event.amount,
    discount: 0n,
    cashback: 0n,
    campaigns: "",
    cash: event.amount - instant,
    refundedDiscount: part,
    bare: event.refundOf === "",
  };
}
