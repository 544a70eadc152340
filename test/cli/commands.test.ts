/** The commands beside replay: init to validate to replay in one go, what validate says, what generate and schema print, what help tells. */
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { COMMANDS } from "../../src/cli/commands/registry.js";
import { EXIT_CODE_MEANINGS } from "../../src/cli/exit-code.js";
import { run } from "../../src/cli/main.js";
import { RESULT_FILES, ROW_FILES } from "../../src/report/files/registry.js";
import { CAMPAIGNS, folderWith, LOG } from "./example.js";
import { createMemoryHost } from "./memory-host.js";
import { promosim, temporaryFolder } from "./promosim.js";

const INPUTS = { "campaigns.yaml": CAMPAIGNS, "log.csv": LOG };

async function print(...args: string[]): Promise<string> {
  const host = createMemoryHost(args, { files: INPUTS });
  expect({ args, code: await run(host), err: host.printed.err }).toEqual({ args, code: 0, err: "" });
  return host.printed.out;
}

describe("init", () => {
  it("makes a folder that validates without a warning of its own, and replays", async () => {
    const cwd = temporaryFolder();
    const init = await promosim(["init", "my-promo"], { cwd });
    expect(init).toMatchObject({ code: 0, stderr: "" });
    expect(readdirSync(join(cwd, "my-promo")).sort()).toEqual([
      ".schema",
      "README.md",
      "campaigns.yaml",
      "transactions.csv",
    ]);

    // What it says to run next is run, word by word.
    const next = init.stdout.split("\n").filter((line) => line.startsWith("  promosim "));
    const [validate, replay] = await Promise.all(
      next.map((line) => promosim(line.trim().split(" ").slice(1), { cwd })),
    );
    expect(validate).toMatchObject({ code: 0, stderr: "" });
    expect(validate.stdout).toContain("3 campaigns are valid");
    expect(replay).toMatchObject({ code: 0, stderr: "" });
    expect(replay.stdout).toContain("lucky-order");
  });

  it("writes a campaign file that names its schema", async () => {
    const cwd = temporaryFolder();
    await promosim(["init", "."], { cwd });
    const [, path] =
      /^# yaml-language-server: \$schema=(.*)\n/.exec(readFileSync(join(cwd, "campaigns.yaml"), "utf8")) ?? [];

    expect(readFileSync(join(cwd, path), "utf8")).toBe(await print("schema"));
  });

  it("lets the folder itself be the campaigns", async () => {
    const cwd = temporaryFolder();
    await promosim(["init", "."], { cwd });

    expect((await promosim(["validate", "."], { cwd })).stdout).toContain("3 campaigns are valid");
  });
});

describe("validate", () => {
  it("says in words what a campaign does", async () => {
    const text = await print("validate", "campaigns.yaml", "--price", "60.00");

    expect(text).toContain("1 campaign is valid. Amounts in CNY, times in Asia/Shanghai; choice: priority.");
    expect(text).toContain("ten-off  满五十减十\n");
    expect(text).toContain("  window       always\n");
    expect(text).toContain("  design       at 60.00: mean 10.00, sd 0.00, from 10.00 to 10.00\n");
    expect(text).toContain("  funding      platform 100%\n");
  });

  it("gives the same as JSON", async () => {
    expect(
      JSON.parse(await print("validate", "-c", "campaigns.yaml", "--price", "60.00", "--format", "json")),
    ).toMatchObject({
      valid: true,
      files: ["campaigns.yaml"],
      currency: { code: "CNY", exponent: 2 },
      campaigns: [
        {
          id: "ten-off",
          designs: [{ price_minor: 6000, mean_minor: 1000, values: [{ value_minor: 1000, probability: 1 }] }],
        },
      ],
      problems: [],
    });
  });

  it("checks columns and days against a log", async () => {
    const text = CAMPAIGNS.replace("    name: 满五十减十", "    window: { start: 2027-01-01 }");
    const cwd = folderWith({ "late.yaml": text, "city.yaml": `${CAMPAIGNS}    scope: { city: 上海 }\n` });
    const late = await promosim(["validate", "late.yaml", "-t", "log.csv"], { cwd });
    const city = await promosim(["validate", "city.yaml", "-t", "log.csv"], { cwd });

    expect(late.code).toBe(0);
    expect(late.stdout).toContain("warning[window-outside-data]");
    expect(city.code).toBe(3);
    expect(city.stderr).toContain("error[missing-column]");
  });
});

describe("generate", () => {
  it("prints what it would write to a file, the same for the same seed", async () => {
    const cwd = temporaryFolder();
    const args = ["generate", "--rows", "200", "--refunds", "5%", "--points", "--seed", "x"];
    await promosim([...args, "--out", "deep/log.csv", "--users-out", "deep/users.csv"], { cwd });
    const { stdout } = await promosim(args, { cwd });

    expect(readFileSync(join(cwd, "deep/log.csv"), "utf8")).toBe(stdout);
    expect(stdout.split("\n").filter((line) => line.includes(",payment,"))).toHaveLength(200);
    expect(readFileSync(join(cwd, "deep/users.csv"), "utf8")).toMatch(/^user_id,/);
    expect((await promosim([...args.slice(0, -1), "y"], { cwd })).stdout).not.toBe(stdout);
  });

  it("writes amounts with the decimals of the currency", async () => {
    expect(await print("generate", "--rows", "20", "--currency", "JPY", "--no-balances")).not.toMatch(/,\d+\.\d+,/);
    expect(await print("generate", "--rows", "20", "--currency", "KWD")).toMatch(/,\d+\.\d{3},/);
  });
});

describe("schema", () => {
  it("is one JSON document", async () => {
    expect(JSON.parse(await print("schema"))).toMatchObject({ type: "object" });
  });

  it("is that of campaign files unless it is asked for another", async () => {
    const titles = await Promise.all(
      [[], ["--of", "campaigns"], ["--of", "attackers"], ["--of", "suites"]].map((of) => print("schema", ...of)),
    );
    expect(titles.map((text) => JSON.parse(text).title)).toEqual([
      "promosim campaign file",
      "promosim campaign file",
      "promosim attackers file",
      "promosim suite",
    ]);
  });
});

describe("help", () => {
  it("lists every command and exit code", async () => {
    const text = await print("--help");

    for (const { name, summary } of COMMANDS) expect(text.replace(/\s+/g, " ")).toContain(`${name} ${summary}`);
    for (const [code, meaning] of EXIT_CODE_MEANINGS) expect(text).toMatch(new RegExp(`\\n  ${code} +${meaning}`));
  });

  it.each(COMMANDS.map(({ name }) => name))(
    "of %s has an example, and a default for every option that may be left out",
    async (name) => {
      const text = await print(name, "--help");
      const options = text
        .slice(text.indexOf("Options:"), text.search(/\n\n(?!Options)[A-Z]/))
        .split(/\n(?= {2}-)/)
        .slice(1);

      expect(text).toMatch(/\nExamples?:\n {2}promosim /);
      const required = [
        "--help",
        ...(name === "replay" ? ["--campaigns", "--transactions"] : []),
        "--map",
        "-c, --campaigns",
      ];
      for (const option of options) {
        if (required.some((flag) => option.includes(flag))) continue;
        expect(option.replace(/\s+/g, " ")).toContain("(default: ");
      }
    },
  );

  it("of replay lists every file of --out", async () => {
    const text = await print("replay", "--help");

    for (const { name } of [...ROW_FILES, ...RESULT_FILES]) expect(text).toContain(`  ${name} `);
  });
});
