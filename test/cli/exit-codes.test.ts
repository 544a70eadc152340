/** What the built tool ends with, for each class of outcome, and what it says on which stream. */
import { mkdirSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { CAMPAIGNS, folderWith, LOG } from "./example.js";
import { promosim } from "./promosim.js";

const REPLAY = ["replay", "-c", "campaigns.yaml", "-t", "log.csv"];
const FORECAST = ["forecast", "-c", "campaigns.yaml", "-t", "log.csv", "--runs", "2"];

describe("exit code 0", () => {
  it("ends a replay, with nothing on standard error", async () => {
    const { code, stderr, stdout } = await promosim(REPLAY, { cwd: folderWith() });

    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout).toContain("ten-off");
  });

  it("ends a replay of a header alone", async () => {
    const cwd = folderWith({ "log.csv": "timestamp,user_id,amount\n" });
    const { code, stdout } = await promosim([...REPLAY, "--format", "json"], { cwd });

    expect(code).toBe(0);
    expect(JSON.parse(stdout).rows).toEqual({ read: 0, replayed: 0, rejected: 0, sorted: false });
  });

  it.each([["--help"], ["--version"], ["help", "replay"], ["replay", "--help"], ["help"]])(
    "ends %s %s",
    async (...args) => {
      const { code, stderr, stdout } = await promosim(args.filter((arg) => arg !== undefined));

      expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
      expect(stdout.length).toBeGreaterThan(4);
    },
  );
});

describe("exit code 2: wrong usage", () => {
  it.each([
    ["no command", [], "Usage: promosim"],
    ["an unknown command", ["reply"], "(Did you mean replay?)"],
    ["an unknown option", [...REPLAY, "--sed", "x"], "(Did you mean --seed?)"],
    ["an option without its value", [...REPLAY, "--seed"], "argument missing"],
    ["a required option left out", ["replay", "-c", "campaigns.yaml"], "--transactions"],
    ["a word that is not allowed", [...REPLAY, "--format", "jsn"], 'Did you mean "json"?'],
    ["an option given twice", [...REPLAY, "--transactions", "other.csv"], "It may be given only once."],
    ["a pair that is none", [...REPLAY, "--map", "amount"], "Expected a pair such as amount=TxnAmt."],
    ["one column mapped twice", [...REPLAY, "--map", "amount=A", "--map", "amount=B"], '--map names "amount" twice'],
    ["an encoding that does not exist", [...REPLAY, "--encoding", "utf-9"], "--encoding: there is no encoding"],
    ["a time that is none", [...REPLAY, "--from", "noon"], '--from: "noon" is not a time'],
    ["a number of rejects that is none", [...REPLAY, "--max-rejects", "few"], "--max-rejects:"],
    ["standard input twice", [...REPLAY.slice(0, 4), "-", "--users", "-"], "can be read only once"],
    ["no file to validate", ["validate"], "no campaign file is named"],
    ["a table without a log", ["validate", "campaigns.yaml", "--users", "u.csv"], "--users needs --transactions"],
    [
      "a price that is none",
      ["validate", "campaigns.yaml", "--price", "1.234"],
      "--price 1.234 is not an amount of CNY",
    ],
    ["a currency that does not exist", ["generate", "--currency", "CNX"], "Did you mean CNY?"],
    ["a number out of range", ["generate", "--days", "5000"], "from 1 to 3660"],
    ["words after the options", [...REPLAY, "more"], "too many arguments"],
  ])("%s", async (_, args, message) => {
    const { code, stdout, stderr } = await promosim(args, { cwd: folderWith() });

    expect({ code, stdout }).toEqual({ code: 2, stdout: "" });
    expect(stderr).toContain(message);
  });
});

describe("exit code 3: bad input", () => {
  it("shows every problem of the campaigns with place, excerpt and remedy, and counts them", async () => {
    const text = CAMPAIGNS.replace("amount_off,", "amount_of,").replace("    name", "    nam");
    const { code, stdout, stderr } = await promosim(REPLAY, { cwd: folderWith({ "campaigns.yaml": text }) });

    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toMatch(
      /^campaigns\.yaml:6:5: error\[unknown-key\]: .*\n {2}6 \| {5}nam: 满五十减十\n {4}\| {5}\^\n {2}help: did you mean "name"\?\n/,
    );
    expect(stderr).toContain('did you mean "amount_off"?');
    expect(stderr.endsWith("\n2 errors\n")).toBe(true);
  });

  it.each([
    ["an empty log", { "log.csv": "" }, "log.csv"],
    ["a log without its header", { "log.csv": LOG.slice(LOG.indexOf("\n") + 1) }, "missing-columns"],
    ["a damaged .gz", { "log.csv": new Uint8Array([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3, 1, 2, 3]) }, "log.csv"],
    ["a column that campaigns need", { "campaigns.yaml": `${CAMPAIGNS}    scope: { city: 上海 }\n` }, "missing-column"],
  ])("%s", async (_, files, message) => {
    const { code, stdout, stderr } = await promosim(REPLAY, { cwd: folderWith(files) });

    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toContain(message);
    expect(stderr).toMatch(/\n1 error\n$/);
  });

  it("refuses a folder without campaign files", async () => {
    const cwd = folderWith({ "empty/readme.txt": "", "empty/.hidden.yaml": CAMPAIGNS });
    const { code, stderr } = await promosim(["validate", "empty"], { cwd });

    expect(code).toBe(3);
    expect(stderr).toContain("empty: error[no-campaign-files]");
  });

  it("stops at the first rejected row with --strict, and writes no file", async () => {
    const cwd = folderWith({ "log.csv": LOG.replace("49.99", "free") });
    const { code, stdout, stderr } = await promosim([...REPLAY, "--strict", "--out", "out"], { cwd });

    expect({ code, stdout }).toEqual({ code: 3, stdout: "" });
    expect(stderr).toContain("log.csv:2:");
    expect(readdirSync(cwd).sort()).toEqual(["campaigns.yaml", "log.csv"]);
  });

  it("stops where more rows are rejected than --max-rejects bears", async () => {
    const cwd = folderWith({ "log.csv": LOG.replaceAll(/\d+\.\d\d$/gm, "none") });

    expect((await promosim([...REPLAY, "--max-rejects", "2"], { cwd })).code).toBe(3);
    expect((await promosim([...REPLAY, "--max-rejects", "99%"], { cwd })).code).toBe(3);
    expect((await promosim([...REPLAY, "--max-rejects", "3"], { cwd })).code).toBe(0);
  });

  it("gives problems as one JSON document to validate --format json", async () => {
    const cwd = folderWith({ "campaigns.yaml": CAMPAIGNS.replace("version: 1", "version: 2") });
    const { code, stdout } = await promosim(["validate", "campaigns.yaml", "--format", "json"], { cwd });

    expect(code).toBe(3);
    expect(JSON.parse(stdout)).toMatchObject({
      valid: false,
      problems: [{ severity: "error", file: "campaigns.yaml", line: 1 }],
    });
  });
});

describe("exit code 4: cannot read or write", () => {
  it.each([
    ["a log that is missing", ["replay", "-c", "campaigns.yaml", "-t", "nowhere.csv"], "cannot read nowhere.csv"],
    ["a folder given as a log", ["replay", "-c", "campaigns.yaml", "-t", "."], "cannot read .: it is a folder"],
    ["a campaign file that is missing", ["replay", "-c", "nowhere.yaml", "-t", "log.csv"], "cannot read nowhere.yaml"],
    ["a table that is missing", [...REPLAY, "--users", "nowhere.csv"], "cannot read nowhere.csv"],
    ["a path through a file", ["validate", "log.csv/x.yaml"], "cannot read log.csv/x.yaml"],
    ["--out that is a file", [...REPLAY, "--out", "log.csv"], "cannot write log.csv"],
    ["--out below a file", [...REPLAY, "--out", "log.csv/deep/er"], "cannot"],
    ["--out where nothing can be made", [...REPLAY, "--out", "/proc/promosim"], "cannot write /proc/promosim: "],
    ["--out of a forecast that is a file", [...FORECAST, "--out", "log.csv"], "cannot write log.csv: it is a file"],
    [
      "--out of a forecast below a file",
      [...FORECAST, "--out", "log.csv/x"],
      "cannot write log.csv/x: a part of its path is no",
    ],
    [
      "--out of a forecast where nothing can be made",
      [...FORECAST, "--out", "/proc/promosim"],
      "cannot write /proc/promosim: ",
    ],
    ["init over files that exist", ["init", "."], "cannot write campaigns.yaml: it exists already"],
    ["generate over a folder", ["generate", "--rows", "1", "--out", "folder"], "cannot write folder: it is a folder"],
  ])("%s", async (_, args, message) => {
    const cwd = folderWith();
    mkdirSync(join(cwd, "folder"));
    const { code, stdout, stderr } = await promosim(args, { cwd });

    expect({ code, stdout }).toEqual({ code: 4, stdout: "" });
    expect(stderr).toContain(message);
    expect(readdirSync(cwd).sort()).toEqual(["campaigns.yaml", "folder", "log.csv"]);
  });
});
