/** The `when` expressions that cases use, each beside what it means (CEL's three values: true, false, error). */
import type { Attribute } from "./naive-matchers.js";

export type Truth = boolean | "error";

const and = (a: Truth, b: Truth): Truth => {
  if (a === false || b === false) return false;
  return a === "error" || b === "error" ? "error" : true;
};
const or = (a: Truth, b: Truth): Truth => {
  if (a === true || b === true) return true;
  return a === "error" || b === "error" ? "error" : false;
};
const not = (a: Truth): Truth => (a === "error" ? "error" : !a);

/** A number of a cell, or an error for an empty cell and a text that is none. */
function compare(cell: string, test: (n: number) => boolean): Truth {
  return /^[+-]?[0-9]+(\.[0-9]+)?$/.test(cell) ? test(Number(cell)) : "error";
}

export const WHEN: Record<string, (get: Attribute) => Truth> = {
  "tx.amount >= 50.0": (get) => compare(get("amount"), (n) => n >= 50),
  "tx.amount < 120.5 && tx.city != 'Beijing'": (get) =>
    and(
      compare(get("amount"), (n) => n < 120.5),
      get("city") !== "Beijing",
    ),
  "tx.balance > 100.0": (get) => compare(get("balance"), (n) => n > 100),
  "tx.balance > 100.0 || tx.channel == 'app'": (get) =>
    or(
      compare(get("balance"), (n) => n > 100),
      get("channel") === "app",
    ),
  "user.level in ['gold', 'platinum']": (get) => ["gold", "platinum"].includes(get("user.level")),
  "double(user.age) >= 30.0": (get) => compare(get("user.age"), (n) => n >= 30),
  "double(user.age) >= 30.0 || tx.amount > 100.0": (get) =>
    or(
      compare(get("user.age"), (n) => n >= 30),
      compare(get("amount"), (n) => n > 100),
    ),
  "double(user.age) >= 30.0 && tx.amount > 40.0": (get) =>
    and(
      compare(get("user.age"), (n) => n >= 30),
      compare(get("amount"), (n) => n > 40),
    ),
  "!(tx.card_type == 'credit') || merchant.category == 'food'": (get) =>
    or(not(get("card_type") === "credit"), get("merchant.category") === "food"),
  "tx.client_discount == 0.0 || tx.merchant_id.startsWith('M0')": (get) =>
    or(
      compare(get("client_discount"), (n) => n === 0),
      get("merchant_id").startsWith("M0"),
    ),
  "tx.note == ''": (get) => get("note") === "",
};
