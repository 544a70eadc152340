/** Coupons that redemptions grant, friends who pick them up, and newcomers who pay with them: beside a log, as its rows are replayed. */
import TinyQueue from "tinyqueue";
import type { CampaignSet, GrantRule } from "../campaigns/campaign.js";
import type { Key } from "../chance/keys.js";
import type { Engine } from "../engine/engine.js";
import type { PaymentOutcome, Redemption, RefundOutcome } from "../engine/outcome.js";
import type { Guest, OutcomeListener } from "../replay/replay.js";
import type { TransactionColumns } from "../transactions/columns.js";
import { Adoption } from "./adoption.js";
import type { Friends } from "./friends.js";
import { ShareCounts } from "./share-counts.js";
import { CUT, DELAY, LIKE_WHOM, NEWCOMER, PAYS_AFTER, PICKED_UP, ShareDraws, WHO } from "./share-draws.js";
import { splitAtRandom, splitEqually } from "./split-total.js";

/** Coupons that wait to be picked up or are, at most: beyond that grants are counted and nobody picks one up. */
export const MOST_SHARED = 2_000_000;

/** Will be picked up. */
const WAITING = 0;
const HELD = 1;
/** Nobody is there to pick it up. */
const MISSED = 2;
const WITHDRAWN = 3;

/** What newcomers need of a run. */
export interface Newcomers {
  /** False once there were as many as there may be. */
  readonly hasRoom: boolean;
  /** A row for one who is like the payment at `like`; `name(0)` is his id, or `name(1)` if that is taken, and so on. */
  add(like: number, name: (attempt: number) => string): number;
  /** Makes the payment of a row at a moment. */
  pay(row: number, timeMs: number): PaymentOutcome;
}

export interface SharingRun {
  readonly set: CampaignSet;
  /** With the rows of newcomers. */
  readonly columns: TransactionColumns;
  readonly engine: Engine;
  /** Of the run. */
  readonly key: Key;
  /** The hash of the id of a row's payment. */
  idHash(row: number): Key;
  readonly friends: Friends;
  readonly newcomers: Newcomers;
  /** Whether customers may name granted coupons in the column `offer`. */
  readonly canBeNamed: boolean;
  /** Nothing happens after it: the last moment of the log. */
  readonly endMs: number;
}

/** What became of the coupons of one campaign at the end: one of these. */
export interface Fates {
  used: number;
  expired: number;
  open: number;
  waiting: number;
  withdrawn: number;
}

export class Sharing implements Guest, OutcomeListener {
  readonly counts: ShareCounts;
  /** Grants, and newcomers, that a bound cut off. */
  grantsCutOff = 0;
  newcomersCutOff = 0;
  private readonly rules: readonly (GrantRule | null)[];
  /** By campaign: the one that its grants are for. */
  private readonly targets: Int32Array;
  private readonly adoption: Adoption | null;
  private readonly draws: ShareDraws;
  private readonly first: number;
  /** By shared coupon, which are all that anybody picks up in time: the grant's row, campaign and generation, its own number there, … */
  private readonly rows: number[] = [];
  private readonly grantors: number[] = [];
  private readonly generations: number[] = [];
  private readonly numbers: number[] = [];
  /** … when something happens to it next, what has become of it, and the row of the newcomer who holds it (−1: none). */
  private readonly atMs: number[] = [];
  private readonly states: number[] = [];
  private readonly newcomerRows: number[] = [];
  private readonly queue: TinyQueue<number>;
  /** Shared coupons of payments that some refund names: from one up to another, in pairs. */
  private readonly refundable = new Map<number, number[]>();

  /** `listeners` are shown what newcomers do. */
  constructor(
    private readonly run: SharingRun,
    private readonly listeners: readonly OutcomeListener[],
  ) {
    const { set, engine, key } = run;
    const { campaigns, behaviour } = set;
    const ids = campaigns.map(({ id }) => id);
    this.rules = campaigns.map(({ grants }) => grants);
    this.targets = Int32Array.from(this.rules, (rule) => (rule === null ? -1 : ids.indexOf(rule.campaignId)));
    this.adoption = behaviour.sharing && new Adoption(behaviour.sharing);
    this.draws = new ShareDraws(key, ids);
    this.counts = new ShareCounts(campaigns.length);
    this.first = engine.stores.coupons.firstGranted;
    this.queue = new TinyQueue<number>([], (a, b) => this.atMs[a] - this.atMs[b] || a - b);
  }

  get nextMs(): number {
    const next = this.queue.peek();
    if (next === undefined || this.atMs[next] > this.run.endMs) return Number.POSITIVE_INFINITY;
    return this.atMs[next];
  }

  act(): void {
    const coupon = this.queue.pop();
    if (coupon === undefined || this.states[coupon] === WITHDRAWN) return;
    if (this.states[coupon] === HELD) this.pay(coupon);
    else this.pickUp(coupon);
  }

  payment({ decline, row, timeMs, redemptions, redemptionCount }: PaymentOutcome): void {
    if (decline !== null) return;
    for (let i = 0; i < redemptionCount; i++) this.redeemed(row, timeMs, redemptions[i]);
  }

  /** A refund that completes the price takes back the coupons of its payment that were not used; those that were stay used. */
  refund({ row, parts, partCount }: RefundOutcome): void {
    for (let i = 0; i < partCount; i++) {
      const shared = parts[i].coupon - this.first;
      if (shared >= 0) this.counts.campaigns[this.grantors[shared]].givenBack++;
    }
    const { columns, engine } = this.run;
    const target = columns.refundOf[row];
    const ranges = this.refundable.get(target);
    const record = engine.refunder.recordOf(target);
    if (ranges === undefined || record === undefined || record.refundedMinor < record.priceMinor) return;
    this.refundable.delete(target);
    const { granted } = engine.stores.coupons;
    for (let i = 0; i < ranges.length; i += 2) {
      for (let coupon = ranges[i]; coupon < ranges[i + 1]; coupon++) {
        if (this.states[coupon] > HELD || granted.isSpent(coupon)) continue;
        this.states[coupon] = WITHDRAWN;
        granted.takeBack(coupon);
      }
    }
  }

  /** What became of all coupons by campaign, of those that somebody picked up or would have; the others nobody did. */
  fates(): readonly Fates[] {
    const { granted } = this.run.engine.stores.coupons;
    const fates = this.rules.map(() => ({ used: 0, expired: 0, open: 0, waiting: 0, withdrawn: 0 }));
    for (const [coupon, state] of this.states.entries()) {
      const fate = fates[this.grantors[coupon]];
      if (state === WITHDRAWN) fate.withdrawn++;
      else if (state === WAITING) fate.waiting++;
      else if (state === MISSED) continue;
      else if (granted.isSpent(coupon)) fate.used++;
      else if (granted.validUntilMs(coupon) <= this.run.endMs) fate.expired++;
      else fate.open++;
    }
    return fates;
  }

  /** Whether a coupon of the engine was granted. */
  isShared(coupon: number): boolean {
    return coupon >= this.first;
  }

  /** `<transaction id>/<campaign that granted>/<number>` of a coupon of the engine. */
  idOf(coupon: number): string {
    const shared = coupon - this.first;
    const { dictionary, codes } = this.run.columns.transactionId;
    const campaign = this.run.set.campaigns[this.grantors[shared]].id;
    return `${dictionary.text(codes[this.rows[shared]])}/${campaign}/${this.numbers[shared]}`;
  }

  private redeemed(row: number, timeMs: number, { campaign, coupon, grantedMinor }: Redemption): void {
    const shared = coupon - this.first;
    const rule = this.rules[campaign];
    if (shared < 0 && rule === null) return;
    const generation = shared < 0 ? 0 : this.generations[shared] + 1;
    const counts = this.counts.at(generation);
    counts.redemptions++;
    counts.discount.add(grantedMinor);
    if (shared >= 0) {
      const grantor = this.counts.campaigns[this.grantors[shared]];
      grantor.redemptions++;
      grantor.discount.add(grantedMinor);
      const parent = this.counts.at(generation - 1);
      parent.caused++;
      if (this.isOver(this.run.engine.stores.coupons.granted.validUntilMs(shared))) parent.completeCaused++;
    }
    if (rule !== null) this.grant(row, timeMs, campaign, rule, generation);
  }

  private grant(row: number, timeMs: number, campaign: number, rule: GrantRule, generation: number): void {
    const { counts, adoption, run, draws } = this;
    const { count, expiresMs } = rule;
    const untilMs = timeMs + expiresMs;
    const own = counts.campaigns[campaign];
    const ofAll = counts.at(generation);
    own.grants++;
    own.coupons += count;
    ofAll.grants++;
    ofAll.coupons += count;
    if (this.isOver(untilMs)) ofAll.completeGrants++;
    if (adoption === null) return;
    if (this.states.length + count > MOST_SHARED) {
      this.grantsCutOff++;
      return;
    }
    draws.aim(campaign, run.idHash(row));
    const amounts = this.amountsOf(rule);
    const from = this.states.length;
    for (let number = 1; number <= count; number++) {
      if (!adoption.isPickedUp(draws.uniform(number, PICKED_UP))) continue;
      const atMs = timeMs + adoption.delayMs(draws.uniform(number, DELAY));
      if (atMs >= untilMs) continue;
      this.share(row, campaign, generation, number, atMs, {
        campaign: this.targets[campaign],
        fromMs: timeMs,
        untilMs,
        amountMinor: amounts === null ? Number.POSITIVE_INFINITY : amounts[number - 1],
      });
    }
    if (run.engine.refunder.recordOf(row) === undefined || this.states.length === from) return;
    const ranges = this.refundable.get(row) ?? [];
    ranges.push(from, this.states.length);
    this.refundable.set(row, ranges);
  }

  private amountsOf({ share, count }: GrantRule): readonly number[] | null {
    if (share === null) return null;
    if (share.split === "equal") return splitEqually(share.totalMinor, count);
    return splitAtRandom(share.totalMinor, count, (i) => this.draws.uniform(i, CUT));
  }

  private share(
    row: number,
    grantor: number,
    generation: number,
    number: number,
    atMs: number,
    granted: Parameters<Engine["stores"]["coupons"]["grant"]>[0],
  ): void {
    const { engine, canBeNamed } = this.run;
    const coupon = engine.stores.coupons.grant(granted) - this.first;
    this.rows.push(row);
    this.grantors.push(grantor);
    this.generations.push(generation);
    this.numbers.push(number);
    this.atMs.push(atMs);
    this.states.push(WAITING);
    this.newcomerRows.push(-1);
    this.queue.push(coupon);
    if (canBeNamed) engine.picks.learn(this.first + coupon, this.idOf(this.first + coupon));
  }

  private pickUp(coupon: number): void {
    const { run, draws, adoption } = this;
    const { engine, columns, friends, newcomers } = run;
    if (adoption === null) return;
    const number = this.numbers[coupon];
    draws.aim(this.grantors[coupon], run.idHash(this.rows[coupon]));
    const counts = this.counts.campaigns[this.grantors[coupon]];
    this.states[coupon] = HELD;
    if (!adoption.isByNewcomer(draws.uniform(number, NEWCOMER))) {
      const user = friends.userFor(columns.userId.codes[this.rows[coupon]], draws.uniform(number, WHO));
      if (user === null) {
        this.states[coupon] = MISSED;
        return;
      }
      engine.stores.coupons.granted.give(coupon, user);
      counts.byKnown++;
      return;
    }
    const like = friends.paymentFor(draws.uniform(number, LIKE_WHOM));
    if (like === null || !newcomers.hasRoom) {
      this.states[coupon] = MISSED;
      if (like !== null) this.newcomersCutOff++;
      return;
    }
    const row = newcomers.add(like, (attempt) => draws.name(number, attempt));
    this.newcomerRows[coupon] = row;
    engine.stores.coupons.granted.give(coupon, columns.userId.codes[row]);
    counts.byNewcomers++;
    const waitMs = adoption.paysAfterMs(draws.uniform(number, PAYS_AFTER));
    this.atMs[coupon] += waitMs;
    if (waitMs === 0) this.pay(coupon);
    // Who would come too late does not come.
    else if (this.atMs[coupon] < engine.stores.coupons.granted.validUntilMs(coupon)) this.queue.push(coupon);
  }

  private pay(coupon: number): void {
    const outcome = this.run.newcomers.pay(this.newcomerRows[coupon], this.atMs[coupon]);
    for (const listener of this.listeners) listener.payment?.(outcome);
    this.payment(outcome);
  }

  private isOver(untilMs: number): boolean {
    return untilMs <= this.run.endMs;
  }
}
