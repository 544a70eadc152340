/** The door "promosim/engine": the engine as a library that a checkout runs. Re-exports only. */

export { InputError, type Position, type Problem } from "./domain/problem.js";
export type { KeptFault } from "./engine/kept-quote.js";
export type { RefundFault } from "./engine/refunder.js";
export type { Decline, Refusal } from "./engine/refusals.js";
export type { Checkout, PaymentChanges, RefundRequest } from "./live/checkout.js";
export type { Coupon } from "./live/coupon-table.js";
export { createEngine, type EngineOptions } from "./live/create-engine.js";
export { CheckoutError, type CheckoutFault, EngineFull } from "./live/errors.js";
export { type Claim, type Inventory, MemoryInventory } from "./live/inventory.js";
export type { LiveEngine } from "./live/live-engine.js";
export type {
  CheckoutDeclined,
  CheckoutPaid,
  CheckoutPayment,
  CheckoutQuote,
  CheckoutRedemption,
  CheckoutRefund,
  QuotedOffer,
  QuoteGone,
  RefundedPart,
  Reservation,
} from "./live/results.js";
export type { CampaignInput } from "./simulation/request.js";
