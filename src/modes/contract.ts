/** What a discount mode is: its keys in a campaign file, its arithmetic, its exact design, its sentence and its worked examples. */
import type { z } from "zod";
import type { Law } from "../chance/law.js";
import type { Period } from "../domain/civil-date.js";
import type { Currency } from "../domain/money.js";
import type { Rounding } from "../domain/rounding.js";
import type { Leaves } from "../schema/leaves.js";

/** What a rule may look at. One object is reused for every attempt: a rule reads it and keeps nothing of it. */
export interface Checkout {
  /** Price before any discount, minor units: thresholds and steps look at it. */
  priceMinor: number;
  /** What the discount is computed on, minor units: the price, or what earlier discounts have left of it. */
  baseMinor: number;
  /** The user's points. */
  points: number;
  /** True for an attempt that is due a free order. */
  freeOrderDue: boolean;
  /** The uniform in [0, 1) of a stream of this attempt's draw: the same one whenever it is asked for. */
  uniform(stream: number): number;
}

/** A discount of one mode, compiled: pure functions of the checkout. */
export interface DiscountRule {
  /** Below this price the rule gives nothing by its own thresholds (lowest tier, one `every`): `below_minimum`. 0 without any. */
  readonly minimumPriceMinor: number;
  /** The desired discount in minor units, an integer from 0 to `baseMinor` or above: caps come after. */
  desiredMinor(checkout: Checkout): number;
  /** The largest amount up to `limitMinor` that the rule can give; absent where any amount will do. */
  cutMinor?(limitMinor: number, checkout: Checkout): number;
  /** Points that a granted amount costs the user; absent where it costs none. */
  pointsFor?(grantedMinor: number, checkout: Checkout): number;
  /** Set by a rule that numbers the attempts and lets some of them win. */
  readonly freeOrders?: FreeOrders;
  /** The law of `desiredMinor` over the draw, all else being as the checkout says; never asks for a uniform. Absent where nothing is drawn. */
  law?(checkout: Checkout): Law;
}

export interface FreeOrders {
  /** Numbers start anew in each period; null: never. */
  readonly every: Period | null;
  /** An order above this price cannot win and gets no number. +Infinity without one. */
  readonly maxPriceMinor: number;
  /** True where the open time of the campaign's window is asked for: it then needs a start and an end. */
  readonly needsWindow: boolean;
  /** The chance that a numbered order is free, where its number is drawn by lot among equals; null where it is not. */
  readonly chance: number | null;
  /** A new period begins. The function that comes back is asked once for each number, in order. */
  begin(period: FreeOrderPeriod): FreeOrdersDue;
}

/** How many free orders are due by the attempt with number `k` (from 1) at the instant `timeMs`; never fewer than before. */
export type FreeOrdersDue = (k: number, timeMs: number) => number;

/** A period of free orders, as its schedule is drawn. */
export interface FreeOrderPeriod {
  /** Uniform number `index` (from 0) of this period in [0, 1): of the run's seed, the campaign and the period alone. */
  uniform(index: number): number;
  /** The instant, in milliseconds, at which `share` (0 to below 1) of the period's open time has passed. */
  openMoment(share: number): number;
}

export interface ModeContext {
  readonly currency: Currency;
  readonly rounding: Rounding;
  /** The stream of the rule's own uniform; nested discounts are given others. */
  readonly stream: number;
  /** Compiles a nested discount (`prize`, `otherwise`) with caps and minimum of its own; its rule then includes them. */
  compileNested(parameters: unknown): DiscountRule;
}

/** Reports a problem at a key below the discount: `["tiers", 1, "minimum_amount"]`. */
export type ReportAt = (path: readonly (string | number)[], code: string, message: string, hint?: string) => void;

export interface ModeExample {
  /** What it shows, for the docs and as the test's name. */
  readonly title: string;
  /** The `discount` block as YAML would hold it, all scalars as text. */
  readonly discount: Record<string, unknown>;
  /** Decimal text in CNY. */
  readonly price: string;
  readonly points?: number;
  readonly rounding?: Rounding;
  readonly freeOrderDue?: boolean;
  /** By stream; the rule's own is 0, its first nested discount's 1, its second's 2. Default 0.5 each. */
  readonly uniforms?: readonly number[];
  /** Desired discount in CNY, or `below_minimum`. */
  readonly desired: string;
}

export interface DiscountMode<P = never> {
  readonly name: string;
  /** One line for docs and `--help`. */
  readonly summary: string;
  /** Keys beside `mode`, `minimum_amount`, `max_discount` and `min_payable`. */
  parameters(leaves: Leaves): z.ZodObject;
  /** Problems between keys: tiers not ascending, a step that divides nothing. */
  check?(parameters: P, report: ReportAt): void;
  compile(parameters: P, context: ModeContext): DiscountRule;
  /** The discount in words, amounts formatted: "5.00 off from 100.00, 15.00 off from 200.00". */
  sentence(parameters: P, currency: Currency): string;
  readonly examples: readonly ModeExample[];
}
