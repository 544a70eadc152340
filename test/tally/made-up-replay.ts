/** A replay made up for tests: plain events in, and the outcomes that an engine would hand to tallies, in reused objects as the engine does it. */
import type { Campaign, CampaignSet } from "../../src/campaigns/campaign.js";
import { assert } from "../../src/domain/problem.js";
import { Zone } from "../../src/domain/zone.js";
import type {
  CampaignState,
  DrawOutcome,
  PaymentOutcome,
  Redemption,
  RefundOutcome,
  RefundPart,
} from "../../src/engine/outcome.js";
import { type Decline, REFUSALS } from "../../src/engine/refusals.js";
import type { DiscountRule } from "../../src/modes/contract.js";
import type { Tally, TallyContext } from "../../src/tally/contract.js";
import type { Dictionary, TextColumn, TransactionColumns } from "../../src/transactions/columns.js";

export interface MadeCampaign {
  readonly id: string;
  readonly sponsors: readonly string[];
  readonly total?: number;
  /** Without one there is no chance in it. */
  readonly rule?: Partial<DiscountRule>;
  readonly hidden?: boolean;
}

export interface Taken {
  readonly campaign: number;
  readonly desired: number;
  readonly granted: number;
  readonly cashback?: boolean;
  /** By index in the campaign's sponsors. */
  readonly parts: readonly number[];
}

export interface Payment {
  readonly type: "payment";
  readonly id?: string;
  readonly timeMs: number;
  readonly user: string;
  readonly merchant: string;
  readonly price: number;
  readonly decline?: Decline;
  readonly client?: number;
  readonly offers?: readonly number[];
  /** What each of `offers` would grant; where left out what was taken of it, or 0.01. */
  readonly offered?: readonly number[];
  readonly draws?: readonly DrawOutcome[];
  readonly taken: readonly Taken[];
}

export interface Refund {
  readonly type: "refund";
  readonly id?: string;
  readonly timeMs: number;
  /** Index of the payment's event; −1 for a bare refund, which reduces nothing. */
  readonly of: number;
  readonly price: number;
  /** `granted` is what comes back. */
  readonly parts: readonly Omit<Taken, "desired">[];
}

export type Event = Payment | Refund;

class State implements CampaignState {
  refusals = new Float64Array(REFUSALS.length);
  spentMinor = 0n;
  overspentMinor = 0n;
  exhaustedAtMs: number | null = null;
  unservedMinor = 0n;

  constructor(private readonly total: number | null) {}

  get rawLeftMinor(): number | null {
    return this.total === null ? null : this.total - Number(this.spentMinor);
  }

  get leftMinor(): number | null {
    return this.rawLeftMinor === null ? null : Math.max(0, this.rawLeftMinor);
  }
}

export interface MadeReplay {
  readonly context: TallyContext;
  readonly states: readonly State[];
  /** Hands every event to every tally. */
  play(tallies: readonly Tally<unknown>[]): void;
}

export function madeUpReplay(campaigns: readonly MadeCampaign[], events: readonly Event[]): MadeReplay {
  const zone = Zone.named("Asia/Shanghai");
  assert(zone !== null, "the zone exists");
  const states = campaigns.map(({ total }) => new State(total ?? null));
  const context: TallyContext = {
    set: {
      currency: { code: "CNY", exponent: 2 },
      zone,
      choice: "priority",
      campaigns: campaigns.map(compiled),
      checkout: null,
      behaviour: { topUp: null, uplift: 0, hiddenAversion: 0, sharing: null },
      identities: new Map(),
      identitiesAt: new Map(),
    },
    columns: columnsOf(events),
    sponsors: campaigns.map(({ sponsors }) => sponsors),
    states,
  };
  return { context, states, play: (tallies) => play(context, states, events, tallies) };
}

// Only what tallies and reports read of a campaign.
function compiled({ id, total, rule = {}, hidden = false }: MadeCampaign): Campaign {
  return {
    id,
    name: `Name of ${id}`,
    cashbackDelayMs: 0,
    budget:
      total === undefined ? null : { totalMinor: total, perDayMinor: null, perMonthMinor: null, onShort: "reject" },
    discount: { mode: "amount_off", sentence: `what ${id} gives`, rule },
    draw: { per: "redemption", identity: "user_id" },
    reveal: hidden ? "after_payment" : "before_payment",
  } as unknown as CampaignSet["campaigns"][number];
}

function play(
  context: TallyContext,
  states: State[],
  events: readonly Event[],
  tallies: readonly Tally<unknown>[],
): void {
  const payment = {
    offers: new Int32Array(16),
    offeredMinor: new Float64Array(16),
    draws: [{}, {}, {}],
    redemptions: [blank(), blank(), blank()],
  } as unknown as PaymentOutcome;
  const refund = { parts: [blank(), blank(), blank()] } as unknown as RefundOutcome;
  events.forEach((event, row) => {
    const at = { row, timeMs: event.timeMs, day: context.set.zone.dayOf(event.timeMs), priceMinor: event.price };
    if (event.type === "payment") {
      fillPayment(Object.assign(payment, at), event);
      if (event.decline === undefined) for (const t of event.taken) states[t.campaign].spentMinor += BigInt(t.granted);
      for (const tally of tallies) tally.payment?.(payment);
    } else {
      fillRefund(Object.assign(refund, at), event);
      for (const part of event.parts) states[part.campaign].spentMinor -= BigInt(part.granted);
      for (const tally of tallies) tally.refund?.(refund);
    }
  });
}

// Longer than any list of sponsors and full of NaN: a tally that reads too far is found out.
function blank(): Redemption & RefundPart {
  return { contributionsMinor: new Float64Array(8) } as Redemption & RefundPart;
}

function fillPayment(outcome: PaymentOutcome, event: Payment): void {
  const declined = event.decline !== undefined;
  const sum = (of: readonly Taken[]) => of.reduce((total, { granted }) => total + granted, 0);
  const instant = sum(event.taken.filter(({ cashback }) => cashback !== true));
  const offers = event.offers ?? event.taken.map(({ campaign }) => campaign);
  outcome.decline = event.decline ?? null;
  outcome.discountMinor = declined ? 0 : sum(event.taken);
  outcome.cashbackMinor = declined ? 0 : sum(event.taken) - instant;
  outcome.payableMinor = declined ? 0 : event.price - instant;
  outcome.instantTakenMinor = instant;
  outcome.clientDiscountMinor = event.client ?? Number.NaN;
  outcome.offers = offers;
  const takenOf = (campaign: number) => event.taken.find((taken) => taken.campaign === campaign);
  outcome.offeredMinor = event.offered ?? offers.map((campaign) => takenOf(campaign)?.granted ?? 1);
  const draws = event.draws ?? [];
  draws.forEach((draw, i) => {
    Object.assign(outcome.draws[i], draw);
  });
  outcome.drawCount = draws.length;
  outcome.offerCount = offers.length;
  outcome.redemptionCount = event.taken.length;
  event.taken.forEach((taken, i) => {
    const redemption = outcome.redemptions[i];
    redemption.campaign = taken.campaign;
    redemption.desiredMinor = taken.desired;
    redemption.grantedMinor = taken.granted;
    redemption.cashback = taken.cashback ?? false;
    redemption.coupon = -1;
    redemption.contributionsMinor.fill(Number.NaN);
    redemption.contributionsMinor.set(taken.parts);
  });
}

function fillRefund(outcome: RefundOutcome, event: Refund): void {
  const sum = (of: Refund["parts"]) => of.reduce((total, { granted }) => total + granted, 0);
  const bare = event.of < 0;
  outcome.priceMinor = bare ? 0 : event.price;
  outcome.discountMinor = sum(event.parts);
  outcome.cashMinor = outcome.priceMinor - sum(event.parts.filter(({ cashback }) => cashback !== true));
  outcome.partCount = event.parts.length;
  event.parts.forEach((made, i) => {
    const part = outcome.parts[i];
    part.campaign = made.campaign;
    part.discountMinor = made.granted;
    part.cashback = made.cashback ?? false;
    part.coupon = -1;
    part.contributionsMinor.fill(Number.NaN);
    part.contributionsMinor.set(made.parts);
  });
}

function columnsOf(events: readonly Event[]): TransactionColumns {
  const payments = events.map((event) => (event.type === "payment" ? event : events[event.of]) as Payment | undefined);
  return {
    length: events.length,
    timeMs: Float64Array.from(events, (event) => event.timeMs),
    amountMinor: Float64Array.from(events, (event) => event.price),
    refundOf: Int32Array.from(events, (event) => (event.type === "refund" ? event.of : -1)),
    transactionId: textColumn(events.map((event, row) => event.id ?? String(row + 1))),
    userId: textColumn(payments.map((payment) => payment?.user ?? "")),
    merchantId: textColumn(events.map((event) => (event.type === "payment" ? event.merchant : ""))),
    coupons: null,
  } as unknown as TransactionColumns;
}

function textColumn(texts: readonly string[]): TextColumn {
  const codes = new Map([["", 0]]);
  for (const text of texts) if (!codes.has(text)) codes.set(text, codes.size);
  const list = [...codes.keys()];
  const dictionary: Dictionary = {
    size: list.length,
    text: (code) => list[code],
    codeOf: (text) => codes.get(text) ?? -1,
  };
  return { codes: Int32Array.from(texts, (text) => codes.get(text) as number), dictionary };
}
