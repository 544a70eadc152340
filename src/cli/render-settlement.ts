/** What `promosim settle` prints as text: what is in the ledger, its balances, and the proof. */
import { count, counted, money } from "../report/layout/figures.js";
import { clip, type Line, span } from "../report/layout/line.js";
import { createPainter } from "../report/layout/palette.js";
import { figureColumn, layoutTable, textColumn } from "../report/layout/table.js";
import { wrap } from "../report/layout/wrap.js";
import type { AccountBalance, SettlementDocument } from "../settle/settlement-document.js";
import type { TextOptions } from "./render-validation.js";
import { warningLines } from "./warning-lines.js";

const NARROWEST = 40;
/** Accounts and proof lines shown at most; settlement.json has all. */
const MOST = 40;

export function settlementText(document: SettlementDocument, options: TextOptions): string {
  const columns = Math.max(NARROWEST, options.columns);
  const lines: Line[] = [
    ...wrap(sumUp(document), { columns, indent: 0, style: "strong" }),
    ...wrap(apart(document), { columns, indent: 0, style: "dim" }),
    ...section("Balances", balances(document, columns)),
    ...section("Proof", proof(document, columns)),
    ...warningLines(document.warnings, columns),
    [],
    ...wrap(
      `Proved: ${counted(document.proof.lines.length, "sum")} of the ledger equal the report's to the minor unit.`,
      { columns, indent: 0, style: "good" },
    ),
  ];
  const paint = createPainter(options.color);
  return lines.map((line) => `${paint(clip(line, columns))}\n`).join("");
}

function section(title: string, lines: readonly Line[]): Line[] {
  return [[], [span(title, "heading")], ...lines];
}

function sumUp({ entries, currency, timezone }: SettlementDocument): string {
  const { payments, refunds, cashback_credits: credits, postings } = entries;
  const all = counted(payments + refunds + credits, "entry", "entries");
  const kinds = [counted(payments, "payment"), counted(refunds, "refund"), counted(credits, "cashback credit")];
  return `${all} with ${counted(postings, "posting")}: ${kinds.join(", ")}. Amounts in ${currency.code}, days in ${timezone}.`;
}

function apart({
  apart: { declined, refunds_without_payment: bare, refunds_of_earlier_payments: earlier },
}: SettlementDocument): string {
  const parts = [
    ...(declined > 0 ? [`${counted(declined, "declined payment")} not posted`] : []),
    ...(bare > 0 ? [`${counted(bare, "refund")} without a payment not posted`] : []),
    ...(earlier > 0 ? [`${counted(earlier, "refund")} of earlier payments posted as cash alone`] : []),
  ];
  return parts.length === 0 ? "" : `${parts.join("; ")}.`;
}

function balances(document: SettlementDocument, columns: number): Line[] {
  const { exponent } = document.currency;
  const accounts: (readonly [string, AccountBalance])[] = [
    ["customer", document.customers] as const,
    [`merchants (${counted(document.merchants.statements, "statement")})`, document.merchants] as const,
    ...document.sponsors.map((line) => [`sponsor:${line.sponsor}`, line] as const),
    ...document.campaigns.map((line) => [`campaign:${line.id}`, line] as const),
    ...document.campaigns.map((line) => [`cashback:${line.id}`, line.cashback] as const),
    ["forfeited", document.forfeited] as const,
  ];
  const moved = accounts.filter(([, { debit_minor, credit_minor }]) => debit_minor !== 0n || credit_minor !== 0n);
  const shown = moved.slice(0, MOST);
  const amounts = (of: (balance: AccountBalance) => bigint) => shown.map(([, line]) => span(money(of(line), exponent)));
  const table = layoutTable({
    columns: [
      textColumn(
        "account",
        shown.map(([name]) => span(name)),
        { min: 10 },
      ),
      figureColumn(
        "debit",
        amounts(({ debit_minor }) => debit_minor),
        { drop: 1 },
      ),
      figureColumn(
        "credit",
        amounts(({ credit_minor }) => credit_minor),
        { drop: 1 },
      ),
      figureColumn(
        "balance",
        amounts(({ balance_minor }) => balance_minor),
      ),
    ],
    rows: shown.length,
    width: columns,
  });
  return [...table, ...more(moved.length - shown.length, "account", columns)];
}

function proof({ proof: { lines }, currency: { exponent } }: SettlementDocument, columns: number): Line[] {
  const shown = lines.slice(0, MOST);
  const table = layoutTable({
    columns: [
      textColumn(
        "sum",
        shown.map(({ figure }) => span(figure)),
        { min: 10 },
      ),
      figureColumn(
        "ledger",
        shown.map((line) => span(money(line.ledger_minor, exponent))),
      ),
      figureColumn(
        "report",
        shown.map((line) => span(money(line.report_minor, exponent))),
      ),
    ],
    rows: shown.length,
    width: columns,
  });
  return [...table, ...more(lines.length - shown.length, "line", columns)];
}

function more(rest: number, what: string, columns: number): Line[] {
  if (rest <= 0) return [];
  return wrap(`and ${count(rest)} more ${what}${rest === 1 ? "" : "s"}, in settlement.json`, { columns, style: "dim" });
}
