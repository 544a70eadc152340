/** The naive second implementation of `promosim replay` (SPEC §2 to §6, §8): obvious loops, no code shared with the tool. */
import type { Campaign, Case } from "./case.js";
import { evaluateCel } from "./naive-cel.js";
import { afterCaps, cutTo, desiredDiscount, isBelowMinimum, type Purse, pointsSpent } from "./naive-discount.js";
import { type NaiveDocument, writeDocument } from "./naive-document.js";
import { isEligible } from "./naive-eligibility.js";
import { type Event, type Reject, readLog, readTable } from "./naive-log.js";
import { type Attribute, matches } from "./naive-matchers.js";
import { EXPONENTS, shareWeights, splitByLargestRemainder } from "./naive-money.js";
import { refund } from "./naive-refund.js";
import {
  budgetsLeft,
  limitForbids,
  type Offer,
  type Payment,
  pointsOf,
  type State,
  takesFreeNumber,
} from "./naive-state.js";
import { boundOf, windowIsOpen } from "./naive-window.js";

export interface Ledger {
  campaign: Campaign;
  offers: number;
  refusals: Record<string, number>;
  overspent: bigint;
  unserved: bigint;
  exhaustedAt: number | null;
}

export interface Outcome {
  id: string;
  type: "payment" | "refund";
  outcome: "paid" | "declined" | "refunded";
  reason: string;
  price: bigint;
  discount: bigint;
  cashback: bigint;
  campaign: string;
  refundedDiscount: bigint;
  /** A refund that names no payment (`--negative refund`): only counted. */
  bare?: boolean;
}

export interface NaiveResult {
  document: NaiveDocument;
  /** By line: of the log, the history, the users and the merchants. */
  rejects: { log: Reject[]; history: Reject[]; users: Reject[]; merchants: Reject[] };
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
    zone,
    exponent,
    attributes,
    wentThrough: [],
    earlier: [],
    payments: [],
    redemptions: [],
    offersMade: [],
    numbersGiven: [],
    points: {},
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
      else outcomes.push(refundOutcome(event, result.part));
      continue;
    }
    const payment = attemptPayment(event, ledgers, choice, input.options.onMismatch === "decline", state);
    state.payments.push(payment);
    outcomes.push(paymentOutcome(payment));
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

function attemptPayment(
  event: Event,
  ledgers: Ledger[],
  choice: "priority" | "best",
  declineMismatch: boolean,
  state: State,
): Payment {
  const points = pointsOf(event, state);
  const offers: Offer[] = [];
  ledgers.forEach((ledger, place) => {
    const made = quote(ledger, place, event, points, state);
    if (typeof made === "string") ledger.refusals[made] = (ledger.refusals[made] ?? 0) + 1;
    else {
      ledger.offers += 1;
      offers.push(made);
    }
  });
  for (const offer of offers) state.offersMade.push({ campaign: offer.campaign, event });

  const taken = chooseOffer(offers, event.offer, choice);
  const instant = taken === null || isCashback(taken.campaign) ? 0n : taken.granted;
  let declined: string | null = null;
  if (declineMismatch && event.clientDiscount !== null && event.clientDiscount !== instant) {
    declined = "client_discount_mismatch";
  } else if (event.risk === "reject") declined = "risk_rejected";
  else if (event.balance !== null && event.amount - instant > event.balance) declined = "insufficient_balance";

  const payment: Payment = { event, declined, taken, redemption: null, refunded: 0n };
  if (declined !== null) return payment;
  state.wentThrough.push(event);
  if (taken !== null) redeem(payment, taken, ledgers[taken.place], state);
  return payment;
}

/** The offer that one campaign makes, or the name of the first test that fails (SPEC §6). */
function quote(ledger: Ledger, place: number, event: Event, points: bigint, state: State): Offer | string {
  const { campaign } = ledger;
  const { discount } = campaign;
  const price = event.amount;
  const get = state.attributes(event);

  if (campaign.status === "paused") return "paused";
  if (!windowIsOpen(campaign.window, event.t, state.zone)) return "outside_window";
  if (!matches(campaign.scope, get)) return "out_of_scope";
  if (!matches(campaign.payment, get)) return "wrong_payment";
  if (event.risk === "reject") return "risk_rejected";
  if (!matches(campaign.audience, get)) return "not_in_audience";
  const truth = campaign.when === undefined ? true : evaluateCel(campaign.when, get);
  if (truth === false) return "condition_false";
  if (truth === "error") return "condition_error";
  if (isBelowMinimum(discount, price, state.exponent)) return "below_minimum";
  if (!isEligible(campaign.eligibility, event, state.wentThrough, state.zone, state.exponent)) return "not_eligible";

  const limits = campaign.limits ?? [];
  if (limits.some((limit) => limitForbids(limit, campaign, event, null, state))) return "limit_reached";
  const freeOrder = discount.mode === "free_orders" && takesFreeNumber(campaign, event, state);

  const purse: Purse = { points, exponent: state.exponent, rounding: campaign.rounding ?? "half_up" };
  const source = discount.mode === "free_orders" && !freeOrder ? (discount.otherwise ?? discount) : discount;
  const desired = desiredDiscount(discount, price, purse, freeOrder);
  const capped = afterCaps(discount, desired, price, purse, source);
  if (limits.some((limit) => limitForbids(limit, campaign, event, capped, state))) return "limit_reached";

  let granted = capped;
  let overspend = 0n;
  const left = budgetsLeft(campaign, event.t, state);
  if (left.tightest !== null && left.tightest < capped) {
    const onShort = campaign.budget?.on_short ?? "reject";
    granted = 0n;
    if (onShort === "partial") granted = cutTo(source, left.tightest, purse);
    if (onShort === "overshoot_once" && left.tightest > 0n) {
      granted = capped;
      overspend = capped - left.tightest;
    }
    if (granted === 0n) {
      ledger.unserved += capped;
      if (left.total !== null && left.total < capped) ledger.exhaustedAt ??= event.t;
      return "budget_exhausted";
    }
  }
  if (granted === 0n) return "nothing_to_give";
  const spent = pointsSpent(source, granted, state.exponent);
  return { campaign, place, desired, granted, overspend, freeOrder, points: spent };
}

/** Priority first, then the larger grant, then file order; `best` looks at the grant before the priority. */
function chooseOffer(offers: Offer[], picked: string, choice: "priority" | "best"): Offer | null {
  if (picked === "-") return null;
  const named = offers.find((offer) => offer.campaign.id === picked);
  if (named !== undefined) return named;
  const priority = (offer: Offer): number => offer.campaign.priority ?? Number.POSITIVE_INFINITY;
  const comesFirst = (a: Offer, b: Offer): boolean => {
    if (choice === "best" && a.granted !== b.granted) return a.granted > b.granted;
    if (priority(a) !== priority(b)) return priority(a) < priority(b);
    if (a.granted !== b.granted) return a.granted > b.granted;
    return a.place < b.place;
  };
  let best: Offer | null = null;
  for (const offer of offers) if (best === null || comesFirst(offer, best)) best = offer;
  return best;
}

export const isCashback = (campaign: Campaign): boolean => campaign.given_as === "cashback";

function redeem(payment: Payment, offer: Offer, ledger: Ledger, state: State): void {
  const { campaign, granted } = offer;
  const { event } = payment;
  const { by_merchant, ...shares } = campaign.funding ?? { platform: "100%" };
  const special = (by_merchant as Record<string, Record<string, string>> | undefined)?.[event.cells.merchant_id ?? ""];
  const used = special ?? (shares as Record<string, string>);
  const sponsors = Object.keys(used);
  const parts = splitByLargestRemainder(granted, shareWeights(Object.values(used)));
  payment.redemption = {
    campaign,
    event,
    desired: offer.desired,
    granted,
    sponsors,
    parts,
    partsBack: parts.map(() => 0n),
    freeOrder: offer.freeOrder,
    points: offer.points,
    pointsBack: 0n,
    refunds: [],
  };
  state.redemptions.push(payment.redemption);
  ledger.overspent += offer.overspend;
  if (offer.points > 0n) state.points[event.user] = (state.points[event.user] ?? 0n) - offer.points;
  const { total } = budgetsLeft(campaign, event.t, state);
  if (total === 0n) ledger.exhaustedAt ??= event.t;
}

function paymentOutcome(payment: Payment): Outcome {
  const { event, declined, redemption } = payment;
  const cashback = redemption !== null && isCashback(redemption.campaign) ? redemption.granted : 0n;
  return {
    id: event.id,
    type: "payment",
    outcome: declined === null ? "paid" : "declined",
    reason: declined ?? "",
    price: event.amount,
    discount: redemption === null ? 0n : redemption.granted - cashback,
    cashback,
    campaign: redemption?.campaign.id ?? "",
    refundedDiscount: 0n,
  };
}

function refundOutcome(event: Event, part: bigint): Outcome {
  return {
    id: event.id,
    type: "refund",
    outcome: "refunded",
    reason: "",
    price: event.amount,
    discount: 0n,
    cashback: 0n,
    campaign: "",
    refundedDiscount: part,
    bare: event.refundOf === "",
  };
}
