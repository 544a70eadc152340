/** `refund_cycling`: pays, looks at the discount, refunds a low one, and pays again. */
import { z } from "zod";
import { acceptedInWords } from "../accepted-in-words.js";
import type { AttackerKind } from "./contract.js";

export const refundCycling: AttackerKind<Record<never, never>> = {
  name: "refund_cycling",
  summary: "pays, looks at the discount, refunds the payment if it is low, and pays again",

  parameters: () => z.strictObject({}),

  sentence(attacker, currency) {
    const accepted = acceptedInWords(attacker, currency);
    if (accepted === null) return "pays once and refunds nothing";
    return `pays, refunds and pays again until a discount is ${accepted}`;
  },
};
