/** The options of a simulation as a caller writes them, checked and turned into what the loader and the engine take. */
import { Buffer } from "node:buffer";
import { parsePercentage } from "../domain/ratio.js";
import type { Zone } from "../domain/zone.js";
import type { LoadOptions } from "../transactions/load-transactions.js";
import { parseTimestamp } from "../transactions/parse-timestamp.js";
import type { MaxRejects } from "../transactions/rejects.js";
import { encodingNamed } from "../transactions/text-encoding.js";

export const NEGATIVE_AMOUNTS = ["reject", "refund", "skip"] as const;
export const EMPTY_USERS = ["reject", "replay"] as const;
export const MISMATCHES = ["server", "decline"] as const;
export const DEFAULT_SEED = "promosim";

/** Every option may be left out. */
export interface SimulateOptions {
  /** Any text; the result names it. Default `promosim`. */
  readonly seed?: string | undefined;
  /** Our column → theirs. */
  readonly map?: ReadonlyMap<string, string> | undefined;
  /** Our column → their text → ours. */
  readonly mapValues?: ReadonlyMap<string, ReadonlyMap<string, string>> | undefined;
  /** What a negative amount is. Default `reject`. */
  readonly negative?: (typeof NEGATIVE_AMOUNTS)[number] | undefined;
  /** What a row without a user is. Default `reject`. */
  readonly anonymous?: (typeof EMPTY_USERS)[number] | undefined;
  /** A WHATWG name such as `gb18030`. Default UTF-8. */
  readonly encoding?: string | undefined;
  /** Reads `12,30`. Default false. */
  readonly decimalComma?: boolean | undefined;
  /** First moment that is replayed, in the formats of the log's `timestamp`; what is earlier feeds eligibility. */
  readonly from?: string | undefined;
  /** First moment that is left out. */
  readonly to?: string | undefined;
  /** Fails at the first rejected row. Default false. */
  readonly strict?: boolean | undefined;
  /** Rejected rows to bear: a number, or a percentage of the rows such as `5%`. Default the larger of 100 and 1%. */
  readonly maxRejects?: number | string | undefined;
  /** What to do where `client_discount` differs from ours: pay with ours, or decline. Default `server`. */
  readonly onMismatch?: (typeof MISMATCHES)[number] | undefined;
  /** Treats columns that the data lacks as empty. Default false. */
  readonly allowMissingColumns?: boolean | undefined;
  /** Column, or name of `identities`, whose cells are tested for promotion abuse, such as `user_id`. Without one nobody is. */
  readonly detectBy?: string | undefined;
}

/** An option that makes no sense: the caller's slip, not the data's. */
export class OptionError extends Error {
  override readonly name = "OptionError";

  constructor(
    /** As in `SimulateOptions`. */
    readonly option: keyof SimulateOptions,
    message: string,
  ) {
    super(message);
  }
}

/** @throws OptionError */
export function resolveLoadOptions(options: SimulateOptions, zone: Zone): LoadOptions {
  const { encoding = null, from, to } = options;
  if (encoding !== null && encodingNamed(encoding) === null) {
    throw new OptionError("encoding", `there is no encoding called "${encoding}"`);
  }
  const fromMs = from === undefined ? null : moment("from", from, zone);
  const toMs = to === undefined ? null : moment("to", to, zone);
  if (fromMs !== null && toMs !== null && fromMs >= toMs) {
    throw new OptionError("to", `the end ${to} is not after the start ${from}`);
  }
  return {
    map: options.map ?? new Map(),
    mapValues: options.mapValues ?? new Map(),
    negative: options.negative ?? "reject",
    anonymous: options.anonymous ?? "reject",
    encoding,
    decimalComma: options.decimalComma ?? false,
    fromMs,
    toMs,
    strict: options.strict ?? false,
    maxRejects: options.maxRejects === undefined ? null : resolveMaxRejects(options.maxRejects),
  };
}

function moment(option: "from" | "to", value: string, zone: Zone): number {
  const bytes = Buffer.from(value.trim());
  const timeMs = parseTimestamp(bytes, 0, bytes.length, zone);
  if (!Number.isNaN(timeMs)) return timeMs;
  throw new OptionError(option, `"${value}" is not a time: write one such as 2026-01-02 or 2026-01-02T10:00`);
}

function resolveMaxRejects(value: number | string): MaxRejects {
  const text = String(value);
  if (/^\d{1,15}$/.test(text)) return { count: Number(text) };
  const ratio = parsePercentage(text);
  if (typeof ratio !== "string") return { share: ratio };
  throw new OptionError("maxRejects", `"${value}" is neither a whole number nor a percentage such as 5%`);
}
