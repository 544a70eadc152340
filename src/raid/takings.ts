/** What one attacker has done and got in a raid. */

export class Takings {
  /** Quotes and payments that came to a draw. */
  attempts = 0;
  /** Payments that went through, also those that were then refunded. */
  payments = 0;
  /** Those of them that bought what nobody has a use for, and their prices. */
  wasted = 0;
  wastedMinor = 0;
  refunds = 0;
  /** Payments of which nothing is left. */
  returned = 0;
  /** Times that it got what it wanted. */
  successes = 0;
  /** Accounts that made an attempt. */
  accountsOpened = 0;
  /** Accounts that had a success. */
  accountsServed = 0;
  /** Discount that it has, minor units. */
  takenMinor = 0;
  /** What the campaign gave for it: as much, or more where a refund leaves the discount spent. */
  spentMinor = 0;
  /** Attempts to which the campaign made no offer, by index in `REFUSALS`, draws of nothing apart. */
  readonly refusals: Float64Array;
  /** Given on each local day. */
  readonly spentByDay = new Map<number, number>();
  private squares = 0;
  private readonly heldMinor: Float64Array;
  private readonly keptMinor: Float64Array;
  private readonly known: Uint8Array;

  constructor(accounts: number, refusals: number) {
    this.refusals = new Float64Array(refusals);
    this.heldMinor = new Float64Array(accounts);
    this.keptMinor = new Float64Array(accounts);
    this.known = new Uint8Array(accounts);
  }

  attempt(account: number): void {
    this.attempts++;
    if (this.known[account] > 0) return;
    this.known[account] = 1;
    this.accountsOpened++;
  }

  paid(account: number, grantedMinor: number, wastedMinor: number, day: number): void {
    this.payments++;
    if (wastedMinor > 0) this.wasted++;
    this.wastedMinor += wastedMinor;
    this.heldMinor[account] += grantedMinor;
    this.takenMinor += grantedMinor;
    this.spent(grantedMinor, day);
  }

  /** Of its discounts it loses one amount, and the campaign gets back another. */
  refunded(account: number, lostMinor: number, returnedMinor: number, inFull: boolean, day: number): void {
    this.refunds++;
    if (inFull) this.returned++;
    this.heldMinor[account] -= lostMinor;
    this.takenMinor -= lostMinor;
    this.spent(-returnedMinor, day);
  }

  /** What an account has got since its last success makes one more. */
  success(account: number): void {
    const minor = this.heldMinor[account] - this.keptMinor[account];
    this.keptMinor[account] = this.heldMinor[account];
    this.squares += minor * minor;
    this.successes++;
    if (this.known[account] < 2) this.accountsServed++;
    this.known[account] = 2;
  }

  /** Mean discount of a success; null without one. */
  get meanMinor(): number | null {
    return this.successes === 0 ? null : this.sumKept() / this.successes;
  }

  /** Standard error of that mean; null for fewer than two. */
  get standardErrorMinor(): number | null {
    const { successes: n, meanMinor: mean } = this;
    if (n < 2 || mean === null) return null;
    return Math.sqrt(Math.max(0, this.squares - n * mean * mean) / (n - 1) / n);
  }

  private sumKept(): number {
    return this.keptMinor.reduce((sum, minor) => sum + minor, 0);
  }

  private spent(minor: number, day: number): void {
    this.spentMinor += minor;
    this.spentByDay.set(day, (this.spentByDay.get(day) ?? 0) + minor);
  }
}
