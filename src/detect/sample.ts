/** The draws that are held against the design: those of payments that went through and were kept, and the first failed tries of each run. */
import type { TransactionColumns } from "../transactions/columns.js";
import { Activity, type DrawPlace } from "./activity.js";

/** A draw with whose it is; reused from draw to draw. */
export interface SampledDraw extends DrawPlace {
  campaign: number;
  /** Place in the activity, −1 for a payment of nobody. */
  slot: number;
  cell: number;
  cellShares: Float64Array;
  top: boolean;
  topShare: number;
}

/** Attempts by what became of them and whether their draw was in the top tier. */
export interface FailuresByDraw {
  readonly failedTop: number;
  readonly failedBelow: number;
  readonly settledTop: number;
  readonly settledBelow: number;
}

/** What a later refund must know of a payment. */
interface Remembered {
  leftMinor: number;
  readonly draws: SampledDraw[];
}

const ALL = 0;

/** Failed tries of a run that are excused. With one alone, the honest customers who try again would make a large campaign look abused. */
const EXCUSED = 3;

export class Sample {
  /** By campaign, all identities together: the whole sample, and the payments alone. */
  readonly tested: Activity;
  readonly kept: Activity;
  /** Draws of attempts that failed, in the top tier and below it, by campaign. */
  private readonly failed: Float64Array;
  /** 1 for a payment that a refund names. */
  private readonly named: Uint8Array;
  private readonly remembered = new Map<number, Remembered>();

  constructor(
    private readonly activity: Activity,
    campaigns: number,
    { length, refundOf }: TransactionColumns,
  ) {
    this.tested = new Activity(1, campaigns);
    this.kept = new Activity(1, campaigns);
    this.failed = new Float64Array(2 * campaigns);
    this.named = new Uint8Array(length);
    for (const payment of refundOf) if (payment >= 0) this.named[payment] = 1;
  }

  /** An attempt that came to a campaign. */
  came(campaign: number, slot: number, timeMs: number, settled: boolean, drew: boolean): void {
    const whole = this.tested.slotOf(ALL, campaign);
    this.tested.attempt(whole, timeMs, settled);
    if (drew) this.tested.draw(whole);
    if (slot === -1) return;
    this.activity.attempt(slot, timeMs, settled);
    if (drew) this.activity.draw(slot);
  }

  /** The draw of a payment that went through. */
  settle(row: number, priceMinor: number, draw: SampledDraw): void {
    this.keep(draw, 1);
    if (this.named[row] === 0) return;
    const known = this.remembered.get(row) ?? { leftMinor: priceMinor, draws: [] };
    known.draws.push({ ...draw });
    this.remembered.set(row, known);
  }

  /**
   * The draw of an attempt that failed. The first failed tries of each run are excused: they stay in the sample, as if they had gone through. So honest customers
   * whose balance is short now and then, and who try once more, lose no low draw, and their payments look like the design.
   */
  fail(draw: SampledDraw, isTry: boolean): void {
    if (isTry && (draw.slot === -1 || this.activity.openTries(draw.slot) < EXCUSED)) this.add(draw, 1);
    else this.countFailed(draw);
  }

  /** A payment that is given back whole counts as one that failed. */
  refund(payment: number, priceMinor: number): void {
    const known = this.remembered.get(payment);
    if (known === undefined) return;
    known.leftMinor -= priceMinor;
    if (known.leftMinor > 0) return;
    this.remembered.delete(payment);
    for (const draw of known.draws) {
      this.keep(draw, -1);
      this.countFailed(draw);
    }
  }

  /** Attempts whose top tier tells something; those in the sample count as settled. */
  failuresByDraw(campaign: number): FailuresByDraw {
    const { top, topTrials } = this.tested.traceAt(this.tested.slotOf(ALL, campaign));
    const [failedTop, failedBelow] = this.failed.subarray(2 * campaign, 2 * campaign + 2);
    return { failedTop, failedBelow, settledTop: top, settledBelow: topTrials - top };
  }

  private countFailed({ campaign, top, topShare }: SampledDraw): void {
    if (topShare > 0) this.failed[2 * campaign + (top ? 0 : 1)]++;
  }

  private keep(draw: SampledDraw, by: 1 | -1): void {
    this.add(draw, by);
    this.kept.sample(this.kept.slotOf(ALL, draw.campaign), draw, by);
  }

  private add(draw: SampledDraw, by: 1 | -1): void {
    this.tested.sample(this.tested.slotOf(ALL, draw.campaign), draw, by);
    if (draw.slot !== -1) this.activity.sample(draw.slot, draw, by);
  }
}
