/** `discount`: one block told apart by its `mode`, with the caps that every mode allows; also inside another discount. */
import { z } from "zod";
import type { DocumentFile } from "../documents/document-file.js";
import { explainIssues, reportUnknownValue, reportWrongShape } from "../documents/explain-issues.js";
import { type Path, plainOf } from "../documents/tree.js";
import type { Currency } from "../domain/money.js";
import { assert } from "../domain/problem.js";
import type { Ratio } from "../domain/ratio.js";
import type { Rounding } from "../domain/rounding.js";
import { remedy } from "../domain/suggest.js";
import type { DiscountMode, DiscountRule } from "../modes/contract.js";
import { MODES } from "../modes/registry.js";
import type { Leaves } from "../schema/leaves.js";
import { quote } from "../schema/quote.js";
import { nestedRule } from "./apply-caps.js";
import { buildOnce } from "./build-once.js";
import type { Discount, Threshold } from "./campaign.js";
import type { Shapes } from "./campaign-schema.js";

export interface DiscountContext {
  readonly currency: Currency;
  readonly rounding: Rounding;
  readonly leaves: Leaves;
  readonly caps: Shapes["caps"];
  /** Of the uniform that the discount draws with: 0 for a campaign's own, others for what is nested in it. */
  readonly stream: number;
}

/** Discounts stand inside each other this deep at most. */
const MAX_NESTED = 8;

/** Keys, caps and mode of a whole discount block. */
export function discountSchema(mode: DiscountMode, leaves: Leaves, caps: Shapes["caps"]): z.ZodObject {
  return mode
    .parameters(leaves)
    .extend({ mode: z.literal(mode.name), ...caps })
    .strict();
}

function schemaOf(mode: DiscountMode, { leaves, caps }: DiscountContext): z.ZodObject {
  return buildOnce(leaves, mode, () => discountSchema(mode, leaves, caps));
}

/** The discount at `path`, or null where it was reported. */
export function compileDiscount(file: DocumentFile, path: Path, context: DiscountContext): Discount | null {
  const mode = findMode(file, path);
  if (mode === null) return null;
  const before = file.problems.length;
  const nested = compileNestedBlocks(file, path, mode, context);
  const schema = schemaOf(mode, context);
  const node = file.nodeAt(path);
  assert(node !== undefined, "a discount with a mode is there");
  const plain = plainOf(node) as Record<string, unknown>;
  const result = schema.safeParse(plain);
  if (!result.success) explainIssues(file, path, schema, result.error.issues);
  const checkable = result.success ? result : schema.safeParse(onlyParameters(plain, schema, context.caps));
  if (checkable.success) {
    mode.check?.(checkable.data as never, (below, ...problem) => file.report([...path, ...below], ...problem));
  }
  if (!result.success || file.problems.length > before) return null;
  const parameters = result.data as Record<string, unknown>;
  const rule = mode.compile(parameters as never, {
    currency: context.currency,
    rounding: context.rounding,
    stream: context.stream,
    compileNested(block): DiscountRule {
      const key = Object.keys(plain).find((name) => plain[name] === block);
      const inner = key === undefined ? undefined : nested.get(key);
      assert(inner !== undefined, "a mode compiles the nested blocks of its schema");
      return nestedRule(inner);
    },
  });
  return {
    mode: mode.name,
    rule,
    minimumAmountMinor: (parameters.minimum_amount as number | undefined) ?? 0,
    maxDiscountMinor: (parameters.max_discount as number | undefined) ?? Number.POSITIVE_INFINITY,
    minPayableMinor: (parameters.min_payable as number | undefined) ?? 0,
    sentence: mode.sentence(parameters as never, context.currency),
    thresholds: [...thresholdsOf(file, path, parameters), ...thresholdsOfNested(rule, nested.values())].sort(byPrice),
  };
}

/** Without caps and unknown keys, so that a slip there hides no problem between the parameters. */
function onlyParameters(plain: Record<string, unknown>, schema: z.ZodObject, caps: Shapes["caps"]) {
  const keys = Object.keys(plain).filter((key) => Object.hasOwn(schema.shape, key) && !Object.hasOwn(caps, key));
  return Object.fromEntries(keys.map((key) => [key, plain[key]]));
}

function findMode(file: DocumentFile, path: Path): DiscountMode | null {
  const node = file.nodeAt(path);
  if (node === undefined) {
    file.report(path, "missing-key", '"discount" is missing here', "say what the campaign gives");
    return null;
  }
  if (node.kind !== "block") {
    reportWrongShape(file, path, "block");
    return null;
  }
  const names = MODES.map((mode) => mode.name);
  const at = [...path, "mode"];
  const written = file.nodeAt(at);
  if (written === undefined) {
    file.report(at, "missing-key", '"mode" is missing here', `write one of ${names.join(", ")}`);
    return null;
  }
  if (written.kind !== "scalar" || written.text.trim() === "") {
    reportUnknownValue(file, at, names);
    return null;
  }
  const found = MODES.find((mode) => mode.name === written.text);
  if (found !== undefined) return found;
  file.report(at, "unknown-mode", `no discount mode is called ${quote(written.text)}`, remedy(written.text, names));
  return null;
}

function compileNestedBlocks(file: DocumentFile, path: Path, mode: DiscountMode, context: DiscountContext) {
  const compiled = new Map<string, Discount>();
  const keys = Object.entries(schemaOf(mode, context).shape).flatMap(([key, schema]) => {
    const inner = schema instanceof z.ZodOptional ? schema.unwrap() : schema;
    return inner === context.leaves.nestedDiscount ? [key] : [];
  });
  for (const [place, key] of keys.entries()) {
    const at = [...path, key];
    if (file.nodeAt(at) === undefined) continue;
    // Numbered like a binary tree: no two discounts of a campaign share a stream, and none depends on its neighbours.
    const stream = 2 * context.stream + 1 + place;
    assert(place < 2, "a mode nests two discounts at most");
    if (stream >= 2 ** (MAX_NESTED + 1) - 1) {
      const message = `discounts stand inside each other more than ${MAX_NESTED} deep`;
      file.report(at, "discounts-too-deep", message, "say the same with fewer levels");
      continue;
    }
    const discount = compileDiscount(file, at, { ...context, stream });
    if (discount === null) continue;
    if (discount.rule.freeOrders === undefined) compiled.set(key, discount);
    else {
      const message = `${discount.mode} can't stand inside another discount`;
      file.report([...at, "mode"], "mode-not-nested", message, "its orders are numbered for a campaign as a whole");
    }
  }
  return compiled;
}

/** Thresholds are found by the names of their keys, so that a new mode's are found too. */
function thresholdsOf(file: DocumentFile, path: Path, parameters: Record<string, unknown>): readonly Threshold[] {
  const { minimum_amount, every, tiers } = parameters;
  const found: Threshold[] = [];
  const add = (below: Path, priceMinor: unknown, gives: Threshold["gives"]) => {
    if (typeof priceMinor !== "number") return;
    found.push({ priceMinor, repeats: below[0] === "every", gives, at: file.at([...path, ...below]) });
  };
  add(["minimum_amount"], minimum_amount, null);
  add(["every"], every, null);
  if (Array.isArray(tiers)) {
    for (const [index, tier] of (tiers as Record<string, unknown>[]).entries()) {
      const other = Object.keys(tier).find((key) => key !== "minimum_amount");
      add(["tiers", index], tier.minimum_amount, other === undefined ? null : (tier[other] as number | Ratio));
    }
  }
  return found;
}

/** What stands beside free orders is no price at which they change. Tiers are compared within one discount alone. */
function thresholdsOfNested(rule: DiscountRule, nested: Iterable<Discount>): readonly Threshold[] {
  if (rule.freeOrders !== undefined) return [];
  return [...nested].flatMap(({ thresholds }) => thresholds.map((threshold) => ({ ...threshold, gives: null })));
}

function byPrice(a: Threshold, b: Threshold): number {
  return a.priceMinor - b.priceMinor;
}
