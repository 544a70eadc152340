/** Reads the values of options; each reader fails with a sentence that commander prints behind the option's name. */
import { InvalidArgumentError } from "commander";
import { remedy } from "../domain/suggest.js";

/** Reads one value; `previous` is what an earlier use of the same option gave. */
export type ValueReader<T> = (text: string, previous: T | undefined) => T;

/** An option that makes sense once: a second one would silently replace the first. */
export function once<T>(read: (text: string) => T): ValueReader<T> {
  return (text, previous) => {
    if (previous !== undefined) throw new InvalidArgumentError("It may be given only once.");
    return read(text);
  };
}

/** An option that may be repeated; the values in order. */
export function repeated<T>(read: (text: string) => T): ValueReader<T[]> {
  return (text, previous = []) => [...previous, read(text)];
}

export function text(value: string): string {
  if (value === "") throw new InvalidArgumentError("It is empty.");
  return value;
}

export function oneOf<const W extends string>(words: readonly W[]): (value: string) => W {
  return (value) => {
    const word = words.find((candidate) => candidate === value);
    if (word === undefined) throw new InvalidArgumentError(sentence(remedy(value, words)));
    return word;
  };
}

/** A whole number from `from` to `to`. */
export function wholeNumber(from: number, to: number = Number.MAX_SAFE_INTEGER): (value: string) => number {
  return (value) => {
    const number = /^\d{1,16}$/.test(value) ? Number(value) : Number.NaN;
    if (!(number >= from && number <= to)) {
      const range = to === Number.MAX_SAFE_INTEGER ? `from ${from}` : `from ${from} to ${to}`;
      throw new InvalidArgumentError(`Expected a whole number ${range}.`);
    }
    return number;
  };
}

/** `ours=theirs`. The first `=` divides: our names have none. */
export function columnPair(value: string): readonly [ours: string, theirs: string] {
  const at = value.indexOf("=");
  if (at < 1 || at === value.length - 1) throw new InvalidArgumentError("Expected a pair such as amount=TxnAmt.");
  return [value.slice(0, at).trim(), value.slice(at + 1).trim()];
}

/** What one text of a column stands for. */
export interface ValuePair {
  readonly column: string;
  readonly theirs: string;
  readonly ours: string;
}

/** `column.theirs=ours`. The first point and the last `=` divide: their text may have either. Ours may be empty: "no value". */
export function valuePair(value: string): ValuePair {
  const point = value.indexOf(".");
  const equals = value.lastIndexOf("=");
  if (point < 1 || equals < point) throw new InvalidArgumentError("Expected a pair such as risk.LOW=pass.");
  return {
    column: value.slice(0, point).trim(),
    theirs: value.slice(point + 1, equals).trim(),
    ours: value.slice(equals + 1).trim(),
  };
}

function sentence(remark: string): string {
  return `${remark.charAt(0).toUpperCase()}${remark.slice(1)}${/[.?]$/.test(remark) ? "" : "."}`;
}
