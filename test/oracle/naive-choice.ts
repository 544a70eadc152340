/** Which offers a payment takes (SPEC §6.3): a lead and those that join it, or the best of all sets. */
import { type Combined, combine } from "./naive-combine.js";
import { held } from "./naive-coupons.js";
import type { Event } from "./naive-log.js";
import type { Fraction } from "./naive-money.js";
import type { Offer, State, Taken } from "./naive-state.js";

export function chooseOffers(offers: Offer[], event: Event, choice: "priority" | "best", state: State): Taken[] {
  if (event.offer === "-" || offers.length === 0) return [];
  const ordered = inPriorityOrder(offers, state);
  const named =
    ordered.find((offer) => offer.campaign.id === event.offer) ??
    ordered.find((offer) => held(offer.campaign, event, state).some((coupon) => coupon.id === event.offer));
  if (choice === "best") return bestSet(ordered, named, event, state);
  return combine(ledBy(named ?? ordered[0], ordered), event, state).taken;
}

/** Priority first, then the larger worth alone, then file order. */
function inPriorityOrder(offers: Offer[], state: State): Offer[] {
  const priority = (offer: Offer): number => offer.campaign.priority ?? Number.POSITIVE_INFINITY;
  return [...offers].sort((a, b) => {
    if (priority(a) !== priority(b)) return priority(a) < priority(b) ? -1 : 1;
    return compare(b.worth, a.worth, state) || a.place - b.place;
  });
}

const combines = (offer: Offer): boolean => offer.campaign.stacking?.combine === true;
const groupOf = (offer: Offer): string => offer.campaign.stacking?.group ?? offer.campaign.id;

/** The lead and, of every other group, the first combinable offer, in priority order. */
function ledBy(lead: Offer, ordered: Offer[]): Offer[] {
  if (!combines(lead)) return [lead];
  const set = [lead];
  for (const offer of ordered) {
    if (combines(offer) && !set.some((other) => groupOf(other) === groupOf(offer))) set.push(offer);
  }
  return ordered.filter((offer) => set.includes(offer));
}

/** Every set that may be taken, by brute force; the larger sum, then the places that come first. */
function bestSet(ordered: Offer[], named: Offer | undefined, event: Event, state: State): Taken[] {
  let best: { places: number[]; combined: Combined } | null = null;
  for (const places of setsOf(ordered)) {
    if (named !== undefined && !places.some((place) => ordered[place] === named)) continue;
    const set = places.map((place) => ordered[place]);
    const combined = combine(set, event, state);
    const order = best === null ? 1 : compare(combined.worth, best.combined.worth, state);
    if (best === null || order > 0 || (order === 0 && comesFirst(places, best.places))) best = { places, combined };
  }
  return best?.combined.taken ?? [];
}

function setsOf(ordered: Offer[]): number[][] {
  const sets: number[][] = [];
  for (let bits = 1; bits < 2 ** ordered.length; bits++) {
    const places = ordered.map((_, place) => place).filter((place) => (bits >> place) % 2 === 1);
    const set = places.map((place) => ordered[place]);
    const groups = set.map(groupOf);
    if (set.length === 1 || (set.every(combines) && new Set(groups).size === groups.length)) sets.push(places);
  }
  return sets;
}

/** A set comes before those that it begins. */
function comesFirst(a: number[], b: number[]): boolean {
  for (let i = 0; i < a.length && i < b.length; i++) if (a[i] !== b[i]) return a[i] < b[i];
  return a.length < b.length;
}

/** Above 0 where `a` is more. */
function compare(a: Fraction, b: Fraction, state: State): number {
  const under = a.under * b.under;
  const gap = a.over * b.under - b.over * a.under;
  if (gap !== 0n && (gap < 0n ? -gap : gap) * 10n ** 9n < under) state.unsure = true;
  return gap > 0n ? 1 : gap < 0n ? -1 : 0;
}
