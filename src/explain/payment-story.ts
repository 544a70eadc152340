/** What is to pay, and what decides whether it is paid: the front end's figure, risk, the balance. */
import { assert } from "../domain/problem.js";
import { DECLINES } from "../engine/refusals.js";
import type { Comparison, PaymentStory } from "./explain-document.js";
import { moneyOf, type Occasion } from "./occasion.js";
import { riskOf } from "./static-story.js";

/** Of the payment that was replayed last. */
export function paymentStory(occasion: Occasion): PaymentStory {
  const { columns, row, replay, onMismatch } = occasion;
  const { payment } = replay.engine;
  const money = (minor: number) => moneyOf(occasion, minor);
  const priceMinor = columns.amountMinor[row];
  const instantMinor = payment.instantTakenMinor;
  const payableMinor = priceMinor - instantMinor;
  const balanceMinor = columns.balanceMinor[row];
  const clientMinor = payment.clientDiscountMinor;
  const risk = riskOf(columns.risk[row]);
  const comparisons: Comparison[] = [];
  if (!Number.isNaN(clientMinor)) {
    const same = clientMinor === instantMinor;
    const words = `client_discount ${money(clientMinor)} is ${same ? "" : "not "}the instant discount ${money(instantMinor)}`;
    const why = same || onMismatch === "decline" ? "" : ", which counts (--on-mismatch server)";
    comparisons.push({ holds: same || onMismatch === "server", words: words + why });
  }
  comparisons.push({ holds: risk !== "reject", words: `risk is ${risk}` });
  const enough = payableMinor <= balanceMinor;
  const held = Number.isFinite(balanceMinor) ? money(balanceMinor) : "";
  const words =
    held === ""
      ? "no balance is given: it is enough"
      : `payable ${money(payableMinor)} is ${enough ? "not " : ""}above the balance ${held}`;
  comparisons.push({ holds: enough, words });
  const holds = Number.isNaN(clientMinor)
    ? [true, ...comparisons.map((one) => one.holds)]
    : comparisons.map((one) => one.holds);
  const first = holds.indexOf(false);
  assert((first === -1 ? null : DECLINES[first]) === payment.decline, "why a payment is declined is told as it is");
  return {
    price_minor: priceMinor,
    instant_minor: instantMinor,
    cashback_minor: cashbackOf(occasion),
    payable_minor: payableMinor,
    balance_minor: Number.isFinite(balanceMinor) ? balanceMinor : null,
    risk,
    client_discount_minor: Number.isNaN(clientMinor) ? null : clientMinor,
    on_mismatch: onMismatch,
    decline: payment.decline,
    comparisons,
  };
}

/** Of a declined payment what it would have got. */
function cashbackOf({ replay }: Occasion): number {
  const { redemptions, redemptionCount } = replay.engine.payment;
  return redemptions
    .slice(0, redemptionCount)
    .reduce((sum, { cashback, grantedMinor }) => sum + (cashback ? grantedMinor : 0), 0);
}
