/** `promosim replay --detect` as a user meets it: the section, the document, suspects.csv, and what is wrong with a request. */
import { parse } from "csv-parse/sync";
import { describe, expect, it } from "vitest";
import { run } from "../../src/cli/main.js";
import { createMemoryHost } from "../cli/memory-host.js";
import { CHOICE, campaignFile, detect } from "./campaigns.js";
import { madeLog } from "./made-log.js";

const CAMPAIGNS = campaignFile([CHOICE]);
const QUIET = { rows: 600, users: 60, seed: "quiet", technical: 0.05, short: 0.02 };
const ATTACKED = { ...QUIET, attackers: { accounts: 3, attempts: 60, price: 100, balance: 92 } };

async function replay(log: string, ...args: string[]) {
  const files = { "campaigns.yaml": CAMPAIGNS, "log.csv": log };
  const host = createMemoryHost(["replay", "-c", "campaigns.yaml", "-t", "log.csv", ...args], { files });
  const code = await run(host);
  return { code, out: host.printed.out, err: host.printed.err, files: host.files };
}

const records = (text: string | undefined): Record<string, string>[] => parse(text ?? "", { columns: true });

describe("replay --detect", () => {
  it("names exactly the attackers, in the report, the document and suspects.csv", async () => {
    const { code, out, err, files } = await replay(madeLog(ATTACKED), "--detect", "--out", "out");
    expect([code, err]).toEqual([0, ""]);
    const section = out.slice(out.indexOf("\nDetection "), out.indexOf("\nAll discounts") >>> 0);
    for (const text of [
      "3 suspicions",
      "bad-0",
      "bad-1",
      "bad-2",
      "A suspicion is no proof",
      "hardly a trace",
      "attack share",
    ])
      expect(section.replace(/\n +/g, " ")).toContain(text);

    const rows = records(files.get("out/suspects.csv"));
    expect(rows.map(({ identity }) => identity).sort()).toEqual(["bad-0", "bad-1", "bad-2"]);
    for (const row of rows) {
      expect(row.campaign_id).toBe("c1");
      expect(row.reasons).toMatch(/\d+ declined payments that a larger draw would have saved/);
      expect(Number(row.attempts)).toBe(60);
      expect(Number(row.failed_tries)).toBeGreaterThan(40);
      expect(Number(row.corrected_p_value)).toBeLessThan(0.01);
      expect(Number(row.p_value)).toBeLessThan(Number(row.corrected_p_value));
      expect(Date.parse(row.first_at)).toBeLessThan(Date.parse(row.last_at));
    }
    const { detection } = JSON.parse(files.get("out/report.json") ?? "");
    expect(detection).toMatchObject({ by: "user_id", correction: "holm", level: 0.01 });
    expect(detection.suspects.map(({ identity }: { identity: string }) => identity)).toEqual(
      rows.map(({ identity }) => identity),
    );
    expect(detection.campaigns[0]).toMatchObject({ campaign_id: "c1", suspects: 3 });
    expect(["abused", "suspected"]).toContain(detection.campaigns[0].verdict);
  });

  it("writes a header alone where nobody is suspected", async () => {
    const { out, files } = await replay(madeLog(QUIET), "--detect", "--out", "out");
    expect(out).toContain("\n  No user_id is suspected.\n");
    expect(out).toContain("inconspicuous");
    expect(files.get("out/suspects.csv")).toMatch(/^identity,campaign_id,reasons,[a-z_,]+\n$/);
  });

  it("changes nothing else: without it there is no trace of it", async () => {
    const log = madeLog(ATTACKED);
    const [without, withIt] = [await replay(log, "--out", "out"), await replay(log, "--detect", "--out", "out")];
    expect(without.files.has("out/suspects.csv")).toBe(false);
    const [plain, found] = [without, withIt].map(({ files }) => JSON.parse(files.get("out/report.json") ?? ""));
    expect(plain).not.toHaveProperty("detection");
    const { detection, ...rest } = found;
    expect(detection).toBeTypeOf("object");
    expect(rest).toEqual(plain);
    expect(without.out).not.toContain("Detection");
    for (const line of without.out.split("\n")) expect(withIt.out.split("\n")).toContain(line);
  });

  it("is the same for the same input", async () => {
    const args = ["--detect", "--format", "json"];
    expect((await replay(madeLog(ATTACKED), ...args)).out).toBe((await replay(madeLog(ATTACKED), ...args)).out);
  });

  it("has nothing to say of campaigns without chance", async () => {
    const fixed = campaignFile(["{ mode: amount_off, tiers: [{ minimum_amount: 50.00, amount_off: 5.00 }] }"]);
    const host = createMemoryHost(["replay", "-c", "c.yaml", "-t", "log.csv", "--detect"], {
      files: { "c.yaml": fixed, "log.csv": madeLog(ATTACKED) },
    });
    expect(await run(host)).toBe(0);
    expect(host.printed.out.replace(/\n +/g, " ")).toContain("there is nothing that could be tried for");
  });
});

describe("replay --detect-by", () => {
  it("joins accounts that share a device", async () => {
    const many = { ...QUIET, attackers: { accounts: 60, attempts: 2, price: 100, balance: 92 } };
    const byUser = await replay(madeLog(many), "--detect", "--out", "out");
    const byDevice = await replay(madeLog(many), "--detect", "--detect-by", "device_id", "--out", "out");
    const names = ({ files }: { files: ReadonlyMap<string, string> }) =>
      records(files.get("out/suspects.csv"))
        .map(({ identity }) => identity)
        .sort();
    expect(names(byUser)).toEqual([]);
    expect(names(byDevice)).toEqual(["farm-0", "farm-1", "farm-2"]);
    expect(byDevice.out).toContain("By device_id: ");
  });

  it("takes an identity that the campaign file names", async () => {
    const identities = "identities: { person: [user_id, device_id] }\n";
    const many = { ...QUIET, attackers: { accounts: 60, attempts: 2, price: 100, balance: 92 } };
    const { detection } = await detect(`${identities}${CAMPAIGNS}`, madeLog(many), { by: "person" });
    expect(detection.by).toBe("person");
    expect(detection.suspects).toHaveLength(3);
    for (const { identity } of detection.suspects) expect(identity).toMatch(/^user_id=bad-\d+$/);
  });

  it.each([
    [["--detect", "--detect-by", "device"], '--detect-by: the data has no column "device"; did you mean "device_id"?'],
    [["--detect-by", "device_id"], "--detect-by needs --detect"],
    [["--detect", "--detect-by", ""], "It is empty."],
  ])("refuses %j", async (args, message) => {
    const { code, out, err } = await replay(madeLog(QUIET), ...args);
    expect([code, out]).toEqual([2, ""]);
    expect(err).toContain(message);
  });
});

describe("a report with detection", () => {
  it.each([20, 40, 80, 120])("is never wider than %d columns", async (terminal) => {
    const files = {
      "campaigns.yaml": CAMPAIGNS,
      "log.csv": madeLog(ATTACKED).replaceAll("bad-1", "\u001b[31m周五信用卡满减周五信用卡"),
    };
    const args = ["replay", "-c", "campaigns.yaml", "-t", "log.csv", "--detect"];
    const host = createMemoryHost(args, { files, terminal, environment: { NO_COLOR: "1" } });
    expect(await run(host)).toBe(0);
    const { default: stringWidth } = await import("string-width");
    const lines = host.printed.out.split("\n");
    for (const line of lines) expect(stringWidth(line)).toBeLessThanOrEqual(terminal);
    expect(host.printed.out).not.toContain("\u001b");
  });
});
