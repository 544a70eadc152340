/** The leaf values of campaign files as zod types. Files are read with every scalar as the text that was written; leaves turn text into values. */
import { z } from "zod";
import { DAY_MS, HOUR_MS, MINUTE_MS } from "../domain/civil-date.js";
import { formatMinor, parseAmount } from "../domain/money.js";
import { parsePercentage, type Ratio } from "../domain/ratio.js";

/** Carried by every issue that a leaf raises, so that it becomes a Problem with a stable code and a remedy. */
export interface LeafIssue {
  readonly problem: string;
  readonly hint?: string;
}

type JsonSchema = Record<string, unknown>;

/** A leaf: text in, value out. `read` returns the value or the issue. `jsonSchema` is what editors check before we do. */
function leaf<T>(jsonSchema: JsonSchema, read: (text: string) => T | Fault): z.ZodType<T> {
  return z
    .string({ error: "expected a single value here" })
    .transform((text, context) => {
      const value = read(text);
      if (!(value instanceof Fault)) return value;
      const params: LeafIssue =
        value.hint === undefined ? { problem: value.problem } : { problem: value.problem, hint: value.hint };
      context.addIssue({ code: "custom", message: value.message, params: { ...params } });
      return z.NEVER;
    })
    .meta({ jsonSchema }) as unknown as z.ZodType<T>;
}

class Fault {
  constructor(
    readonly problem: string,
    readonly message: string,
    readonly hint?: string,
  ) {}
}

const NUMBER_OR_TEXT = ["number", "string"];

/** All leaves for a currency of `exponent` decimals. */
export function createLeaves(exponent: number, nestedDiscount: () => z.ZodType) {
  const example = formatMinor(1250, exponent);
  const amount = (from: number) =>
    leaf<number>({ type: NUMBER_OR_TEXT, description: `an amount of money, such as ${example}` }, (text) => {
      const minor = parseAmount(text, exponent);
      if (minor === "not_an_amount")
        return new Fault(
          "not-an-amount",
          `"${text}" is not an amount`,
          `write digits and at most one point, such as ${example}`,
        );
      if (minor === "too_many_decimals")
        return new Fault("too-many-decimals", `${text} has more decimals than the currency`, `it takes ${exponent}`);
      if (minor === "amount_too_large")
        return new Fault("amount-too-large", `${text} is too large`, "amounts go up to 2^53 − 1 minor units");
      if (minor < from)
        return new Fault(
          "amount-out-of-range",
          `${text} is too small here`,
          from === 0 ? "write an amount of 0 or more" : "write an amount above 0",
        );
      return minor;
    });
  const whole = (from: number, to: number = Number.MAX_SAFE_INTEGER) =>
    leaf<number>({ type: NUMBER_OR_TEXT, description: `a whole number from ${from}` }, (text) => {
      const value = /^\+?\d+$/.test(text) ? Number(text) : Number.NaN;
      if (Number.isNaN(value))
        return new Fault("not-a-whole-number", `"${text}" is not a whole number`, "write digits only");
      if (value < from || value > to)
        return new Fault(
          "number-out-of-range",
          `${text} is out of range`,
          to === Number.MAX_SAFE_INTEGER ? `write a number from ${from}` : `write a number from ${from} to ${to}`,
        );
      return value;
    });
  return {
    exponent,
    /** Minor units, 0 or more. */
    amount: amount(0),
    /** Minor units, above 0. */
    positiveAmount: amount(1),
    /** Minor units, above 0, or any whole number from `from` to `to`. */
    whole,
    /** Exact fraction, 0% to 100%. */
    percentage: leaf<Ratio>(
      {
        type: "string",
        pattern: "^\\s*\\+?\\d+(\\.\\d+)?\\s*%$",
        description: "a percentage with its sign, such as 12.5%",
      },
      (text) => {
        const ratio = parsePercentage(text);
        if (ratio === "no_percent_sign")
          return new Fault("no-percent-sign", `${text} has no percent sign`, `write ${text}%`);
        if (ratio === "not_a_percentage")
          return new Fault(
            "not-a-percentage",
            `"${text}" is not a percentage`,
            "write digits and a sign, such as 12.5%",
          );
        if (ratio === "out_of_range")
          return new Fault("percentage-out-of-range", `${text} is out of range`, "percentages go from 0% to 100%");
        if (ratio === "too_many_decimals")
          return new Fault("too-many-decimals", `${text} has too many decimals`, "a percentage takes up to 13");
        return ratio;
      },
    ),
    /** Milliseconds of a whole number of days, hours or minutes. */
    duration: leaf<number>(
      { type: "string", pattern: "^\\d+[dhm]$", description: "a duration, such as 30d, 12h or 15m" },
      (text) => {
        const match = /^(\d{1,6})([dhm])$/.exec(text);
        if (match === null)
          return new Fault(
            "not-a-duration",
            `"${text}" is not a duration`,
            "write a whole number and d, h or m, such as 30d",
          );
        return Number(match[1]) * { d: DAY_MS, h: HOUR_MS, m: MINUTE_MS }[match[2] as "d" | "h" | "m"];
      },
    ),
    boolean: leaf<boolean>({ type: "boolean" }, (text) =>
      text === "true"
        ? true
        : text === "false"
          ? false
          : new Fault("not-true-or-false", `"${text}" is neither true nor false`, "write true or false"),
    ),
    /** A text that is not empty. */
    text: leaf<string>({ type: ["string", "number", "boolean"] }, (text) =>
      text === "" ? new Fault("empty-value", "a value is missing here", "write one, or remove the key") : text,
    ),
    /** A whole discount block inside another (`otherwise`): its mode, that mode's keys and the common caps. */
    nestedDiscount: z.lazy(nestedDiscount),
    /** One of a few words. */
    oneOf<const W extends readonly [string, ...string[]]>(words: W): z.ZodType<W[number]> {
      return z.enum(words) as unknown as z.ZodType<W[number]>;
    },
  };
}

export type Leaves = ReturnType<typeof createLeaves>;
