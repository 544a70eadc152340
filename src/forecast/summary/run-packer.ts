/** One run as a summary of its own. */
import { DAY_MS } from "../../domain/civil-date.js";
import type { ForecastShape, RunOutcome } from "../contract.js";
import type { PackedSummary } from "./packed-summary.js";
import type { Places } from "./places.js";
import { addSquare, addValue, LANES } from "./wide-numbers.js";

/** Values of `exhaustion` are milliseconds from here on: before every moment of the runs, whatever the time zone. */
export function timeOrigin({ days }: ForecastShape): number {
  return (days.first - 2) * DAY_MS;
}

export class RunPacker {
  private readonly placed: Int32Array;
  private readonly values: Float64Array;
  private used = 0;
  private readonly originMs: number;
  private readonly names: readonly string[];
  /** Of the run, by sponsor. */
  private readonly bySponsor: Float64Array;
  /** Of each contribution, its sponsor's place among `names`. */
  private readonly sponsorOf: readonly number[];
  private readonly cumulative: Float64Array;

  constructor(
    private readonly shape: ForecastShape,
    private readonly places: Places,
  ) {
    this.placed = new Int32Array(places.count);
    this.values = new Float64Array(places.count);
    this.originMs = timeOrigin(shape);
    this.names = [...places.totalContributions.keys()];
    this.bySponsor = new Float64Array(this.names.length);
    this.sponsorOf = shape.campaigns.flatMap(({ sponsors }) => sponsors.map((name) => this.names.indexOf(name)));
    this.cumulative = new Float64Array(shape.campaigns.length);
  }

  pack(outcome: RunOutcome): PackedSummary {
    this.used = 0;
    this.putCampaigns(outcome);
    this.putTotals(outcome);
    this.putDays(outcome.dailyMinor);
    const { used } = this;
    const values = this.values.slice(0, used);
    const sums = new Float64Array(LANES * used);
    const squares = new Float64Array(LANES * used);
    const starts = new Int32Array(used + 1);
    for (let i = 0; i < used; i++) {
      addValue(sums, i, values[i]);
      addSquare(squares, i, values[i]);
      starts[i + 1] = i + 1;
    }
    return {
      runs: 1,
      places: this.placed.slice(0, used),
      starts,
      values,
      counts: new Uint32Array(used).fill(1),
      binned: new Uint8Array(used),
      sums,
      squares,
    };
  }

  private putCampaigns(outcome: RunOutcome): void {
    const { discountMinor, redemptions, unservedMinor, exhaustedAtMs, contributionsMinor } = outcome;
    const { places, originMs } = this;
    const count = this.shape.campaigns.length;
    for (let i = 0; i < count; i++) this.put(places.discount(i), discountMinor[i]);
    for (let i = 0; i < count; i++) this.put(places.redemptions(i), redemptions[i]);
    for (let i = 0; i < count; i++) this.put(places.unserved(i), unservedMinor[i]);
    for (let i = 0; i < count; i++) {
      if (!Number.isNaN(exhaustedAtMs[i])) this.put(places.exhaustion(i), Math.floor(exhaustedAtMs[i] - originMs));
    }
    for (let i = 0; i < contributionsMinor.length; i++) this.put(places.contribution(i), contributionsMinor[i]);
  }

  private putTotals({ discountMinor, redemptions, unservedMinor, contributionsMinor }: RunOutcome): void {
    const { places, bySponsor, sponsorOf, names } = this;
    this.put(places.totalDiscount, sumOf(discountMinor));
    this.put(places.totalRedemptions, sumOf(redemptions));
    this.put(places.totalUnserved, sumOf(unservedMinor));
    bySponsor.fill(0);
    for (let i = 0; i < contributionsMinor.length; i++) bySponsor[sponsorOf[i]] += contributionsMinor[i];
    for (let i = 0; i < names.length; i++) this.put(places.totalContributions.get(names[i]) as number, bySponsor[i]);
  }

  private putDays(dailyMinor: Float64Array): void {
    const { places, cumulative } = this;
    const count = cumulative.length;
    for (let at = 0; at < dailyMinor.length; at++) this.put(places.daily(at), dailyMinor[at]);
    cumulative.fill(0);
    for (let at = 0, campaign = 0; at < dailyMinor.length; at++, campaign++) {
      if (campaign === count) campaign = 0;
      if (dailyMinor[at] === 0) continue;
      cumulative[campaign] += dailyMinor[at];
      this.put(places.cumulative(at), cumulative[campaign]);
    }
  }

  /** By ascending place. */
  private put(place: number, value: number): void {
    if (value === 0) return;
    this.placed[this.used] = place;
    this.values[this.used++] = value;
  }
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
