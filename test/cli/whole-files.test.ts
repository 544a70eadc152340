/** Files appear whole or not at all: on a full disk, after an interruption, where a name is taken. */
import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { run } from "../../src/cli/main.js";
import { CAMPAIGNS, folderWith, LOG } from "./example.js";
import { createMemoryHost } from "./memory-host.js";
import { promosim } from "./promosim.js";

const INPUTS = { "campaigns.yaml": CAMPAIGNS, "log.csv": LOG };
const REPLAY = ["replay", "-c", "campaigns.yaml", "-t", "log.csv", "--out", "out"];
const OUTPUTS = [
  "burn.csv",
  "cashback.csv",
  "contributions.csv",
  "histograms.csv",
  "mismatches.csv",
  "outcomes.csv",
  "redemptions.csv",
  "rejects.csv",
  "report.json",
];

describe("--out", () => {
  it("writes every file, and leaves no draft beside them", async () => {
    const cwd = folderWith();
    await promosim(REPLAY, { cwd });

    expect(readdirSync(join(cwd, "out")).sort()).toEqual(OUTPUTS);
  });

  it("replaces the files of an earlier run, and touches no other", async () => {
    const files = { ...INPUTS, "out/report.json": "old", "out/notes.txt": "mine" };
    const host = createMemoryHost(REPLAY, { files });
    host.folders.add("out");

    expect(await run(host)).toBe(0);
    expect(host.files.get("out/report.json")).toMatch(/^\{\n/);
    expect(host.files.get("out/notes.txt")).toBe("mine");
  });

  it.each([10, 150, 500, 2000])("leaves all as it was where the disk is full after %d characters", async (room) => {
    const files = { ...INPUTS, "out/report.json": "old" };
    const host = createMemoryHost(REPLAY, { files, room });
    host.folders.add("out");

    expect(await run(host)).toBe(4);
    expect(host.printed.out).toBe("");
    expect(host.printed.err).toContain("no space is left on the device");
    expect(Object.fromEntries(host.files)).toEqual(files);
  });

  it("removes a folder that it made for nothing", async () => {
    const host = createMemoryHost(REPLAY, { files: INPUTS, room: 10 });

    expect(await run(host)).toBe(4);
    expect([...host.folders]).toEqual(["."]);
  });

  it("leaves no draft where a file cannot take its place", async () => {
    const host = createMemoryHost(REPLAY, { files: INPUTS, stuck: "out/rejects.csv" });

    expect(await run(host)).toBe(4);
    expect(host.printed.err).toContain("cannot write out/rejects.csv: permission denied");
    expect([...host.files.keys()].filter((name) => name.endsWith(".tmp"))).toEqual([]);
  });
});

describe("an interruption", () => {
  it("during a replay leaves no file, and ends with 130", async () => {
    const host = createMemoryHost(REPLAY, { files: INPUTS, onWrite: (machine) => machine.interrupt() });

    expect(await run(host)).toBe(130);
    expect(Object.fromEntries(host.files)).toEqual(INPUTS);
    expect(host.printed).toEqual({ out: "", err: "" });
  });

  it("by Ctrl-C ends the process with 130, and its draft is gone", async () => {
    const cwd = folderWith();
    const args = ["generate", "--rows", "5000000", "--out", "big.csv"];
    const { code, signal } = await promosim(args, {
      cwd,
      interruptOn: () => readdirSync(cwd).some((name) => name.endsWith(".tmp")),
    });

    expect({ code, signal }).toEqual({ code: 130, signal: null });
    expect(readdirSync(cwd).sort()).toEqual(["campaigns.yaml", "log.csv"]);
  });

  it("by Ctrl-C in the middle of a replay ends it there", async () => {
    const rows = Array.from({ length: 600_000 }, (_, i) => `2026-01-02,u${i % 1000},80.00\n`);
    const cwd = folderWith({ "log.csv": `timestamp,user_id,amount\n${rows.join("")}` });
    const args = ["replay", "-c", "campaigns.yaml", "-t", "log.csv", "--out", "out"];
    const { code, stdout } = await promosim(args, {
      cwd,
      interruptOn: () => existsSync(join(cwd, "out")) && readdirSync(join(cwd, "out")).length > 0,
    });

    expect({ code, stdout }).toEqual({ code: 130, stdout: "" });
    expect(readdirSync(cwd).sort()).toEqual(["campaigns.yaml", "log.csv"]);
  });

  it("while standard input keeps the tool waiting ends it too", async () => {
    const cwd = folderWith();
    const args = ["replay", "-c", "campaigns.yaml", "-t", "-"];
    const { code } = await promosim(args, { cwd, stdin: null, interruptOn: (elapsedMs) => elapsedMs > 1500 });

    expect(code).toBe(130);
  });
});

describe("a bug", () => {
  it("is told in short on standard error, and ends with 70", async () => {
    const host = createMemoryHost(REPLAY, {
      files: INPUTS,
      onWrite: () => {
        throw new TypeError("something is not a function");
      },
    });

    expect(await run(host)).toBe(70);
    expect(host.printed.out).toBe("");
    expect(host.printed.err).toMatch(/^promosim stopped on a bug of its own/);
    expect(host.printed.err).toContain("TypeError: something is not a function");
    expect(host.printed.err.split("\n").length).toBeLessThan(16);
    expect(Object.fromEntries(host.files)).toEqual(INPUTS);
  });
});

describe("a terminal", () => {
  it("gets colours and its own width, and progress that is erased", async () => {
    const log = `${LOG}${Array.from({ length: 3 }, (_, i) => `X${i},2026-01-03,ada,60.00\n`).join("")}`;
    const host = createMemoryHost(REPLAY.slice(0, 5), { files: { ...INPUTS, "log.csv": log }, terminal: 132 });

    expect(await run(host)).toBe(0);
    expect(host.printed.out).toContain("\u001b[");
    const lines = stripVTControlCharacters(host.printed.out).split("\n");
    expect(Math.max(...lines.map((line) => [...line].length))).toBe(132);
    expect(host.printed.err.startsWith("\r\u001b[K")).toBe(true);
    expect(host.printed.err).toContain("rows/s");
    expect(host.printed.err.endsWith("\r\u001b[K")).toBe(true);
  });

  it("stays plain with NO_COLOR", async () => {
    const host = createMemoryHost(REPLAY.slice(0, 5), { files: INPUTS, terminal: 80, environment: { NO_COLOR: "1" } });

    expect(await run(host)).toBe(0);
    expect(host.printed.out).not.toContain("\u001b");
  });
});
