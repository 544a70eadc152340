/** The table of defences as people read it: figures, the choice, what is not stopped, and what was not tried. */
import stringWidth from "string-width";
import { describe, expect, it } from "vitest";
import type { DefenceContext } from "../../src/attack/defences/contract.js";
import { planDefences } from "../../src/attack/defences/plan-defences.js";
import { DEFENCES } from "../../src/attack/defences/registry.js";
import type { TriedDefence } from "../../src/cli/describe-defences.js";
import { type DefenceTable, defenceLines } from "../../src/cli/render-defences.js";
import { fileWith, load } from "../campaigns/campaign-text.js";

function tried(words: string, change: Partial<TriedDefence["result"]> = {}): TriedDefence {
  const figures = { attackersTakeMinor: 100_000, excessLossMinor: 40_000, genuineRefused: 0, genuineAttempts: 2000 };
  const result = { defenceId: words.replaceAll(" ", "-"), ...figures, ...change };
  return { words, doesNotStop: `Not ${words}.`, assumes: null, result };
}

const TABLE: DefenceTable = {
  exponent: 2,
  undefended: { attackersTakeMinor: 240_000, excessLossMinor: 200_000 },
  tried: [tried("reveal after payment")],
  notTried: [],
};

function text(change: Partial<DefenceTable>, columns = 80): string {
  return defenceLines({ ...TABLE, ...change }, columns)
    .map(
      (line) =>
        `${line
          .map((piece) => piece.text)
          .join("")
          .trimEnd()}\n`,
    )
    .join("");
}

const flat = (change: Partial<DefenceTable>) => text(change).replaceAll(/\s+/g, " ");

describe("the table of defences", () => {
  it("has a line for none and a line a defence, with what it leaves and whom it refuses", () => {
    const output = text({
      tried: [tried("reveal after payment"), tried("a gate", { excessLossMinor: null, genuineRefused: 1234 })],
    });
    expect(output.replaceAll(/ +/g, " ")).toContain(
      [
        " defence attackers' take excess loss genuine refused",
        " none 2,400.00 2,000.00 –",
        " reveal after payment 1,000.00 400.00 0",
        " a gate 1,000.00 – 1,234 (61.7%)",
        "",
      ].join("\n"),
    );
  });

  it("rounds what is no whole amount", () => {
    expect(flat({ tried: [tried("x", { excessLossMinor: 1234.5 })] })).toContain("x 1,000.00 12.35 0");
  });

  it("names the cheapest effective defence", () => {
    const output = flat({
      tried: [
        tried("at most 1 offer per user a day", { excessLossMinor: 0, attackersTakeMinor: 0, genuineRefused: 90 }),
        tried("at most 3 offers per user a day", { excessLossMinor: 15_000, genuineRefused: 12 }),
        tried("reveal after payment"),
      ],
    });
    expect(output).toContain(
      "Cheapest effective defence: at most 3 offers per user a day. It leaves 7.5% of the excess loss (150.00 of 2,000.00) and refuses genuine customers 12 times (0.6% of the attempts that were served). In all attackers still take 1,000.00, honest share included.",
    );
  });

  it("says little of a defence that leaves nothing and refuses nobody", () => {
    const nothing = { excessLossMinor: 0, attackersTakeMinor: 0 };
    expect(flat({ tried: [tried("one draw per user, for good", nothing)] })).toContain(
      "Cheapest effective defence: one draw per user, for good. It leaves 0.0% of the excess loss (0.00 of 2,000.00) and refuses no genuine customer. What they",
    );
  });

  it("names the best where none is effective", () => {
    const output = flat({
      tried: [
        tried("reveal after payment"),
        tried("a gate", { excessLossMinor: 30_000, genuineRefused: 1, genuineAttempts: 5000 }),
      ],
    });
    expect(output).toContain(
      "No defence alone is effective: each leaves more than a tenth of the excess loss. The best is a gate: it leaves 15.0% of the excess loss (300.00 of 2,000.00) and refuses genuine customers once (<0.1% of the attempts that were served).",
    );
    expect(output).not.toContain("Cheapest");
  });

  it("goes by what attackers take where nothing is drawn", () => {
    const undefended = { attackersTakeMinor: 240_000, excessLossMinor: null };
    const none = { excessLossMinor: null };
    expect(flat({ undefended, tried: [tried("a gate", { ...none, attackersTakeMinor: 48_000 })] })).toContain(
      "each leaves more than a tenth of what attackers take. The best is a gate: it leaves 20.0% of what attackers take (480.00 of 2,400.00)",
    );
  });

  it("says that there is nothing to stop, or that nothing was tried", () => {
    const nothing = { attackersTakeMinor: 0, excessLossMinor: 0 };
    expect(flat({ undefended: nothing })).toContain("The attack gets nothing as the campaigns are");
    expect(flat({ tried: [] })).toContain("No defence was tried.");
    expect(flat({ tried: [] })).not.toContain("genuine refused");
  });

  it("says the same of several defences once, and each assumption once", () => {
    const assumes = "Payments that share a card are one person's.";
    const same = { doesNotStop: "It slows an account.", assumes };
    const output = flat({
      tried: [{ ...tried("at most 1"), ...same }, { ...tried("at most 3"), ...same }, tried("x")],
    });
    expect(output).toContain("At most 1; at most 3. It slows an account. X. Not x.");
    expect(output.split(assumes)).toHaveLength(2);
  });

  it("lists what was not tried", () => {
    const notTried = [{ words: "one draw per device, for good", reason: "the data has no device_id" }];
    expect(text({ notTried })).toContain("\nNot tried\n  One draw per device, for good: the data has no device_id.\n");
  });

  it("fits 80 columns with every defence and millions at stake, no name cut", () => {
    const set = load(fileWith("discount: { mode: random_choice, amounts: [{ amount_off: 1.00, weight: 1 }] }"));
    const context: DefenceContext = {
      set,
      attacked: new Set(),
      columns: new Set(),
      gate: { column: "risk", values: ["review"], catchRatio: { numerator: 80, denominator: 100 } },
    };
    const all = DEFENCES.map(
      (defence): TriedDefence => ({
        words: defence.words(context),
        doesNotStop: defence.doesNotStop,
        assumes: defence.assumes?.(context) ?? null,
        result: {
          defenceId: defence.id,
          attackersTakeMinor: 123_456_789,
          excessLossMinor: 98_765_432,
          genuineRefused: 123_456,
          genuineAttempts: 1_000_000,
        },
      }),
    );
    const notTried = planDefences(context).notTried.map(({ defence, reason }) => ({
      words: defence.words(context),
      reason,
    }));
    const output = text({
      undefended: { attackersTakeMinor: 123_456_789, excessLossMinor: 98_765_432 },
      tried: all,
      notTried,
    });
    const widths = output.split("\n").map((line) => stringWidth(line));
    expect(Math.max(...widths)).toBeLessThanOrEqual(80);
    for (const { words } of all) expect(output).toContain(`\n  ${words} `);
    expect(output).toContain("123,456 (12.3%)");
    expect(notTried).toHaveLength(DEFENCES.length);
  });
});
