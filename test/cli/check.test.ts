/** `promosim check` from the command line: what it ends with, what it writes, what it refuses, and how it starts again. */
import { renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { run } from "../../src/cli/main.js";
import { CAMPAIGNS, folderWith } from "./example.js";
import { createMemoryHost, type MemoryOptions } from "./memory-host.js";
import { promosim } from "./promosim.js";
import { parseXml } from "./xml-parser.js";

const GOOD = `version: 1
campaigns: ../campaigns.yaml   # beside the suites
cases:
  - name: ten off eighty
    given:
      payment: { timestamp: 2026-01-02T10:00, user_id: u1, amount:  80.00 }
    expect:
      offers: { ten-off: 10.00 }   # the offer
      payable: '70.00'
  - name: nothing below fifty
    given: { payment: { timestamp: 2026-01-02T10:00, user_id: u1, amount: 49.99 } }
    expect: { offers: none, payable: 49.99 }
`;
const BAD = GOOD.replace("10.00 }   #", "9.00 }   #")
  .replace("'70.00'", "'71.00'")
  .replace("offers: none", "chosen: ten-off");
const FILES = { "campaigns.yaml": CAMPAIGNS, "s/good.suite.yaml": GOOD, "s/notes.yaml": "?" };
const WITH_BAD = { ...FILES, "s/bad.suite.yaml": BAD };

async function check(args: string, files: Record<string, string> = FILES, options: MemoryOptions = {}) {
  const host = createMemoryHost(["check", ...args.split(" ").filter(Boolean)], { ...options, files });
  const code = await run(host);
  return { code, host, files: host.files, ...host.printed };
}

describe("exit codes", () => {
  it("are 0 where all pass, of files and of folders", async () => {
    for (const path of ["s", "s/good.suite.yaml", "s/good.suite.yaml s s/good.suite.yaml"]) {
      const { code, out, err } = await check(path);
      expect({ code, err }).toEqual({ code: 0, err: "" });
      expect(out).toMatch(/\n2 passed, 0 failed\n$/);
    }
  });

  it("are 1 where a check fails, with the place of each value", async () => {
    const { code, out, err } = await check("s", WITH_BAD);
    expect({ code, err }).toEqual({ code: 1, err: "" });
    expect(out).toContain("  8 |       offers: { ten-off: 9.00 }   # the offer\n    |                          ^\n");
    expect(out).toContain("  expected  9.00\n  came      10.00\n");
    expect(out).toMatch(/\n2 passed, 2 failed\n$/);
  });

  it.each<[string, number, string, Record<string, string>, string]>([
    ["no suite", 2, "", {}, "missing required argument"],
    ["a format that does not exist", 2, "s --format junitt", {}, 'Did you mean "junit"?'],
    ["a file of results of no known kind", 2, "s --out results.txt", {}, "ends with .xml or .json"],
    ["a name that no check has", 2, "s --only eightyy", {}, 'no case and no threshold has "eightyy" in its name'],
    ["two ways to go on", 2, "s --update --watch", {}, "cannot be used together"],
    ["a folder without suites", 3, ".", {}, ".: error[no-suites]: the folder has no suites"],
    ["a suite without checks", 3, "s", { "s/good.suite.yaml": "version: 1\ncampaigns: ../campaigns.yaml\n" }, "error["],
    [
      "a word that no outcome is",
      3,
      "s",
      { "s/good.suite.yaml": GOOD.replace("none", "nobody: none") },
      "s/good.suite.yaml:12:",
    ],
    [
      "a campaign that is wrong",
      3,
      "s",
      { "campaigns.yaml": CAMPAIGNS.replace("amount_off,", "x,") },
      "campaigns.yaml:7:23: error[unknown-mode]",
    ],
    ["a suite that is not there", 4, "t", {}, "cannot read t: there is no such file or folder"],
    [
      "campaigns that are not there",
      4,
      "s",
      { "s/good.suite.yaml": GOOD.replace("../", "") },
      "cannot read s/campaigns.yaml",
    ],
  ])("tell %s (%i) from a failed check", async (_, code, args, files, message) => {
    const result = await check(args, { ...FILES, ...files });
    expect({ code: result.code, out: result.out }).toEqual({ code, out: "" });
    expect(result.err).toContain(message);
  });

  it("are 1 for a failed check whose output nobody reads", async () => {
    const cwd = folderWith({ "a.suite.yaml": BAD.replace("../", "") });
    const { code } = await promosim(["check", "a.suite.yaml", "--format", "json"], { cwd, onStdout: () => false });
    expect(code).toBe(1);
  });
});

describe("outputs", () => {
  it("prints one document, and writes files even where checks fail", async () => {
    const { code, out, files } = await check("s --format json -o r.xml -o r.json", WITH_BAD);
    expect(code).toBe(1);
    expect(JSON.parse(out)).toMatchObject({
      schema_version: 1,
      passed: 2,
      failed: 2,
      suites: [{ file: "s/bad.suite.yaml" }, {}],
    });
    expect(files.get("r.json")).toBe(out);
    expect(parseXml(files.get("r.xml") ?? "").attributes).toMatchObject({ tests: "4", failures: "2" });
  });

  it("annotates failures, and problems that let nothing run", async () => {
    const failed = await check("s/bad.suite.yaml --format github", WITH_BAD);
    expect(failed.out).toMatch(
      /^::error file=s\/bad\.suite\.yaml,line=8,col=26,title=ten off eighty::.*9\.00.*10\.00\n/,
    );
    const files = { ...FILES, "campaigns.yaml": CAMPAIGNS.replace("amount_off,", "x,") };
    const bad = await check("s --format github", files);
    expect(bad.code).toBe(3);
    expect(bad.out).toMatch(/^::error file=campaigns\.yaml,line=7,col=23,title=unknown-mode::/);
    expect(bad.err).toContain("error[unknown-");
  });

  it("tells and fails on what --only names, and no more", async () => {
    const { code, out } = await check("s --only fifty", WITH_BAD);
    expect(code).toBe(1);
    expect(out).toMatch(/\n1 passed, 1 failed\n$/);
    expect(out).not.toContain("eighty");
    const cases = BAD.replace("chosen: ten-off", "chosen: none");
    expect((await check("s --only fifty", { ...FILES, "s/bad.suite.yaml": cases })).code).toBe(0);
  });

  it("passes over suites in a folder of campaigns", async () => {
    const files = { "c/campaigns.yaml": CAMPAIGNS, "c/a.suite.yaml": GOOD.replace("../campaigns.yaml", ".") };
    expect((await check("c", files)).code).toBe(0);
  });
});

describe("--update", () => {
  it("writes what came, says so, checks again, and then the same suite passes", async () => {
    const { code, out, err, files } = await check("s --update", WITH_BAD);
    expect(code).toBe(0);
    expect(err).toContain("updated s/bad.suite.yaml:8:26: cases[0].expect.offers.ten-off: 9.00 → 10.00\n");
    expect(err).toContain("\n3 expected values updated\n");
    expect(out).toMatch(/\n4 passed, 0 failed\n$/);
    expect(files.get("s/bad.suite.yaml")).toBe(GOOD.replace("offers: none", "chosen: none"));
    expect(files.get("s/good.suite.yaml")).toBe(GOOD);
    const again = await check("s --update", Object.fromEntries(files));
    expect([again.code, again.err]).toEqual([0, "nothing to update\n\n"]);
    expect([...again.files]).toEqual([...files]);
  });

  it("writes nothing that --only leaves out", async () => {
    const { code, files } = await check("s/bad.suite.yaml --update --only eighty", WITH_BAD);
    expect(code).toBe(0);
    expect(files.get("s/bad.suite.yaml")).toBe(GOOD.replace("offers: none", "chosen: ten-off"));
  });

  it.each(["1", "true", "yes"])("is refused where CI is %s", async (CI) => {
    const { code, err, files } = await check("s --update", WITH_BAD, { environment: { CI } });
    expect(code).toBe(2);
    expect(err).toContain("--update is refused where the environment variable CI is set");
    expect(files.get("s/bad.suite.yaml")).toBe(BAD);
  });

  it.each(["", "false"])('is not refused where CI is "%s"', async (CI) => {
    expect((await check("s --update", WITH_BAD, { environment: { CI } })).code).toBe(0);
  });

  it("leaves all suites as they were where one cannot be written", async () => {
    const files = { ...FILES, "s/a.suite.yaml": BAD, "s/b.suite.yaml": BAD };
    const full = await check("s --update", files, { room: BAD.length + 20 });
    expect(full.code).toBe(4);
    expect(full.err).toContain("no space is left");
    expect(Object.fromEntries(full.files)).toEqual(files);
  });

  it("leaves a value that an anchor shares, and says what to write", async () => {
    const text = BAD.replace("9.00 }   #", "&sum 9.00 }   #").replace(
      "payable: 49.99",
      "contributions: { platform: *sum }",
    );
    const { code, err, files } = await check("s/bad.suite.yaml --update --only eighty", {
      ...FILES,
      "s/bad.suite.yaml": text,
    });
    expect(code).toBe(1);
    expect(err).toContain("not updated: s/bad.suite.yaml:8:");
    expect(files.get("s/bad.suite.yaml")).toBe(text.replace("'71.00'", "'70.00'"));
  });
});

describe("--watch", () => {
  it("checks again on each change, whatever came of the last, until Ctrl-C", async () => {
    const edits = [BAD, "version: [", null, GOOD];
    const seen: (readonly string[])[] = [];
    const onWatch: MemoryOptions["onWatch"] = (host, watched) => {
      seen.push(watched);
      const edit = edits.shift();
      if (edit === undefined) return null;
      if (edit === null) host.files.delete("s/good.suite.yaml");
      else host.files.set("s/good.suite.yaml", edit);
      return "s/good.suite.yaml";
    };
    const { code, out, err } = await check("s/good.suite.yaml --watch", FILES, { onWatch });
    expect(code).toBe(130);
    const runs = out.split(/^Run \d/m).slice(1);
    expect(runs.map((text) => /^\d+ passed, \d+ failed$/m.exec(text)?.[0])).toEqual([
      "2 passed, 0 failed",
      "0 passed, 2 failed",
      undefined,
      undefined,
      "2 passed, 0 failed",
    ]);
    expect(runs[1]).toMatch(/^: s\/good\.suite\.yaml has changed\n/);
    expect(err).toMatch(/error\[[\w-]+\].*\n(.*\n)*1 error\nerror: cannot read s\/good\.suite\.yaml: there is no such/);
    const all = ["s/good.suite.yaml", "campaigns.yaml"];
    const once = (paths: readonly string[]) => [...new Set(paths)];
    expect(seen.map(once)).toEqual([all, all, all.slice(0, 1), all.slice(0, 1), all]);
  });

  it("clears a terminal, and nothing else", async () => {
    const onWatch = () => null;
    const terminal = await check("s --watch", FILES, { onWatch, terminal: 80 });
    expect(terminal.out.startsWith("\u001b[2J\u001b[3J\u001b[HRun 1\n")).toBe(true);
    expect((await check("s --watch", FILES, { onWatch })).out.startsWith("Run 1\n")).toBe(true);
  });

  it("sees files change, and others take their place, on a real machine", async () => {
    const cwd = folderWith({ "a.suite.yaml": GOOD.replace("../", "") });
    const write = (name: string, text: string) => writeFileSync(join(cwd, name), text);
    // Each change is made once the run before it has said that it waits.
    const changes = [
      () => write("campaigns.yaml", CAMPAIGNS.replace("amount_off: 10.00", "amount_off: 11.00")),
      () => {
        write("next.yaml", GOOD.replace("../", "").replaceAll("10.00 }", "11.00 }").replace("70.00", "69.00"));
        renameSync(join(cwd, "next.yaml"), join(cwd, "a.suite.yaml"));
      },
    ];
    let waits = 0;
    const { code, stdout } = await promosim(["check", "a.suite.yaml", "--watch"], {
      cwd,
      stdin: null,
      onStdout: (text) => {
        if (text.includes("Watching")) changes[waits++]?.();
        return true;
      },
      interruptOn: () => waits > changes.length,
    });
    expect(code).toBe(130);
    expect(stdout.match(/^\d+ passed, \d+ failed$/gm)).toEqual([
      "2 passed, 0 failed",
      "1 passed, 1 failed",
      "2 passed, 0 failed",
    ]);
    expect(stdout.match(/^Run \d.*$/gm)).toEqual([
      "Run 1",
      "Run 2: campaigns.yaml has changed",
      "Run 3: a.suite.yaml has changed",
    ]);
  });
});
