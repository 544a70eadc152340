/** Reads generated CSV back: plain cells, no quotes. */
import { expect } from "vitest";

export function readTable(chunks: Iterable<string>): Record<string, string>[] {
  const text = [...chunks].join("");
  expect(text.endsWith("\n")).toBe(true);
  const [header, ...lines] = text.slice(0, -1).split("\n");
  const names = header.split(",");
  const records = lines.map((line) => line.split(","));
  expect(records.filter((cells) => cells.length !== names.length)).toEqual([]);
  return records.map((cells) => Object.fromEntries(names.map((name, i) => [name, cells[i]])));
}

/** Minor units of a decimal text with `exponent` decimals. */
export function minorOf(text: string, exponent = 2): number {
  const [whole, fraction = ""] = text.split(".");
  if (fraction.length !== exponent) throw new Error(`not ${exponent} decimals: ${text}`);
  return Number(whole + fraction);
}
