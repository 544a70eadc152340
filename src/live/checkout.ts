/** A checkout as a caller describes it, checked and turned into the cells of a row. */
import { Buffer } from "node:buffer";
import { formatMinor } from "../domain/money.js";
import type { Zone } from "../domain/zone.js";
import { NO_ROW, PASS, PAYMENT, REFUND, REJECT, REVIEW } from "../transactions/columns.js";
import { parseTimestamp } from "../transactions/parse-timestamp.js";
import { CheckoutError } from "./errors.js";
import type { RowCells } from "./live-columns.js";

/** What a log's row says of a payment; amounts in minor units. */
export interface Checkout {
  /** Unique among payments of the engine. */
  readonly transaction_id: string;
  /** Epoch milliseconds, or a text in the formats of a log's `timestamp`. What is earlier than the last moment that the engine has seen counts as that moment. */
  readonly timestamp: number | string;
  /** The price before discount: a whole number from 1 to 2^53 − 1. */
  readonly amount_minor: number;
  /** Without one nobody knows who pays: no history, no sticky draw, no limit per user. */
  readonly user_id?: string;
  readonly merchant_id?: string;
  /** What the payer's account holds; left out: enough. */
  readonly balance_minor?: number;
  readonly risk?: "pass" | "review" | "reject";
  /** The user's points; the first that the engine hears of a user count, then it keeps the balance. */
  readonly points?: number;
  /** The campaign or the coupon that the customer picked; `-` takes none. */
  readonly offer?: string;
  /** The discount that the front end showed. */
  readonly client_discount_minor?: number;
  /**
   * Every other column of conditions, limits and draws by its name, `user.x` and `merchant.x` among them; and texts of `amount`, `timestamp`
   * and the like for conditions that compare a cell's own text. Left out, an amount is written with all decimals of the currency.
   */
  readonly attributes?: Readonly<Record<string, string>>;
}

/** What may have changed between a quote and its payment. */
export interface PaymentChanges {
  /** When the payment is made; left out: the last moment that the engine has seen. */
  readonly timestamp?: number | string;
  readonly balance_minor?: number;
  readonly risk?: "pass" | "review" | "reject";
  readonly client_discount_minor?: number;
}

/** A refund of a payment, or of a part of its price. */
export interface RefundRequest {
  /** The payment's `transaction_id`. */
  readonly refund_of: string;
  readonly timestamp: number | string;
  /** The part of the price before discount that comes back. */
  readonly amount_minor: number;
}

const CHECKOUT_FIELDS: readonly string[] = [
  "transaction_id",
  "timestamp",
  "amount_minor",
  "user_id",
  "merchant_id",
  "balance_minor",
  "risk",
  "points",
  "offer",
  "client_discount_minor",
  "attributes",
];
export const CHANGE_FIELDS: readonly string[] = ["timestamp", "balance_minor", "risk", "client_discount_minor"];
export const REFUND_FIELDS: readonly string[] = ["refund_of", "timestamp", "amount_minor"];

/**
 * A field that nobody reads is a slip.
 * @throws CheckoutError
 */
export function checkFields(given: object, known: readonly string[]): void {
  const unknown = Object.keys(given).find((field) => !known.includes(field));
  if (unknown === undefined) return;
  const hint = known === CHECKOUT_FIELDS ? "; columns of its own stand in attributes" : "";
  throw bad(unknown, `is not known here: ${known.join(", ")}${hint}`);
}

const RISKS = { pass: PASS, review: REVIEW, reject: REJECT } as const;

/**
 * The cells of a payment; `earliestMs`: the last moment seen.
 * @throws CheckoutError
 */
export function cellsOf(checkout: Checkout, zone: Zone, exponent: number, earliestMs: number): RowCells {
  checkFields(checkout, CHECKOUT_FIELDS);
  const { transaction_id: id, amount_minor, balance_minor, points, client_discount_minor, risk = "pass" } = checkout;
  if (typeof id !== "string" || id.trim() === "") throw bad("transaction_id", "is a text that is not empty");
  if (!Object.hasOwn(RISKS, risk)) throw bad("risk", "is pass, review or reject");
  whole("amount_minor", amount_minor, 1);
  if (balance_minor !== undefined) whole("balance_minor", balance_minor, -Number.MAX_SAFE_INTEGER);
  if (points !== undefined) whole("points", points, 0);
  if (client_discount_minor !== undefined)
    whole("client_discount_minor", client_discount_minor, -Number.MAX_SAFE_INTEGER);
  const texts = textsOf(checkout, exponent);
  return {
    type: PAYMENT,
    timeMs: Math.max(earliestMs, momentOf(checkout.timestamp, zone)),
    amountMinor: amount_minor,
    balanceMinor: balance_minor ?? Number.POSITIVE_INFINITY,
    risk: RISKS[risk],
    points: points ?? -1,
    clientDiscountMinor: client_discount_minor ?? Number.NaN,
    refundOf: NO_ROW,
    cell: (column) => texts.get(column) ?? "",
  };
}

/** The cells of a refund of the payment at row `refundOf`, which may be `NO_ROW`. */
export function refundCells(timeMs: number, amountMinor: number, refundOf: number): RowCells {
  return {
    type: REFUND,
    timeMs,
    amountMinor,
    balanceMinor: Number.POSITIVE_INFINITY,
    risk: PASS,
    points: -1,
    clientDiscountMinor: Number.NaN,
    refundOf,
    cell: () => "",
  };
}

/**
 * Epoch milliseconds.
 * @throws CheckoutError
 */
export function momentOf(timestamp: number | string, zone: Zone): number {
  if (typeof timestamp === "number") {
    if (Number.isSafeInteger(timestamp)) return timestamp;
    throw bad("timestamp", "is a whole number of milliseconds, or a text");
  }
  const bytes = Buffer.from(String(timestamp).trim());
  const timeMs = parseTimestamp(bytes, 0, bytes.length, zone);
  if (Number.isNaN(timeMs)) throw bad("timestamp", "is a moment such as 2026-01-02T10:00:00+08:00");
  return timeMs;
}

/** @throws CheckoutError */
export function whole(field: string, value: unknown, least: number): void {
  if (!Number.isSafeInteger(value) || (value as number) < least) {
    throw bad(field, least > -1 ? `is a whole number from ${least}` : "is a whole number");
  }
}

function textsOf(checkout: Checkout, exponent: number): Map<string, string> {
  const { attributes = {}, amount_minor, balance_minor, points, client_discount_minor } = checkout;
  const money = (minor: number | undefined) => (minor === undefined ? "" : formatMinor(minor, exponent));
  const texts = new Map<string, string>();
  texts.set("type", "payment");
  texts.set("risk", checkout.risk ?? "");
  texts.set("timestamp", String(checkout.timestamp));
  texts.set("amount", money(amount_minor));
  texts.set("balance", money(balance_minor));
  texts.set("client_discount", money(client_discount_minor));
  texts.set("points", points === undefined ? "" : String(points));
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value !== "string") throw bad(`attributes.${name}`, "is a text");
    texts.set(name, value.trim());
  }
  for (const field of ["transaction_id", "user_id", "merchant_id", "offer"] as const) {
    const value = checkout[field];
    if (value !== undefined && typeof value !== "string") throw bad(field, "is a text");
    texts.set(field, (value ?? "").trim());
  }
  return texts;
}

function bad(field: string, what: string): CheckoutError {
  return new CheckoutError("bad_checkout", `${field} ${what}`);
}
