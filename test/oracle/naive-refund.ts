/** Refunds of the oracle (SPEC §7): what a refund gives back of a discount, of each sponsor's part, of the points. */
import type { Event } from "./naive-log.js";
import { splitByLargestRemainder } from "./naive-money.js";
import { givesBack, isCashback, type Redemption, type State } from "./naive-state.js";

/** What goes back of the discounts, and what of that was off at once: the customer gets the rest in cash. */
interface Parts {
  part: bigint;
  instant: bigint;
}

interface Fault {
  column: string;
  reason: "unknown_payment" | "refund_too_large";
}

/** Books a refund; gives the part of the discount that goes back, or why the row is rejected. `logIds`: every id of the log. */
export function refund(event: Event, logIds: Set<string>, state: State): Parts | Fault {
  const result: Parts = { part: 0n, instant: 0n };
  if (event.refundOf === "") return result;
  const source = logIds.has(event.refundOf) ? "log" : "history";
  const remembered = state.earlier.find((p) => p.event.source === source && p.event.id === event.refundOf);
  const payment = state.payments.find((p) => p.event.id === event.refundOf && source === "log");
  const found = payment !== undefined && payment.declined === null ? payment : remembered;
  if (found === undefined) return { column: "refund_of", reason: "unknown_payment" };
  if (found.refunded + event.amount > found.event.amount) return { column: "amount", reason: "refund_too_large" };
  found.refunded += event.amount;
  if (found !== payment) return result;
  for (const redemption of payment.redemptions) {
    const part = giveBack(redemption, event, payment.refunded, state);
    result.part += part;
    if (!isCashback(redemption.campaign)) result.instant += part;
  }
  return result;
}

function giveBack(redemption: Redemption, event: Event, refunded: bigint, state: State): bigint {
  if (!givesBack(redemption.campaign)) return 0n;
  const price = redemption.event.amount;
  let before = 0n;
  for (const earlier of redemption.refunds) before += earlier.part;
  const part = (redemption.granted * refunded) / price - before;

  const open = redemption.parts.map((sponsorPart, i) => sponsorPart - redemption.partsBack[i]);
  const parts = splitByLargestRemainder(part, open);
  redemption.partsBack = redemption.partsBack.map((back, i) => back + parts[i]);
  redemption.refunds.push({ event, part, parts, completes: refunded === price });

  const points = (redemption.points * refunded) / price - redemption.pointsBack;
  redemption.pointsBack += points;
  const user = redemption.event.user;
  if (user !== "" && points > 0n) state.points[user] = (state.points[user] ?? 0n) + points;
  return part;
}
