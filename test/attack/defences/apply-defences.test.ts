/** Defences against a table of campaigns: exactly which settings each changes, and where it leaves a campaign alone. */
import { describe, expect, it } from "vitest";
import type { DefenceContext, Gate } from "../../../src/attack/defences/contract.js";
import { defendedSet } from "../../../src/attack/defences/defended-set.js";
import { DEFENCES } from "../../../src/attack/defences/registry.js";
import type { Campaign, CampaignSet, Limit } from "../../../src/campaigns/campaign.js";
import { fileWith, load } from "../../campaigns/campaign-text.js";

const FIXED = "discount: { mode: amount_off, tiers: [{ minimum_amount: 100.00, amount_off: 5.00 }] }";
const RANDOM =
  "discount: { mode: random_choice, amounts: [{ amount_off: 1.00, weight: 1 }, { amount_off: 9.00, weight: 1 }] }";
const FREE = "discount: { mode: free_orders, count: 5, pick: first }";
const PERSON = ["user_id", "device_id", "card_id"];
const GATE: Gate = { column: "device_age", values: ["0", "1"], catchRatio: { numerator: 80, denominator: 100 } };

interface Data {
  readonly identities?: CampaignSet["identities"];
  readonly columns?: readonly string[];
  readonly gate?: Gate | null;
}

function contextOf(
  set: CampaignSet,
  { identities = new Map(), columns = [...PERSON, "device_age"], gate = GATE }: Data,
) {
  const context: DefenceContext = {
    set: { ...set, identities },
    attacked: new Set(set.campaigns.map(({ id }) => id)),
    columns: new Set(columns),
    gate,
  };
  return context;
}

function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    for (const part of Object.values(value)) frozen(part);
  }
  return value;
}

function defenceNamed(id: string) {
  const defence = DEFENCES.find((candidate) => candidate.id === id);
  if (defence === undefined) throw new Error(`there is no defence ${id}`);
  return defence;
}

/** The keys that differ, with their new values; null where the defence leaves the campaign alone. The campaign can't be written to: who tries, throws. */
function changes(id: string, lines: readonly string[], data: Data = {}): Partial<Campaign> | null {
  const set = load(fileWith(...lines));
  const campaign = frozen(set.campaigns[0]);
  const defended = defenceNamed(id).apply(campaign, contextOf(set, data));
  if (defended === null) return null;
  expect(Object.keys(defended)).toEqual(Object.keys(campaign));
  const keys = (Object.keys(defended) as (keyof Campaign)[]).filter((key) => defended[key] !== campaign[key]);
  return Object.fromEntries(keys.map((key) => [key, defended[key]]));
}

function line(bound: Partial<Limit>): Limit {
  return { max: null, maxAmountMinor: null, maxAttempts: null, cooldownMs: null, per: [], every: null, ...bound };
}

/** What each defence makes of a random discount without any settings, and whether it does the same to one without chance. */
const PLAIN: readonly (readonly [id: string, change: Partial<Campaign>, alsoFixed: boolean])[] = [
  ["draw-per-user", { draw: { per: "user", identity: "user_id" } }, false],
  ["draw-per-device", { draw: { per: "user", identity: "device_id" } }, false],
  ["draw-per-person", { draw: { per: "user", identity: "person" } }, false],
  ["reveal-after-payment", { reveal: "after_payment" }, false],
  ["attempts-1-per-day", { limits: [line({ maxAttempts: 1, per: ["user_id"], every: "day" })] }, true],
  ["attempts-3-per-day", { limits: [line({ maxAttempts: 3, per: ["user_id"], every: "day" })] }, true],
  ["attempts-5-per-day", { limits: [line({ maxAttempts: 5, per: ["user_id"], every: "day" })] }, true],
  ["cool-down-10m", { limits: [line({ cooldownMs: 600_000, per: ["user_id"] })] }, true],
  ["one-per-device", { limits: [line({ max: 1, per: ["device_id"] })] }, true],
  ["one-per-person", { limits: [line({ max: 1, per: ["person"] })] }, true],
];

describe("every defence", () => {
  it("is in the list once, in the order in which it is shown", () => {
    expect(DEFENCES.map(({ id }) => id)).toEqual(["draw-per-redemption", ...PLAIN.map(([id]) => id), "gate"]);
  });

  it.each(PLAIN)("%s changes what it says and nothing else", (id, change, alsoFixed) => {
    expect(changes(id, [RANDOM])).toEqual(change);
    expect(changes(id, [FIXED])).toEqual(alsoFixed ? change : null);
    expect(changes(id, [FREE])).toEqual(alsoFixed ? change : null);
  });

  it.each(DEFENCES)("$id leaves alone what it has made", (defence) => {
    const set = load(fileWith(RANDOM, "draw: { per: attempt }"));
    const context = contextOf(set, {});
    const once = defendedSet(defence, context);
    expect(once.changed).toEqual(["spring"]);
    expect(defendedSet(defence, { ...context, set: once.set })).toEqual({ set: once.set, changed: [] });
  });

  it.each(DEFENCES)("$id has short words, and a sentence on what it does not stop", (defence) => {
    const words = defence.words(contextOf(load(fileWith(RANDOM)), {}));
    expect(words.length).toBeLessThanOrEqual(38);
    expect(words).not.toMatch(/\.$|^[A-Z]/);
    expect(defence.doesNotStop).toMatch(/^[A-Z].*[^.]\.$/);
  });
});

describe("draw rules", () => {
  it("make a draw last longer, never shorter", () => {
    const each = "draw: { per: attempt, identity: card_id }";
    expect(changes("draw-per-redemption", [RANDOM, each])).toEqual({
      draw: { per: "redemption", identity: "card_id" },
    });
    expect(changes("draw-per-redemption", [RANDOM])).toBeNull();
    expect(changes("draw-per-redemption", [RANDOM, "draw: { per: user }"])).toBeNull();
    expect(changes("draw-per-redemption", [FIXED, each])).toBeNull();
    expect(changes("draw-per-user", [RANDOM, each])).toEqual({ draw: { per: "user", identity: "card_id" } });
    expect(changes("draw-per-user", [RANDOM, "draw: { per: user, identity: device_id }"])).toBeNull();
  });

  it("draw by a wider identity, and keep one that is wider already", () => {
    const identities = new Map([["person", PERSON]]);
    const forPerson = "draw: { per: user, identity: person }";
    expect(changes("draw-per-device", [RANDOM, forPerson], { identities })).toBeNull();
    expect(changes("draw-per-person", [RANDOM, forPerson], { identities })).toBeNull();
    expect(changes("draw-per-device", [RANDOM, "draw: { per: redemption, identity: person }"], { identities })).toEqual(
      {
        draw: { per: "user", identity: "person" },
      },
    );
    expect(changes("draw-per-person", [RANDOM, "draw: { per: user, identity: device_id }"])).toEqual({
      draw: { per: "user", identity: "person" },
    });
    expect(changes("draw-per-device", [RANDOM, "draw: { per: user }"])).toEqual({
      draw: { per: "user", identity: "device_id" },
    });
  });

  it("know a lottery beside free orders", () => {
    const both = `discount: { mode: free_orders, count: 5, pick: first, otherwise: { mode: random_normal, mean: 5.00, sd: 1.00, min: 1.00, max: 9.00 } }`;
    expect(changes("draw-per-user", [both])).toEqual({ draw: { per: "user", identity: "user_id" } });
  });
});

describe("reveal after payment", () => {
  it("is left where it is in place", () => {
    expect(changes("reveal-after-payment", [RANDOM, "reveal: after_payment"])).toBeNull();
  });
});

describe("lines of limits", () => {
  /** Whether the line of a file makes the defence superfluous. */
  function isMet(id: string, limit: string, data: Data = {}): boolean {
    return changes(id, [RANDOM, `limits: [${limit}]`], data) === null;
  }

  it("are added behind those in place", () => {
    const change = changes("attempts-3-per-day", [RANDOM, "limits: [{ max: 1, per: user_id }]"]);
    expect(change).toEqual({
      limits: [line({ max: 1, per: ["user_id"] }), line({ maxAttempts: 3, per: ["user_id"], every: "day" })],
    });
  });

  it("are not added where one in place allows as few attempts, in days or longer, of users or more together", () => {
    for (const met of [
      "{ max_attempts: 3, per: user_id, every: day }",
      "{ max_attempts: 2, per: user_id, every: day }",
      "{ max_attempts: 3, per: user_id, every: week }",
      "{ max_attempts: 3, per: user_id, every: month }",
      "{ max_attempts: 1, per: user_id }",
      "{ max_attempts: 3 }",
      "{ max: 9, max_attempts: 3, per: user_id }",
    ])
      expect([met, isMet("attempts-3-per-day", met)]).toEqual([met, true]);
    for (const weaker of [
      "{ max_attempts: 4, per: user_id, every: day }",
      "{ max_attempts: 3, per: device_id, every: day }",
      "{ max_attempts: 3, per: [user_id, merchant_id], every: day }",
      "{ max: 1, per: user_id, every: day }",
      "{ max_amount: 1.00, per: user_id }",
    ])
      expect([weaker, isMet("attempts-3-per-day", weaker)]).toEqual([weaker, false]);
  });

  it("count one redemption a campaign, whatever a day allows; what is never offered is never redeemed", () => {
    for (const met of ["{ max: 1, per: device_id }", "{ max: 1 }", "{ max_attempts: 1, per: device_id }"])
      expect([met, isMet("one-per-device", met)]).toEqual([met, true]);
    for (const weaker of [
      "{ max: 2, per: device_id }",
      "{ max: 1, per: user_id }",
      "{ max: 1, per: device_id, every: month }",
      "{ max: 1, per: [device_id, card_id] }",
    ])
      expect([weaker, isMet("one-per-device", weaker)]).toEqual([weaker, false]);
  });

  it("know that a joined identity is wider than what it joins", () => {
    const identities = new Map([
      ["person", PERSON],
      ["household", [...PERSON, "address"]],
      ["cards", ["card_id", "address"]],
    ]);
    expect(isMet("one-per-device", "{ max: 1, per: person }", { identities })).toBe(true);
    expect(isMet("attempts-1-per-day", "{ max_attempts: 1, per: person }", { identities })).toBe(true);
    expect(isMet("one-per-person", "{ max: 1, per: household }", { identities })).toBe(true);
    expect(isMet("one-per-device", "{ max: 1, per: cards }", { identities })).toBe(false);
    expect(isMet("one-per-person", "{ max: 1, per: device_id }", { identities })).toBe(false);
    expect(isMet("attempts-1-per-day", "{ max_attempts: 1, per: cards }", { identities })).toBe(false);
  });

  it("wait as long as the longest cool-down", () => {
    const set = load(fileWith(RANDOM));
    const context = contextOf(set, {});
    const { apply } = defenceNamed("cool-down-10m");
    const waiting = (cooldownMs: number, per: readonly string[]) => ({
      ...set.campaigns[0],
      limits: [line({ cooldownMs, per })],
    });
    expect(apply(waiting(600_000, ["user_id"]), context)).toBeNull();
    expect(apply(waiting(3_600_000, []), context)).toBeNull();
    expect(apply(waiting(599_999, ["user_id"]), context)?.limits).toHaveLength(2);
    expect(apply(waiting(600_000, ["device_id"]), context)?.limits).toHaveLength(2);
  });
});

describe("the gate", () => {
  const matcher = { column: "device_age", negated: true, test: { kind: "any_of", values: ["0", "1"] } };

  it("keeps values out of the audience, behind the tests that are there", () => {
    const change = changes("gate", [FIXED, "audience: { city: Paris }"]);
    expect(Object.keys(change ?? {})).toEqual(["audience"]);
    expect(change?.audience).toMatchObject([{ column: "city", negated: false }, matcher]);
    expect(changes("gate", [RANDOM])?.audience).toMatchObject([matcher]);
  });

  it("is left where each value is kept out already, by whatever block and test", () => {
    for (const met of [
      "audience: { not: { device_age: [0, 1] } }",
      "scope: { not: { device_age: [2, 1, 0] } }",
      "payment: { device_age: [2, 3] }",
      "audience: { device_age: { min: 2 } }",
      'audience: { device_age: { prefix: ["2"] } }',
      "audience: { not: { device_age: { max: 1 } } }",
    ])
      expect([met, changes("gate", [RANDOM, met])]).toEqual([met, null]);
    for (const open of [
      "audience: { not: { device_age: 0 } }",
      "audience: { device_age: [1, 2] }",
      "audience: { device_age: { min: 1 } }",
      "audience: { not: { card_age: [0, 1] } }",
    ])
      expect([open, Object.keys(changes("gate", [RANDOM, open]) ?? {})]).toEqual([open, ["audience"]]);
  });

  it("is nothing without a column", () => {
    expect(changes("gate", [RANDOM], { gate: null })).toBeNull();
  });
});
