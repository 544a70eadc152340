/** `promosim check --update` on suites that expect anything: afterwards they pass, and only what was expected has changed; and the page that tells of it. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { run } from "../../src/cli/main.js";
import { createMemoryHost } from "./memory-host.js";

const PAGE = readFileSync(fileURLToPath(new URL("../../docs/check.md", import.meta.url)), "utf8");

const FRIDAY = `version: 1
currency: CNY
timezone: Asia/Shanghai
campaigns:
  - id: friday
    discount: { mode: amount_off, tiers: [{ minimum_amount: 100.00, amount_off: 5.00 }] }
    funding: { bank: 80%, shop: 20% }
`;
const CAMPAIGNS = `${FRIDAY}  - id: rain
    discount: { mode: amount_off, tiers: [{ minimum_amount: 50.00, amount_off: 2.00 }] }
    funding: { shop: 100% }
`;
const LOG = `transaction_id,timestamp,user_id,amount
T1,2026-01-02T10:00:00,ada,40.00
T2,2026-01-02T11:00:00,ada,120.00
T3,2026-01-02T12:00:00,bob,100.00
`;

const check = (suite: string, ...args: string[]) => checkWith(CAMPAIGNS, suite, ...args);

async function checkWith(campaigns: string, suite: string, ...args: string[]) {
  const files = { "campaigns.yaml": campaigns, "log.csv": LOG, "friday.suite.yaml": suite };
  const host = createMemoryHost(["check", "friday.suite.yaml", ...args], { files });
  const code = await run(host);
  return { code, suite: host.files.get("friday.suite.yaml") ?? "", ...host.printed };
}

describe("docs/check.md", () => {
  it("shows what the tool prints", async () => {
    const [, suite] = /```yaml\n(version: 1[^`]*)```/.exec(PAGE) ?? [];
    const [, shown] = /```\n\$ promosim check friday\.suite\.yaml\n([^`]*)```/.exec(PAGE) ?? [];
    expect(await checkWith(FRIDAY, suite)).toMatchObject({ code: 1, out: shown, err: "" });
  });
});

const amount = fc.constantFrom("0", "0.00", "2.00", "5.00", "115.00", "98.00");
const campaign = fc.constantFrom("friday", "rain");
const sponsor = fc.constantFrom("bank", "shop");
const few = <T>(key: fc.Arbitrary<string>, value: fc.Arbitrary<T>) =>
  fc.dictionary(key, value, { minKeys: 1, maxKeys: 2, noNullPrototype: true });
const or = <T>(word: string, other: fc.Arbitrary<T>) => fc.oneof(fc.constant(word), other);
const expectations = fc
  .record(
    {
      outcome: fc.constantFrom("paid", "declined"),
      decline: fc.constantFrom("none", "insufficient_balance"),
      offers: or("none", few(campaign, or("none", amount))),
      chosen: fc.oneof(campaign, fc.constant("none"), fc.constant(["friday", "rain"])),
      granted: fc.oneof(amount, few(campaign, or("none", amount))),
      refusals: few(campaign, fc.constantFrom("none", "outside_window", "below_minimum")),
      contributions: few(sponsor, amount),
      discount: amount,
      payable: amount,
    },
    { requiredKeys: [] },
  )
  .filter((expected) => Object.keys(expected).length > 0);

/** As people lay it out: on one line, or a key a line with remarks. */
function written(expected: object, below: boolean): string {
  const inline = (value: unknown): string =>
    typeof value === "string"
      ? value
      : Array.isArray(value)
        ? `[${value.join(", ")}]`
        : `{ ${Object.entries(value as object)
            .map(([key, inner]) => `${key}: ${inline(inner)}`)
            .join(", ")} }`;
  if (!below) return ` ${inline(expected)}`;
  return Object.entries(expected)
    .map(([key, value]) =>
      typeof value === "object" && !Array.isArray(value)
        ? `\n      ${key}:\n${Object.entries(value)
            .map(([inner, text]) => `        ${inner}:  ${text} # ${inner}`)
            .join("\n")}`
        : `\n      ${key}:  ${inline(value)}   # ${key}`,
    )
    .join("");
}

const FIXED = (price: string) => `  # about ${price}
  - name: at ${price}
    given:
      payment: { timestamp: 2026-01-02T10:00,  user_id: u1, amount: ${price} }
    expect:`;

describe("--update", () => {
  it("makes any suite pass, and changes what was expected alone", async () => {
    const cases = fc.array(fc.tuple(fc.constantFrom("40.00", "60.00", "120.00"), expectations, fc.boolean()), {
      minLength: 1,
      maxLength: 3,
    });
    await fc.assert(
      fc.asyncProperty(cases, async (drawn) => {
        const heads = drawn.map(([price], i) => FIXED(price).replace(`at ${price}`, `case ${i} at ${price}`));
        const bodies = drawn.map(([, expected, below]) => written(expected, below));
        const parts = heads.map((head, i) => `${head}${bodies[i]}\n`);
        const before = `version: 1\ncampaigns: campaigns.yaml # theirs\ncases:\n${parts.join("")}# the end\n`;
        const updated = await check(before, "--update");
        expect({ code: updated.code, left: updated.err.includes("not updated") }).toEqual({ code: 0, left: false });
        expect((await check(updated.suite)).code).toBe(0);
        // Every line that is no expectation, and every expectation that held, is there as it was, in order.
        let from = 0;
        for (const part of ["version: 1\ncampaigns: campaigns.yaml # theirs\ncases:\n", ...heads, "\n# the end\n"]) {
          const at = updated.suite.indexOf(part, from);
          expect(at).toBeGreaterThanOrEqual(from);
          from = at + part.length;
        }
        expect(from).toBe(updated.suite.length);
        expect((await check(updated.suite, "--update")).suite).toBe(updated.suite);
      }),
      { numRuns: 40 },
    );
  });

  it("reaches what is expected of earlier rows, and nothing else of what is given", async () => {
    const suite = `version: 1
campaigns: campaigns.yaml
cases:
  - name: half comes back
    given:
      transactions:
        - { transaction_id: t1, timestamp: 2026-01-02T10:00, user_id: u1, amount: 120.00, expect: { discount: 4.00 } }
      refund: { timestamp: 2026-01-03T10:00, user_id: u1, refund_of: t1, amount: 60.00 }
    expect: { refunded_discount: 9.00, cash: 9.00 }
`;
    const { code, suite: after } = await check(suite, "--update");
    expect(code).toBe(0);
    expect(after).toBe(
      suite
        .replace("discount: 4.00", "discount: 5.00")
        .replace("refunded_discount: 9.00, cash: 9.00", "refunded_discount: 2.50, cash: 57.50"),
    );
  });

  it("leaves thresholds alone, and fails on them", async () => {
    const suite =
      "version: 1\ncampaigns: campaigns.yaml\ntransactions: log.csv\nthresholds:\n  - totals.discount_minor <= 9.99\n";
    const { code, out, err, suite: after } = await check(suite, "--update");
    expect([code, err, after]).toEqual([1, "nothing to update\n\n", suite]);
    expect(out).toMatch(/\n0 passed, 1 failed\n$/);
  });
});
