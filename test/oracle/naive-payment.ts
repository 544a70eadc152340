/** One payment of the oracle, step by step (SPEC §6): quote, choice, pay, redeem. */
import { chooseOffers } from "./naive-choice.js";
import type { Event } from "./naive-log.js";
import { shareWeights, splitByLargestRemainder } from "./naive-money.js";
import { quote } from "./naive-quote.js";
import {
  budgetsLeft,
  instantOf,
  type Ledger,
  type Offer,
  type Payment,
  pointsOf,
  type Redemption,
  type State,
  type Taken,
} from "./naive-state.js";

export function attemptPayment(
  event: Event,
  ledgers: Ledger[],
  choice: "priority" | "best",
  declineMismatch: boolean,
  state: State,
): Payment {
  const points = pointsOf(event, state);
  const offers: Offer[] = [];
  const payment: Payment = { event, declined: null, taken: [], redemptions: [], lost: [], refunded: 0n };
  ledgers.forEach((ledger, place) => {
    const made = quote(ledger, place, event, points, payment.lost, state);
    if (typeof made === "string") ledger.refusals[made] = (ledger.refusals[made] ?? 0) + 1;
    else {
      ledger.offers += 1;
      offers.push(made);
    }
  });
  for (const offer of offers) state.offersMade.push({ campaign: offer.campaign, event });

  const taken = chooseOffers(offers, event, choice, state);
  const instant = instantOf(taken);
  let declined: string | null = null;
  if (declineMismatch && event.clientDiscount !== null && event.clientDiscount !== instant) {
    declined = "client_discount_mismatch";
  } else if (event.risk === "reject") declined = "risk_rejected";
  else if (event.balance !== null && event.amount - instant > event.balance) declined = "insufficient_balance";

  payment.declined = declined;
  payment.taken = taken;
  if (declined !== null) return payment;
  state.wentThrough.push(event);
  for (const one of taken) redeem(payment, one, ledgers[one.offer.place], state);
  return payment;
}

function redeem(payment: Payment, taken: Taken, ledger: Ledger, state: State): void {
  const { offer, granted, points } = taken;
  const { campaign } = offer;
  const { event } = payment;
  const { by_merchant, ...shares } = campaign.funding ?? { platform: "100%" };
  const special = (by_merchant as Record<string, Record<string, string>> | undefined)?.[event.cells.merchant_id ?? ""];
  const used = special ?? (shares as Record<string, string>);
  const sponsors = Object.keys(used);
  const parts = splitByLargestRemainder(granted, shareWeights(Object.values(used)));
  const redemption: Redemption = {
    campaign,
    event,
    desired: taken.desired,
    granted,
    sponsors,
    parts,
    partsBack: parts.map(() => 0n),
    freeOrder: offer.freeOrder,
    points,
    pointsBack: 0n,
    coupon: offer.coupon,
    refunds: [],
  };
  payment.redemptions.push(redemption);
  state.redemptions.push(redemption);
  ledger.overspent += taken.overspend;
  if (points > 0n) state.points[event.user] = (state.points[event.user] ?? 0n) - points;
  const { total } = budgetsLeft(campaign, event.t, state);
  if (total === 0n) ledger.exhaustedAt ??= event.t;
}
