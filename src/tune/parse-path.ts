/** Paths to single values of campaign files, as people write them: `campaigns.friday.discount.tiers[0].amount_off`. */
import type { Source } from "../documents/source.js";
import { InputError } from "../domain/problem.js";
import { quote } from "../schema/quote.js";

export interface CampaignPath {
  /** As it was written, without blanks around it. */
  readonly text: string;
  readonly campaignId: string;
  /** Keys and list indexes below the campaign; at least one. */
  readonly steps: readonly (string | number)[];
  /** What it was read from, for messages. */
  readonly source: Source;
  /** Where in it the campaign's name starts, then each of `steps`. */
  readonly offsets: readonly number[];
}

const ROOT = "campaigns";
const EXAMPLE = "write a path such as campaigns.friday.discount.tiers[0].amount_off";
const QUOTED = 'put a name that holds points or brackets in quotes: campaigns["a.b"].budget.total';

/** A point and a name, an index, or a quoted name, at the place where the last one ended. */
const STEP = /\.\s*([^.[\]="]+)|\[\s*(\d{1,6})\s*\]|\[\s*("(?:[^"\\]|\\.)*")\s*\]/y;

/** Where the path at the start of `text` ends: at the first `=` that stands in no quotes, or at the end. */
export function endOfPath(text: string): number {
  const match = /^(?:[^="]|"(?:[^"\\]|\\.)*")*/.exec(text);
  return match === null ? 0 : match[0].length;
}

/**
 * The path in `source` from its start up to `end`.
 * @throws InputError `not-a-path` at the place that cannot be read
 */
export function parsePath(source: Source, end: number): CampaignPath {
  const written = source.text.slice(0, end);
  const start = written.length - written.trimStart().length;
  const text = written.trim();
  const fail = (offset: number, message: string, hint: string): never => {
    throw new InputError([source.problem("not-a-path", offset, message, hint)]);
  };
  if (!text.startsWith(ROOT)) fail(start, `a path starts with ${ROOT}`, EXAMPLE);
  const steps: (string | number)[] = [];
  const offsets: number[] = [];
  let at = ROOT.length;
  while (at < text.length) {
    STEP.lastIndex = at;
    const match = STEP.exec(text);
    if (match === null) {
      return fail(start + at, `${quote(text.slice(at))} is no step of a path`, `${EXAMPLE}; ${QUOTED}`);
    }
    const step = stepOf(match);
    if (step === null) return fail(start + at, "a name is missing here", EXAMPLE);
    steps.push(step);
    offsets.push(start + at + (match[1] === undefined ? 1 : match[0].indexOf(match[1])));
    at = STEP.lastIndex;
  }
  const [campaignId, ...below] = steps;
  if (typeof campaignId !== "string") {
    return fail(start + ROOT.length, "the id of a campaign is missing here", EXAMPLE);
  }
  if (below.length === 0) fail(start + text.length, "the path names a whole campaign", EXAMPLE);
  return { text, campaignId, steps: below, source, offsets };
}

function stepOf([, name, index, quoted]: RegExpExecArray): string | number | null {
  if (index !== undefined) return Number(index);
  const step = quoted === undefined ? name.trim() : unquoted(quoted);
  return step === "" ? null : step;
}

function unquoted(quoted: string): string {
  return quoted.slice(1, -1).replace(/\\(.)/g, "$1").trim();
}
