import { describe, expect, it } from "vitest";
import { standardAttackers } from "../../src/attack/standard-profile.js";
import { CURRENCY_CODES, currencyOf } from "../../src/domain/currency.js";
import type { Currency } from "../../src/domain/money.js";
import { ATTACKED } from "./attacker-text.js";

function costsIn(code: string) {
  const currency = currencyOf(code) as Currency;
  const attackers = standardAttackers({ ...ATTACKED, currency });
  return attackers.map(({ id, attemptCostMinor, accountCostMinor }) => [id, attemptCostMinor, accountCostMinor]);
}

describe("the standard profile", () => {
  it("has a quote prober, a small balance, a refund cycler and one person behind many accounts", () => {
    const attackers = standardAttackers(ATTACKED);
    expect(attackers.map(({ kind, tactic, accounts }) => [kind, tactic, accounts])).toEqual([
      ["quote_probing", null, 100],
      ["small_balance", null, 100],
      ["refund_cycling", null, 100],
      ["many_accounts", "quote_probing", 100],
    ]);
    // Each campaign is attacked at a price and a balance of its own.
    for (const attacker of attackers) {
      expect(attacker).toMatchObject({ campaigns: null, priceMinor: null, balanceMinor: null, frictionMinor: 0 });
    }
  });

  it.each([
    ["CNY", 1],
    ["JPY", 1],
    ["KWD", 10],
    ["CLF", 100],
  ])("states its costs in %s", (code, times) => {
    expect(costsIn(code)).toEqual([
      ["quote-prober", 5 * times, 0],
      ["small-balance", 10 * times, 0],
      ["refund-cycler", 50 * times, 0],
      ["many-accounts", 5 * times, 500 * times],
    ]);
  });

  it("loads in every currency", () => {
    expect(CURRENCY_CODES.length).toBeGreaterThan(150);
    for (const code of CURRENCY_CODES) expect(costsIn(code)).toHaveLength(4);
  });
});
