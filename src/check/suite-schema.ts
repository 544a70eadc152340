/** The keys of suites: what reading checks, and what the JSON Schema for editors is made from. */
import { z } from "zod";
import { DECLINES, REFUSALS } from "../engine/refusals.js";
import { type JsonSchema, type Leaves, rawBlock } from "../schema/leaves.js";

export const OUTCOMES = ["paid", "declined"] as const;
export const MISMATCHES = ["server", "decline"] as const;
const RESAMPLINGS = ["none", "users", "days"] as const;
const MOST_RUNS = 1_000_000;

const CELL: JsonSchema = { type: ["string", "number", "boolean", "null"] };
const AMOUNT: JsonSchema = { type: ["number", "string"], description: "an amount of money, or none" };
const byName = (value: JsonSchema): JsonSchema => ({ type: "object", minProperties: 1, additionalProperties: value });
const NONE: JsonSchema = { const: "none" };
const ROW: JsonSchema = { type: "object", description: "cells by column", additionalProperties: CELL };
const ROWS: JsonSchema = { type: "array", minItems: 1, items: ROW };

/** Of expectations: what each key looks like in an editor. Reading is the business of expectations.ts, whose keys these are. */
export const PAYMENT_KEYS = {
  outcome: { enum: OUTCOMES },
  decline: { enum: [...DECLINES, "none"] },
  offers: { oneOf: [NONE, byName(AMOUNT)] },
  chosen: { oneOf: [{ type: "string" }, { type: "array", minItems: 1, items: { type: "string" } }] },
  granted: { oneOf: [AMOUNT, byName(AMOUNT)] },
  refusals: byName({ enum: [...REFUSALS, "none"] }),
  contributions: byName(AMOUNT),
  discount: AMOUNT,
  cashback: AMOUNT,
  payable: AMOUNT,
  points_spent: { type: ["number", "string"] },
} as const satisfies Record<string, JsonSchema>;

export const REFUND_KEYS = {
  refunded_discount: AMOUNT,
  cash: AMOUNT,
  contributions: byName(AMOUNT),
  points_returned: { type: ["number", "string"] },
} as const satisfies Record<string, JsonSchema>;

export type PaymentKey = keyof typeof PAYMENT_KEYS;
export type RefundKey = keyof typeof REFUND_KEYS;

const expectationOf = (properties: object): JsonSchema => ({
  type: "object",
  additionalProperties: false,
  minProperties: 1,
  properties,
});
const EXPECT = expectationOf({ ...PAYMENT_KEYS, ...REFUND_KEYS });

export function fileShape(leaves: Leaves) {
  const path = leaves.text.optional();
  return {
    version: leaves.text,
    campaigns: z.union([leaves.text, z.array(leaves.text).min(1)]),
    seed: leaves.text.optional(),
    on_mismatch: leaves.oneOf(MISMATCHES).optional(),
    transactions: path,
    history: path,
    users: path,
    merchants: path,
    cases: rawBlock({ type: "array", minItems: 1, items: caseJsonSchema() }).optional(),
    thresholds: z.array(leaves.text).min(1).optional(),
    forecast: rawBlock({
      type: "object",
      additionalProperties: false,
      properties: {
        runs: { type: ["number", "string"] },
        resample: { enum: RESAMPLINGS },
        horizon: { type: "string", pattern: "^\\d{4}-\\d{2}-\\d{2}\\.\\.\\d{4}-\\d{2}-\\d{2}$" },
        growth: { type: ["number", "string"] },
      },
    }).optional(),
  };
}

export function forecastShape(leaves: Leaves) {
  return {
    runs: leaves.whole(1, MOST_RUNS).optional(),
    resample: leaves.oneOf(RESAMPLINGS).optional(),
    horizon: leaves.text.optional(),
    growth: leaves.text.optional(),
  };
}

export function caseShape(leaves: Leaves) {
  return { name: leaves.text, given: rawBlock({}), expect: rawBlock({}) };
}

export function givenShape() {
  return {
    payment: rawBlock(ROW).optional(),
    refund: rawBlock(ROW).optional(),
    transactions: rawBlock(ROWS).optional(),
    history: rawBlock(ROWS).optional(),
    users: rawBlock(ROWS).optional(),
    merchants: rawBlock(ROWS).optional(),
  };
}

function caseJsonSchema(): JsonSchema {
  const rowWithExpect = { ...ROW, properties: { expect: EXPECT } };
  const given: JsonSchema = {
    type: "object",
    additionalProperties: false,
    properties: {
      payment: ROW,
      refund: ROW,
      transactions: { ...ROWS, items: rowWithExpect },
      history: ROWS,
      users: ROWS,
      merchants: ROWS,
    },
    oneOf: [{ required: ["payment"] }, { required: ["refund"] }],
  };
  return {
    type: "object",
    additionalProperties: false,
    required: ["name", "given", "expect"],
    properties: { name: { type: ["string", "number", "boolean"] }, given, expect: EXPECT },
  };
}
