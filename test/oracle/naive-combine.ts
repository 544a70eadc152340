/** Several offers in one payment (SPEC §7): each computed anew where it stands, in priority order. */
import type { Campaign } from "./case.js";
import { pointsSpent } from "./naive-discount.js";
import { draw, everyGiven, type Given } from "./naive-given.js";
import { alone, grantOf, minPayable, purseOf, type Stand } from "./naive-grant.js";
import type { Event } from "./naive-log.js";
import type { Fraction } from "./naive-money.js";
import { isCashback, type Offer, type State, type Taken } from "./naive-state.js";

export interface Combined {
  /** Without those that end at 0. */
  taken: Taken[];
  /** What the set counts in `best`: hidden offers with their mean, the others with what they give. */
  worth: Fraction;
}

/** `offers` in the order of application. */
export function combine(offers: Offer[], event: Event, state: State): Combined {
  const taken: Taken[] = [];
  let worth: Fraction = { over: 0n, under: 1n };
  for (const offer of offers) {
    const { campaign } = offer;
    const stand: Stand = { ...alone(event) };
    for (const before of taken) {
      const floor = minPayable(before.offer.campaign, state);
      if (floor > stand.floor) stand.floor = floor;
      stand.sum += before.granted;
      stand.points += before.points;
      const lowers = campaign.stacking?.base !== "price" && !isCashback(before.offer.campaign);
      if (lowers) stand.base -= before.granted;
    }
    const purse = purseOf(campaign, offer.points - stand.points, state);
    const given: Given = offer.freeOrder
      ? { amount: stand.base, source: campaign.discount }
      : draw(campaign.discount, event.amount, purse, offer.chance, stand.base);
    const { granted, overspend } = grantOf(campaign, given, event, stand, purse, state);
    const isHidden = campaign.reveal === "after_payment" && !offer.freeOrder;
    worth = plus(worth, isHidden ? meanGrant(offer, event, stand, state) : { over: granted, under: 1n });
    if (granted > 0n) {
      const points = pointsSpent(given.source, granted, state.exponent);
      taken.push({ offer, desired: given.amount, granted, overspend, points });
    }
  }
  return { taken, worth };
}

function plus(a: Fraction, b: Fraction): Fraction {
  if (a.under === b.under) return { over: a.over + b.over, under: a.under };
  return { over: a.over * b.under + b.over * a.under, under: a.under * b.under };
}

type Hidden = { campaign: Campaign; points: bigint };
const means = new WeakMap<Event, Map<string, Fraction>>();

/** The mean of what this attempt could be granted over the draw where the offer stands; what would be refused, there or alone, grants 0. */
export function meanGrant({ campaign, points }: Hidden, event: Event, stand: Stand, state: State): Fraction {
  const known = means.get(event) ?? new Map<string, Fraction>();
  means.set(event, known);
  const name = [campaign.id, ...Object.values(stand)].join(" ");
  const before = known.get(name);
  if (before !== undefined) return before;

  const purse = purseOf(campaign, points, state);
  const purseHere = purseOf(campaign, points - stand.points, state);
  const full = everyGiven(campaign.discount, event.amount, purse);
  const here = everyGiven(campaign.discount, event.amount, purseHere, stand.base);
  let over = 0n;
  let under = 0n;
  full.forEach((given, i) => {
    under += given.weight;
    if (grantOf(campaign, given, event, alone(event), purse, state).refusal !== null) return;
    over += given.weight * grantOf(campaign, here[i], event, stand, purseHere, state).granted;
  });
  const mean = { over, under };
  known.set(name, mean);
  return mean;
}
