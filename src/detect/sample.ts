/** The draws that are held against the design: those of payments that went through and were kept, and each identity's first failed try. */
import type { TransactionColumns } from "../transactions/columns.js";
import { Activity, type DrawPlace } from "./activity.js";

/** A draw with whose it is; reused from draw to draw. */
export interface SampledDraw extends DrawPlace {
  campaign: number;
  /** Place in the activity, −1 for a payment of nobody. */
  slot: number;
  /** In the upper half of its law. */
  high: boolean;
  cell: number;
  cellShares: Float64Array;
  top: boolean;
  topShare: number;
}

/** Payments by what became of them and how lucky their draw was. */
export interface FailuresByDraw {
  readonly failedLow: number;
  readonly failedHigh: number;
  readonly settledLow: number;
  readonly settledHigh: number;
}

/** What a later refund must know of a payment. */
interface Remembered {
  leftMinor: number;
  readonly draws: SampledDraw[];
}

const ALL = 0;

export class Sample {
  /** By campaign, all identities together: the whole sample, and the payments alone. */
  readonly tested: Activity;
  readonly kept: Activity;
  /** Four counts a campaign. */
  private readonly byDraw: Float64Array;
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
    this.byDraw = new Float64Array(4 * campaigns);
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
    this.byDraw[4 * draw.campaign + 2 + (draw.high ? 1 : 0)]++;
    if (this.named[row] === 0) return;
    const known = this.remembered.get(row) ?? { leftMinor: priceMinor, draws: [] };
    known.draws.push({ ...draw });
    this.remembered.set(row, known);
  }

  /**
   * The draw of an attempt that failed. An identity's first failed try is excused: it stays in the sample, as if it had gone through. So honest customers whose
   * balance is short once lose no low draw, and their payments look like the design.
   */
  fail(draw: SampledDraw, isTry: boolean): void {
    if (isTry && (draw.slot === -1 || this.activity.excuse(draw.slot))) {
      this.add(draw, 1);
      this.byDraw[4 * draw.campaign + 2 + (draw.high ? 1 : 0)]++;
      return;
    }
    this.byDraw[4 * draw.campaign + (draw.high ? 1 : 0)]++;
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
      const at = 4 * draw.campaign + (draw.high ? 1 : 0);
      this.byDraw[at + 2]--;
      this.byDraw[at]++;
    }
  }

  failuresByDraw(campaign: number): FailuresByDraw {
    const [failedLow, failedHigh, settledLow, settledHigh] = this.byDraw.subarray(4 * campaign, 4 * campaign + 4);
    return { failedLow, failedHigh, settledLow, settledHigh };
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
