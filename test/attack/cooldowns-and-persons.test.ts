/** What cool-downs and identities of a campaign leave to attackers, by hand. */
import { describe, expect, it } from "vitest";
import { type ExposureOptions, exposure } from "../../src/index.js";

/** 2.00 nine times in ten, else 10.00: a mean of 2.80. */
const TWO_POINTS =
  "discount: { mode: random_choice, amounts: [{ amount_off: 2.00, weight: 9 }, { amount_off: 10.00, weight: 1 }] }";
const EACH_ATTEMPT = "draw: { per: attempt }";
const PERSON = "identities: { person: [user_id, device_id, card_id] }\n";
/** Attempts at minutes 0, 1 and 2, an interval of a minute apart. */
const THREE_MINUTES = "window: { start: 2026-01-01T00:00, end: 2026-01-01T00:03 }";
const PROBING = "kind: quote_probing, attempt_cost: 0.50, interval: 1m";

function attacked(campaign: readonly string[], attacker: string, options?: ExposureOptions) {
  const lines = [TWO_POINTS, ...campaign].map((line) => `    ${line}\n`).join("");
  const text = `version: 1\ncurrency: CNY\ntimezone: Asia/Shanghai\n${PERSON}campaigns:\n  - id: c\n${lines}`;
  const attackers = `version: 1\nattackers: [{ id: a, ${attacker} }]\n`;
  const document = exposure([{ file: "c.yaml", text }], [{ file: "a.yaml", text: attackers }], options);
  const [{ exact, inherent }] = document.exposure;
  return { exact, inherent, warnings: document.warnings.map(({ message }) => message) };
}

describe("a cool-down", () => {
  const attemptsPerSuccess = (limits: string, attacker = PROBING) => {
    const { exact, inherent, warnings } = attacked([EACH_ATTEMPT, THREE_MINUTES, `limits: [${limits}]`], attacker);
    return { own: exact.attempts_per_success, without: inherent.attempts_per_success, warned: warnings.length };
  };
  /** Of three attempts, and of two: 10.00 is waited for, and at the last whatever comes is taken. */
  const THREE = expect.closeTo(2.71, 9);
  const TWO = expect.closeTo(1.9, 9);

  it("is the least time between attempts of an account, if the attacker's own is less", () => {
    expect(attemptsPerSuccess("{ cooldown: 2m, per: user_id }")).toEqual({ own: TWO, without: THREE, warned: 0 });
    expect(attemptsPerSuccess("{ cooldown: 1m, per: user_id }")).toEqual({ own: THREE, without: THREE, warned: 0 });
    // The third attempt would come at the very end, which is not included.
    const slow = "kind: quote_probing, attempt_cost: 0.50, interval: 90m";
    expect(attemptsPerSuccess("{ cooldown: 2m, per: user_id }", slow)).toEqual({ own: 1, without: 1, warned: 0 });
  });

  it("bounds an attacker whose file does not say how fast it is, alone", () => {
    const fast = "kind: quote_probing, attempt_cost: 0.50";
    const TEN = expect.closeTo(10, 9);
    expect(attemptsPerSuccess("{ cooldown: 2m, per: user_id }", fast)).toEqual({ own: TWO, without: TEN, warned: 0 });
    expect(attemptsPerSuccess("{ max: 1, per: user_id }", fast)).toEqual({ own: TEN, without: TEN, warned: 0 });
  });

  it("is the longest of several lines, with every and maxima beside it or not", () => {
    const lines = "{ cooldown: 1m, per: user_id }, { cooldown: 2m, max_attempts: 50, every: day, per: user_id }";
    expect(attemptsPerSuccess(lines)).toEqual({ own: TWO, without: THREE, warned: 0 });
  });

  it("of the whole campaign is one account's where there is one, and else left out with a warning", () => {
    expect(attemptsPerSuccess("{ cooldown: 2m }")).toEqual({ own: TWO, without: THREE, warned: 0 });
    const two = `${PROBING}, accounts: 2`;
    expect(attemptsPerSuccess("{ cooldown: 2m }", two)).toEqual({ own: THREE, without: THREE, warned: 1 });
    expect(attemptsPerSuccess("{ cooldown: 2m, per: card_id }")).toEqual({ own: THREE, without: THREE, warned: 1 });
  });

  it("slows the race for a budget", () => {
    const days = (limits: string) => {
      const text = `version: 1\ncurrency: CNY\ntimezone: Asia/Shanghai\ncampaigns:\n  - id: c\n    ${TWO_POINTS}\n    ${EACH_ATTEMPT}\n    budget: { total: 10000.00 }\n${limits}`;
      const attackers = `version: 1\nattackers: [{ id: a, ${PROBING}, settlements_per_account: 1000 }]\n`;
      const { exposure: all } = exposure([{ file: "c.yaml", text }], [{ file: "a.yaml", text: attackers }], {
        honestPerDay: 100,
      });
      return all[0].exact.drain_days;
    };
    // One 10.00 in ten attempts: 144 a day at one a minute, 14.4 at one in ten minutes; 280.00 a day of honest ones.
    expect(days("")).toBeCloseTo(10_000 / (280 + 1440), 9);
    expect(days("    limits: [{ cooldown: 10m, per: user_id }]\n")).toBeCloseTo(10_000 / (280 + 144), 9);
  });
});

describe("accounts of one person", () => {
  const spend = (limit: string, attacker: string) => {
    const { exact, warnings } = attacked([`limits: [{ max: 1, ${limit} }]`], `kind: many_accounts, ${attacker}`);
    return { spend: exact.abuse_spend_minor, warned: warnings.length };
  };

  it("have a limit together where a device or the profile joins them all", () => {
    expect(spend("per: user_id", "accounts: 4, per_device: 4")).toEqual({ spend: 4 * 280, warned: 0 });
    // One settlement, of the best of four draws: 10.00 with 1 − 0.9^4.
    const one = { spend: expect.closeTo(0.9 ** 4 * 200 + (1 - 0.9 ** 4) * 1000, 9), warned: 0 };
    expect(spend("per: person", "accounts: 4, per_device: 4")).toEqual(one);
    expect(spend("per: person", "accounts: 4, profile: { card_id: k }")).toEqual(one);
    expect(spend("per: [user_id, person]", "accounts: 4, per_device: 4")).toEqual({ spend: 4 * 280, warned: 0 });
  });

  it("have one each where nothing joins them", () => {
    expect(spend("per: person", "accounts: 4")).toEqual({ spend: 4 * 280, warned: 0 });
  });

  it("of several devices have one a device, which is left out with a warning", () => {
    expect(spend("per: person", "accounts: 4, per_device: 2")).toEqual({ spend: 4 * 280, warned: 1 });
  });

  it("have one draw a device where the draw is the person's", () => {
    const of = (identity: string, attacker: string) =>
      attacked([`draw: { per: user, identity: ${identity} }`], `kind: many_accounts, attempt_cost: 0.50, ${attacker}`)
        .exact;
    const shared = "accounts: 4, per_device: 2, account_cost: 2.90";
    expect(of("person", shared)).toEqual(of("device_id", shared));
    expect(of("person", shared)).not.toEqual(of("user_id", shared));
    expect(of("person", "accounts: 4")).toEqual(of("user_id", "accounts: 4"));
  });
});
