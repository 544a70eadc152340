/** Which defences are tried on a set and a log, which campaigns they change, and why others are not tried. */
import { describe, expect, it } from "vitest";
import { attemptLimits } from "../../../src/attack/defences/attempt-limits.js";
import type { DefenceContext } from "../../../src/attack/defences/contract.js";
import { defendedSet } from "../../../src/attack/defences/defended-set.js";
import { planDefences } from "../../../src/attack/defences/plan-defences.js";
import { onePerDevice, onePerPerson } from "../../../src/attack/defences/redemption-limits.js";
import { DEFENCES } from "../../../src/attack/defences/registry.js";
import type { CampaignSet } from "../../../src/campaigns/campaign.js";
import { HEAD, load } from "../../campaigns/campaign-text.js";

const SET = load(`${HEAD}campaigns:
  - id: lottery
    discount: { mode: random_choice, amounts: [{ amount_off: 1.00, weight: 1 }, { amount_off: 9.00, weight: 1 }] }
    draw: { per: attempt }
  - id: coupon
    discount: { mode: amount_off, tiers: [{ minimum_amount: 100.00, amount_off: 5.00 }] }
  - id: bystander
    discount: { mode: random_choice, amounts: [{ amount_off: 1.00, weight: 1 }, { amount_off: 9.00, weight: 1 }] }
`);

function contextWith(change: Partial<DefenceContext> = {}): DefenceContext {
  return {
    set: SET,
    attacked: new Set(["lottery", "coupon"]),
    columns: new Set(["timestamp", "user_id", "amount", "device_id", "card_id", "risk"]),
    gate: { column: "risk", values: ["review"], catchRatio: { numerator: 80, denominator: 100 } },
    ...change,
  };
}

function withIdentity(columns: readonly string[]): CampaignSet {
  return { ...SET, identities: new Map([["person", columns]]) };
}

/** Reasons by id. */
function untried(context: DefenceContext): Record<string, string> {
  return Object.fromEntries(planDefences(context).notTried.map(({ defence, reason }) => [defence.id, reason]));
}

describe("a defended set", () => {
  it("has new campaigns where the attack goes and the defence matters, and the old ones elsewhere", () => {
    const { set, changed } = defendedSet(attemptLimits[0], contextWith());
    expect(changed).toEqual(["lottery", "coupon"]);
    expect(set.campaigns.map(({ id }) => id)).toEqual(SET.campaigns.map(({ id }) => id));
    expect(set.campaigns[0].limits).toHaveLength(1);
    expect(set.campaigns[2]).toBe(SET.campaigns[2]);
    expect({ ...set, campaigns: [] }).toEqual({ ...SET, campaigns: [] });
    expect(SET.campaigns.map(({ limits }) => limits.length)).toEqual([0, 0, 0]);
  });

  it("gets the identity that its campaigns read, of the columns that the log has", () => {
    const joined = (columns: readonly string[], set = SET) =>
      defendedSet(onePerPerson, contextWith({ columns: new Set(columns), set })).set.identities;
    expect([...joined(["user_id", "device_id", "card_id"])]).toEqual([["person", ["user_id", "device_id", "card_id"]]]);
    expect([...joined(["card_id"])]).toEqual([["person", ["user_id", "card_id"]]]);
    expect([...joined(["device_id", "person"])]).toEqual([]);
    expect([...joined(["device_id", "phone"], withIdentity(["user_id", "phone"]))]).toEqual([
      ["person", ["user_id", "phone"]],
    ]);
    expect(SET.identities.size).toBe(0);
    expect(defendedSet(onePerDevice, contextWith()).set.identities.size).toBe(0);
  });

  it("is the set itself where nothing changes", () => {
    expect(defendedSet(onePerDevice, contextWith({ attacked: new Set() }))).toEqual({ set: SET, changed: [] });
    expect(defendedSet(onePerDevice, contextWith({ attacked: new Set() })).set).toBe(SET);
  });
});

describe("a plan", () => {
  it("tries all that there is data for", () => {
    const { tried, notTried } = planDefences(contextWith());
    expect(notTried).toEqual([]);
    expect(tried.map(({ defence }) => defence)).toEqual(DEFENCES);
    expect(tried.map(({ defence, changed }) => [defence.id, changed.join(" ")])).toContainEqual([
      "draw-per-user",
      "lottery",
    ]);
  });

  it("says which columns are missing", () => {
    const columns = new Set(["timestamp", "amount"]);
    expect(untried(contextWith({ columns }))).toEqual({
      "draw-per-device": "the data has no device_id",
      "draw-per-person": "the data has no device_id and no card_id",
      "one-per-device": "the data has no device_id",
      "one-per-person": "the data has no device_id and no card_id",
      gate: "the data has no risk",
    });
    expect(untried(contextWith({ set: withIdentity(["user_id", "phone"]) }))).toEqual({
      "draw-per-person": "the data has no phone",
      "one-per-person": "the data has no phone",
    });
  });

  it("says that no gate is named, or which column was meant", () => {
    expect(untried(contextWith({ gate: null }))).toEqual({ gate: "no gate is named: --gate risk=review would" });
    const slip = { column: "rsk", values: ["review"], catchRatio: { numerator: 1, denominator: 1 } };
    expect(untried(contextWith({ gate: slip }))).toEqual({ gate: "the data has no rsk; did you mean risk?" });
  });

  it("says that campaigns have a defence already, or no use for it", () => {
    const reason = "the attacked campaigns have as much already, or no use for it";
    expect(untried(contextWith({ attacked: new Set(["coupon"]) }))).toEqual(
      Object.fromEntries(
        ["draw-per-redemption", "draw-per-user", "draw-per-device", "draw-per-person", "reveal-after-payment"].map(
          (id) => [id, reason],
        ),
      ),
    );
  });
});

describe("what figures take for granted", () => {
  const assumed = (context: DefenceContext) =>
    Object.fromEntries(
      DEFENCES.flatMap((defence) => {
        const sentence = defence.assumes?.(context) ?? null;
        return sentence === null ? [] : [[defence.id, sentence]];
      }),
    );

  it("is said of people and of the gate", () => {
    const person = "Payments that share user_id, device_id or card_id, also by way of others, are one person's.";
    expect(assumed(contextWith())).toEqual({
      "draw-per-person": person,
      "one-per-person": person,
      gate: "The gate is taken to recognise 80% of the attackers' accounts by risk: that is assumed, not measured.",
    });
  });

  it("is nothing where the log knows people, and no gate is named", () => {
    expect(assumed(contextWith({ columns: new Set(["person"]), gate: null }))).toEqual({});
  });
});
