/** Paths to single values of campaign files, as people write them: `campaigns.friday.discount.tiers[0].amount_off`, `behaviour.uplift.rate`. */
import type { Source } from "../documents/source.js";
import { InputError } from "../domain/problem.js";
import { quote } from "../schema/quote.js";

export interface CampaignPath {
  /** As it was written, without blanks around it. */
  readonly text: string;
  /** Null: of none, but of how customers react. */
  readonly campaignId: string | null;
  /** Keys and list indexes below the campaign, or below `behaviour`; at least one. */
  readonly steps: readonly (string | number)[];
  /** What it was read from, for messages. */
  readonly source: Source;
  /** Where in it the campaign's name starts (or `behaviour`), then each of `steps`. */
  readonly offsets: readonly number[];
}

const CAMPAIGNS = "campaigns";
const BEHAVIOUR = "behaviour";
const EXAMPLE = "write a path such as campaigns.friday.discount.tiers[0].amount_off";
const REACTION = "write a path such as behaviour.uplift.rate";
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
  const root = [CAMPAIGNS, BEHAVIOUR].find((known) => text.startsWith(known));
  if (root === undefined) return fail(start, `a path starts with ${CAMPAIGNS} or ${BEHAVIOUR}`, EXAMPLE);
  const steps: (string | number)[] = [];
  const offsets: number[] = [];
  let at = root.length;
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
  if (root === BEHAVIOUR) {
    if (steps.length === 0) fail(start + text.length, "the path names all of behaviour", REACTION);
    return { text, campaignId: null, steps, source, offsets: [start, ...offsets] };
  }
  const [campaignId, ...below] = steps;
  if (typeof campaignId !== "string") {
    return fail(start + root.length, "the id of a campaign is missing here", EXAMPLE);
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
