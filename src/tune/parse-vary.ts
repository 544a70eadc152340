/** `path=range` and `path=a,b,c`: what of campaign files is varied, and over which values. */
import { Source } from "../documents/source.js";
import { InputError } from "../domain/problem.js";
import type { CampaignInput } from "../simulation/request.js";
import { locate } from "./locate.js";
import { type CampaignPath, endOfPath, parsePath } from "./parse-path.js";
import { parseRange, type ValueRange } from "./value-range.js";

export interface Vary {
  readonly path: CampaignPath;
  readonly range: ValueRange;
}

export interface ValueList {
  readonly path: CampaignPath;
  /** At least 2, as they were written, without blanks around them. */
  readonly values: readonly string[];
}

/**
 * `campaigns.friday.budget.total=1000..5000/100` of the option `name`.
 * @throws InputError with places in `text`
 */
export function parseVary(files: readonly CampaignInput[], text: string, name: string, exponent: number): Vary {
  const source = new Source(name, text);
  const end = assignedAt(source, "campaigns.friday.budget.total=1000..5000");
  const path = parsePath(source, end);
  const { kind } = locate(files, path);
  return { path, range: parseRange(source, end + 1, kind, exponent) };
}

/**
 * `campaigns.friday.budget.total=1000,2000,5000` of the option `name`.
 * @throws InputError with places in `text`
 */
export function parseValueList(files: readonly CampaignInput[], text: string, name: string): ValueList {
  const source = new Source(name, text);
  const end = assignedAt(source, "campaigns.friday.budget.total=1000,2000,5000");
  const path = parsePath(source, end);
  locate(files, path);
  const values: string[] = [];
  let offset = end + 1;
  for (const value of text.slice(end + 1).split(",")) {
    if (value.trim() === "") {
      throw new InputError([source.problem("empty-value", offset, "a value is missing here", "remove the comma")]);
    }
    values.push(value.trim());
    offset += value.length + 1;
  }
  if (values.length < 2) {
    const hint = "write the others behind it, with commas between them";
    throw new InputError([source.problem("one-value", end + 1, "one value has nothing to be compared with", hint)]);
  }
  return { path, values };
}

/** Offset of the `=` behind the path. */
function assignedAt(source: Source, example: string): number {
  const end = endOfPath(source.text);
  if (source.text[end] === "=") return end;
  const message = "an equals sign and values are missing behind the path";
  throw new InputError([source.problem("no-values", source.text.length, message, `write such as ${example}`)]);
}
