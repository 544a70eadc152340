/** The leaf values of campaign files, attackers files and the like as zod types. Files are read with every scalar as the text that was written; leaves turn text into values. */
import { z } from "zod";
import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from "../domain/civil-date.js";
import { formatMinor, parseAmount } from "../domain/money.js";
import { parsePercentage, type Ratio } from "../domain/ratio.js";
import { quote } from "./quote.js";

/** Carried by every issue that a leaf raises, so that it becomes a Problem with a stable code and a remedy. */
export interface LeafIssue {
  readonly problem: string;
  readonly hint?: string;
}

export type JsonSchema = Record<string, unknown>;

class Fault {
  constructor(
    readonly problem: string,
    readonly message: string,
    readonly hint: string,
  ) {}
}

/** A leaf: text in, value out. `read` gets trimmed text and returns the value or the fault. `jsonSchema` is what editors check before we do. */
function leaf<T>(jsonSchema: JsonSchema, read: (text: string) => T | Fault): z.ZodType<T> {
  return z
    .string()
    .transform((text, context) => {
      const value = text.trim() === "" ? MISSING : read(text.trim());
      if (!(value instanceof Fault)) return value;
      const params: LeafIssue = { problem: value.problem, hint: value.hint };
      context.addIssue({ code: "custom", message: value.message, params: { ...params } });
      return z.NEVER;
    })
    .meta({ jsonSchema }) as unknown as z.ZodType<T>;
}

const MISSING = new Fault("empty-value", "a value is missing here", "write one, or remove the key");

/** A part of the file that is read by code of its own; zod passes it through as it is. */
export function rawBlock(jsonSchema: JsonSchema): z.ZodUnknown {
  return z.unknown().meta({ jsonSchema });
}

const NUMBER_OR_TEXT = ["number", "string"];

function amount(exponent: number, from: number): z.ZodType<number> {
  const example = formatMinor(1250, exponent);
  return leaf<number>({ type: NUMBER_OR_TEXT, description: `an amount of money, such as ${example}` }, (text) => {
    const minor = parseAmount(text, exponent);
    switch (minor) {
      case "not_an_amount":
        return new Fault(
          "not-an-amount",
          `${quote(text)} is not an amount`,
          `write digits and at most one point, such as ${example}`,
        );
      case "too_many_decimals":
        return new Fault(
          "too-many-decimals",
          `${quote(text)} has more decimals than the currency`,
          exponent === 0 ? "it takes none" : `it takes up to ${exponent}`,
        );
      case "amount_too_large":
        return new Fault("amount-too-large", `${quote(text)} is too large`, "amounts go up to 2^53 − 1 minor units");
      default:
        if (minor >= from) return minor;
        return new Fault(
          "amount-out-of-range",
          `${quote(text)} is too small here`,
          from === 0 ? "write an amount of 0 or more" : "write an amount above 0",
        );
    }
  });
}

function whole(from: number, to: number = Number.MAX_SAFE_INTEGER): z.ZodType<number> {
  return leaf<number>({ type: NUMBER_OR_TEXT, description: `a whole number from ${from}` }, (text) => {
    if (!/^[+-]?\d+$/.test(text))
      return new Fault("not-a-whole-number", `${quote(text)} is not a whole number`, "write digits only");
    const value = Number(text);
    if (value >= from && value <= to) return value;
    const above = to === Number.MAX_SAFE_INTEGER && value < from;
    return new Fault(
      "number-out-of-range",
      `${quote(text)} is out of range`,
      above ? `write a number from ${from}` : `write a number from ${from} to ${to}`,
    );
  });
}

/** Larger ones grow beyond all bounds in a few steps. */
const MAX_FACTOR = 1000;
const FACTOR = { type: NUMBER_OR_TEXT, description: "a factor from 1, such as 2 or 1.5" };

function readFactor(text: string): number | Fault {
  if (!/^\+?\d+(\.\d+)?$/.test(text) || text.length > 20)
    return new Fault(
      "not-a-number",
      `${quote(text)} is not a number`,
      "write digits and at most one point, such as 1.5",
    );
  const factor = Number(text);
  if (factor >= 1 && factor <= MAX_FACTOR) return factor;
  return new Fault("number-out-of-range", `${quote(text)} is out of range`, `write a number from 1 to ${MAX_FACTOR}`);
}

/** A rate of 1000% is ten times. */
const MOST_TIMES = 10;
const PERCENTAGE = {
  type: "string",
  pattern: "^\\s*\\+?\\d+(\\.\\d+)?\\s*%$",
  description: "a percentage with its sign",
};

/** `most`: how many times 100% it may be. */
function readPercentage(text: string, most = 1): Ratio | Fault {
  const ratio = parsePercentage(text, most);
  switch (ratio) {
    case "no_percent_sign":
      return new Fault("no-percent-sign", `${quote(text)} has no percent sign`, `write ${text}%`);
    case "not_a_percentage":
      return new Fault(
        "not-a-percentage",
        `${quote(text)} is not a percentage`,
        "write digits and a sign, such as 12.5%",
      );
    case "out_of_range":
      return new Fault(
        "percentage-out-of-range",
        `${quote(text)} is out of range`,
        most === 1 ? "percentages go from 0% to 100%" : `write 0% to ${most}00%`,
      );
    case "too_many_decimals":
      return new Fault("too-many-decimals", `${quote(text)} has too many decimals`, "a percentage takes up to 13");
    default:
      return ratio;
  }
}

const WEIGHT = { type: NUMBER_OR_TEXT, description: "a weight above 0, such as 60 or 0.5" };

function readWeight(text: string): number | Fault {
  if (/^\+?\d+(\.\d+)?$/.test(text) && text.replace(/\D/g, "").length <= 15) {
    const weight = Number(text);
    if (weight > 0) return weight;
    return new Fault(
      "weight-not-positive",
      `${quote(text)} is no weight: it is not above 0`,
      "write a larger one, or leave out what it weighs",
    );
  }
  return new Fault(
    "not-a-weight",
    `${quote(text)} is not a weight`,
    "write up to 15 digits and at most one point, such as 60",
  );
}

const DURATION = { type: "string", pattern: "^\\d{1,6}[dhm]$", description: "a duration, such as 30d, 12h or 15m" };
const SHORT_DURATION = {
  type: "string",
  pattern: "^\\d{1,6}[dhms]$",
  description: "a duration above 0, such as 40s, 5m or 12h",
};
const UNIT_MS: Readonly<Record<string, number>> = { d: DAY_MS, h: HOUR_MS, m: MINUTE_MS, s: SECOND_MS };

function readDuration(text: string): number | Fault {
  const match = /^(\d{1,6})([dhm])$/.exec(text);
  if (match !== null) return Number(match[1]) * UNIT_MS[match[2]];
  return new Fault(
    "not-a-duration",
    `${quote(text)} is not a duration`,
    "write a whole number of up to 6 digits and d, h or m, such as 30d",
  );
}

function readPositiveDuration(text: string): number | Fault {
  const duration = readDuration(text);
  if (duration !== 0) return duration;
  return new Fault("number-out-of-range", `${quote(text)} is out of range`, "write a duration above 0, such as 10m");
}

function readShortDuration(text: string): number | Fault {
  const match = /^(\d{1,6})([dhms])$/.exec(text);
  if (match !== null && Number(match[1]) > 0) return Number(match[1]) * UNIT_MS[match[2]];
  if (match !== null) {
    return new Fault("number-out-of-range", `${quote(text)} is out of range`, "write a duration above 0, such as 40s");
  }
  return new Fault(
    "not-a-duration",
    `${quote(text)} is not a duration`,
    "write a whole number of up to 6 digits and d, h, m or s, such as 40s",
  );
}

function readBoolean(text: string): boolean | Fault {
  if (text === "true" || text === "false") return text === "true";
  return new Fault("not-true-or-false", `${quote(text)} is neither true nor false`, "write true or false");
}

/** All leaves for a currency of `exponent` decimals. */
export function createLeaves(exponent: number) {
  return {
    exponent,
    /** Minor units, of either sign. */
    anyAmount: amount(exponent, -Number.MAX_SAFE_INTEGER),
    /** Minor units, 0 or more. */
    amount: amount(exponent, 0),
    /** Minor units, above 0. */
    positiveAmount: amount(exponent, 1),
    /** A whole number from `from` to `to`, both included. */
    whole,
    /** A decimal number above 0, of at most 15 digits. */
    weight: leaf<number>(WEIGHT, readWeight),
    /** A decimal number from 1 to 1000. */
    factor: leaf<number>(FACTOR, readFactor),
    /** Exact fraction, 0% to 100%. */
    percentage: leaf<Ratio>(PERCENTAGE, (text) => readPercentage(text)),
    /** Exact fraction, 0% to 1000%: of what may come several times. */
    rate: leaf<Ratio>(PERCENTAGE, (text) => readPercentage(text, MOST_TIMES)),
    /** Milliseconds of a whole number of days, hours or minutes. */
    duration: leaf<number>(DURATION, readDuration),
    /** The same, above 0. */
    positiveDuration: leaf<number>(DURATION, readPositiveDuration),
    /** Above 0, also in seconds: what people take, not what calendars do. */
    shortDuration: leaf<number>(SHORT_DURATION, readShortDuration),
    boolean: leaf<boolean>({ type: "boolean" }, readBoolean),
    /** Trimmed text that is not empty. */
    text: leaf<string>({ type: ["string", "number", "boolean"] }, (text) => text),
    /** A whole discount block inside another (`otherwise`), passed through as it is: `compileNested` takes it. */
    nestedDiscount: rawBlock({ $ref: "#/$defs/discount" }),
    /** One of a few words. */
    oneOf<const W extends readonly [string, ...string[]]>(words: W): z.ZodType<W[number]> {
      return z.enum(words) as unknown as z.ZodType<W[number]>;
    },
  };
}

export type Leaves = ReturnType<typeof createLeaves>;
