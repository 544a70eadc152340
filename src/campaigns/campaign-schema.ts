/** The keys of campaign files, block by block: what reading checks, and what the JSON Schema for editors is made from. */
import { z } from "zod";
import { PERIODS } from "../domain/civil-date.js";
import { ROUNDINGS } from "../domain/rounding.js";
import { type Leaves, rawBlock } from "../schema/leaves.js";

export const CHOICES = ["priority", "best"] as const;
export const WEEKDAYS = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"] as const;

export const SPLITS = ["equal", "random"] as const;

/** Coupons of one redemption at most. */
const MOST_GRANTED = 1000;

const MATCHERS = { $ref: "#/$defs/matchers" };

/** Shapes of all blocks but those that have code of their own: identities, matchers, eligibility, discount, funding. */
export function createShapes(leaves: Leaves) {
  const columns = z.union([leaves.text, z.array(leaves.text).min(1)]);
  return {
    file: {
      version: leaves.text,
      currency: leaves.text.optional(),
      timezone: leaves.text.optional(),
      choice: leaves.oneOf(CHOICES).optional(),
      identities: rawBlock({}).optional(),
      behaviour: rawBlock({}).optional(),
      checkout: rawBlock({}).optional(),
      campaigns: rawBlock({}),
    },
    behaviour: {
      top_up: rawBlock({}).optional(),
      uplift: rawBlock({}).optional(),
      pick: rawBlock({}).optional(),
      sharing: rawBlock({}).optional(),
    },
    topUp: {
      within: leaves.positiveAmount,
      probability: leaves.percentage,
    },
    uplift: {
      rate: leaves.rate,
    },
    pick: {
      hidden_aversion: leaves.percentage,
    },
    checkout: {
      think_time: rawBlock({}),
      abandon: leaves.percentage.optional(),
      retry: leaves.percentage.optional(),
    },
    thinkTime: {
      median: leaves.shortDuration,
      p95: leaves.shortDuration,
    },
    sharing: {
      pick_up: leaves.percentage,
      delay: rawBlock({}),
      newcomers: leaves.percentage.optional(),
      pays_after: rawBlock({}).optional(),
    },
    delay: {
      median: leaves.shortDuration,
      p95: leaves.shortDuration,
    },
    campaign: {
      id: leaves.text,
      name: leaves.text.optional(),
      status: leaves.oneOf(["active", "paused"]).optional(),
      window: rawBlock({}).optional(),
      scope: rawBlock(MATCHERS).optional(),
      payment: rawBlock(MATCHERS).optional(),
      audience: rawBlock(MATCHERS).optional(),
      when: leaves.text.optional(),
      eligibility: rawBlock({ $ref: "#/$defs/eligibility" }).optional(),
      coupon: rawBlock({}).optional(),
      grants: rawBlock({}).optional(),
      budget: rawBlock({}).optional(),
      limits: rawBlock({}).optional(),
      discount: rawBlock({ $ref: "#/$defs/discount" }),
      reveal: leaves.oneOf(["before_payment", "after_payment"]).optional(),
      draw: rawBlock({}).optional(),
      given_as: leaves.oneOf(["instant", "cashback"]).optional(),
      cashback_delay: leaves.duration.optional(),
      rounding: leaves.oneOf(ROUNDINGS).optional(),
      funding: rawBlock({ $ref: "#/$defs/funding" }).optional(),
      priority: leaves.whole(1).optional(),
      stacking: rawBlock({}).optional(),
      refunds: rawBlock({}).optional(),
      inventory: rawBlock({}).optional(),
    },
    window: {
      start: leaves.text.optional(),
      end: leaves.text.optional(),
      days: z.array(leaves.oneOf(WEEKDAYS)).min(1).optional(),
      hours: z.array(leaves.text).min(1).optional(),
    },
    budget: {
      total: leaves.amount.optional(),
      per_day: leaves.amount.optional(),
      per_month: leaves.amount.optional(),
      on_short: leaves.oneOf(["reject", "partial", "overshoot_once"]).optional(),
    },
    limit: {
      max: leaves.whole(1).optional(),
      max_amount: leaves.positiveAmount.optional(),
      max_attempts: leaves.whole(1).optional(),
      cooldown: leaves.positiveDuration.optional(),
      per: columns.optional(),
      every: leaves.oneOf(PERIODS).optional(),
    },
    coupon: {
      required: z.literal("true"),
      use: leaves.oneOf(["expires_first", "expires_last"]).optional(),
    },
    grants: {
      campaign: leaves.text,
      count: leaves.whole(1, MOST_GRANTED),
      expires: leaves.positiveDuration.optional(),
      share: rawBlock({}).optional(),
    },
    share: {
      split: leaves.oneOf(SPLITS),
      total: leaves.positiveAmount,
      expires: leaves.positiveDuration.optional(),
    },
    draw: {
      per: leaves.oneOf(["redemption", "attempt", "user"]).optional(),
      identity: leaves.text.optional(),
    },
    stacking: {
      group: leaves.text.optional(),
      combine: leaves.boolean.optional(),
      base: leaves.oneOf(["remaining", "price"]).optional(),
    },
    refunds: {
      discount: leaves.oneOf(["prorate", "forfeit"]).optional(),
      threshold: leaves.oneOf(["keep", "reevaluate"]).optional(),
      restore_budget: leaves.boolean.optional(),
      restore_limits: leaves.boolean.optional(),
    },
    inventory: {
      reserve: leaves.oneOf(["at_quote", "at_payment", "none"]).optional(),
      ttl: leaves.positiveDuration.optional(),
      shards: leaves.whole(1, 4096).optional(),
    },
    /** Beside the keys of every discount mode. */
    caps: {
      minimum_amount: leaves.amount.optional(),
      max_discount: leaves.positiveAmount.optional(),
      min_payable: leaves.amount.optional(),
    },
  };
}

export type Shapes = ReturnType<typeof createShapes>;
