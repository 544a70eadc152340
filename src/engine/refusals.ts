/** Why a campaign makes no offer: the tests of one attempt, in the order in which they are made. The first that fails is the refusal. */
export const REFUSALS = [
  "paused",
  "outside_window",
  "out_of_scope",
  "wrong_payment",
  "risk_rejected",
  "not_in_audience",
  "condition_false",
  "condition_error",
  "below_minimum",
  "not_eligible",
  "no_coupon",
  "limit_reached",
  "budget_exhausted",
  "nothing_to_give",
] as const;
export type Refusal = (typeof REFUSALS)[number];

/** Index of a refusal in `REFUSALS`, for counting in arrays. */
export const REFUSAL = Object.freeze(Object.fromEntries(REFUSALS.map((name, index) => [name, index]))) as Readonly<
  Record<Refusal, number>
>;

export const DECLINES = ["client_discount_mismatch", "risk_rejected", "insufficient_balance", "quote_gone"] as const;
export type Decline = (typeof DECLINES)[number];
