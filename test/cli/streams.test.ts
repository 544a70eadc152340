/** What the built tool reads from and writes to pipes: one result on standard output, colours only where they are wanted. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { CAMPAIGNS, folderWith, LOG } from "./example.js";
import { promosim } from "./promosim.js";

const REPLAY = ["replay", "-c", "campaigns.yaml", "-t", "log.csv"];
const ESCAPE = "\u001b";

describe("standard output", () => {
  it("carries exactly one document with --format json, the same as report.json", async () => {
    const cwd = folderWith();
    const { stdout, stderr } = await promosim([...REPLAY, "--format", "json", "--out", "out"], { cwd });

    expect(JSON.parse(stdout).totals).toMatchObject({ payments: 3, discounted_payments: 2, discount_minor: 2000 });
    expect(readFileSync(join(cwd, "out/report.json"), "utf8")).toBe(stdout);
    expect(stderr).toBe("");
  });

  it("is plain in a pipe, coloured with FORCE_COLOR, plain again with NO_COLOR", async () => {
    const cwd = folderWith();
    const run = async (environment: Record<string, string>) => (await promosim(REPLAY, { cwd, environment })).stdout;
    const plain = await run({});

    expect(plain).not.toContain(ESCAPE);
    expect(await run({ FORCE_COLOR: "1" })).toContain(`${ESCAPE}[`);
    expect(await run({ FORCE_COLOR: "1", NO_COLOR: "1" })).toBe(plain);
    expect(await run({ FORCE_COLOR: "0" })).toBe(plain);
  });

  it("is 80 columns wide in a pipe", async () => {
    const { stdout } = await promosim(REPLAY, { cwd: folderWith(), environment: { COLUMNS: "200" } });

    expect(Math.max(...stdout.split("\n").map((line) => [...line].length))).toBe(80);
  });

  it("may be closed early: a quiet end", async () => {
    const { code, stdout, stderr } = await promosim(["generate", "--rows", "400000"], { onStdout: () => false });

    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
    expect(stdout.startsWith("transaction_id,timestamp,")).toBe(true);
    expect(stdout.length).toBeLessThan(5_000_000);
  });

  it("may be closed before a report comes", async () => {
    const cwd = folderWith();
    const { code, stderr } = await promosim([...REPLAY, "--format", "json"], { cwd, onStdout: () => false });

    expect({ code, stderr }).toEqual({ code: 0, stderr: "" });
  });
});

describe("standard error", () => {
  it("tells of rejected records: how many, the first, and where all are", async () => {
    const log = LOG.replace("49.99", "4\u001b[31m9").replace("80.00", "-80.00");
    const cwd = folderWith({ "log.csv": log });
    const { code, stderr, stdout } = await promosim([...REPLAY, "--out", "out", "--format", "json"], { cwd });

    expect(code).toBe(0);
    expect(stderr.split("\n").slice(0, 3)).toEqual([
      `2 records were rejected; all of them are in ${join("out", "rejects.csv")}`,
      "  log.csv:2: not_an_amount in amount: T1,2026-01-02T10:00:00,ada,4\ufffd[31m9",
      "  log.csv:4: negative in amount: T3,2026-01-02T12:00:00,bob,-80.00",
    ]);
    expect(JSON.parse(stdout).rows).toMatchObject({ read: 3, replayed: 1, rejected: 2 });
  });

  it.each([
    ["a command", ["re\u001b[31m\u202eplay"]],
    ["an option", [...REPLAY, "--\u001b[31m\u202e"]],
    ["a value", [...REPLAY, "--from", "\u001b[31m\u202e"]],
    ["a file that is not there", ["replay", "-c", "campaigns.yaml", "-t", "\u001b[31m\u202e.csv"]],
  ])("repeats %s without what a terminal would obey", async (_, args) => {
    const { stderr } = await promosim(args, { cwd: folderWith() });

    expect(stderr).toContain("\ufffd[31m\ufffd");
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
    expect(stderr).not.toMatch(/[\u001b\u202e]/);
  });

  it("shows no progress where there is no terminal", async () => {
    const { stderr } = await promosim(["generate", "--rows", "20000", "--out", "log.csv"], { cwd: folderWith({}) });

    expect(stderr).toBe("");
  });
});

describe("standard input", () => {
  it("is read for -, plain or gzip, with a fingerprint of the bytes that came", async () => {
    const cwd = folderWith();
    const args = ["replay", "-c", "campaigns.yaml", "-t", "-", "--format", "json"];
    const plain = JSON.parse((await promosim(args, { cwd, stdin: LOG })).stdout);
    const zipped = JSON.parse((await promosim(args, { cwd, stdin: gzipSync(LOG) })).stdout);

    expect(plain.inputs[1].file).toBe("stdin");
    expect(zipped.totals).toEqual(plain.totals);
    expect(plain.totals.payments).toBe(3);
    expect(zipped.inputs[1].sha256).not.toBe(plain.inputs[1].sha256);
  });

  it("that is empty is bad input", async () => {
    const args = ["replay", "-c", "campaigns.yaml", "-t", "-"];
    const { code, stderr } = await promosim(args, { cwd: folderWith(), stdin: "" });

    expect(code).toBe(3);
    expect(stderr).toContain("stdin");
  });
});

describe("the same bytes", () => {
  it("come out under any time zone, language and folder", async () => {
    const log = LOG.replaceAll("bob", "İstanbul");
    const run = async (environment: Record<string, string>) => {
      const cwd = folderWith({ "log.csv": log });
      const json = await promosim([...REPLAY, "--format", "json", "--out", "out"], { cwd, environment });
      const text = await promosim(REPLAY, { cwd, environment });
      return [json.stdout, text.stdout, readFileSync(join(cwd, "out/outcomes.csv"), "utf8")];
    };
    const here = await run({ TZ: "UTC", LANG: "C" });

    expect(await run({ TZ: "America/New_York", LANG: "tr_TR.UTF-8", LC_ALL: "tr_TR.UTF-8" })).toEqual(here);
    expect(here[0]).not.toContain("promosim-"); // the temporary folder
  });

  it("come out whether campaigns stand in one file or in a folder of several", async () => {
    const second = CAMPAIGNS.replaceAll("ten-off", "also-ten").replace("满五十减十", "again");
    const list = second.slice(second.indexOf("  - id:"));
    const cwd = folderWith({
      "one.yaml": CAMPAIGNS + list,
      "many/1.yaml": CAMPAIGNS,
      "many/2.yml": second,
      "many/notes.txt": "?",
    });
    const run = async (path: string) => {
      const { stdout } = await promosim(["replay", "-c", path, "-t", "log.csv", "--format", "json"], { cwd });
      const { inputs, ...rest } = JSON.parse(stdout);
      return { files: inputs.map((input: { file: string }) => input.file), rest };
    };
    const one = await run("one.yaml");
    const many = await run("many");

    expect(many.files).toEqual(["1.yaml", "2.yml", "log.csv"]);
    expect(one.files).toEqual(["one.yaml", "log.csv"]);
    expect(many.rest).toEqual(one.rest);
    expect(one.rest.campaigns.map((campaign: { id: string }) => campaign.id)).toEqual(["ten-off", "also-ten"]);
  });
});
