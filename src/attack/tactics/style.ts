/** One attempt at an amount that is good enough, in three ways: a quote, a payment from a small balance, a payment that may be refunded. */
import type { Move, Reply, Shown, Tactic } from "../moves.js";

/** What came of an attempt: the amount that was settled, or that it was not; "over": the campaign has nothing more for this account. */
export type Attempt = Generator<Move, number | "missed" | "over", Reply>;

export interface Style {
  /** Settles what it is granted where that is at least `fromMinor`. */
  attempt(account: number, fromMinor: number): Attempt;
  /** One look at each account's draw, which stays; then at most `wanted` of them are settled that reach `fromMinor`, the best if it can tell. */
  bestOfAll(accounts: readonly number[], wanted: number, fromMinor: number): Tactic;
}

/** Asks, and pays if the amount shown is good enough. */
export function byQuote(priceMinor: number): Style {
  return {
    *attempt(account, fromMinor) {
      const reply = yield { move: "ask", account, priceMinor };
      if (reply.outcome !== "shown") return "over";
      if (reply.shown.amountMinor < fromMinor) return reply.shown.isRest ? "over" : "missed";
      return yield* take(account, reply.shown);
    },
    *bestOfAll(accounts, wanted, fromMinor) {
      const seen: { account: number; shown: Shown }[] = [];
      for (const account of accounts) {
        const reply = yield { move: "ask", account, priceMinor };
        if (reply.outcome === "shown" && reply.shown.amountMinor >= fromMinor) {
          seen.push({ account, shown: reply.shown });
        }
      }
      seen.sort((a, b) => b.shown.amountMinor - a.shown.amountMinor);
      let left = wanted;
      for (const { account, shown } of seen) {
        if (left === 0) return;
        if (typeof (yield* take(account, shown)) === "number") left--;
      }
    },
  };
}

/** Takes an amount that was shown, and keeps what it got. */
export function* take(account: number, shown: Shown): Attempt {
  const reply = yield { move: "take", account, shown };
  if (reply.outcome !== "paid") return "over";
  yield { move: "keep", account };
  return reply.grantedMinor;
}

/** Pays from a balance, or where none is given from one that only a discount which is good enough makes up for: it goes through, or is declined. */
export function byBalance(priceMinor: number, givenMinor: number | null): Style {
  const style: Style = {
    *attempt(account, fromMinor) {
      const balanceMinor = givenMinor ?? Math.max(0, priceMinor - fromMinor);
      const reply = yield { move: "pay", account, priceMinor, balanceMinor };
      if (reply.outcome === "declined") return "missed";
      if (reply.outcome !== "paid") return "over";
      yield { move: "keep", account };
      return reply.grantedMinor;
    },
    // A decline says that a draw is too low, not how high it is: the first that go through are as good as any.
    *bestOfAll(accounts, wanted, fromMinor) {
      let left = wanted;
      for (const account of accounts) {
        if (left === 0) return;
        if (typeof (yield* style.attempt(account, fromMinor)) === "number") left--;
      }
    },
  };
  return style;
}

/** Pays, looks at the receipt, and refunds what is not good enough. */
export function byReceipt(priceMinor: number): Style {
  const pay = (account: number): Move => ({ move: "pay", account, priceMinor, balanceMinor: Number.POSITIVE_INFINITY });
  return {
    *attempt(account, fromMinor) {
      const reply = yield pay(account);
      if (reply.outcome !== "paid") return "over";
      if (reply.grantedMinor < fromMinor) {
        yield { move: "refund", account, amountMinor: priceMinor };
        return reply.isRest ? "over" : "missed";
      }
      yield { move: "keep", account };
      return reply.grantedMinor;
    },
    *bestOfAll(accounts, wanted, fromMinor) {
      const paid: { account: number; grantedMinor: number }[] = [];
      for (const account of accounts) {
        const reply = yield pay(account);
        if (reply.outcome === "paid") paid.push({ account, grantedMinor: reply.grantedMinor });
      }
      paid.sort((a, b) => b.grantedMinor - a.grantedMinor);
      for (const [rank, { account, grantedMinor }] of paid.entries()) {
        const good = rank < wanted && grantedMinor >= fromMinor;
        yield good ? { move: "keep", account } : { move: "refund", account, amountMinor: priceMinor };
      }
    },
  };
}
