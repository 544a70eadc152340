/** docs/errors.md from the error catalogue, so that the page shows what is printed. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { formatProblem } from "../../src/report/format-problem.js";
import { campaignFixtures, FIXTURES, problemsOf } from "./campaign-fixtures.js";

/** Longest excerpt of a printed text that the page shows. */
const SHOWN = 3;

export async function renderCatalogue(): Promise<string> {
  const intro = readFileSync(join(FIXTURES, "INTRODUCTION.md"), "utf8");
  const sections = await Promise.all(campaignFixtures().map(section));
  return [intro.trimEnd(), ...sections].join("\n\n").concat("\n");
}

async function section(code: string): Promise<string> {
  const own = (await problemsOf(code)).filter((problem) => problem.code === code);
  const shown = own.slice(0, SHOWN).map(formatProblem);
  return `## ${code}\n\n\`\`\`text\n${shown.join("\n")}\n\`\`\``;
}
