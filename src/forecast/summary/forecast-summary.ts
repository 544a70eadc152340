/** What many runs come to together: every figure of them, added run by run or merged from parts. */
import { DAY_MS } from "../../domain/civil-date.js";
import type { ForecastShape, RunOutcome } from "../contract.js";
import { Figure, type Fineness } from "./figure.js";
import type { PackedSummary } from "./packed-summary.js";
import { type Places, placesOf } from "./places.js";

/** Within 1/2,048 of a figure; times, counted from before the first day, within a quarter of an hour in three months. */
const FIGURES: Fineness = { mostValues: 2048, bins: 2048 };
const TIMES: Fineness = { mostValues: 2048, bins: 16_384 };
/** There are many of them: within 1/512 of a figure. */
const DAYS: Fineness = { mostValues: 128, bins: 512 };

export class ForecastSummary {
  runs = 0;
  readonly places: Places;
  private readonly figures: (Figure | null)[];
  /** Before every moment of the runs, whatever the time zone. */
  private readonly originMs: number;

  constructor(readonly shape: ForecastShape) {
    this.places = placesOf(shape);
    this.figures = new Array<Figure | null>(this.places.count).fill(null);
    this.originMs = (shape.days.first - 2) * DAY_MS;
  }

  add(outcome: RunOutcome): void {
    const { places, shape } = this;
    const { discountMinor, redemptions, unservedMinor, exhaustedAtMs, contributionsMinor, dailyMinor } = outcome;
    this.runs++;
    const totals = [0, 0, 0];
    const bySponsor = new Map<string, number>();
    let sponsor = 0;
    for (const [campaign, { sponsors }] of shape.campaigns.entries()) {
      this.put(places.discount(campaign), discountMinor[campaign]);
      this.put(places.redemptions(campaign), redemptions[campaign]);
      this.put(places.unserved(campaign), unservedMinor[campaign]);
      const exhausted = exhaustedAtMs[campaign];
      if (!Number.isNaN(exhausted)) this.put(places.exhaustion(campaign), Math.floor(exhausted - this.originMs));
      totals[0] += discountMinor[campaign];
      totals[1] += redemptions[campaign];
      totals[2] += unservedMinor[campaign];
      for (const name of sponsors) {
        this.put(places.contribution(sponsor), contributionsMinor[sponsor]);
        bySponsor.set(name, (bySponsor.get(name) ?? 0) + contributionsMinor[sponsor]);
        sponsor++;
      }
    }
    this.put(places.totalDiscount, totals[0]);
    this.put(places.totalRedemptions, totals[1]);
    this.put(places.totalUnserved, totals[2]);
    for (const [name, place] of places.totalContributions) this.put(place, bySponsor.get(name) ?? 0);
    this.addDays(dailyMinor);
  }

  private addDays(dailyMinor: Float64Array): void {
    const { places, shape } = this;
    const count = shape.campaigns.length;
    for (let campaign = 0; campaign < count; campaign++) {
      let cumulative = 0;
      for (let at = campaign; at < dailyMinor.length; at += count) {
        cumulative += dailyMinor[at];
        if (cumulative === 0) continue;
        this.put(places.daily(at), dailyMinor[at]);
        this.put(places.cumulative(at), cumulative);
      }
    }
  }

  merge({ runs, figures }: PackedSummary): void {
    this.runs += runs;
    for (let place = 0; place < figures.length; place++) {
      const figure = figures[place];
      if (figure !== null) this.figureAt(place).merge(figure);
    }
  }

  pack(): PackedSummary {
    return { runs: this.runs, figures: this.figures.map((figure) => figure?.pack() ?? null) };
  }

  /** The figure of a place; null where all runs had 0. */
  figure(place: number): Figure | null {
    return this.figures[place];
  }

  /** The moment of a value of `exhaustion`. */
  momentOf(value: number): number {
    return this.originMs + value;
  }

  private put(place: number, value: number): void {
    if (value !== 0) this.figureAt(place).add(value);
  }

  private figureAt(place: number): Figure {
    let figure = this.figures[place];
    if (figure === null) {
      figure = new Figure(this.finenessOf(place));
      this.figures[place] = figure;
    }
    return figure;
  }

  private finenessOf(place: number): Fineness {
    const { places, shape } = this;
    if (place >= places.firstOfDays) return DAYS;
    const isTime = place >= places.exhaustion(0) && place < places.exhaustion(shape.campaigns.length);
    return isTime ? TIMES : FIGURES;
  }
}
