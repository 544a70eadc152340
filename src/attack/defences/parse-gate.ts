/** A risk gate from the texts of options; what is wrong with a text is a sentence that can stand behind the option's name. */
import { parsePercentage, type Ratio } from "../../domain/ratio.js";
import { remedy } from "../../domain/suggest.js";
import { quote } from "../../schema/quote.js";
import { FILLED } from "../compile-profile.js";
import type { Gate } from "./contract.js";

/** What the gate catches where nobody says. */
export const DEFAULT_CATCH_RATIO: Ratio = { numerator: 80, denominator: 100 };

/** All that a cell of `risk` can be. */
const RISKS = ["pass", "review", "reject"];

/** `risk=review`, `device_age=0,1,2`: a column, and the values that are refused; or what is wrong, as a sentence. The first `=` divides. */
export function parseGate(text: string): Pick<Gate, "column" | "values"> | string {
  const at = text.indexOf("=");
  const column = text.slice(0, at).trim();
  if (at === -1 || column === "") return "Expected a column and values, such as risk=review or device_age=0,1,2.";
  if (FILLED.has(column)) return `The attack fills ${column} itself, so it can't tell attackers from customers.`;
  const values = text
    .slice(at + 1)
    .split(",")
    .map((value) => value.trim());
  if (values.includes("")) return "A value is empty, and an empty cell can't be told from a missing one.";
  const unknown = column === "risk" ? values.find((value) => !RISKS.includes(value)) : undefined;
  if (unknown !== undefined) return `${quote(unknown)} is no risk; ${remedy(unknown, RISKS)}`;
  return { column, values: [...new Set(values)] };
}

/** `80%`; or what is wrong, as a sentence. */
export function parseCatchRatio(text: string): Ratio | string {
  const ratio = parsePercentage(text.trim());
  if (typeof ratio !== "string") return ratio;
  if (ratio === "no_percent_sign") return `A percentage carries its sign: ${text.trim()}%.`;
  return "Expected a percentage from 0% to 100%, such as 80%.";
}
