/** docs/suites.md and the JSON Schema of suites say what is read: every key, and examples that run. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { suiteJsonSchema } from "../../src/check/json-schema.js";
import {
  caseShape,
  fileShape,
  forecastShape,
  givenShape,
  PAYMENT_KEYS,
  REFUND_KEYS,
} from "../../src/check/suite-schema.js";
import { createLeaves } from "../../src/schema/leaves.js";
import { CAMPAIGNS, checkText } from "./run-check.js";

const PAGE = readFileSync(fileURLToPath(new URL("../../docs/suites.md", import.meta.url)), "utf8");
const leaves = createLeaves(2);

function section(heading: string): string {
  const [, text] = PAGE.split(`\n${heading}\n`);
  expect(text, heading).toBeDefined();
  return text.split("\n#")[0];
}

/** Names in the first cells of the rows of tables. */
function namesIn(text: string): readonly string[] {
  const cells = [...text.matchAll(/^\| (`[^|]*`) \|/gm)].map(([, cell]) => cell);
  return cells.flatMap((cell) => [...cell.matchAll(/`([\w.]+)`/g)].map(([, name]) => name)).sort();
}

const sorted = (keys: object) => Object.keys(keys).sort();

describe("docs/suites.md", () => {
  it("lists the keys of a file, of a case, of expectations and of forecasts, and no others", () => {
    expect(namesIn(section("## The file"))).toEqual(sorted(fileShape(leaves)));
    const given = Object.keys(givenShape()).map((key) => `given.${key}`);
    const ofCase = Object.keys(caseShape(leaves)).filter((key) => key !== "given");
    expect(namesIn(section("## A case"))).toEqual([...given, ...ofCase].sort());
    expect(namesIn(section("### What a payment may be expected to do"))).toEqual(sorted(PAYMENT_KEYS));
    expect(namesIn(section("### What a refund may be expected to do"))).toEqual(sorted(REFUND_KEYS));
    const [, forecast] = section("## Thresholds").split("| key of `forecast` |");
    expect(namesIn(forecast)).toEqual(sorted(forecastShape(leaves)));
  });

  it("shows a suite, a case and thresholds that pass", async () => {
    const [whole, refund, thresholds] = [...PAGE.matchAll(/```yaml\n([^`]*)```/g)].map(([, text]) => text);
    const [head] = whole.split("cases:");
    const log = "timestamp,user_id,amount,card_type\n2026-01-02T10:00,u1,120.00,credit\n";
    const users = "user_id,gender\nu1,F\n";
    const withLog = `transactions: log.csv\nusers: users.csv\n`;
    const data = { "log.csv": log, "users.csv": users };
    expect(await checkText(`${whole}${withLog}`, { data })).toMatchObject({ passed: 2, failed: 0 });
    expect(await checkText(`${head}cases:\n${refund}`)).toMatchObject({ passed: 1, failed: 0 });
    const lasting = CAMPAIGNS.replace("total: 12.00", "total: 5000.00");
    const few = thresholds.replace("runs: 200", "runs: 3");
    expect(await checkText(`${head}users: users.csv\n${few}`, { data, campaigns: lasting })).toMatchObject({
      passed: 3,
      failed: 0,
    });
  });
});

describe("the JSON Schema of suites", () => {
  // biome-ignore lint/suspicious/noExplicitAny: a JSON Schema is a tree of anything
  const schema = suiteJsonSchema() as any;

  it("has the keys that are read, and refuses others", () => {
    expect(Object.keys(schema.properties).sort()).toEqual(sorted(fileShape(leaves)));
    expect(schema).toMatchObject({ additionalProperties: false, required: ["version", "campaigns"] });
    const one = schema.properties.cases.items;
    expect(one).toMatchObject({ additionalProperties: false, required: ["name", "given", "expect"] });
    expect(Object.keys(one.properties.given.properties).sort()).toEqual(sorted(givenShape()));
    expect(Object.keys(one.properties.expect.properties).sort()).toEqual(sorted({ ...PAYMENT_KEYS, ...REFUND_KEYS }));
    expect(Object.keys(schema.properties.forecast.properties).sort()).toEqual(sorted(forecastShape(leaves)));
  });
});
