/** The table of what defences buy, what each does not stop, and the one to choose. */
import type { AttackLoss } from "../attack/defences/cheapest-effective.js";
import { count, percent } from "../report/layout/figures.js";
import { type Line, type Span, span } from "../report/layout/line.js";
import { figureColumn, layoutTable, textColumn } from "../report/layout/table.js";
import { wrap } from "../report/layout/wrap.js";
import { describeChoice, type TriedDefence } from "./describe-defences.js";
import { exactMoney } from "./describe-exposure.js";

export interface DefenceTable {
  /** Decimals of the currency. */
  readonly exponent: number;
  /** The campaigns as they are. */
  readonly undefended: AttackLoss;
  readonly tried: readonly TriedDefence[];
  /** Defences that could not be tried, each with the reason, in words without full stops. */
  readonly notTried: readonly { readonly words: string; readonly reason: string }[];
}

/** Lines of at most `columns` cells, from the heading on. */
export function defenceLines({ exponent, undefended, tried, notTried }: DefenceTable, columns: number): Line[] {
  const prose = (text: string) => wrap(text, { columns, indent: 2 });
  const assumptions = tried.flatMap(({ assumes }) => assumes ?? []);
  return [
    ...wrap("What defences would buy; attackers answer each with what then pays most", {
      columns,
      indent: 0,
      style: "heading",
    }),
    ...(tried.length === 0 ? [] : [...table(undefended, tried, exponent, columns), ...prose(REFUSED)]),
    ...wrap(describeChoice(undefended, tried, exponent), { columns, indent: 2, style: "strong" }),
    ...[...new Set(assumptions)].flatMap(prose),
    ...(tried.length === 0 ? [] : [[], [span("What they do not stop", "heading")]]),
    ...shortcomings(tried).flatMap(prose),
    ...(notTried.length === 0 ? [] : [[], [span("Not tried", "heading")]]),
    ...notTried.flatMap(({ words, reason }) => prose(`${capital(words)}: ${reason}.`)),
  ];
}

const REFUSED =
  "Refused are attempts of genuine customers that the campaigns serve without the defence and turn away with it, and their share.";

function table(undefended: AttackLoss, tried: readonly TriedDefence[], exponent: number, columns: number): Line[] {
  const losses = [undefended, ...tried.map(({ result }) => result)];
  const money = (minor: number | null): Span => span(minor === null ? "–" : exactMoney(minor, exponent));
  const refused = tried.map(({ result: { genuineRefused, genuineAttempts } }) =>
    span(genuineRefused === 0 ? "0" : `${count(genuineRefused)} (${percent(genuineRefused, genuineAttempts)})`),
  );
  return layoutTable({
    columns: [
      textColumn("defence", [span("none", "dim"), ...tried.map(({ words }) => span(words))], { min: 12 }),
      figureColumn(
        "attackers' take",
        losses.map(({ attackersTakeMinor }) => money(attackersTakeMinor)),
      ),
      figureColumn(
        "excess loss",
        losses.map(({ excessLossMinor }) => money(excessLossMinor)),
      ),
      figureColumn("genuine refused", [span("–"), ...refused]),
    ],
    rows: losses.length,
    width: columns,
  });
}

/** Defences of which the same is to be said share a paragraph. */
function shortcomings(tried: readonly TriedDefence[]): string[] {
  const names = new Map<string, string[]>();
  for (const { words, doesNotStop } of tried) names.set(doesNotStop, [...(names.get(doesNotStop) ?? []), words]);
  return [...names].map(([sentence, words]) => `${capital(words.join("; "))}. ${sentence}`);
}

function capital(words: string): string {
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`;
}
