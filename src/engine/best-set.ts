/** `choice: best` where offers combine: the set of offers that comes to most, exactly or, of very many offers, nearly (SPEC §6.3). */
import type { Applied, Combiner } from "./combiner.js";
import type { Quote } from "./quoter.js";
import type { Selection } from "./selection.js";

/** Up to so many combinable offers every permitted set is looked at. */
export const EXACT_OFFERS = 12;

/** Sums of means are told apart by so many digits, so that an exact tie is one. */
const DIGITS = 13;

/** The payment at hand. */
interface Search {
  readonly row: number;
  readonly quote: Quote;
  /** Offers, in priority order. */
  readonly order: readonly number[];
  /** An offer that the set must have; null for none. */
  readonly named: number | null;
  bestMinor: number;
  best: readonly number[];
}

export class BestSet {
  /** Payments of which it is not certain that their set was the best. */
  inexact = 0;
  /** How much more other sets could have come to at most, over all of them, minor units. */
  shortfallMinor = 0;

  constructor(
    private readonly combiner: Combiner,
    /** By campaign: 1 where it combines. */
    private readonly combines: Uint8Array,
    /** By campaign. */
    private readonly groups: Int32Array,
  ) {}

  /** Fills `selection` with the best set of the offers in `order`, which is priority order; if one is named, of those with it. */
  select(row: number, quote: Quote, order: readonly number[], named: number | null, selection: Selection): void {
    const search: Search = { row, quote, order, named, bestMinor: Number.NEGATIVE_INFINITY, best: [] };
    const combinable = order.filter((offer) => this.isCombinable(search, offer));
    if (combinable.length <= EXACT_OFFERS) this.extend(search, [], 0, this.combiner.nothing(row));
    else this.searchGreedily(search, combinable);
    this.combiner.select(row, quote, search.best, selection);
  }

  /** Looks at every permitted set that begins with `set`, in lexicographic order of places: of equal ones the first stays. */
  private extend(search: Search, set: readonly number[], from: number, applied: Applied): void {
    for (let place = from; place < search.order.length; place++) {
      const offer = search.order[place];
      if (set.length > 0 && !this.joins(search, set, offer)) continue;
      const longer = [...set, offer];
      const then = this.combiner.apply(search.row, search.quote, offer, applied);
      this.consider(search, longer, then.weighedMinor);
      if (this.isCombinable(search, offer)) this.extend(search, longer, place + 1, then);
    }
  }

  /** Every offer alone; then sets that grow by what adds most, and a bound on what any set could come to. */
  private searchGreedily(search: Search, combinable: readonly number[]): void {
    const { order, named, quote } = search;
    for (const offer of order) this.consider(search, [offer], this.worthOf(search, [offer]));
    if (named !== null && !combinable.includes(named)) return;
    let set = named === null ? [] : [named];
    let worth = named === null ? Number.NEGATIVE_INFINITY : this.worthOf(search, set);
    for (;;) {
      let next: number[] | null = null;
      for (const offer of combinable) {
        if (!this.joins(search, set, offer)) continue;
        // Applied in priority order, wherever it joins.
        const longer = order.filter((other) => other === offer || set.includes(other));
        const is = this.worthOf(search, longer);
        if (is <= worth) continue;
        worth = is;
        next = longer;
      }
      if (next === null) break;
      set = next;
      this.consider(search, set, worth);
    }
    const mostOf = new Map<number, number>();
    for (const offer of combinable) {
      const group = this.groups[quote.campaigns[offer]];
      mostOf.set(group, Math.max(mostOf.get(group) ?? 0, this.combiner.mostMinor(quote, offer)));
    }
    const sum = [...mostOf.values()].reduce((total, minor) => total + minor, 0);
    const boundMinor = Math.min(sum, this.combiner.nothing(search.row).baseMinor);
    if (boundMinor <= search.bestMinor) return;
    this.inexact++;
    this.shortfallMinor += boundMinor - search.bestMinor;
  }

  private consider(search: Search, set: readonly number[], weighedMinor: number): void {
    if (search.named !== null && !set.includes(search.named)) return;
    const worth = Number(weighedMinor.toPrecision(DIGITS));
    if (worth <= search.bestMinor) return;
    search.bestMinor = worth;
    search.best = set;
  }

  private worthOf({ row, quote }: Search, set: readonly number[]): number {
    let applied = this.combiner.nothing(row);
    for (const offer of set) applied = this.combiner.apply(row, quote, offer, applied);
    return Number(applied.weighedMinor.toPrecision(DIGITS));
  }

  /** Whether an offer may stand beside those of a set. */
  private joins(search: Search, set: readonly number[], offer: number): boolean {
    const groupOf = (other: number) => this.groups[search.quote.campaigns[other]];
    return (
      this.isCombinable(search, offer) &&
      set.every((other) => this.isCombinable(search, other) && groupOf(other) !== groupOf(offer))
    );
  }

  private isCombinable({ quote }: Search, offer: number): boolean {
    return this.combines[quote.campaigns[offer]] === 1;
  }
}
