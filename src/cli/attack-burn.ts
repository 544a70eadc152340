/** How a campaign burns day by day, without an attack and with each. */
import type { AttackBurnLine, AttackDocument } from "../raid/attack-document.js";
import { dayNumber } from "../report/layout/figures.js";
import { type Line, span } from "../report/layout/line.js";
import { inGroups, sparkline } from "../report/layout/marks.js";
import { figureColumn, layoutTable, textColumn } from "../report/layout/table.js";
import { exactMoney } from "./describe-exposure.js";

const NARROWEST = 10;
const WIDEST = 120;

/** All rows are drawn to the same height: a day of the largest figure of any of them. Nothing where nothing burns. */
export function attackBurn(document: AttackDocument, campaignId: string, columns: number): Line[] {
  const lines = document.burn.filter(({ campaign_id }) => campaign_id === campaignId);
  if (lines.length === 0) return [];
  const first = lines.reduce((least, { period }) => Math.min(least, dayNumber(period)), Number.POSITIVE_INFINITY);
  const last = lines.reduce((most, { period }) => Math.max(most, dayNumber(period)), Number.NEGATIVE_INFINITY);
  const days = last - first + 1;
  const runs = [...new Set(lines.map(({ attacker_id }) => attacker_id))];
  const series = (run: string | null, minor: (line: AttackBurnLine) => number) => {
    const values = new Array<number>(days).fill(0);
    for (const line of lines) if (line.attacker_id === run) values[dayNumber(line.period) - first] += minor(line);
    return values;
  };
  const rows = [
    { name: "no attack", values: series(runs[0], ({ without_attack_minor }) => without_attack_minor) },
    ...runs.map((run) => ({
      name: run ?? "all attackers",
      values: series(run, ({ genuine_minor, attackers_minor }) => genuine_minor + Math.max(0, attackers_minor)),
    })),
  ];
  const total = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0);
  return layoutTable({
    columns: [
      textColumn(
        "burn by day",
        rows.map(({ name }) => span(name)),
        { min: 8 },
      ),
      {
        kind: "drawn",
        header: () => "",
        draw: (row, width) => [
          span(
            drawn(
              rows.map(({ values }) => values),
              row,
              width,
            ),
            "plain",
          ),
        ],
        min: NARROWEST,
        max: Math.min(WIDEST, days),
      },
      figureColumn(
        "in all",
        rows.map(({ values }) => span(exactMoney(total(values), document.currency.exponent))),
      ),
    ],
    rows: rows.length,
    width: columns,
  });
}

function drawn(all: readonly (readonly number[])[], row: number, width: number): string {
  const size = Math.ceil(all[row].length / width);
  const groups = all.map((values) => inGroups(values, size));
  const peak = Math.max(...groups.flat());
  // The peak of all rows at the end of each sets one scale, and is not shown.
  return [...sparkline([...groups[row], peak])].slice(0, -1).join("");
}
