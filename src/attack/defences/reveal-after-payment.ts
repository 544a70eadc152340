/** Defence: the amount is shown after payment. */
import type { Defence } from "./contract.js";

export const revealAfterPayment: Defence = {
  id: "reveal-after-payment",
  words: () => "reveal after payment",
  doesNotStop:
    "It stops quote probing only: refund cycling reads the amount off the receipt, unless a refund keeps the draw, and a small balance tells good from bad by what goes through.",
  columns: () => [],
  apply(campaign) {
    if (campaign.discount.rule.law === undefined || campaign.reveal === "after_payment") return null;
    return { ...campaign, reveal: "after_payment" };
  },
};
