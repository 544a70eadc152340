/** What an attack is, as a game against one campaign, and what can be said of it exactly. Rules of the game and its units; no arithmetic. */
import type { Distribution } from "../../chance/law.js";

/**
 * One attack: what each of its accounts may do, what that costs, and what a draw is worth. Amounts in minor units; costs may have fractions.
 *
 * An attempt costs `attemptCostMinor` and shows an amount D. The attacker settles it or not; a settlement is worth D − `frictionMinor`, and
 * the last attempt costs as much as the first.
 */
export interface Game {
  /** D: what an attempt is granted at the attacker's price, after caps, amounts of 0 included. */
  readonly draw: Distribution;
  /** The lowest D that can be settled: price − balance, where the balance is small. Infinity: none can. */
  readonly payableFromMinor: number;
  /**
   * True: one draw an account, for ever; asking again shows the same amount, and so does settling again. "until_settled": the amount
   * stays until it is settled, then comes another. With one settlement an account they are the same.
   */
  readonly sticky: boolean | "until_settled";
  /** True where the amount is known before the attacker commits to it: shown before payment, or told by a decline or a refund. */
  readonly visible: boolean;
  /** The lowest amount that is accepted; "best_response" is what pays most, "any" takes what comes. Of no effect where amounts are not visible. */
  readonly acceptFromMinor: number | "best_response" | "any";
  /** Whether it stays away where the attack does not pay; whoever can settle nothing does anyhow. */
  readonly staysAway: boolean;
  /** Per account, from 1; Infinity without a limit. */
  readonly attempts: number;
  /** Per account, from 1; Infinity without a limit. */
  readonly settlements: number;
  /** Limits that begin anew with each period; `attempts` and `settlements` are over all periods. */
  readonly periods: readonly Periods[];
  /** True where a refused quote stays valid until the account's attempts are over. */
  readonly recall: boolean;
  /** c, of every attempt. */
  readonly attemptCostMinor: number;
  /** a, of every account that is opened. */
  readonly accountCostMinor: number;
  /** h, lost of every settled payment. */
  readonly frictionMinor: number;
  /** K, from 1. */
  readonly accounts: number;
  /** Settlements wanted over all accounts, from 1; the best are kept where draws are sticky. Infinity: all that pay. */
  readonly itemsWanted: number;
  /** B: what the campaign has left; Infinity without a budget. */
  readonly budgetMinor: number;
}

/** Of each account in each of several periods, days say; Infinity without a limit. */
export interface Periods {
  /** From 2. */
  readonly count: number;
  readonly attempts: number;
  readonly settlements: number;
}

/**
 * The attack's expectations, not rounded. Null where there is no closed form, where the number is infinite, or where it would be a mean over
 * nothing: of an attacker that stays away, mean, thresholds, attempts per success and amplification are null, and all sums are 0.
 */
export interface ExactAttack {
  /** False where a best response is to stay away, and where nothing can be settled; null where no best response is known. */
  readonly attacks: boolean | null;
  /** The lowest amount of D that is accepted; null where it changes with the attempts left, or where no amount is. */
  readonly acceptFromMinor: number | null;
  /** Where it changes: the lowest amount of D accepted at each attempt, first to last. Where it changes with more than that, null too. */
  readonly thresholdsMinor: readonly number[] | null;
  /** ρ with E[(D − ρ)+] = c, of a search without limits; the largest D for c = 0, the mean − c for a cost so high that anything is accepted. */
  readonly reservationValueMinor: number | null;
  /** E[D], for honest draws to be held against. */
  readonly meanDrawMinor: number;
  /** Mean discount of a settled payment: expected discount over expected settlements. */
  readonly meanSettledMinor: number | null;
  /** Expected attempts over expected settlements. */
  readonly attemptsPerSuccess: number | null;
  /** That an account settles at least once. */
  readonly successProbability: number | null;
  /** Mean number of settlements of an account. */
  readonly settledPerAccount: number | null;
  /** Mean settled / mean drawn. */
  readonly amplification: number | null;
  /** E[D] − min D: from this cost on nobody asks twice (for a friction up to min D; above it nobody asks from E[(D − h)+] on). */
  readonly breakEvenAttemptCostMinor: number;
  /** E[(D − h)+]: what one look at a draw is worth, so what an account with one draw may cost. */
  readonly breakEvenAccountCostMinor: number;
  /**
   * Expected profit of an account opened, before its cost: the break-even cost of an account in this very game, unless accounts share what is
   * wanted. The budget is not looked at.
   */
  readonly accountValueMinor: number | null;
  /** The same less the account's cost. */
  readonly profitPerAccountMinor: number | null;
  /** Expected number of accounts opened: with few items wanted and many accounts, not all are. */
  readonly accountsOpened: number | null;
  /** Discount of all accounts, cut at the budget: all of it is loss where accounts exist for the abuse alone. */
  readonly abuseSpendMinor: number | null;
  /** `abuseSpendMinor` less what as many honest draws as it pays for would have cost. */
  readonly excessLossMinor: number | null;
  /** `abuseSpendMinor` less what one honest draw of each account opened would have cost, cut at the budget too; may be negative. */
  readonly excessLossPerPersonMinor: number | null;
}

/** What an account does and gets, in expectation; over several accounts that share what is wanted, per account opened. */
export interface Play {
  readonly acceptFromMinor: number | null;
  readonly thresholdsMinor: readonly number[] | null;
  /** Null without settlements. */
  readonly meanSettledMinor: number | null;
  /** Null without settlements. */
  readonly attemptsPerSuccess: number | null;
  readonly attempts: number;
  readonly settled: number;
  readonly successProbability: number;
}
