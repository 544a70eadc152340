/** The value of `pick`: a word, or a block with one key. */
import { z } from "zod";
import { remedy } from "../domain/suggest.js";
import type { LeafIssue, Leaves } from "../schema/leaves.js";
import { quote } from "../schema/quote.js";
import type { FreeOrderPick } from "./free-order-picks.js";

const FORMS = "write first, random_times, { nth: 10 } or { random_of: 1000 }";
const WORDS = ["first", "random_times"];
const KEYS = ["nth", "random_of"];

const JSON_SCHEMA = {
  anyOf: [
    { enum: WORDS },
    ...KEYS.map((key) => ({
      type: "object",
      properties: { [key]: { type: ["number", "string"], description: "a whole number from 1" } },
      required: [key],
      additionalProperties: false,
    })),
  ],
};

/** One union would speak of one of its branches alone: this says what all of them are. */
export function pickLeaf(leaves: Leaves): z.ZodType<FreeOrderPick> {
  const whole = leaves.whole(1);
  return z
    .unknown()
    .transform((value, context) => {
      const fail = (message: string, hint: string, problem = "unknown-value", path: string[] = []) => {
        const params: LeafIssue = { problem, hint };
        context.addIssue({ code: "custom", message, params: { ...params }, path });
        return z.NEVER;
      };
      if (typeof value === "string") {
        const word = value.trim();
        if (WORDS.includes(word)) return word;
        if (KEYS.includes(word))
          return fail(`${quote(word)} needs a number`, `write { ${word}: 10 }, with your number`);
        return fail(`${quote(word)} is no way to pick orders`, word === "" ? FORMS : nearest(word));
      }
      if (typeof value !== "object" || value === null || Array.isArray(value)) {
        return fail("a list is no way to pick orders", FORMS, "wrong-shape");
      }
      const keys = Object.keys(value);
      const unknown = keys.find((key) => !KEYS.includes(key));
      if (unknown !== undefined) return fail(`${quote(unknown)} is no way to pick orders`, nearest(unknown));
      if (keys.length > 1)
        return fail('"nth" and "random_of" exclude each other', "keep one of them", "conflicting-keys");
      if (keys.length === 0) return fail("this says no way to pick orders", FORMS);
      const [key] = keys;
      const number = whole.safeParse((value as Record<string, unknown>)[key]);
      if (number.success) return { [key]: number.data };
      const { message, params } = number.error.issues[0] as { message: string; params?: LeafIssue };
      if (params === undefined) return fail(`"${key}" needs a number`, FORMS, "wrong-shape", [key]);
      return fail(message, params.hint ?? FORMS, params.problem, [key]);
    })
    .meta({ jsonSchema: JSON_SCHEMA }) as unknown as z.ZodType<FreeOrderPick>;
}

function nearest(text: string): string {
  const said = remedy(text, [...WORDS, ...KEYS]);
  return said.startsWith("did you mean") ? said : FORMS;
}
