/** `promosim exposure`: what it prints as text and JSON, and what it refuses. */
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { describeDefences } from "../../src/cli/describe-exposure.js";
import { run } from "../../src/cli/main.js";
import { type ExposureDocument, exposure } from "../../src/index.js";
import { fileWith, load } from "../campaigns/campaign-text.js";
import { createMemoryHost, type MemoryOptions } from "./memory-host.js";

const CAMPAIGNS = `version: 1
currency: CNY
timezone: Asia/Shanghai
campaigns:
  - id: plain
    name: 满减
    discount: { mode: amount_off, tiers: [{ minimum_amount: 10.00, amount_off: 8.00 }] }
    budget: { total: 1000.00 }
  - id: lucky
    discount: { mode: random_choice, amounts: [{ amount_off: 2.00, weight: 9 }, { amount_off: 10.00, weight: 1 }] }
    draw: { per: attempt }
    budget: { total: 20000.00 }
    limits: [{ max: 1, per: user_id }]
  - id: hidden
    status: paused
    discount: { mode: random_choice, amounts: [{ amount_off: 2.00, weight: 9 }, { amount_off: 10.00, weight: 1 }] }
    reveal: after_payment
`;
const ATTACKERS = `version: 1
attackers:
  - { id: script, kind: quote_probing, accounts: 100, attempt_cost: 0.50 }
  - { id: wallet, kind: small_balance, balance: 92.00, price: 100.00, campaigns: [lucky, hidden] }
`;
const FILES = { "c.yaml": CAMPAIGNS, "a.yaml": ATTACKERS };

async function runCommand(args: readonly string[], options: MemoryOptions = {}) {
  const host = createMemoryHost(["exposure", ...args], { files: FILES, ...options });
  return { code: await run(host), ...host.printed };
}

async function print(args: readonly string[], options: MemoryOptions = {}): Promise<string> {
  const { code, out, err } = await runCommand(args, options);
  expect({ args, code, err }).toEqual({ args, code: 0, err: "" });
  return out;
}

describe("exposure as JSON", () => {
  it("has the promised keys, each attacker against each campaign that it goes for", async () => {
    const document: ExposureDocument = JSON.parse(await print(["c.yaml", "--attackers", "a.yaml", "--format", "json"]));

    expect(Object.keys(document)).toEqual([
      "schema_version",
      "tool",
      "currency",
      "timezone",
      "inputs",
      "standard_profile",
      "attackers",
      "exposure",
      "ranking",
      "warnings",
    ]);
    expect(document).toMatchObject({
      schema_version: 1,
      timezone: "Asia/Shanghai",
      standard_profile: false,
      warnings: [],
    });
    expect(document.inputs.map(({ role, file }) => [role, file])).toEqual([
      ["campaigns", "c.yaml"],
      ["attackers", "a.yaml"],
    ]);
    expect(document.exposure.map((line) => `${line.campaign_id} ${line.attacker_id}`)).toEqual([
      "plain script",
      "lucky script",
      "lucky wallet",
      "hidden script",
      "hidden wallet",
    ]);
    const [, lucky] = document.exposure;
    expect(Object.keys(lucky)).toEqual([
      "campaign_id",
      "attacker_id",
      "kind",
      "tactic",
      "price_minor",
      "exact",
      "simulated",
      "inherent",
      "residual",
    ]);
    expect(Object.keys(lucky.exact).slice(0, 10)).toEqual([
      "accept_from_minor",
      "reservation_value_minor",
      "mean_settled_minor",
      "attempts_per_success",
      "success_probability",
      "amplification",
      "break_even_attempt_cost_minor",
      "break_even_account_cost_minor",
      "profit_per_account_minor",
      "excess_loss_minor",
    ]);
    expect(lucky.simulated).toBeNull();
    expect(lucky.residual).toMatchObject({ level: "medium", excess_loss_minor: expect.closeTo(72_000, 6) });
    expect(document.attackers[1]).toMatchObject({ id: "wallet", balance_minor: 9200, attempts_per_account: null });
  });

  it("is what the library gives", async () => {
    const file = { file: "c.yaml", text: CAMPAIGNS };
    const attackers = [{ file: "a.yaml", text: ATTACKERS }];
    const args = ["-c", "c.yaml", "--attackers", "a.yaml", "--campaign", "lucky", "--price", "50.00", "--rate", "100"];
    expect(JSON.parse(await print([...args, "--format", "json"]))).toEqual(
      JSON.parse(
        JSON.stringify(exposure([file], attackers, { priceMinor: 5000, honestPerDay: 100, campaignIds: ["lucky"] })),
      ),
    );
  });
});

describe("exposure as text", () => {
  it("ranks, tells, and says what the settings do and do not stop", async () => {
    const text = (
      await print(["c.yaml", "--attackers", "a.yaml"], { terminal: 120, environment: { NO_COLOR: "1" } })
    ).replace(/ +/g, " ");
    const flat = text.replaceAll(/\n +/g, " ");

    expect(flat).toContain("Attackers: a.yaml.");
    expect(text).toContain(
      "lucky script medium 720.00 3.6% 720.00 1,000.00 accepts from 10.00, 10 attempts a success\n",
    );
    expect(text).toContain("plain script low 0.00 0.0% 0.00 800.00 accepts from 8.00, 1 attempt a success\n");
    expect(flat).toContain(
      "It gets 10.00 a time where an honest customer gets 2.80 (3.57 times). In all it gets 1,000.00, 720.00 more",
    );
    expect(flat).toContain("A new draw at every attempt invites probing");
    expect(flat).toContain(
      "A limit on redemptions alone bounds how often an account settles, and makes attackers choosier.",
    );
    expect(flat).toContain("The amount is shown after payment: that stops quote probing only.");
    expect(flat).toContain("Nothing is drawn, so asking again gains nothing.");
    expect(flat).toContain("Without the settings of this campaign the excess would be 720.00.");
    expect(text).toContain("hidden (paused)");
  });

  it("says what limits on attempts, and what a cool-down does to a search", () => {
    const random =
      "discount: { mode: random_choice, amounts: [{ amount_off: 1.00, weight: 1 }, { amount_off: 9.00, weight: 1 }] }";
    const says = (line: string) => {
      const [campaign] = load(fileWith(random, `limits: [{ ${line}, per: user_id }]`)).campaigns;
      return describeDefences(campaign).find((sentence) => /search|choosier/.test(sentence));
    };
    expect(says("max_attempts: 3, cooldown: 10m")).toMatch(/^The limit on attempts bounds how long/);
    expect(says("max: 3, cooldown: 10m")).toMatch(/^The cool-down makes searching slow/);
    expect(says("max: 3")).toMatch(/^A limit on redemptions alone/);
  });

  it("says that it used the standard profile, and whom that names", async () => {
    const text = await print(["c.yaml"]);
    expect(text.replaceAll(/\s+/g, " ")).toContain("Attackers: the standard profile.");
    for (const id of ["quote-prober", "small-balance", "refund-cycler", "many-accounts"])
      expect(text).toContain(`\n  ${id}`);
  });

  it("tells how long a budget lasts where the rate of honest payments is known", async () => {
    const args = ["c.yaml", "--attackers", "a.yaml", "--campaign", "plain", "--rate", "10"];
    // 80.00 a day: 12.5 days for 1,000.00; 800.00 go to 100 accounts at once.
    expect((await print(args)).replaceAll(/\s+/g, " ")).toContain(
      "The budget lasts 2.5 days instead of 12.5, and 80.0% of it goes to the attacker.",
    );
  });

  it.each([80, 120])("fits %i columns, and says what it takes where there is room", async (terminal) => {
    const environment = { NO_COLOR: "1" };
    const long = CAMPAIGNS.replace("id: lucky", `id: ${"周".repeat(30)}`);
    const text = await print(["c.yaml"], { files: { "c.yaml": long }, terminal, environment });
    const widths = text.split("\n").map((line) => stringWidth(line));
    expect(Math.max(...widths)).toBeLessThanOrEqual(terminal);
    expect(Math.max(...widths)).toBeGreaterThan(terminal - 10);
  });

  it("is coloured on a terminal alone", async () => {
    expect(await print(["c.yaml"])).not.toContain("\u001b[");
    expect(await print(["c.yaml"], { terminal: 80 })).toContain("\u001b[");
  });

  it("warns of limits that it leaves out", async () => {
    const files = { "c.yaml": CAMPAIGNS.replace("per: user_id", "per: card_id") };
    expect(await print(["c.yaml"], { files })).toContain("warning[limit-not-counted]: lucky:");
  });
});

describe("exposure refuses", () => {
  it.each([
    ["no file", [], "no campaign file is named"],
    [
      "a slip in an id",
      ["c.yaml", "--campaign", "luky"],
      '--campaign luky: no campaign has this id; did you mean "lucky"?',
    ],
    ["a price of 0", ["c.yaml", "--price", "0"], "--price 0 is not an amount of CNY above 0"],
    ["a rate of 0", ["c.yaml", "--rate", "0"], "Expected a whole number from 1."],
    ["an unknown format", ["c.yaml", "--format", "jsn"], "json"],
  ])("%s", async (_title, args, message) => {
    const { code, out, err } = await runCommand(args);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(message);
  });

  it("attackers with errors, all of them with their places", async () => {
    const broken = ATTACKERS.replace("quote_probing", "quote_probin").replace(
      "campaigns: [lucky, ",
      "campaigns: [luky, ",
    );
    const { code, out, err } = await runCommand(["c.yaml", "--attackers", "a.yaml"], {
      files: { ...FILES, "a.yaml": broken },
    });
    expect([code, out]).toEqual([3, ""]);
    expect(err).toContain("a.yaml:3:25: error[unknown-kind]");
    expect(err).toContain('did you mean "quote_probing"?');
    expect(err).toMatch(/a\.yaml:4:\d+: error\[unknown-campaign\]/);
    expect(err).toContain('did you mean "lucky"?');
  });

  it("campaigns with errors", async () => {
    const files = { ...FILES, "c.yaml": CAMPAIGNS.replace("amount_off,", "amount_of,") };
    const { code, out, err } = await runCommand(["c.yaml"], { files });
    expect([code, out]).toEqual([3, ""]);
    expect(err).toContain("c.yaml:7:23: error[unknown-mode]");
  });

  it.each([[["d.yaml"]], [["c.yaml", "--attackers", "d.yaml"]]])("files that are not there: %j", async (args) => {
    expect(await runCommand(args)).toMatchObject({ code: 4, out: "", err: expect.stringContaining("d.yaml") });
  });
});
