/** `suspects.csv`: who is suspected of promotion abuse, why, and how sure that is. */
import { formatMinor } from "../../domain/money.js";
import { headerLine, textCell } from "../csv/csv-cells.js";
import { inBatches } from "../csv/in-batches.js";
import type { FileSource, ResultFile } from "./contract.js";

export const suspects: ResultFile = {
  name: "suspects.csv",
  summary: "With --detect: a line an identity and campaign under suspicion, the least likely to be chance first.",
  columns: [
    "identity",
    "campaign_id",
    "reasons",
    "attempts",
    "settled",
    "draws",
    "draws_per_settlement",
    "failed_tries",
    "longest_run",
    "balance_runs",
    "shortfall",
    "top_tier",
    "top_tier_expected",
    "p_value",
    "corrected_p_value",
    "first_at",
    "last_at",
  ],
  chunks(source) {
    return inBatches(headerLine(this.columns), lines(source));
  },
};

function* lines({ document }: FileSource): Generator<string> {
  for (const suspect of document.detection?.suspects ?? []) {
    const { draws_per_settlement: draws, shortfall_minor: shortfall } = suspect;
    yield [
      textCell(suspect.identity),
      textCell(suspect.campaign_id),
      textCell(suspect.reasons.map(({ text }) => text).join("; ")),
      suspect.attempts,
      suspect.settled,
      suspect.draws,
      draws === null ? "" : draws.toFixed(2),
      suspect.failed_tries,
      suspect.longest_run,
      suspect.balance_runs,
      shortfall === null ? "" : formatMinor(shortfall, document.currency.exponent),
      suspect.top_tier,
      suspect.top_tier_expected.toFixed(3),
      suspect.p_value.toExponential(2),
      suspect.corrected_p_value.toExponential(2),
      suspect.first_at,
      suspect.last_at,
    ].join(",");
  }
}
