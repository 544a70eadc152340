/** The recipes of docs/ci.md, taken from the page and run: good rules pass, broken ones do not, and say why where people look. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { BROKEN_RULE, CI_PAGE, type Done, GOOD_RULE, RULE, ShopRepository } from "./shop-repository.js";
import { parseXml } from "./xml-parser.js";

const PAGE = readFileSync(CI_PAGE, "utf8");

/** The block of the page that follows a heading. */
function recipe(heading: string, language: string): string {
  const [, text] = new RegExp(`\n## ${heading}\n(?:(?!\n## )[^])*?\n\`\`\`${language}\n([^]*?)\`\`\``).exec(PAGE) ?? [];
  if (text === undefined) throw new Error(`no recipe below ${heading}`);
  return text;
}

let shop: ShopRepository;
beforeEach(() => {
  shop = new ShopRepository();
});

interface Step {
  readonly name?: string;
  readonly uses?: string;
  readonly if?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly run?: string;
}

describe("the GitHub workflow", () => {
  const { steps } = parse(recipe("GitHub Actions", "yaml")).jobs.check as { steps: readonly Step[] };

  /** As the runner does it: with `bash -e`, skipping what comes after a failure unless it asks to run. */
  function runJob(rule: string): { steps: Record<string, Done>; said: string; summary: string } {
    const base = shop.git("rev-parse", "HEAD").printed.trim();
    shop.write(RULE, rule);
    shop.git("commit", "--quiet", "-a", "-m", "Other rules");
    const summary = join(shop.folder, "summary.md");
    const said = join(shop.folder, "said.txt");
    const context: Record<string, string> = {
      "github.event.pull_request.base.sha": base,
      "github.event.pull_request.number": "17",
      "github.token": "token",
    };
    const done: Record<string, Done> = {};
    for (const { name, run, env = {}, if: condition } of steps) {
      const failed = Object.values(done).some(({ code }) => code !== 0);
      if (run === undefined || (failed && !condition?.includes("!cancelled()"))) continue;
      const values = Object.entries(env).map(([key, value]) => {
        const [, expression] = /^\$\{\{ ([\w.]+) \}\}$/.exec(value) ?? [];
        expect(context).toHaveProperty([expression]);
        return [key, context[expression]] as const;
      });
      done[name ?? run] = shop.run("bash", ["-e", "-c", run], {
        CI: "true",
        GITHUB_WORKSPACE: shop.folder,
        GITHUB_STEP_SUMMARY: summary,
        PATH: shop.pathWith("gh", `#!/bin/sh\necho "$GH_TOKEN $@" >> "${said}"\ncat "$5" >> "${said}"\n`),
        ...Object.fromEntries(values),
      });
    }
    const textOf = (path: string) => shop.run("cat", [path]).printed;
    return { steps: done, said: textOf(said), summary: textOf(summary) };
  }

  it("passes with good rules, and tells of the comparison", () => {
    const { steps: done, said, summary } = runJob(GOOD_RULE);
    expect(Object.entries(done).map(([name, { code }]) => [name, code])).toEqual([
      ["npm ci", 0],
      ["Check the suites", 0],
      ["Compare with the rules as they were", 0],
      ["Tell the pull request", 0],
    ]);
    expect(done["Check the suites"].printed).toBe("1 passed, 0 failed\n");
    expect(summary).toContain("No outcome changes");
    expect(said).toBe(`token pr comment 17 --body-file comparison.md --edit-last --create-if-none\n${summary}`);
    expect(parseXml(readFileSync(join(shop.folder, "results.xml"), "utf8")).attributes.failures).toBe("0");
  });

  it("fails with a broken rule, on the suite's line, and still tells of the comparison", () => {
    const { steps: done, said, summary } = runJob(BROKEN_RULE);
    expect(Object.entries(done).map(([name, { code }]) => [name, code])).toEqual([
      ["npm ci", 0],
      ["Check the suites", 1],
      ["Compare with the rules as they were", 1],
      ["Tell the pull request", 0],
    ]);
    expect(done["Check the suites"].printed).toMatch(
      /^::error file=suites\/campaigns\.suite\.yaml,line=6,col=24,title=ten off eighty::.*70\.00.*68\.00\n0 passed, 1 failed\n$/,
    );
    expect(done["Compare with the rules as they were"].printed).toContain("failed: totals.discount_minor > +5%");
    expect(summary).toContain("| ten-off | 20.00 | 24.00 | +4.00 |");
    expect(said).toContain(summary);
    expect(parseXml(readFileSync(join(shop.folder, "results.xml"), "utf8")).attributes.failures).toBe("1");
  });

  it("tells a rule that cannot be read from a failed check", () => {
    const { steps: done, said } = runJob(BROKEN_RULE.replace("amount_off,", "amount_of,"));
    expect(Object.values(done).map(({ code }) => code)).toEqual([0, 3, 3, 0]);
    expect(done["Check the suites"].printed).toContain("::error file=campaigns/campaigns.yaml,line=7,col=23,");
    expect(said).toContain("No such file");
  });

  it("has nothing to run that the test does not, and installs before it checks", () => {
    expect(steps.map(({ name, uses, run }) => name ?? uses?.replace(/@v\d+$/, "") ?? run)).toEqual([
      "actions/checkout",
      "actions/setup-node",
      "npm ci",
      "Check the suites",
      "Compare with the rules as they were",
      "Tell the pull request",
      "actions/upload-artifact",
    ]);
  });
});

describe("the pre-commit hook", () => {
  const { repos } = parse(recipe("pre-commit", "yaml"));
  const [hook] = repos[0].hooks;

  /** As pre-commit does it: without a shell, if a staged file matches, without the names of files. */
  function commit(): Done | null {
    const staged = shop.git("diff", "--cached", "--name-only").printed.trim().split("\n");
    if (!staged.some((name) => new RegExp(hook.files).test(name))) return null;
    const [command, ...args] = hook.entry.split(" ");
    return shop.run(command, args);
  }

  it("lets good rules through, stops broken ones, and leaves other commits alone", () => {
    expect(repos[0].repo).toBe("local");
    expect(hook).toMatchObject({ language: "system", pass_filenames: false });
    shop.install();
    shop.write(RULE, GOOD_RULE);
    shop.git("add", RULE);
    expect(commit()).toMatchObject({ code: 0 });
    shop.write(RULE, BROKEN_RULE);
    shop.git("add", RULE);
    const stopped = commit();
    expect(stopped?.code).toBe(1);
    expect(stopped?.printed).toContain("  suites/campaigns.suite.yaml:6:24\n");
    shop.git("commit", "--quiet", "-m", "Whatever");
    shop.write("README.md", "Rules of the shop\n");
    shop.git("add", "README.md");
    expect(commit()).toBeNull();
  });
});

describe("the plain hook", () => {
  it("checks what is staged, stops broken rules, and leaves other commits alone", () => {
    shop.write(".githooks/pre-commit", recipe("A plain git hook", "sh"), 0o755);
    shop.git("config", "core.hooksPath", ".githooks");
    shop.install();
    const commit = (...files: string[]) => {
      shop.git("add", ...files);
      return shop.git("commit", "--quiet", "-m", "Change");
    };

    shop.write(RULE, BROKEN_RULE);
    const stopped = commit(RULE);
    expect(stopped.code).toBe(1);
    expect(stopped.printed).toContain("  suites/campaigns.suite.yaml:6:24\n");
    expect(stopped.printed).toContain("0 passed, 1 failed");
    shop.write(RULE, GOOD_RULE);
    shop.git("add", RULE);
    shop.write(RULE, BROKEN_RULE); // not staged
    const passed = shop.git("commit", "--quiet", "-m", "Change");
    expect(passed.code).toBe(0);
    expect(passed.printed).toContain("1 passed, 0 failed");
    expect(commit(".githooks")).toEqual({ code: 0, printed: "" });
  });
});
