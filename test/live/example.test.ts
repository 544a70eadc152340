/** The example in examples/, run as a user would, and what docs/engine.md says that it prints. */
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, it } from "vitest";

const path = (name: string) => fileURLToPath(new URL(`../../${name}`, import.meta.url));

it("prints what the page says", () => {
  const page = readFileSync(path("docs/engine.md"), "utf8");
  const [, expected] = /```text\n([\s\S]*?)```/.exec(page) as RegExpExecArray;
  expect(execFileSync(process.execPath, [path("examples/checkout.mjs")], { encoding: "utf8" })).toBe(expected);
});
