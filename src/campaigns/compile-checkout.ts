/** `checkout`: how long customers take between quote and payment, at the top of any file of a run; files that say it must say the same. */
import type { DocumentFile } from "../documents/document-file.js";
import { readKeys } from "../documents/read-keys.js";
import { formatDuration } from "../domain/duration.js";
import { formatRatio } from "../domain/ratio.js";
import type { CheckoutRules } from "./campaign.js";
import type { Shapes } from "./campaign-schema.js";

/** Percent. Those who leave are made up beside those who pay: more of them would be more than a log can stand. */
const MOST_ABANDONED = 99;

const NOBODY = { numerator: 0, denominator: 100 };
const EVERYBODY = { numerator: 100, denominator: 100 };

/** Null where no file has it; every problem goes to its file. */
export function compileCheckout(files: readonly DocumentFile[], shapes: Shapes): CheckoutRules | null {
  let first: { readonly rules: CheckoutRules; readonly words: string; readonly file: DocumentFile } | null = null;
  for (const file of files) {
    const found = read(file, shapes);
    if (found === null) continue;
    if (first === null) first = { ...found, file };
    else if (first.words !== found.words) {
      const { line } = first.file.atKey(["checkout"]);
      const message = `checkout is ${found.words} here and ${first.words} in ${first.file.name}:${line}`;
      const hint = "all files of a run must agree; one of them may leave it out";
      file.reportKey(["checkout"], "settings-disagree", message, hint);
    }
  }
  return first?.rules ?? null;
}

function read(file: DocumentFile, shapes: Shapes): { rules: CheckoutRules; words: string } | null {
  if (file.nodeAt(["checkout"]) === undefined) return null;
  const { abandon = NOBODY, retry = EVERYBODY } = readKeys(file, ["checkout"], shapes.checkout);
  if (file.nodeAt(["checkout"])?.kind === "block" && file.nodeAt(["checkout", "think_time"]) === undefined) {
    const hint = "write think_time: { median: 40s, p95: 5m }";
    file.report(["checkout"], "missing-key", '"think_time" is missing here', hint);
  }
  const { median, p95 } = readKeys(file, ["checkout", "think_time"], shapes.thinkTime);
  if (abandon.numerator * 100 > abandon.denominator * MOST_ABANDONED) {
    const message = `${formatRatio(abandon)} is out of range: of 100 checkouts at least one is paid`;
    file.report(["checkout", "abandon"], "abandon-out-of-range", message, `write at most ${MOST_ABANDONED}%`);
  }
  if (median === undefined || p95 === undefined) return null;
  if (p95 < median) {
    const message = `95% take at most ${formatDuration(p95)} and half of them more than ${formatDuration(median)}`;
    file.report(
      ["checkout", "think_time", "p95"],
      "bad-think-time",
      message,
      "write a p95 that is not below the median",
    );
  }
  const rules = {
    at: file.atKey(["checkout"]),
    medianMs: median,
    p95Ms: p95,
    abandon: abandon.numerator / abandon.denominator,
    retry: retry.numerator / retry.denominator,
  };
  const words = [
    `${formatDuration(median)} at the median and ${formatDuration(p95)} at the 95th percentile`,
    `${formatRatio(abandon)} abandoned`,
    `${formatRatio(retry)} retried`,
  ].join(", ");
  return { rules, words };
}
