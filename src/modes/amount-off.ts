/** `amount_off`: a fixed amount from a threshold on, in tiers, or one amount for every full step of the price. */
import { z } from "zod";
import { formatMinor, MAX_MINOR } from "../domain/money.js";
import { multiplyDivide } from "../domain/rounding.js";
import type { DiscountMode } from "./contract.js";
import { checkTiers, tierReached } from "./tiers.js";

interface Tier {
  readonly minimum_amount: number;
  readonly amount_off: number;
}

/** Tiers, or both of the others: `check` sees to it. */
interface Parameters {
  readonly tiers?: readonly Tier[] | undefined;
  readonly every?: number | undefined;
  readonly amount_off?: number | undefined;
}

export const amountOff: DiscountMode<Parameters> = {
  name: "amount_off",
  summary: "a fixed amount off from a threshold on, in tiers, or one amount for every full step of the price",

  parameters: (leaves) =>
    z.strictObject({
      tiers: z.array(z.strictObject({ minimum_amount: leaves.amount, amount_off: leaves.amount })).optional(),
      every: leaves.positiveAmount.optional(),
      amount_off: leaves.positiveAmount.optional(),
    }),

  check({ tiers, every, amount_off }, report) {
    if (tiers !== undefined) {
      if (every !== undefined || amount_off !== undefined) {
        const extra = every === undefined ? "amount_off" : "every";
        report(
          [extra],
          "conflicting-keys",
          `"tiers" and "${extra}" exclude each other`,
          "keep tiers, or every with amount_off",
        );
      }
      checkTiers(tiers, report);
    } else if (every === undefined || amount_off === undefined) {
      report(
        [],
        "missing-key",
        'amount_off needs "tiers", or "every" with "amount_off"',
        "see docs/campaigns.md for both forms",
      );
    }
  },

  compile({ tiers, every = 0, amount_off = 0 }) {
    if (tiers !== undefined) {
      return {
        minimumPriceMinor: tiers[0].minimum_amount,
        desiredMinor: (checkout) => tierReached(tiers, checkout.priceMinor)?.amount_off ?? 0,
      };
    }
    // More than the largest amount, which no price reaches, is not counted on.
    return {
      minimumPriceMinor: every,
      desiredMinor: ({ priceMinor }) =>
        Math.min(MAX_MINOR, multiplyDivide(Math.floor(priceMinor / every), amount_off, 1, "down")),
    };
  },

  sentence({ tiers, every = 0, amount_off = 0 }, { exponent }) {
    const money = (minor: number) => formatMinor(minor, exponent);
    if (tiers === undefined) return `${money(amount_off)} off for every ${money(every)}`;
    return tiers.map((tier) => `${money(tier.amount_off)} off from ${money(tier.minimum_amount)}`).join(", ");
  },

  examples: [
    {
      title: "a price at the threshold reaches the tier",
      discount: { mode: "amount_off", tiers: [{ minimum_amount: "100.00", amount_off: "5.00" }] },
      price: "100.00",
      desired: "5.00",
    },
    {
      title: "a price below the lowest tier gets nothing",
      discount: { mode: "amount_off", tiers: [{ minimum_amount: "100.00", amount_off: "5.00" }] },
      price: "99.99",
      desired: "below_minimum",
    },
    {
      title: "the highest tier reached counts, alone",
      discount: {
        mode: "amount_off",
        tiers: [
          { minimum_amount: "100.00", amount_off: "5.00" },
          { minimum_amount: "200.00", amount_off: "15.00" },
        ],
      },
      price: "250.00",
      desired: "15.00",
    },
    {
      title: "one amount for every full step",
      discount: { mode: "amount_off", every: "100.00", amount_off: "5.00" },
      price: "299.99",
      desired: "10.00",
    },
  ],
};
