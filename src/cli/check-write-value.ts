/** Values as a suite would write them: plain where that reads back as the same text, in quotes elsewhere, lists and blocks on one line. */
import type { UpdateValue } from "../check/check-document.js";

/** How the scalar that is replaced was quoted. */
export type Quotes = "none" | "single" | "double";

/** Texts that YAML reads back as they are at any place, in braces too. */
const PLAIN = /^[+-]?[\p{L}\p{N}](?:[\p{L}\p{N}_.%+/: -]*[\p{L}\p{N}_.%+/-])?$/u;
const PLAIN_KEY = /^[\p{L}\p{N}][\p{L}\p{N}_.-]*$/u;
const JSON_NUMBER = /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/;

/** @param json keep to what JSON allows */
export function writeValue(value: UpdateValue, json: boolean, quotes: Quotes = "none"): string {
  if (typeof value === "string") return writeText(value, json, quotes);
  if (Array.isArray(value)) return `[${value.map((item) => writeValue(item, json)).join(", ")}]`;
  const pairs = Object.entries(value).map(([key, item]) => writePair(key, item, json));
  return pairs.length === 0 ? "{}" : `{ ${pairs.join(", ")} }`;
}

export function writePair(key: string, value: UpdateValue, json: boolean): string {
  return `${!json && PLAIN_KEY.test(key) ? key : JSON.stringify(key)}: ${writeValue(value, json)}`;
}

function writeText(text: string, json: boolean, quotes: Quotes): string {
  if (quotes === "single" && !/\p{Cc}/u.test(text)) return `'${text.replaceAll("'", "''")}'`;
  const plain = json ? JSON_NUMBER.test(text) : PLAIN.test(text) && !text.includes(": ");
  return quotes === "none" && plain ? text : JSON.stringify(text);
}
