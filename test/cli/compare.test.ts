/** `promosim compare` from the command line: what it prints in each format, what it fails on, what it refuses, and against a saved run. */
import { stripVTControlCharacters } from "node:util";
import { describe, expect, it } from "vitest";
import { run } from "../../src/cli/main.js";
import { createMemoryHost } from "./memory-host.js";

const BEFORE = `version: 1
currency: CNY
timezone: Asia/Shanghai
campaigns:
  - id: friday
    discount: { mode: amount_off, every: 100.00, amount_off: 5.00 }
    funding: { bank: 80%, shop: 20% }
  - id: rain
    budget: { total: 6.00 }
    discount: { mode: amount_off, tiers: [{ minimum_amount: 20.00, amount_off: 2.00 }] }
    funding: { shop: 100% }
`;
/** One more for friday; rain lasts for one payment less. */
const AFTER = BEFORE.replace("amount_off: 5.00 }", "amount_off: 6.00 }").replace("total: 6.00", "total: 4.0");

// A to D pay 100.00, which is friday's; E to H pay 50.00, of which rain pays for three.
const LOG = [
  "transaction_id,timestamp,user_id,amount",
  ...["A", "B", "C", "D"].map((user, i) => `T${i},2026-01-02T10:00:0${i},${user},100.00`),
  ...["E", "F", "G", "H"].map((user, i) => `T${i + 4},2026-01-02T11:00:0${i},${user},50.00`),
].join("\n");

const FILES = { "a.yaml": BEFORE, "b.yaml": AFTER, "log.csv": `${LOG}\n` };

async function promosim(args: readonly string[], files: Record<string, string> = FILES, terminal?: number) {
  const host = createMemoryHost(args, terminal === undefined ? { files } : { files, terminal });
  const code = await run(host);
  return { code, files: host.files, ...host.printed };
}

const compare = (...args: string[]) =>
  promosim(["compare", "--before", "a.yaml", "--after", "b.yaml", "-t", "log.csv", ...args]);

describe("what it says", () => {
  it("prints changes, figures and edits as text", async () => {
    const { code, out, err } = await compare();
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain("5 rows of 8 change, for 5 users of 8; discounts are 2.00 CNY higher.\n");
    expect(out).toMatch(/\n {2}friday +20\.00 +24\.00 +\+4\.00 +\+\d\.00 to \+\d\.00\n/);
    expect(out).toMatch(/\n {2}bank +16\.00 +19\.20 +\+3\.20 /);
    expect(out).toMatch(/\n {2}larger +4 +\+4\.00 /);
    expect(out).toMatch(/\n {2}lost +1 +-2\.00 /);
    expect(out).toContain("  friday: amount_off 5.00 → 6.00 (b.yaml:6:62)\n");
    expect(out).toContain("  rain: budget.total 6.00 → 4.0 (b.yaml:9:22)\n");
  });

  it.each([80, 120])("fits %i columns", async (width) => {
    const { out } = await promosim(
      ["compare", "--before", "a.yaml", "--after", "b.yaml", "-t", "log.csv", "--fail-on", "totals.payments > 9"],
      FILES,
      width,
    );
    const lines = stripVTControlCharacters(out).split("\n");
    expect(lines.length).toBeGreaterThan(30);
    expect(lines.filter((line) => line.length > width)).toEqual([]);
  });

  it("prints the document as JSON, and writes it with the tables", async () => {
    const { code, out, files } = await compare("--format", "json", "--out", "out");
    const document = JSON.parse(out);
    expect(code).toBe(0);
    expect(Object.keys(document)).toEqual(
      "schema_version tool seed currency timezone before after inputs rows users changes totals campaigns sponsors edits interval conditions warnings".split(
        " ",
      ),
    );
    expect(document.totals.discount_minor).toMatchObject({ before: 2600, after: 2800, difference: 200 });
    expect(Object.keys(document.totals.discount_minor.interval_95)).toEqual(["low", "high"]);
    expect(document.campaigns.map(({ id, presence }: Record<string, string>) => [id, presence])).toEqual([
      ["friday", "both"],
      ["rain", "both"],
    ]);
    expect(files.get("out/compare.json")).toBe(out);
    expect(files.get("out/changes.csv")?.split("\n").slice(0, 2)).toEqual([
      "transaction_id,timestamp,type,user_id,class,campaign_before,campaign_after,discount_before,discount_after,difference,payable_before,payable_after,reason_before,reason_after",
      "T0,2026-01-02T10:00:00+08:00,payment,A,larger,friday,friday,5.00,6.00,1.00,95.00,94.00,,",
    ]);
    expect(files.get("out/changes.csv")?.split("\n")[5]).toBe(
      "T6,2026-01-02T11:00:02+08:00,payment,G,lost,rain,,2.00,0.00,-2.00,48.00,50.00,,budget_exhausted",
    );
    expect(files.get("out/summary.csv")).toContain("\ntotals,,payable,574.00,572.00,-2.00,,\n");
  });

  it("prints Markdown in which no name is markup", async () => {
    const name = 'budget: { total: 4.0 }\n    name: "| <b>**x** @all [a](b)"';
    const files = { ...FILES, "b.yaml": AFTER.replace("budget: { total: 4.0 }", name) };
    const { out } = await promosim(
      "compare --before a.yaml --after b.yaml -t log.csv --format markdown".split(" "),
      files,
    );
    expect(out).toContain("| friday | 20.00 | 24.00 | +4.00 | ");
    expect(out).toContain("| larger | 4 | +4.00 |\n| lost | 1 | -2.00 |\n");
    expect(out).toContain("- rain: name added: \\| &lt;b&gt;\\*\\*x\\*\\* &#64;all \\[a\\]\\(b\\) ");
  });

  it("says that nothing changes where nothing does, and which edits mean the same", async () => {
    const files = {
      ...FILES,
      "b.yaml": BEFORE.replace("total: 6.00", "total: 6").replace("- id: rain", "- id: rain\n    name: Rain"),
    };
    const { out } = await promosim("compare --before a.yaml --after b.yaml -t log.csv".split(" "), files);
    expect(out).toContain("No outcome changes: 8 rows of the log are as before.");
    expect(out).toContain("rain: budget.total 6.00 → 6 (means the same)");
    expect(out).toContain("rain: name added: Rain (no replay reads it)");
  });

  it("tells campaigns that come, go, and change places", async () => {
    const [head, friday, rain] = BEFORE.split(/(?=^ {2}- id)/m);
    const third = rain.replace("id: rain", "id: snow");
    const files = { ...FILES, "a.yaml": head + friday + rain, "b.yaml": head + third + rain + friday };
    const { out } = await promosim("compare --before a.yaml --after b.yaml -t log.csv".split(" "), files);
    expect(out).toContain("snow: campaign added (b.yaml:5:5)");
    expect(out).toContain("all campaigns: another order, which breaks ties: friday, rain → rain, friday");
    expect(out).toMatch(/\n {2}snow \(new\) +0\.00 /);
    const back = await promosim("compare --before b.yaml --after a.yaml -t log.csv".split(" "), files);
    expect(back.out).toContain("snow: campaign removed (b.yaml:5:5)");
    expect(back.out).toMatch(/\n {2}snow \(removed\) /);
  });
});

describe("--fail-on", () => {
  it("ends with 1 and says what failed, and only that", async () => {
    const { code, out, err } = await compare(
      "--fail-on",
      "totals.discount_minor > +1%",
      "--fail-on",
      "changes.lost > 1",
    );
    expect(code).toBe(1);
    expect(err).toBe(
      "failed: totals.discount_minor > +1%: totals.discount_minor changed by +2.00, which is above +0.26 (26.00 before, 28.00 after)\n",
    );
    expect(out).toContain("FAILED totals.discount_minor > +1%");
    expect(out).toContain("passed changes.lost > 1: changes.lost is 1, which is not above 1");
  });

  it("ends with 0 at the boundary", async () => {
    const { code, out, err } = await compare("--fail-on", "totals.discount_minor > +2.00");
    expect({ code, err }).toEqual({ code: 0, err: "" });
    expect(out).toContain(
      "passed totals.discount_minor > +2.00: totals.discount_minor changed by +2.00,\nwhich is not above +2.00",
    );
  });

  it("refuses a figure that does not exist, before it reads the log", async () => {
    const args = ["compare", "--before", "a.yaml", "--after", "b.yaml", "-t", "log.csv"];
    const files = { ...FILES, "log.csv": "no such columns\n" };
    const { code, err } = await promosim([...args, "--fail-on", "totals.discont_minor > +1%"], files);
    expect(code).toBe(2);
    expect(err).toContain('there is no figure called "totals.discont_minor"; the nearest are totals.discount_minor,');
  });
});

describe("against a saved run", () => {
  async function saved(before = FILES["a.yaml"]) {
    const { files } = await promosim("replay -c a.yaml -t log.csv --out run --seed s".split(" "), {
      ...FILES,
      "a.yaml": before,
    });
    return Object.fromEntries(files);
  }
  const against = (files: Record<string, string>, ...more: string[]) =>
    promosim(["compare", "--before-run", "run", "--after", "b.yaml", "-t", "log.csv", ...more], files);

  it("finds the same changes, takes its seed, and says what it does not know", async () => {
    const { code, out, files } = await against(await saved(), "--out", "out");
    expect(code).toBe(0);
    expect(out).toContain("5 rows of 8 change, for 5 users of 8; discounts are 2.00 CNY higher.");
    expect(out).toMatch(/\n {2}bank +16\.00 +19\.20 +\+3\.20 +not known\n/);
    expect(out).toContain("not known: the run before was saved without its rules");
    expect(out).toMatch(/seed +s\n/);
    expect(files.get("out/changes.csv")).toContain("G,lost,rain,,2.00,0.00,-2.00,48.00,50.00,,budget_exhausted\n");
  });

  it.each([
    ["another log", { "log.csv": `${LOG.replace("50.00", "51.00")}\n` }, "not-the-same-log", "SHA-256"],
    ["a report that is none", { "run/report.json": "{}" }, "not-a-report", "no report of promosim replay"],
    ["outcomes of other rows", { "run/outcomes.csv": "" }, "not-the-same-run", 'has no column "transaction_id"'],
  ])("refuses %s", async (_, change, problem, words) => {
    const { code, err } = await against({ ...(await saved()), ...change });
    expect(code).toBe(3);
    expect(err).toContain(`error[${problem}]`);
    expect(err).toContain(words);
  });

  it("refuses outcomes with a row missing, or one too many", async () => {
    const files = await saved();
    const lines = files["run/outcomes.csv"].trimEnd().split("\n");
    const fewer = await against({ ...files, "run/outcomes.csv": `${lines.toSpliced(3, 1).join("\n")}\n` });
    const more = await against({ ...files, "run/outcomes.csv": `${[...lines, lines[8]].join("\n")}\n` });
    expect([fewer.code, more.code]).toEqual([3, 3]);
    expect(fewer.err).toContain('does not have the payment "T2"');
    expect(more.err).toContain("has rows that the log lacks");
  });

  it("refuses another seed", async () => {
    const { code, err } = await against(await saved(), "--seed", "other");
    expect(code).toBe(2);
    expect(err).toContain('--seed: the saved run has the seed "s"');
  });
});

describe("broken input", () => {
  it("wants one before side", async () => {
    const { code, err } = await promosim(["compare", "--after", "b.yaml", "-t", "log.csv"]);
    expect({ code, err }).toEqual({ code: 2, err: "error: give either --before or --before-run\n" });
  });

  it("refuses sides in two currencies", async () => {
    const files = { ...FILES, "b.yaml": AFTER.replace("CNY", "USD") };
    const { code, err } = await promosim("compare --before a.yaml --after b.yaml -t log.csv".split(" "), files);
    expect(code).toBe(3);
    expect(err).toContain("error[sides-differ]: the currency is CNY before and USD after");
  });

  it("tells the problems of a campaign file with their place, and leaves no file", async () => {
    const files = { ...FILES, "b.yaml": AFTER.replace("budget: {", "budgets: {") };
    const {
      code,
      err,
      files: left,
    } = await promosim("compare --before a.yaml --after b.yaml -t log.csv --out out".split(" "), files);
    expect(code).toBe(3);
    expect(err).toContain("b.yaml:9:5: error[");
    expect([...left.keys()].filter((name) => name.startsWith("out"))).toEqual([]);
  });
});
