/** What an attacker's accounts can do, one move after the other, and what they get to know of it. Types only. */

/** An offer of the attacked campaign as it was shown; it can be taken later, if the campaign still can give it. */
export interface Shown {
  /** Minor units; 0 where the draw gives nothing. */
  readonly amountMinor: number;
  /** True where it is all that the budget has left, and no other day will have more: asking again cannot show a larger one. */
  readonly isRest: boolean;
}

/** `account` counts from 0. An attempt is a quote or a payment: each costs, and each has to wait for the one before it of the same account. */
export type Move =
  /** Asks for a quote: an attempt. */
  | { readonly move: "ask"; readonly account: number; readonly priceMinor: number }
  /** Pays what an `ask` of the same account has shown, from a balance that is enough: no further attempt, and at once. */
  | { readonly move: "take"; readonly account: number; readonly shown: Shown }
  /** Quote and payment at once: an attempt. `wasted`: of goods that it has no use for, so that the price is lost. */
  | {
      readonly move: "pay";
      readonly account: number;
      readonly priceMinor: number;
      readonly balanceMinor: number;
      readonly wasted?: true;
    }
  /** Gives back so much of the price of its last payment, at once. */
  | { readonly move: "refund"; readonly account: number; readonly amountMinor: number }
  /** It has what it wanted, once: counts a success. */
  | { readonly move: "keep"; readonly account: number };

/**
 * What came of a move. Where the campaign can be tried again later (a limit of the day, opening hours), the attacker waits for that; "over" says that
 * there is no later: the window has ended, the money is gone, or the campaign is not for this account.
 */
export type Reply =
  | { readonly outcome: "shown"; readonly shown: Shown }
  | { readonly outcome: "paid"; readonly grantedMinor: number; readonly isRest: boolean }
  /** The balance was too low. */
  | { readonly outcome: "declined" }
  /** Of a refund and a `keep`. */
  | { readonly outcome: "done" }
  | { readonly outcome: "over" };

/** The moves of one account, or of several that go one after the other; it ends when there is nothing more to gain. */
export type Tactic = Generator<Move, unknown, Reply>;
