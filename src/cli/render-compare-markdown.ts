/** A comparison as Markdown, short enough for the comment of a pull request; names from files cannot break out of their cell. */
import type { CompareDocument, MeasuredDifference } from "../compare/compare-document.js";
import { count, counted, money } from "../report/layout/figures.js";
import { sanitize } from "../report/layout/sanitize.js";
import { INTERVAL_IN_WORDS, intervalOf, occurring, signedMoney, sumUp } from "./compare-in-words.js";

/** Lines of a table at most. */
const MOST = 20;

export function compareMarkdown(document: CompareDocument): string {
  const { exponent } = document.currency;
  const row = (name: string, value: MeasuredDifference) => [
    name,
    money(value.before, exponent),
    money(value.after, exponent),
    signedMoney(value.difference, exponent),
    intervalOf(value, exponent),
  ];
  const campaigns = document.campaigns.filter(
    ({ presence, discount_minor: { difference } }) => presence !== "both" || difference !== 0n,
  );
  const sponsors = document.sponsors.filter(({ contributions_minor: { difference } }) => difference !== 0n);
  const blocks = [
    "### Promotion rules: before and after",
    escaped(sumUp(document)),
    ...(document.conditions.length === 0 ? [] : [conditionList(document)]),
    table(
      [`discount, ${document.currency.code}`, "before", "after", "difference", "95% interval"],
      [
        row("all campaigns", document.totals.discount_minor),
        ...campaigns.map(({ id, presence, discount_minor }) =>
          row(`${id}${presence === "both" ? "" : presence === "after" ? " (new)" : " (removed)"}`, discount_minor),
        ),
        ...sponsors.map(({ sponsor, contributions_minor }) => row(`paid by ${sponsor}`, contributions_minor)),
      ],
    ),
    ...changesTable(document),
    editList(document),
    `<sub>${INTERVAL_IN_WORDS}</sub>`,
  ];
  return `${blocks.join("\n\n")}\n`;
}

function conditionList({ conditions }: CompareDocument): string {
  return conditions
    .map(
      ({ condition, failed, words }) => `- ${failed ? "❌ failed" : "✅ passed"}: ${escaped(`${condition}: ${words}`)}`,
    )
    .join("\n");
}

function changesTable(document: CompareDocument): string[] {
  const names = occurring(document);
  if (names.length === 0) return [];
  const lines = names.map((name) => {
    const { rows, difference_minor } = document.changes[name];
    return [name, count(rows), signedMoney(difference_minor, document.currency.exponent)];
  });
  return [table(["change", "rows", "difference"], lines)];
}

function editList({ edits }: CompareDocument): string {
  if (edits === null) return "The rules before are not known: a saved run was compared.";
  if (edits.length === 0) return "The rules are the same.";
  const shown = edits.slice(0, MOST).map(({ words }) => `- ${escaped(words)}`);
  return [...shown, ...(edits.length > MOST ? [`- and ${counted(edits.length - MOST, "more edit")}`] : [])].join("\n");
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.map(escaped).join(" | ")} |`;
  const rule = `|${header.map((_, i) => (i === 0 ? " --- " : " ---: ")).join("|")}|`;
  const more = rows.length - MOST;
  return [
    line(header),
    rule,
    ...rows.slice(0, MOST).map(line),
    ...(more > 0 ? [line([`and ${counted(more, "more")}`, ...header.slice(1).map(() => "")])] : []),
  ].join("\n");
}

/** Text that Markdown shows as it is: no mark-up, no HTML, no mention, no link. */
function escaped(text: string): string {
  return sanitize(text)
    .replaceAll("&", "&amp;")
    .replace(/[\\`*_{}[\]()#!|~]/g, "\\$&")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll("@", "&#64;")
    .replaceAll("://", "&#58;//");
}
