/** A git repository of the kind that docs/ci.md is written for, with the built tool as its dependency. */
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { CAMPAIGNS, LOG } from "./example.js";
import { temporaryFolder } from "./promosim.js";

const BINARY = new URL("../../bin/promosim.js", import.meta.url).href;

const SUITE = `version: 1
campaigns: ../campaigns
cases:
  - name: ten off eighty
    given: { payment: { timestamp: 2026-01-02T10:00, user_id: u1, amount: 80.00 } }
    expect: { payable: 70.00 }
`;

export const RULE = "campaigns/campaigns.yaml";
export const GOOD_RULE = CAMPAIGNS.replace("满五十减十", "ten off");
export const BROKEN_RULE = CAMPAIGNS.replace("amount_off: 10.00", "amount_off: 12.00");

/** `npm ci` finds the dependency in the repository itself: nothing is asked of a registry. */
const FILES: Readonly<Record<string, string>> = {
  "package.json": JSON.stringify({ name: "shop", private: true, devDependencies: { promosim: "file:tool" } }),
  "package-lock.json": JSON.stringify({
    name: "shop",
    lockfileVersion: 3,
    requires: true,
    packages: {
      "": { name: "shop", devDependencies: { promosim: "file:tool" } },
      "node_modules/promosim": { resolved: "tool", link: true },
      tool: { name: "promosim", version: "0.0.0", dev: true, bin: { promosim: "promosim.js" } },
    },
  }),
  "tool/package.json": JSON.stringify({
    name: "promosim",
    version: "0.0.0",
    type: "module",
    bin: { promosim: "promosim.js" },
  }),
  "tool/promosim.js": `#!/usr/bin/env node\nawait import(${JSON.stringify(BINARY)});\n`,
  ".gitignore": "node_modules/\n",
  [RULE]: CAMPAIGNS,
  "suites/campaigns.suite.yaml": SUITE,
  "data/transactions.csv": LOG,
};

export interface Done {
  readonly code: number | null;
  /** Both streams. */
  readonly printed: string;
}

export class ShopRepository {
  readonly folder = temporaryFolder();
  private readonly home = temporaryFolder();

  /** With one commit of everything. */
  constructor() {
    for (const [name, text] of Object.entries(FILES)) this.write(name, text);
    this.git("init", "--quiet", "--initial-branch=main");
    this.git("add", ".");
    this.git("commit", "--quiet", "-m", "Rules");
  }

  write(name: string, text: string, mode = 0o644): void {
    mkdirSync(dirname(join(this.folder, name)), { recursive: true });
    writeFileSync(join(this.folder, name), text, { mode });
  }

  /** What `npm ci` does here, at once. */
  install(): void {
    mkdirSync(join(this.folder, "node_modules/.bin"), { recursive: true });
    symlinkSync("../tool", join(this.folder, "node_modules/promosim"));
    symlinkSync("../promosim/promosim.js", join(this.folder, "node_modules/.bin/promosim"));
    chmodSync(join(this.folder, "tool/promosim.js"), 0o755);
  }

  git(...args: string[]): Done {
    return this.run("git", ["-c", "user.name=shop", "-c", "user.email=shop@example.com", ...args]);
  }

  run(command: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}): Done {
    const { status, stdout, stderr, error } = spawnSync(command, args, {
      cwd: this.folder,
      encoding: "utf8",
      env: {
        PATH: process.env.PATH,
        HOME: this.home,
        npm_config_offline: "true",
        npm_config_update_notifier: "false",
        ...environment,
      },
    });
    if (error !== undefined) throw error;
    return { code: status, printed: stdout + stderr };
  }

  /** Puts a program before all others on the path; gives that path. */
  pathWith(name: string, script: string): string {
    const folder = join(this.home, "bin");
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, name), script, { mode: 0o755 });
    return `${folder}:${process.env.PATH}`;
  }
}

export const CI_PAGE = fileURLToPath(new URL("../../docs/ci.md", import.meta.url));
