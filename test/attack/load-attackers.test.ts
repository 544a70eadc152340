import { describe, expect, it } from "vitest";
import { ATTACKER_KINDS, TACTICS } from "../../src/attack/kinds/registry.js";
import { loadAttackers } from "../../src/attack/load-attackers.js";
import { ATTACKED, attackerWith, faultsWith, fileWith, load, placesIn, problemsIn } from "./attacker-text.js";

const UNLIMITED = Number.POSITIVE_INFINITY;

describe("an attackers file", () => {
  it("gives each key its value", () => {
    const text = `version: 1
attackers:
  - id: prober
    kind: quote_probing
    campaigns: [spring, summer, spring]
    accounts: 20
    price: 100.00
    balance: 1000
    attempts_per_account: 50
    settlements_per_account: 2
    items_wanted: 7
    recall: true
    accept: { at_least: 8.5 }
    attempt_cost: 0.02
    account_cost: 3.00
    friction: 1.50
    start: 2026-01-02T22:00
    interval: 2h
    cooldown: 10m
    backoff: 1.5
    profile: { city: " 上海 ", card_bin: 00123, user.level: gold, risk: review }
    per_device: 4
`;
    expect(load(text)).toEqual([
      {
        id: "prober",
        kind: "quote_probing",
        at: { file: "a.yaml", line: 3, column: 9 },
        campaigns: ["spring", "summer"],
        accounts: 20,
        priceMinor: 10000,
        balanceMinor: 100000,
        attemptsPerAccount: 50,
        settlementsPerAccount: 2,
        itemsWanted: 7,
        recall: true,
        accept: { atLeastMinor: 850 },
        attemptCostMinor: 2,
        accountCostMinor: 300,
        frictionMinor: 150,
        startMs: Date.parse("2026-01-02T22:00+08:00"),
        intervalMs: 7_200_000,
        cooldownMs: 600_000,
        timed: true,
        backoff: 1.5,
        profile: new Map([
          ["city", "上海"],
          ["card_bin", "00123"],
          ["user.level", "gold"],
          ["risk", "review"],
        ]),
        perDevice: 4,
        tactic: null,
        parameters: {},
      },
    ]);
  });

  it("has the documented defaults", () => {
    expect(attackerWith("kind: refund_cycling")).toMatchObject({
      campaigns: null,
      accounts: 1,
      priceMinor: null,
      balanceMinor: null,
      attemptsPerAccount: UNLIMITED,
      settlementsPerAccount: 1,
      itemsWanted: UNLIMITED,
      recall: false,
      accept: "best_response",
      attemptCostMinor: 0,
      accountCostMinor: 0,
      frictionMinor: 0,
      startMs: null,
      intervalMs: 60_000,
      timed: false,
      cooldownMs: 0,
      backoff: 1,
      perDevice: 1,
    });
    expect(attackerWith("kind: refund_cycling").profile.size).toBe(0);
  });

  it("may be JSON, and name one campaign without a list", () => {
    const json = JSON.stringify({ version: 1, attackers: [{ id: "a", kind: "small_balance", campaigns: "summer" }] });
    expect(load(json)[0]).toMatchObject({ kind: "small_balance", campaigns: ["summer"] });
  });

  it("takes amounts with the decimals of the campaigns' currency", () => {
    const bytes = new TextEncoder().encode(fileWith("id: a, kind: quote_probing, attempt_cost: 0.005"));
    const [attacker] = loadAttackers([{ file: "a.yaml", bytes }], {
      ...ATTACKED,
      currency: { code: "KWD", exponent: 3 },
    });
    expect(attacker.attemptCostMinor).toBe(5);
    expect(faultsWith("kind: quote_probing, attempt_cost: 0.005")).toEqual(["too-many-decimals: it takes up to 2"]);
  });
});

describe("keys of a kind's own", () => {
  it.each([
    ["split_orders, price: 80.00, parts: [50.00, 30.00]", { parts: [5000, 3000] }],
    ["split_orders, parts: best", { parts: "best" }],
    ["split_orders, baskets: 3", { baskets: 3 }],
    ["threshold_padding, price: 80.00, wanted: 60.00", { wanted: 6000 }],
    ["order_sniping, filler: 1.00, delay: 5m", { filler: 100, delay: 300_000 }],
  ])("are read: %s", (keys, parameters) => {
    expect(attackerWith(`kind: ${keys}`).parameters).toEqual(parameters);
  });

  it("stand beside a tactic of that kind, whose kind they are checked by", () => {
    const keys = "kind: many_accounts, accounts: 5, tactic: threshold_padding";
    expect(attackerWith(`${keys}, price: 80.00, wanted: 60.00`)).toMatchObject({
      kind: "many_accounts",
      tactic: "threshold_padding",
      parameters: { wanted: 6000 },
    });
    expect(placesIn(fileWith(`id: a, ${keys}, price: 80.00, wanted: 80.00`))).toEqual(["a.yaml:3:97 beyond-price"]);
  });

  it("belong to no other kind", () => {
    expect(faultsWith("kind: quote_probing, filler: 1.00")).toEqual(["unknown-key: it belongs to order_sniping"]);
    expect(faultsWith("kind: split_orders, tactic: small_balance")).toEqual([
      "unknown-key: it belongs to many_accounts",
    ]);
    expect(faultsWith("kind: many_accounts, accounts: 5, tactic: small_balance, wanted: 1.00")).toEqual([
      "unknown-key: it belongs to threshold_padding",
    ]);
  });
});

describe("many accounts", () => {
  it("probe quotes if the file says no tactic", () => {
    expect(attackerWith("kind: many_accounts, accounts: 5").tactic).toBe("quote_probing");
  });

  it("follow any tactic but their own", () => {
    for (const { name } of TACTICS) {
      expect(attackerWith(`kind: many_accounts, accounts: 5, tactic: ${name}`).tactic).toBe(name);
    }
    expect(TACTICS.length).toBe(ATTACKER_KINDS.length - 1);
    expect(placesIn(fileWith("id: a, kind: many_accounts, accounts: 5, tactic: many_accounts"))).toEqual([
      "a.yaml:3:56 nested-tactic",
    ]);
  });

  it("say how many they are", () => {
    expect(faultsWith("kind: many_accounts")).toEqual(["missing-key: it can't be left out"]);
  });
});

describe("wrong attackers", () => {
  it.each([
    ["kind: quote_probing, accounts: 0", "number-out-of-range: write a number from 1 to 1000000"],
    ["kind: quote_probing, backoff: 0.5", "number-out-of-range: write a number from 1 to 1000"],
    ["kind: quote_probing, backoff: twice", "not-a-number: write digits and at most one point, such as 1.5"],
    ["kind: quote_probing, attempt_cost: -1.00", "amount-out-of-range: write an amount of 0 or more"],
    ["kind: quote_probing, price: 0.00", "amount-out-of-range: write an amount above 0"],
    ["kind: quote_probing, settlments_per_account: 2", 'unknown-key: did you mean "settlements_per_account"?'],
    ["kind: quote_probing, accept: best", 'unknown-value: did you mean "best_response"?'],
    ["kind: quote_probing, accept: { at_least: 1.00, at_lest: 1.00 }", 'unknown-key: did you mean "at_least"?'],
    ["kind: quote_probing, campaigns: []", "empty-list: write at least one item, or remove the key"],
    ["kind: quote_probing, campaigns: sumer", 'unknown-campaign: did you mean "summer"?'],
    ["kind: quote_probing, campaigns: x1", "unknown-campaign: write one of spring, summer"],
    ["kind: quote_probing, profile: { points: many }", "not-a-whole-number: write digits only"],
    ["kind: quote_probing, profile: { risk: high }", "unknown-value: allowed: pass, review, reject"],
    ["kind: quote_probing, profile: { users.level: gold }", 'bad-column: did you mean "user.level"?'],
    ["kind: quote_probing, profile: city", "wrong-shape: write keys with values, as docs/attackers.md shows"],
    ["kind: split_orders, parts: []", "empty-list: write at least one item, or remove the key"],
    ["kind: split_orders, parts: [1.00, 2.00]", "missing-key: parts need the price that they add up to: 3.00"],
    ["kind: split_orders, baskets: 1", "number-out-of-range: write a number from 2 to 1000"],
    [
      "kind: split_orders, price: 90000000000000.00, baskets: 2",
      "amount-too-large: amounts go up to 2^53 − 1 minor units",
    ],
    [
      "kind: split_orders, baskets: 3, parts: best",
      "conflicting-keys: keep parts to cut one basket, or baskets to pay for several at once",
    ],
    [
      "kind: quote_probing, per_device: 2, profile: { device_id: d1 }",
      "conflicting-keys: keep per_device for devices of its own, or the profile for one that all accounts share",
    ],
    ['kind: "", accounts: 2', "empty-value: write one, or remove the key"],
  ])("%s", (keys, fault) => {
    expect(faultsWith(keys)).toEqual([fault]);
  });

  it.each(["timestamp", "amount", "balance", "transaction_id", "user_id", "type", "refund_of"])(
    "can't fill the column %s",
    (column) => {
      expect(placesIn(fileWith(`id: a, kind: quote_probing, profile: { city: x, ${column}: 1 }`))).toEqual([
        "a.yaml:3:55 reserved-column",
      ]);
    },
  );

  it("take columns and keys that every object has for what they are", () => {
    const { profile } = attackerWith("kind: quote_probing, profile: { __proto__: a, constructor: b }");
    expect([...profile]).toEqual([
      ["__proto__", "a"],
      ["constructor", "b"],
    ]);
    expect(faultsWith("kind: quote_probing, constructor: 1")[0]).toMatch(/^unknown-key/);
    expect(faultsWith("kind: toString")[0]).toMatch(/^unknown-kind/);
  });

  it("may stop at an endless interval where attempts are limited", () => {
    expect(attackerWith("kind: quote_probing, interval: 0m, attempts_per_account: 3").intervalMs).toBe(0);
    expect(placesIn(fileWith("id: a, kind: quote_probing, interval: 0m"))).toEqual(["a.yaml:3:45 endless-attempts"]);
  });

  it("take a balance at the price of other kinds, a price that is all discount, and fillers below it", () => {
    expect(attackerWith("kind: quote_probing, price: 5.00, balance: 5.00").balanceMinor).toBe(500);
    expect(attackerWith("kind: quote_probing, price: 5.00, accept: { at_least: 5.00 }").priceMinor).toBe(500);
    expect(attackerWith("kind: small_balance, price: 5.00, balance: 4.99").balanceMinor).toBe(499);
    expect(attackerWith("kind: order_sniping, price: 5.00, filler: 4.99").priceMinor).toBe(500);
  });

  it("make no second problem of a value that is wrong already", () => {
    expect(placesIn(fileWith("id: a, kind: split_orders, price: x, parts: [1.00, 2.00]"))).toEqual([
      "a.yaml:3:41 not-an-amount",
    ]);
  });

  it("are told together: of all files, in their order and by place", () => {
    const first = fileWith("id: a, kind: quote_probing, price: x", "id: b, kind: small_balanc, acounts: 3");
    const second =
      "version: 2\nattackers:\n  - { id: a, kind: quote_probing }\n  - { kind: quote_probing }\n  - { id: c }\n";
    expect(placesIn(first, second, "attackers: [")).toEqual([
      "a.yaml:3:42 not-an-amount",
      "a.yaml:4:20 unknown-kind",
      "a.yaml:4:34 unknown-key",
      "b.yaml:1:10 unsupported-version",
      "b.yaml:3:11 duplicate-id",
      "b.yaml:4:5 missing-key",
      "b.yaml:5:5 missing-key",
      "c.yaml:1:13 yaml-syntax",
    ]);
  });
});

describe("a file that is no attackers file", () => {
  it.each([
    ["", "a.yaml:0:0 empty-file"],
    ["version: 1\n", "a.yaml:1:1 missing-key"],
    ["- a\n", "a.yaml:1:1 wrong-shape"],
    ["version: 1\nattackers: []\n", "a.yaml:2:12 empty-list"],
    ["version: 1\nattackers: { id: a }\n", "a.yaml:2:12 wrong-shape"],
    ["version: 1\nattackers: [a]\n", "a.yaml:2:13 wrong-shape"],
    ["version: 1\ncurrency: CNY\nattackers: [{ id: a, kind: small_balance }]\n", "a.yaml:2:1 unknown-key"],
  ])("%j", (text, place) => {
    expect(placesIn(text)).toEqual([place]);
  });

  it("is spoken of as one", () => {
    const [{ message, hint }] = problemsIn("");
    expect(`${message}; ${hint}`).toBe(
      "the file has no attackers: it is empty; docs/attackers.md has one to start from",
    );
    expect(problemsIn("version: 1\n---\nversion: 1\n")[0].hint).toMatch(/^an attackers file holds one document/);
  });
});
