/** What went in: files with their fingerprints, the seed, the days covered. */
import { formatDay } from "../../domain/civil-date.js";
import { counted } from "../layout/figures.js";
import { span } from "../layout/line.js";
import { layoutTable, textColumn } from "../layout/table.js";
import type { Section } from "./contract.js";

const SHORT_HASH = 12;
const FULL_HASH_FROM = 120;

export const inputs: Section = {
  title: "Inputs",
  body({ document, details, columns }) {
    const facts: [string, string][] = [["seed", document.seed]];
    if (details.period !== null) {
      const { first, last } = details.period;
      const days = counted(last - first + 1, "day");
      facts.push(["days", `${formatDay(first)} to ${formatDay(last)}, ${days} in ${document.timezone}`]);
    }
    const hash = (sha256: string) => (columns >= FULL_HASH_FROM ? sha256 : sha256.slice(0, SHORT_HASH));
    const files = document.inputs.map(({ role, file, sha256 }) => [role, file, `sha256 ${hash(sha256)}`]);
    const table = layoutTable({
      columns: [
        textColumn("", [...files.map(([role]) => span(role, "dim")), ...facts.map(([name]) => span(name, "dim"))]),
        textColumn("", [...files.map(([, file]) => span(file)), ...facts.map(() => span(""))], { min: 12 }),
        textColumn("", [...files.map(([, , print]) => span(print, "dim")), ...facts.map(() => span(""))]),
      ],
      rows: files.length,
      width: columns,
    });
    const factTable = layoutTable({
      columns: [
        textColumn("", padTo(facts, files)),
        textColumn(
          "",
          facts.map(([, value]) => span(value)),
          { min: 12 },
        ),
      ],
      rows: facts.length,
      width: columns,
    });
    return [...table, ...factTable];
  },
};

/** The names of the facts, as wide as the roles above them. */
function padTo(facts: readonly [string, string][], files: readonly string[][]) {
  const width = files.reduce((most, [role]) => Math.max(most, role.length), 0);
  return facts.map(([name]) => span(name.padEnd(width), "dim"));
}
