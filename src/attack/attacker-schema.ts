/** The keys of attackers files: what reading checks, and what the JSON Schema for editors is made from. */
import { z } from "zod";
import { type JsonSchema, type Leaves, rawBlock } from "../schema/leaves.js";
import type { AttackerKind } from "./kinds/contract.js";
import { ATTACKER_KINDS } from "./kinds/registry.js";

/** A simulated attacker has an account for each: more would be a slip of the pen. */
const MOST_ACCOUNTS = 1_000_000;

const PROFILE: JsonSchema = {
  type: "object",
  description: "cells of its payments, by column",
  additionalProperties: { type: ["string", "number", "boolean"] },
};

export function fileShape(leaves: Leaves) {
  return { version: leaves.text, attackers: rawBlock({}) };
}

/** Keys that every kind has. `kind` is looked at before the others, and its absence told apart. */
export function commonShape(leaves: Leaves) {
  return {
    id: leaves.text,
    kind: leaves.text.optional(),
    campaigns: z.union([leaves.text, z.array(leaves.text).min(1)]).optional(),
    accounts: leaves.whole(1, MOST_ACCOUNTS).optional(),
    price: leaves.positiveAmount.optional(),
    balance: leaves.amount.optional(),
    attempts_per_account: leaves.whole(1).optional(),
    settlements_per_account: leaves.whole(1).optional(),
    items_wanted: leaves.whole(1).optional(),
    recall: leaves.boolean.optional(),
    accept: z.union([leaves.oneOf(["best_response", "any"]), z.strictObject({ at_least: leaves.amount })]).optional(),
    attempt_cost: leaves.amount.optional(),
    account_cost: leaves.amount.optional(),
    friction: leaves.amount.optional(),
    start: leaves.text.optional(),
    interval: leaves.duration.optional(),
    cooldown: leaves.duration.optional(),
    backoff: leaves.factor.optional(),
    profile: rawBlock(PROFILE).optional(),
    per_device: leaves.whole(1).optional(),
  };
}

export type CommonShape = ReturnType<typeof commonShape>;
export type OwnShape = Readonly<Record<string, z.ZodType>>;

/** What only a kind has: keys of its own, or `tactic`; those of the tactic itself come from the tactic's kind. */
export function ownShape(kind: AttackerKind, leaves: Leaves): OwnShape {
  const shape: OwnShape = kind.parameters(leaves).shape;
  return kind.defaultTactic === undefined ? shape : { ...shape, tactic: leaves.text.optional() };
}

/** Common keys as a kind has them: those that it needs can't be left out. */
export function commonShapeOf(kind: AttackerKind, common: CommonShape): CommonShape {
  const needed = Object.entries(common).filter(([key]) => kind.needs?.includes(key));
  const required = needed.map(([key, schema]) => [key, schema instanceof z.ZodOptional ? schema.unwrap() : schema]);
  return { ...common, ...Object.fromEntries(required) };
}

/** Every key that some kind has beside the common ones, with the kinds that have it. */
export function kindsByOwnKey(leaves: Leaves): ReadonlyMap<string, readonly AttackerKind[]> {
  const kinds = new Map<string, AttackerKind[]>();
  for (const kind of ATTACKER_KINDS) {
    for (const key of Object.keys(ownShape(kind, leaves))) kinds.set(key, [...(kinds.get(key) ?? []), kind]);
  }
  return kinds;
}
