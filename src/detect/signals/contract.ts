/** What a signal of abuse is: an exact question about what one identity did with one campaign, and the answer in words. */
import type { Trace } from "../activity.js";

/** What is honest, as the rest of the log has it. */
export interface Reference {
  /** How often honest customers whose payment failed fail again at the next attempt. */
  readonly repeatRate: number;
  /** How often a payment of the campaign is one that failed for want of balance before, and that only its discount made possible. */
  readonly balanceRunRate: number;
}

export interface TestResult {
  /** What speaks for abuse, counted: with fewer than three nobody is accused. */
  readonly events: number;
  /** The chance of this much, or more, if the identity is honest. */
  readonly pValue: number;
}

export interface Signal {
  readonly name: string;
  /** Null where there is nothing to test; that must not depend on what is tested. */
  test(trace: Trace, reference: Reference): TestResult | null;
  /** Why it is a suspicion, in words; `money` formats minor units. */
  reason(trace: Trace, reference: Reference, money: (minor: number) => string): string;
}
