/** One campaign, from its block in a file to checked and immutable data. */

import type { DocumentFile } from "../documents/document-file.js";
import { reportWrongShape } from "../documents/explain-issues.js";
import { readKeys } from "../documents/read-keys.js";
import type { Path } from "../documents/tree.js";
import { MINUTE_MS } from "../domain/civil-date.js";
import type { Currency } from "../domain/money.js";
import type { Zone } from "../domain/zone.js";
import type { Leaves } from "../schema/leaves.js";
import { quote } from "../schema/quote.js";
import type { WhenExpression } from "../when/contract.js";
import { parseWhen } from "../when/parse-when.js";
import type { Budget, Campaign, DrawRule, InventoryRules, Limit, RefundRules, Stacking, Window } from "./campaign.js";
import type { Shapes } from "./campaign-schema.js";
import { checkColumnName } from "./column-name.js";
import { compileCoupon } from "./compile-coupon.js";
import { compileDiscount } from "./compile-discount.js";
import { compileEligibility } from "./compile-eligibility.js";
import { compileFunding } from "./compile-funding.js";
import { compileGrants } from "./compile-grants.js";
import { checkNoIdentity, type Identity } from "./compile-identities.js";
import { compileMatchers } from "./compile-matchers.js";
import { compileWindow } from "./compile-window.js";

export interface CampaignContext {
  readonly currency: Currency;
  readonly zone: Zone;
  readonly leaves: Leaves;
  readonly shapes: Shapes;
  readonly identities: ReadonlyMap<string, Identity>;
}

/** The campaign at `path`; null where something was reported that leaves none. Every problem goes to the file. */
export function compileCampaign(file: DocumentFile, path: Path, context: CampaignContext): Campaign | null {
  const { currency, leaves, shapes } = context;
  const keys = readKeys(file, path, shapes.campaign);
  if (file.nodeAt(path)?.kind !== "block") return null;
  const below = (key: string): Path => [...path, key];
  if (keys.id !== undefined) checkId(file, below("id"), keys.id);
  const rounding = keys.rounding ?? "half_up";
  const givenAs = keys.given_as ?? "instant";
  if (keys.cashback_delay !== undefined && givenAs !== "cashback") {
    const hint = "remove it, or write given_as: cashback";
    file.reportKey(below("cashback_delay"), "delay-without-cashback", "an instant discount has no delay", hint);
  }
  const parts = {
    window: compileWindow(file, below("window"), context.zone, shapes.window),
    scope: compileMatchers(file, below("scope"), context.identities),
    payment: compileMatchers(file, below("payment"), context.identities),
    audience: compileMatchers(file, below("audience"), context.identities),
    when: compileWhen(file, below("when"), keys.when, context.identities),
    eligibility: compileEligibility(file, below("eligibility"), currency, leaves),
    coupon: compileCoupon(file, below("coupon"), leaves, shapes),
    grants: compileGrants(file, below("grants"), leaves, shapes),
    budget: compileBudget(file, below("budget"), shapes),
    limits: compileLimits(file, below("limits"), shapes),
    funding: compileFunding(file, below("funding"), leaves),
    stacking: compileStacking(file, below("stacking"), keys.id ?? "", shapes),
    refunds: compileRefunds(file, below("refunds"), shapes),
    draw: compileDraw(file, below("draw"), shapes),
    inventory: compileInventory(file, below("inventory"), shapes),
  };
  if (parts.inventory.shards > 1 && file.nodeAt(below("budget")) === undefined) {
    const hint = "give the campaign a budget, or remove shards";
    file.reportKey([...below("inventory"), "shards"], "shards-without-budget", "there is no budget to split", hint);
  }
  const discount = compileDiscount(file, below("discount"), {
    currency,
    rounding,
    leaves,
    caps: shapes.caps,
    stream: 0,
  });
  if (discount === null || keys.id === undefined) return null;
  if (discount.rule.freeOrders?.needsWindow && !isBounded(parts.window)) {
    const hint = "write start and end: the moments are drawn from the time between them";
    file.report(
      [...below("discount"), "pick"],
      "window-not-bounded",
      "random_times needs a window with both ends",
      hint,
    );
  }
  return {
    id: keys.id,
    name: keys.name ?? keys.id,
    at: file.at(below("id")),
    paused: keys.status === "paused",
    ...parts,
    discount,
    drawAt: file.nodeAt(below("draw")) === undefined ? null : file.atKey(below("draw")),
    reveal: keys.reveal ?? "before_payment",
    givenAs,
    cashbackDelayMs: keys.cashback_delay ?? 0,
    priority: keys.priority ?? Number.POSITIVE_INFINITY,
    rounding,
  };
}

/** The log's `offer` column names ids, trims them, and means "none" by a dash. */
function checkId(file: DocumentFile, path: Path, id: string): void {
  if (id === "-") {
    file.report(path, "bad-id", 'a campaign can\'t be called "-"', "in the column offer it stands for no discount");
  } else if (/[\p{Cc}\p{Cs}\u2028\u2029]/u.test(id)) {
    file.report(path, "bad-id", `the id ${quote(id)} has control characters`, "write it in letters, digits and dashes");
  }
}

function compileStacking(file: DocumentFile, path: Path, id: string, shapes: Shapes): Stacking {
  const { combine = false, group = id, base = "remaining" } = readKeys(file, path, shapes.stacking);
  return { combine, group, base };
}

function compileWhen(
  file: DocumentFile,
  path: Path,
  text: string | undefined,
  identities: CampaignContext["identities"],
): WhenExpression | null {
  if (text === undefined) return null;
  const parsed = parseWhen(text, file.atText(path));
  if (Array.isArray(parsed)) {
    file.reportInside(path, parsed);
    return null;
  }
  for (const column of parsed.columns) checkNoIdentity(file, path, column, identities, "value");
  return parsed;
}

function compileBudget(file: DocumentFile, path: Path, shapes: Shapes): Budget | null {
  const node = file.nodeAt(path);
  if (node === undefined) return null;
  const keys = readKeys(file, path, shapes.budget);
  const amounts = ["total", "per_day", "per_month"];
  if (node.kind === "block" && !amounts.some((key) => node.entries.has(key))) {
    file.report(path, "budget-without-amount", "the budget has no amount", `write one of ${amounts.join(", ")}`);
  }
  return {
    totalMinor: keys.total ?? null,
    perDayMinor: keys.per_day ?? null,
    perMonthMinor: keys.per_month ?? null,
    onShort: keys.on_short ?? "reject",
  };
}

function compileLimits(file: DocumentFile, path: Path, shapes: Shapes): readonly Limit[] {
  const node = file.nodeAt(path);
  if (node === undefined) return [];
  if (node.kind !== "list") {
    reportWrongShape(file, path, "list");
    return [];
  }
  return node.items.map((_, index) => compileLimit(file, [...path, index], shapes));
}

function compileLimit(file: DocumentFile, path: Path, shapes: Shapes): Limit {
  const node = file.nodeAt(path);
  const keys = readKeys(file, path, shapes.limit);
  const maxima = ["max", "max_amount", "max_attempts"];
  if (node?.kind === "block" && !maxima.some((key) => node.entries.has(key))) {
    if (!node.entries.has("cooldown")) {
      const hint = `write one of ${maxima.join(", ")}, cooldown`;
      file.report(path, "limit-without-maximum", "this limit has no maximum", hint);
    } else if (node.entries.has("every")) {
      const hint = `remove it, or write one of ${maxima.join(", ")}`;
      file.reportKey([...path, "every"], "every-without-maximum", "a cool-down has no period", hint);
    }
  }
  const per = typeof keys.per === "string" ? [keys.per] : (keys.per ?? []);
  for (const [index, column] of per.entries()) {
    const at: Path = typeof keys.per === "string" ? [...path, "per"] : [...path, "per", index];
    checkColumnName(file, at, column, "value");
  }
  return {
    max: keys.max ?? null,
    maxAmountMinor: keys.max_amount ?? null,
    maxAttempts: keys.max_attempts ?? null,
    cooldownMs: keys.cooldown ?? null,
    per: [...new Set(per)],
    every: keys.every ?? null,
  };
}

function compileDraw(file: DocumentFile, path: Path, shapes: Shapes): DrawRule {
  const { per = "redemption", identity = "user_id" } = readKeys(file, path, shapes.draw);
  checkColumnName(file, [...path, "identity"], identity, "value");
  return { per, identity };
}

/** As long as a quote lives where nobody says otherwise. */
const DEFAULT_TTL_MS = 15 * MINUTE_MS;

function compileInventory(file: DocumentFile, path: Path, shapes: Shapes): InventoryRules {
  const { reserve = "at_payment", ttl = DEFAULT_TTL_MS, shards = 1 } = readKeys(file, path, shapes.inventory);
  const isSaid = ["reserve", "ttl"].some((key) => file.nodeAt([...path, key]) !== undefined);
  return { at: isSaid ? file.atKey(path) : null, reserve, ttlMs: ttl, shards };
}

function isBounded({ startMs, endMs }: Window): boolean {
  return Number.isFinite(startMs) && Number.isFinite(endMs);
}

function compileRefunds(file: DocumentFile, path: Path, shapes: Shapes): RefundRules {
  const keys = readKeys(file, path, shapes.refunds);
  return {
    discount: keys.discount ?? "prorate",
    threshold: keys.threshold ?? "keep",
    restoreBudget: keys.restore_budget ?? true,
    restoreLimits: keys.restore_limits ?? false,
  };
}
