/** The tests that a row's own cells decide, one by one with what each compares: `paused` to `below_minimum` of SPEC §6. */
import type { Campaign, Matcher } from "../campaigns/campaign.js";
import { assert } from "../domain/problem.js";
import type { Refusal } from "../engine/refusals.js";
import { minimumPriceMinor } from "../engine/screen/screen.js";
import type { StaticTests } from "../engine/screen/static-tests.js";
import { REJECT, REVIEW } from "../transactions/columns.js";
import { WHEN_ERROR, WHEN_TRUE } from "../when/contract.js";
import type { Comparison, TestStory } from "./explain-document.js";
import { compareCell } from "./matcher-in-words.js";
import { cellAt, moneyOf, type Occasion } from "./occasion.js";
import { compareWindow } from "./window-in-words.js";

/** The tests up to the first that fails. It is the one that the engine names, or the story is wrong. */
export function staticStory(occasion: Occasion, index: number, screened: StaticTests): TestStory[] {
  const { set, row } = occasion;
  const tests: TestStory[] = [];
  for (const [test, comparisons] of staticTests(occasion, set.campaigns[index])) {
    if (comparisons.length === 0) continue;
    const passed = comparisons.every(({ holds }) => holds);
    tests.push({ test, passed, comparisons });
    if (!passed) break;
  }
  const failed = tests.find(({ passed }) => !passed)?.test ?? null;
  assert(failed === screened.refusalOf(index, row), "the story of a row's own tests is that of the screen");
  return tests;
}

function* staticTests(occasion: Occasion, campaign: Campaign): Generator<[Refusal, Comparison[]]> {
  const { set, columns, row } = occasion;
  const matched = (matchers: readonly Matcher[]) =>
    matchers.map((matcher) => compareCell(matcher, cellAt(columns, matcher.column, row)));
  yield ["paused", [{ holds: !campaign.paused, words: `its status is ${campaign.paused ? "paused" : "active"}` }]];
  yield ["outside_window", compareWindow(campaign.window, columns.timeMs[row], set.zone)];
  yield ["out_of_scope", matched(campaign.scope)];
  yield ["wrong_payment", matched(campaign.payment)];
  yield ["risk_rejected", [{ holds: columns.risk[row] !== REJECT, words: `risk is ${riskOf(columns.risk[row])}` }]];
  yield ["not_in_audience", matched(campaign.audience)];
  yield* whenTest(occasion, campaign);
  const minimumMinor = minimumPriceMinor(campaign);
  if (minimumMinor === 0) return;
  const holds = columns.amountMinor[row] >= minimumMinor;
  const price = moneyOf(occasion, columns.amountMinor[row]);
  const words = `the price ${price} is ${holds ? "not " : ""}below the minimum ${moneyOf(occasion, minimumMinor)}`;
  yield ["below_minimum", [{ holds, words }]];
}

export function riskOf(risk: number): "pass" | "review" | "reject" {
  return risk === REJECT ? "reject" : risk === REVIEW ? "review" : "pass";
}

function* whenTest(occasion: Occasion, { when }: Campaign): Generator<[Refusal, Comparison[]]> {
  if (when === null) return;
  const { set, columns, row } = occasion;
  const result = when.bind(columns, set.currency)(row);
  const holds = result === WHEN_TRUE;
  const verdict = holds ? "is true" : result === WHEN_ERROR ? "cannot be evaluated" : "is false";
  const reads = when.columns.map((column) => `${column} ${attributeAt(occasion, column)}`);
  const values = reads.length === 0 ? "" : `, with ${reads.join(", ")}`;
  // One test with two names: which of them tells how it failed.
  const test = result === WHEN_ERROR ? "condition_error" : "condition_false";
  yield [test, [{ holds, words: `${when.source.trim().replace(/\s+/g, " ")} ${verdict}${values}` }]];
}

/** An attribute as `when` reads it. */
function attributeAt(occasion: Occasion, column: string): string {
  const { columns, row } = occasion;
  const amount = (minor: number | undefined, isThere: boolean) =>
    minor !== undefined && isThere ? moneyOf(occasion, minor) : "(empty)";
  switch (column) {
    case "amount":
      return moneyOf(occasion, columns.amountMinor[row]);
    case "balance":
      return amount(columns.balanceMinor[row], Number.isFinite(columns.balanceMinor[row]));
    case "client_discount": {
      const shown = columns.clientDiscountMinor?.[row];
      return amount(shown, !Number.isNaN(shown));
    }
    case "points": {
      const points = columns.points?.[row] ?? -1;
      return points < 0 ? "(empty)" : String(points);
    }
    default: {
      const text = cellAt(columns, column, row);
      return text === "" ? "(empty)" : JSON.stringify(text);
    }
  }
}
