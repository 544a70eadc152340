/** One case: its rows replayed, and what came held against what was expected. */
import type { CampaignSet } from "../campaigns/campaign.js";
import type { Path } from "../documents/tree.js";
import { assert } from "../domain/problem.js";
import { Replay } from "../replay/replay.js";
import { atOnce } from "../simulation/at-once.js";
import { CaseWitness } from "./case-witness.js";
import type { CheckResult, Mismatch, UpdateValue } from "./check-document.js";
import type { Expectation, Seen } from "./expectation.js";
import { explainReject } from "./explain-reject.js";
import { loadCase } from "./load-case.js";
import { pathText } from "./path-text.js";
import type { Case, Suite } from "./suite.js";

/** The columns that a refund is turned down for. */
const COLUMN_OF = { unknown_payment: "refund_of", refund_too_large: "amount" } as const;

/** Null where the case is no test because its rows cannot be used; problems go to the suite's file. */
export async function runCase(
  { file, seed, onMismatch }: Suite,
  one: Case,
  set: CampaignSet,
): Promise<CheckResult | null> {
  const loaded = await loadCase(file, one, set);
  if (loaded === null) return null;
  const { columns, rows } = loaded;
  const { rows: written } = one.tables.log;
  const before = file.problems.length;
  const about = rows[rows.length - 1];
  for (const [i, row] of rows.entries()) {
    if (row <= about) continue;
    const hint = "what is looked at comes last: write an earlier time here";
    file.report([...written[i].path, "timestamp"], "not-the-last", "this is later than what the case is about", hint);
  }
  const replay = new Replay({
    set: atOnce(set), // a case is about its rows, at the times that they give
    columns,
    onMismatch,
    seed,
    onRejectedRefund: (row, reason) => explainReject(file, written[rows.indexOf(row)].path, reason, COLUMN_OF[reason]),
  });
  const witness = new CaseWitness(replay);
  const looked = new Map(one.looks.map((look) => [rows[look.row], look.expectations]));
  const mismatches: Mismatch[] = [];
  for (let row = 0; row < columns.length; row++) {
    witness.seen = null;
    replay.next([witness]);
    for (const expectation of looked.get(row) ?? []) {
      const { seen } = witness;
      // A refund that was turned down is reported, and of it nothing is seen.
      if (seen === null) continue;
      const mismatch = compare(expectation, seen, (path) => file.at(path));
      if (mismatch !== null) mismatches.push(mismatch);
    }
  }
  if (file.problems.length > before) return null;
  assert(looked.size === one.looks.length, "every row is looked at once");
  const at = file.at([...one.path, "name"]);
  return { kind: "case", name: one.name, at, passed: mismatches.length === 0, words: "", mismatches };
}

function compare(
  { path, expected, actual: read, because }: Expectation,
  seen: Seen,
  at: (path: Path) => Mismatch["at"],
): Mismatch | null {
  const actual = read(seen);
  const texts = { expected: valueText(expected), actual: valueText(actual) };
  if (texts.expected === texts.actual) return null;
  const why = because(seen);
  const reason = why === "" || why === texts.actual ? "" : ` (${why})`;
  const what = pathText(path.slice(path.lastIndexOf("expect") + 1));
  const message = `${what} should be ${texts.expected}, and is ${texts.actual}${reason}`;
  return { path: pathText(path), at: at(path), ...texts, message, update: { path, value: actual } };
}

/** On one line, as YAML writes it. */
function valueText(value: UpdateValue): string {
  if (typeof value === "string") return value;
  if (isList(value)) return `[${value.map(valueText).join(", ")}]`;
  return `{ ${Object.entries(value)
    .map(([key, one]) => `${key}: ${valueText(one)}`)
    .join(", ")} }`;
}

function isList(value: UpdateValue): value is readonly UpdateValue[] {
  return Array.isArray(value);
}
