/** Which offer a payment takes (SPEC §6.3), where no two are combined. */
import type { Offer, State } from "./naive-state.js";

/** Priority first, then the larger worth, then file order; `best` looks at the worth before the priority. */
export function chooseOffer(offers: Offer[], picked: string, choice: "priority" | "best", state: State): Offer | null {
  if (picked === "-") return null;
  const named = offers.find((offer) => offer.campaign.id === picked);
  if (named !== undefined) return named;
  const priority = (offer: Offer): number => offer.campaign.priority ?? Number.POSITIVE_INFINITY;
  const comesFirst = (a: Offer, b: Offer): boolean => {
    const order = compareWorth(a, b, state);
    if (choice === "best" && order !== 0) return order > 0;
    if (priority(a) !== priority(b)) return priority(a) < priority(b);
    if (order !== 0) return order > 0;
    return a.place < b.place;
  };
  let best: Offer | null = null;
  for (const offer of offers) if (best === null || comesFirst(offer, best)) best = offer;
  return best;
}

/** Above 0 where `a` is worth more. */
function compareWorth(a: Offer, b: Offer, state: State): number {
  const under = a.worth.under * b.worth.under;
  const gap = a.worth.over * b.worth.under - b.worth.over * a.worth.under;
  if (gap !== 0n && (gap < 0n ? -gap : gap) * 10n ** 9n < under) state.unsure = true;
  return gap > 0n ? 1 : gap < 0n ? -1 : 0;
}
