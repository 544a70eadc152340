/** Defence: customers whose cell in a column has certain values are not offered the campaign. */
import type { Campaign, Matcher } from "../../campaigns/campaign.js";
import { formatRatio } from "../../domain/ratio.js";
import { suggest } from "../../domain/suggest.js";
import { holds } from "../../engine/screen/match.js";
import type { Defence } from "./contract.js";

export const riskGate: Defence = {
  id: "gate",
  words: ({ gate }) => (gate === null ? "a risk gate" : `no offer where ${gate.column} is ${gate.values.join(" or ")}`),
  doesNotStop:
    "It does not stop the accounts that the risk engine takes for honest, and refuses every honest customer that it takes for an attacker.",
  assumes({ gate }) {
    if (gate === null) return null;
    return `The gate is taken to recognise ${formatRatio(gate.catchRatio)} of the attackers' accounts by ${gate.column}: that is assumed, not measured.`;
  },
  columns: ({ gate }) => (gate === null ? [] : [gate.column]),
  unavailable({ gate, columns }) {
    if (gate === null) return "no gate is named: --gate risk=review would";
    if (columns.has(gate.column)) return null;
    const near = suggest(gate.column, [...columns]);
    return near === null ? null : `the data has no ${gate.column}; did you mean ${near}?`;
  },
  apply(campaign, { gate }) {
    if (gate === null) return null;
    const { column, values } = gate;
    if (values.every((value) => isKeptOut(campaign, column, value))) return null;
    const matcher: Matcher = { column, negated: true, test: { kind: "any_of", values }, at: campaign.at };
    return { ...campaign, audience: [...campaign.audience, matcher] };
  },
};

function isKeptOut({ scope, payment, audience }: Campaign, column: string, value: string): boolean {
  return [...scope, ...payment, ...audience].some((matcher) => matcher.column === column && !holds(matcher, value));
}
