/** `behaviour`: how customers react to campaigns, at the top of any file of a run; files that say the same thing must say it alike. */
import type { DocumentFile } from "../documents/document-file.js";
import { readKeys } from "../documents/read-keys.js";
import type { Path } from "../documents/tree.js";
import { formatDuration } from "../domain/duration.js";
import { formatMinor } from "../domain/money.js";
import type { Position } from "../domain/problem.js";
import { formatRatio, type Ratio } from "../domain/ratio.js";
import type { Leaves } from "../schema/leaves.js";
import type { Behaviour, Delay } from "./behaviour.js";
import type { Shapes } from "./campaign-schema.js";

/** No newcomers. */
const NONE: Ratio = { numerator: 0, denominator: 1 };

type Key = keyof Shapes["behaviour"];

interface Reaction<T> {
  readonly value: T;
  /** To compare it with that of another file. */
  readonly words: string;
  readonly at: Position;
}

/** What all files say together; every problem goes to its file. What no file names is off. */
export function compileBehaviour(files: readonly DocumentFile[], leaves: Leaves, shapes: Shapes): Behaviour {
  for (const file of files) readKeys(file, ["behaviour"], shapes.behaviour);
  const topUp = agreed(files, "top_up", (file) => {
    const { within, probability } = readKeys(file, ["behaviour", "top_up"], shapes.topUp);
    if (within === undefined || probability === undefined) return null;
    const words = `${formatRatio(probability)} within ${formatMinor(within, leaves.exponent)}`;
    return { value: { withinMinor: within, probability: shareOf(probability) }, words };
  });
  const uplift = agreed(files, "uplift", (file) => {
    const { rate } = readKeys(file, ["behaviour", "uplift"], shapes.uplift);
    return rate === undefined ? null : { value: shareOf(rate), words: formatRatio(rate) };
  });
  const hiddenAversion = agreed(files, "pick", (file) => {
    const { hidden_aversion } = readKeys(file, ["behaviour", "pick"], shapes.pick);
    return hidden_aversion === undefined
      ? null
      : { value: shareOf(hidden_aversion), words: formatRatio(hidden_aversion) };
  });
  const sharing = agreed(files, "sharing", (file) => {
    const path = ["behaviour", "sharing"];
    const { pick_up, newcomers = NONE } = readKeys(file, path, shapes.sharing);
    if (file.nodeAt(path)?.kind !== "block") return null;
    const delay = readDelay(file, [...path, "delay"], shapes);
    const isPaying = file.nodeAt([...path, "pays_after"]) !== undefined;
    const paysAfter = isPaying ? readDelay(file, [...path, "pays_after"], shapes) : null;
    if (pick_up === undefined || delay === null) return null;
    const pays = paysAfter === null ? "at once" : `after ${delayInWords(paysAfter)}`;
    const words = `${formatRatio(pick_up)} after ${delayInWords(delay)}, ${formatRatio(newcomers)} newcomers, who pay ${pays}`;
    return { value: { pickUp: shareOf(pick_up), delay, newcomers: shareOf(newcomers), paysAfter }, words };
  });
  return { topUp, uplift: uplift ?? 0, hiddenAversion: hiddenAversion ?? 0, sharing };
}

/** Null where something was reported. */
function readDelay(file: DocumentFile, path: Path, shapes: Shapes): Delay | null {
  if (file.nodeAt(path) === undefined) {
    file.report(path, "missing-key", `"${path[path.length - 1]}" is missing here`, "it can't be left out");
    return null;
  }
  const { median, p95 } = readKeys(file, path, shapes.delay);
  if (median === undefined || p95 === undefined) return null;
  if (p95 < median) {
    const message = "p95 is below the median";
    file.report([...path, "p95"], "range-reversed", message, "95 of 100 come by p95, half of them by the median");
  }
  return { medianMs: median, p95Ms: p95 };
}

/** Median, then the 95th percentile. */
function delayInWords({ medianMs, p95Ms }: Delay): string {
  return `${formatDuration(medianMs)} (95% within ${formatDuration(p95Ms)})`;
}

/** The value of the first file that has a good one; others that have another are reported. */
function agreed<T>(
  files: readonly DocumentFile[],
  key: Key,
  read: (file: DocumentFile) => Pick<Reaction<T>, "value" | "words"> | null,
): T | null {
  let first: Reaction<T> | null = null;
  const path = ["behaviour", key];
  for (const file of files) {
    const found = read(file);
    if (found === null) continue;
    if (first === null) first = { ...found, at: file.atKey(path) };
    else if (first.words !== found.words) {
      const message = `${key} is ${found.words} here and ${first.words} in ${first.at.file}:${first.at.line}`;
      file.report(path, "settings-disagree", message, "all files of a run must agree; one of them may leave it out");
    }
  }
  return first === null ? null : first.value;
}

function shareOf({ numerator, denominator }: Ratio): number {
  return numerator / denominator;
}
