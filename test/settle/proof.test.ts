/** The proof notices what it is there for: a report or a table that says a minor unit more than the ledger. */
import { expect, test } from "vitest";
import { AssertionFailed } from "../../src/domain/problem.js";
import { Ledger } from "../../src/settle/ledger.js";
import { LedgerSums } from "../../src/settle/ledger-sums.js";
import { prove } from "../../src/settle/proof.js";
import { simulateWith } from "../../src/simulate.js";
import { randomCase } from "../oracle/random-case.js";
import { requestOf } from "../oracle/run-library.js";

test("a difference of one minor unit is a bug, whichever sum it is in", async () => {
  let ledger: Ledger | undefined;
  let sums: LedgerSums | undefined;
  const { document, details } = await simulateWith(requestOf(randomCase(4)), (context) => {
    sums = new LedgerSums(context);
    ledger = new Ledger(context, [sums]);
    return [ledger];
  });
  ledger?.finish();
  const own = sums as LedgerSums;
  const turnover = (account: number) =>
    [0, 1, 2].reduce((sum, kind) => sum + own.of(kind, account).debitMinor - own.of(kind, account).creditMinor, 0n);
  const tables = { merchantsNetMinor: -turnover(1), sponsorsNetMinor: turnover(2) };
  expect(prove(own, tables, { document, details }).holds).toBe(true);

  const { totals } = document;
  const { contributions_minor: parts } = totals;
  const [sponsor] = Object.keys(parts);
  const wrong = [
    ...(["price_minor", "payable_minor", "discount_minor", "cashback_minor", "refunded_price_minor"] as const).map(
      (name) => ({ ...totals, [name]: totals[name] + 1n }),
    ),
    { ...totals, refunded_discount_minor: totals.refunded_discount_minor - 1n },
    { ...totals, contributions_minor: { ...parts, [sponsor]: parts[sponsor] + 1n } },
  ];
  for (const changed of wrong) {
    expect(() => prove(own, tables, { document: { ...document, totals: changed }, details })).toThrow(AssertionFailed);
  }
  for (const changed of [
    { ...tables, merchantsNetMinor: tables.merchantsNetMinor + 1n },
    { ...tables, sponsorsNetMinor: tables.sponsorsNetMinor - 1n },
  ]) {
    expect(() => prove(own, changed, { document, details })).toThrow(AssertionFailed);
  }
});
