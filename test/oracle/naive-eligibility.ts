/** Eligibility of the oracle (SPEC §4): scans all earlier payments again for every line of every attempt. */
import type { Eligibility } from "./case.js";
import type { Event } from "./naive-log.js";
import { amountOf } from "./naive-money.js";
import { dayNumber, dayOf, durationOf } from "./naive-time.js";

/** `earlier`: payments that went through, of the log and of the history, in replay order. */
export function isEligible(
  lines: Eligibility[] | undefined,
  attempt: Event,
  earlier: Event[],
  zone: string,
  exponent: number,
): boolean {
  const own = attempt.user === "" ? [] : earlier.filter((payment) => payment.user === attempt.user);
  return (lines ?? []).every((line) => lineHolds(line, attempt, own, earlier, zone, exponent));
}

function lineHolds(
  line: Eligibility,
  attempt: Event,
  own: Event[],
  earlier: Event[],
  zone: string,
  exponent: number,
): boolean {
  if (line.first_payment === true) return own.length === 0;
  if (line.first_payment !== undefined) {
    const card = attempt.cells.card_id ?? "";
    return card !== "" && !earlier.some((payment) => payment.cells.card_id === card);
  }
  if (line.streak !== undefined) {
    const least = amountOf(line.streak.minimum_amount ?? "0", exponent);
    const today = dayNumber(dayOf(attempt.t, zone));
    for (let back = 1; back <= line.streak.days; back++) {
      const paid = own.some((p) => dayNumber(dayOf(p.t, zone)) === today - back && p.amount >= least);
      if (!paid) return false;
    }
    return true;
  }
  if (line.spent !== undefined) {
    let sum = 0n;
    for (const payment of within(own, attempt.t, line.spent.within)) sum += payment.amount;
    return sum >= amountOf(line.spent.at_least, exponent);
  }
  if (line.count !== undefined) {
    const count = within(own, attempt.t, line.count.within).length;
    return count >= (line.count.at_least ?? 0) && count <= (line.count.at_most ?? Number.POSITIVE_INFINITY);
  }
  throw new Error("an eligibility line without a kind");
}

function within(payments: Event[], t: number, duration: string | undefined): Event[] {
  if (duration === undefined) return payments;
  return payments.filter((payment) => payment.t >= t - durationOf(duration));
}
