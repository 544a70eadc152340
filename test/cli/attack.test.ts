/** `promosim attack`: what it prints as text and JSON, and what it refuses. */
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import { run } from "../../src/cli/main.js";
import { type AttackDocument, attack } from "../../src/index.js";
import { createMemoryHost, type MemoryOptions } from "./memory-host.js";

const RANDOM =
  "discount: { mode: random_choice, amounts: [{ amount_off: 2.00, weight: 9 }, { amount_off: 10.00, weight: 1 }], min_payable: 0.01 }";
const CAMPAIGNS = `version: 1
currency: CNY
timezone: Asia/Shanghai
campaigns:
  - id: plain
    name: 满减
    discount: { mode: amount_off, tiers: [{ minimum_amount: 20.00, amount_off: 8.00 }] }
    budget: { total: 1000.00 }
    priority: 2
  - id: lucky
    ${RANDOM}
    draw: { per: attempt }
    budget: { total: 300.00 }
    limits: [{ max: 1, per: user_id }]
    priority: 1
  - id: members
    audience: { city: [Paris] }
    ${RANDOM}
    priority: 3
`;
const ATTACKERS = `version: 1
attackers:
  - { id: script, kind: quote_probing, accounts: 40, attempt_cost: 0.05, price: 50.00 }
  - { id: wallet, kind: small_balance, balance: 42.00, price: 50.00, campaigns: [lucky] }
`;
const ROWS = Array.from({ length: 60 }, (_, i) => {
  const at = new Date(Date.UTC(2026, 0, 2, 1, 10 * i)).toISOString();
  return `t${i},${at},u${i % 20},60.00,d${i % 5},London,${i % 6 === 0 ? "review" : "pass"}`;
});
const LOG = `transaction_id,timestamp,user_id,amount,device_id,city,risk\n${ROWS.join("\n")}\n`;
const FILES = { "c.yaml": CAMPAIGNS, "a.yaml": ATTACKERS, "log.csv": LOG };
const ARGS = ["-c", "c.yaml", "-t", "log.csv", "--attackers", "a.yaml"];

async function runCommand(args: readonly string[], options: MemoryOptions = {}) {
  const host = createMemoryHost(["attack", ...args], { ...options, files: { ...FILES, ...options.files } });
  return { code: await run(host), ...host.printed };
}

async function print(args: readonly string[], options: MemoryOptions = {}): Promise<string> {
  const { code, out, err } = await runCommand(args, options);
  expect({ args, code, err }).toEqual({ args, code: 0, err: "" });
  return out;
}

const flat = (text: string) => text.replaceAll(/\s+/g, " ");

describe("attack as JSON", () => {
  it("has the promised keys, each attacker against each campaign that it goes for", async () => {
    const document: AttackDocument = JSON.parse(await print([...ARGS, "--format", "json"]));

    expect(Object.keys(document)).toEqual([
      "schema_version",
      "tool",
      "currency",
      "timezone",
      "seed",
      "inputs",
      "rows",
      "standard_profile",
      "together",
      "attackers",
      "exposure",
      "ranking",
      "burn",
      "defences",
      "warnings",
    ]);
    expect(document).toMatchObject({
      schema_version: 1,
      seed: "promosim",
      standard_profile: false,
      together: false,
      rows: { read: 60, replayed: 60, rejected: 0, payments: 60 },
      defences: null,
    });
    expect(document.inputs.map(({ role, file }) => [role, file])).toEqual([
      ["campaigns", "c.yaml"],
      ["transactions", "log.csv"],
      ["attackers", "a.yaml"],
    ]);
    expect(document.exposure.map((line) => `${line.campaign_id} ${line.attacker_id}`)).toEqual([
      "plain script",
      "lucky script",
      "lucky wallet",
      "members script",
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
    expect(Object.keys(lucky.simulated ?? {})).toEqual([
      "attempts",
      "successes",
      "mean_settled_minor",
      "attempts_per_success",
      "discount_minor",
      "excess_loss_minor",
      "budget_capture",
      "attacker_profit_minor",
      "attacker_roi",
      "genuine_displaced_minor",
      "exhausted_at",
      "exhausted_at_without_attack",
      "mean_settled_standard_error_minor",
      "spent_minor",
      "payments",
      "refunds",
      "accounts_opened",
      "accounts_served",
      "refusals",
    ]);
    expect(lucky.simulated).toMatchObject({ mean_settled_minor: 1000, exhausted_at: expect.any(String) });
    expect(document.ranking.map(({ campaign_id, level }) => [campaign_id, level])).toEqual([
      ["lucky", "critical"],
      ["plain", "low"],
      ["members", null],
    ]);
    expect(Object.keys(document.burn[0])).toEqual([
      "period",
      "campaign_id",
      "attacker_id",
      "without_attack_minor",
      "genuine_minor",
      "attackers_minor",
    ]);
  });

  it("is what the library gives", async () => {
    const args = [...ARGS, "--campaign", "lucky", "--seed", "7", "--together", "--format", "json"];
    const defences = ["--defences", "--gate", "risk=review", "--gate-catches", "60%"];
    const document = await attack({
      campaigns: [{ file: "c.yaml", text: CAMPAIGNS }],
      transactions: { name: "log.csv", text: LOG },
      attackers: [{ file: "a.yaml", text: ATTACKERS }],
      campaignIds: ["lucky"],
      together: true,
      defences: true,
      gate: { column: "risk", values: ["review"], catchRatio: { numerator: 60, denominator: 100 } },
      options: { seed: "7" },
    });
    expect(JSON.parse(await print([...args, ...defences]))).toEqual(JSON.parse(JSON.stringify(document)));
    expect(document.defences?.tried.map(({ id }) => id)).toContain("gate");
    expect(document.seed).toBe("7");
  });

  it("has the defences with what each leaves, refuses and does not stop", async () => {
    const document: AttackDocument = JSON.parse(await print([...ARGS, "--defences", "--format", "json"]));
    const defences = document.defences;
    expect(Object.keys(defences ?? {})).toEqual(["undefended", "tried", "not_tried", "cheapest_effective"]);
    expect(Object.keys(defences?.tried[0] ?? {})).toEqual([
      "id",
      "words",
      "does_not_stop",
      "campaigns",
      "attackers_take_minor",
      "excess_loss_minor",
      "genuine_refused",
      "genuine_attempts",
      "answers",
    ]);
    expect(defences?.not_tried.map(({ id }) => id)).toContain("gate");
    expect(defences?.tried.map(({ id }) => id)).toContain(defences?.cheapest_effective);
  });
});

describe("attack as text", () => {
  it("says first which campaign loses most, what is lost, and what stops it", async () => {
    const text = flat(await print([...ARGS, "--defences"]));
    const document: AttackDocument = JSON.parse(await print([...ARGS, "--defences", "--format", "json"]));
    const [worst] = document.ranking;
    const money = (minor: number | null) => ((minor ?? Number.NaN) / 100).toFixed(2);

    expect(text).toContain("simulated beside 60 payments of the log, each attacker and campaign in a run of its own");
    expect(text).toContain("Attackers: a.yaml. Seed: promosim. lucky loses most: script takes");
    expect(text).toContain(`${money(worst.excess_loss_minor)} more than as many honest draws would cost (`);
    expect(text).toContain(`% of its budget: ${worst.level})`);
    expect(text).toContain(
      `The log's own customers are granted ${money(worst.genuine_displaced_minor)} less because of it.`,
    );
    expect(text).toContain("The budget runs out 2026-01-0");
    expect(text).toContain("1 of 3 campaigns lets no attacker in. It was not tested by this attack");
    const cheapest = document.defences?.tried.find(({ id }) => id === document.defences?.cheapest_effective);
    expect(text).toContain(`The cheapest effective defence, ${cheapest?.words}, leaves `);
    expect(text).toContain("What defences would buy; attackers answer each with what then pays most");
    expect(text).toContain("warning[attack-kept-out]: members: script never comes to an offer: not_in_audience; ");
    expect(text).toContain("members script kept out");
  });

  it("says where to read what would stop it, and what was used where no attackers file is given", async () => {
    const text = flat(await print(["-c", "c.yaml", "-t", "log.csv", "--campaign", "lucky"]));
    expect(text).toContain("With --defences this report says what would stop it.");
    expect(text).toContain("Attackers: the standard profile.");
    expect(text).not.toContain("What defences would buy");
  });

  it("says that nobody takes anything, or nobody attacks", async () => {
    const away = ATTACKERS.replaceAll("kind:", "account_cost: 99.00, kind:");
    expect(flat(await print(ARGS, { files: { "a.yaml": away } }))).toContain("No attacker takes anything.");
    expect(flat(await print([...ARGS, "--campaign", "members"]))).toContain(
      "No attacker takes anything. 1 of 1 campaign lets no attacker in.",
    );
    const other = `version: 1\nattackers:\n  - { id: x, kind: quote_probing, campaigns: [lucky] }\n`;
    expect(flat(await print([...ARGS, "--campaign", "plain"], { files: { "a.yaml": other } }))).toContain(
      "No attacker goes for any of these campaigns.",
    );
  });

  it("says of a fixed discount that nobody gets more a time, and what is taken all the same", async () => {
    expect(flat(await print([...ARGS, "--campaign", "plain"]))).toContain(
      "No attacker gets more a time than honest customers. Most is taken of plain: script takes 320.00 in 40 successes.",
    );
  });

  it("draws the burn without the attack and with each", async () => {
    const text = await print([...ARGS, "--campaign", "lucky"]);
    const lines = text.split("\n").map((line) => flat(line));
    const at = lines.findIndex((line) => line.startsWith(" burn by day"));
    expect(lines.slice(at + 1, at + 4).map((line) => line.split(" ")[1])).toEqual(["no", "script", "wallet"]);
    expect(lines[at + 1]).toMatch(/^ no attack [▁▂▃▄▅▆▇█·]+ [\d.]+$/);
  });

  it.each([80, 120])("fits %i columns", async (terminal) => {
    const environment = { NO_COLOR: "1" };
    const id = "周".repeat(30);
    const files = {
      "c.yaml": CAMPAIGNS.replace("id: lucky", `id: ${id}`).replace("300.00", "30000000.00"),
      "a.yaml": ATTACKERS.replace("id: script", "id: a-script-of-a-very-long-name-indeed").replace(
        "[lucky]",
        `[${id}]`,
      ),
    };
    const options = { files, terminal, environment };
    const { out, code } = await runCommand([...ARGS, "--defences", "--gate", "risk=review"], options);
    expect(code).toBe(0);
    const widths = out.split("\n").map((line) => stringWidth(line));
    expect(Math.max(...widths)).toBeLessThanOrEqual(terminal);
    expect(Math.max(...widths)).toBeGreaterThan(terminal - 10);
  });

  it("is coloured on a terminal alone", async () => {
    expect(await print(ARGS)).not.toContain("\u001b[");
    expect((await runCommand(ARGS, { terminal: 80 })).out).toContain("\u001b[");
  });

  it("tells its progress on a terminal, over reading and all runs", async () => {
    const { err } = await runCommand([...ARGS, "--defences"], { terminal: 80 });
    expect(err).toContain("reading");
    const shares = [...err.matchAll(/replaying.*?(\d+)%/g)].map((match) => Number(match[1]));
    expect(shares.length).toBeGreaterThan(5);
    expect(shares).toEqual([...shares].sort((a, b) => a - b));
    expect(shares[shares.length - 1]).toBeGreaterThan(50);
    expect(shares[shares.length - 1]).toBeLessThanOrEqual(100);
  });

  it("prints what could not be read of the log", async () => {
    const { code, err, out } = await runCommand(ARGS, { files: { "log.csv": LOG.replace("u3,60.00", "u3,lots") } });
    expect(code).toBe(0);
    expect(err).toContain("1 record was rejected; promosim replay --out writes them all to rejects.csv");
    expect(err).toContain("log.csv:5: ");
    expect(out).toContain("simulated beside 59 payments");
  });
});

describe("attack refuses", () => {
  const BAD = ATTACKERS.replace("kind: quote_probing", "kind: quote_probng").replace("balance: 42.00", "balance: lots");

  it("broken attackers files, every problem with its place", async () => {
    const { code, err, out } = await runCommand(ARGS, { files: { "a.yaml": BAD } });
    expect({ code, out }).toEqual({ code: 3, out: "" });
    expect(err).toMatch(/^a\.yaml:3:\d+: error\[unknown-kind\]: .*quote_probng/m);
    expect(err).toContain('did you mean "quote_probing"?');
    expect(err).toMatch(/^a\.yaml:4:\d+: error\[/m);
  });

  it.each([
    ["a slip in an id", ["--campaign", "luky"], '--campaign luky: no campaign has this id; did you mean "lucky"?'],
    ["a price of 0", ["--price", "0"], "--price 0 is not an amount of CNY above 0"],
    ["a gate without defences", ["--gate", "risk=review"], "--gate and --gate-catches belong to --defences"],
    ["a share without a gate", ["--defences", "--gate-catches", "60%"], "--gate-catches needs --gate"],
    ["a gate without values", ["--defences", "--gate", "risk"], "--gate: Expected a column and values"],
    ["a gate of no risk", ["--defences", "--gate", "risk=reviw"], '--gate: "reviw" is no risk; did you mean "review"?'],
    ["a gate that the attack fills", ["--defences", "--gate", "user_id=x"], "--gate: The attack fills user_id itself"],
    [
      "a share without its sign",
      ["--defences", "--gate", "risk=review", "--gate-catches", "60"],
      "--gate-catches: A percentage carries its sign: 60%.",
    ],
    ["another format", ["--format", "html"], "--format"],
  ])("%s", async (_, args, message) => {
    const { code, out, err } = await runCommand([...ARGS, ...args]);
    expect({ code, out }).toEqual({ code: 2, out: "" });
    expect(err).toContain(message);
  });

  it("what is not there", async () => {
    expect(await runCommand(["-c", "c.yaml"])).toMatchObject({ code: 2, out: "" });
    const { code, err } = await runCommand(["-c", "c.yaml", "-t", "log.csv", "--attackers", "nobody.yaml"]);
    expect(code).toBe(4);
    expect(err).toContain("nobody.yaml");
  });

  it("a column that campaigns read and the log lacks, unless it may", async () => {
    const files = { "log.csv": LOG.replace(",city,", ",town,") };
    expect(await runCommand(ARGS, { files })).toMatchObject({ code: 3, out: "" });
    const allowed = await runCommand([...ARGS, "--allow-missing-columns"], { files });
    expect(allowed.code).toBe(0);
  });
});

describe("help", () => {
  it("names every option, and fits 80 columns", async () => {
    const text = await print(["--help"]);
    for (const option of [
      "--attackers <file>",
      "--campaign <id>",
      "--price <amount>",
      "--together",
      "--defences",
      "--gate <column=values>",
      "--gate-catches <p%>",
      "--seed <text>",
      "--format <format>",
      "--from <time>",
    ]) {
      expect(text).toContain(`  ${option}`);
    }
    expect(text).toContain("docs/attack.md");
  });
});
