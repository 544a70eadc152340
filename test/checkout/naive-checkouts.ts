/** Checkouts once more, the slow way: one campaign with one amount, everything in plain arrays, looked through from the start at every step. */

export interface NaiveRules {
  readonly reserve: "at_quote" | "at_payment" | "none";
  readonly ttlMs: number;
  readonly amount: number;
  readonly total: number;
  readonly perDay: number;
  /** Redemptions per user. */
  readonly max: number;
  readonly dayOf: (timeMs: number) => number;
}

export interface NaiveCheckout {
  readonly quotedMs: number;
  /** Null for one who never pays. */
  readonly paidMs: number | null;
  readonly user: string;
  readonly retries: boolean;
  /** Payments of one moment come in this order, quotes before the payment of their own. */
  readonly anchor: number;
}

interface Taking {
  readonly user: string;
  readonly day: number;
  /** Infinity for what is redeemed. */
  readonly untilMs: number;
  readonly by: number;
}

export interface NaiveResult {
  /** By checkout: what it was granted, "left", or "refused" where it was never quoted an offer. */
  readonly paid: (number | "left" | "never")[];
  readonly counts: Record<"quoted" | "redeemed" | "abandoned" | "late" | "gone" | "expired" | "heldRefusals", number>;
  readonly spent: number;
}

export function naiveCheckouts(checkouts: readonly NaiveCheckout[], rules: NaiveRules): NaiveResult {
  const steps = checkouts.flatMap((checkout, i) => [
    { timeMs: checkout.quotedMs, anchor: checkout.anchor, pays: 0, i },
    ...(checkout.paidMs === null ? [] : [{ timeMs: checkout.paidMs, anchor: checkout.anchor, pays: 1, i }]),
  ]);
  steps.sort((a, b) => a.timeMs - b.timeMs || a.anchor - b.anchor || a.pays - b.pays);
  const takings: Taking[] = [];
  const paid: NaiveResult["paid"] = checkouts.map(() => "never");
  const quotedOffer = checkouts.map(() => false);
  const counts = { quoted: 0, redeemed: 0, abandoned: 0, late: 0, gone: 0, expired: 0, heldRefusals: 0 };
  const { amount, total, perDay, max, ttlMs, reserve, dayOf } = rules;
  const alive = (timeMs: number) => takings.filter(({ untilMs }) => untilMs > timeMs);
  const money = (some: readonly Taking[]) => some.length * amount;
  const left = (some: readonly Taking[], day: number) =>
    Math.min(total - money(some), perDay - money(some.filter((taking) => taking.day === day)));
  const why = (user: string, timeMs: number): "" | "limit" | "budget" => {
    const some = alive(timeMs);
    if (some.filter((taking) => taking.user === user).length >= max) return "limit";
    return left(some, dayOf(timeMs)) >= amount ? "" : "budget";
  };
  const take = (by: number, timeMs: number, untilMs: number) =>
    takings.push({ user: checkouts[by].user, day: dayOf(timeMs), untilMs, by });
  for (const { timeMs, pays, i } of steps) {
    const { user, quotedMs, paidMs, retries } = checkouts[i];
    if (pays === 0) {
      const refusal = why(user, timeMs);
      if (refusal === "budget" && paidMs !== null) {
        const redeemed = alive(timeMs).filter(({ untilMs }) => untilMs === Infinity);
        // Only what is held now would have been enough, on top of what is left.
        const held = money(alive(timeMs)) - money(redeemed);
        if (Math.max(0, left(alive(timeMs), dayOf(timeMs))) + held >= amount) counts.heldRefusals++;
      }
      if (refusal !== "") continue;
      quotedOffer[i] = true;
      counts.quoted++;
      if (paidMs === null) counts.abandoned++;
      if (reserve === "at_quote") take(i, timeMs, timeMs + ttlMs);
      if (reserve === "at_quote" && (paidMs === null || paidMs >= timeMs + ttlMs)) counts.expired++;
      continue;
    }
    if (!quotedOffer[i]) {
      paid[i] = 0;
      continue;
    }
    const isLate = timeMs >= quotedMs + ttlMs;
    const isGone = !isLate && reserve === "at_payment" && why(user, timeMs) !== "";
    if (!isLate && !isGone) {
      const own = takings.findIndex(({ by }) => by === i);
      if (own === -1) take(i, timeMs, Infinity);
      else takings[own] = { ...takings[own], untilMs: Infinity };
      counts.redeemed++;
      paid[i] = amount;
      continue;
    }
    counts[isLate ? "late" : "gone"]++;
    if (!retries) paid[i] = "left";
    else if (why(user, timeMs) === "") {
      take(i, timeMs, Infinity);
      paid[i] = amount;
    } else paid[i] = 0;
  }
  return { paid, counts, spent: money(takings.filter(({ untilMs }) => untilMs === Infinity)) };
}
