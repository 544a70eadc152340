/** Logs with quotes where none belong, or none where one does: what is lost, and what is not, by two readers. */
import { expect, test } from "vitest";
import type { Case } from "./case.js";
import { compareResults, describeDifferences } from "./compare.js";
import { readCsv } from "./naive-csv.js";
import { naiveReplay } from "./naive-replay.js";
import { randomCase } from "./random-case.js";
import { createSource, type Source } from "./random-source.js";
import { runLibrary } from "./run-library.js";
import { caseText } from "./write-case.js";

/** A fifth of the cases of `oracle.test.ts`: reading is the smaller part of the tool. */
const count = Math.ceil(Number(process.env.ORACLE_CASES ?? 300) / 5);
const start = Number(process.env.ORACLE_SEED ?? 1);

/** Puts quotes in, or takes them out, anywhere below the header. */
function damaged(random: Source, text: string): string {
  let result = text;
  const body = text.indexOf("\n") + 1;
  for (let i = random.int(1, 4); i > 0; i--) {
    const at = random.int(body, result.length);
    const quote = result.indexOf('"', at);
    if (random.chance(0.3) && quote !== -1) result = result.slice(0, quote) + result.slice(quote + 1);
    else if (random.chance(0.3)) {
      const cell = result.indexOf(random.pick([",", "\n"]), at) + 1;
      result = `${result.slice(0, cell)}"${result.slice(cell)}`;
    } else result = `${result.slice(0, at)}"${result.slice(at)}`;
  }
  return result;
}

test("the tool and the oracle read a damaged log alike", async () => {
  const reports: string[] = [];
  for (let seed = start; seed < start + count; seed++) {
    const random = createSource(seed + 7_000_000);
    const base = randomCase(seed);
    const { quoted, piece } = base.dress ?? {};
    const dress = { ...(quoted === undefined ? {} : { quoted }), ...(piece === undefined ? {} : { piece }) };
    const plain: Case = { ...base, dress };
    const text = damaged(random, Buffer.from(caseText(plain).log).toString());
    const naive = naiveReplay({ ...plain, log: readCsv(text, ",") });
    if (naive.state.unsure) continue;
    const tool = await runLibrary(plain, Buffer.from(text));
    const found = compareResults(naive, tool);
    if (found.length > 0) reports.push(`seed ${seed}\n${describeDifferences(found)}\n${text}`);
  }
  expect(reports.join("\n\n")).toBe("");
});
