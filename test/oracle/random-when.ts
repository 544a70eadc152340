/** Random `when` expressions: well typed, often reading cells that are empty or no numbers. */
import type { Source } from "./random-source.js";

const TEXTS: [attribute: string, texts: string[]][] = [
  ["user.level", ["gold", "silver", ""]],
  ["user.age", ["30", "n/a", ""]],
  ["tx.city", ["杭州", "Shanghai", ""]],
  ["tx.channel", ["app", "web"]],
  ["tx.card_bin", ["123", "00123", "622588"]],
  ["merchant.category", ["food", ""]],
  ["tx.merchant_id", ["M001", "N9"]],
  ["tx.note", ["a,b", ""]],
];

export function randomWhen(random: Source): string {
  return truth(random, 3);
}

function truth(random: Source, depth: number): string {
  const kind = random.int(1, depth > 0 ? 9 : 4);
  const [attribute, texts] = random.pick(TEXTS);
  const text = quoted(random.pick(texts));
  switch (kind) {
    case 1:
    case 2:
      return `${double(random, 2)} ${random.pick(["<", "<=", ">", ">=", "==", "!="])} ${double(random, 2)}`;
    case 3:
      return random.pick([
        `${attribute} ${random.pick(["==", "!="])} ${text}`,
        `${attribute} in [${texts.map(quoted).join(", ")}]`,
        `${attribute}.${random.pick(["startsWith", "endsWith", "contains"])}(${text})`,
        `${attribute} + ${text} == ${text}`,
      ]);
    case 4:
      return `${int(random, 1)} ${random.pick(["<", ">=", "==", "!="])} ${int(random, 1)}`;
    case 5:
      return `!(${truth(random, depth - 1)})`;
    case 6:
      return `(${truth(random, depth - 1)} ? ${truth(random, depth - 1)} : ${truth(random, depth - 1)})`;
    default: {
      const join = random.pick([" && ", " || "]);
      return `(${truth(random, depth - 1)}${join}${truth(random, depth - 1)})`;
    }
  }
}

const quoted = (text: string): string => `'${text}'`;

function double(random: Source, depth: number): string {
  if (depth > 0 && random.chance(0.25)) {
    return `(${double(random, depth - 1)} ${random.pick(["+", "-", "*", "/"])} ${double(random, depth - 1)})`;
  }
  return random.pick([
    "tx.amount",
    "tx.amount",
    "tx.balance",
    "tx.client_discount",
    "double(user.age)",
    "double(tx.card_bin)",
    random.pick(["0.0", "10.0", "30.0", "50.0", "100.5", "-1.25"]),
  ]);
}

function int(random: Source, depth: number): string {
  if (depth > 0 && random.chance(0.2)) {
    return `(${int(random, 0)} ${random.pick(["+", "-", "*", "/", "%"])} ${int(random, 0)})`;
  }
  return random.pick([
    "int(user.age)",
    "size(tx.city)",
    "size(tx.note)",
    "size(user.level)",
    String(random.int(0, 3)),
    "30",
  ]);
}
