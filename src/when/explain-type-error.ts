/** The library's type errors in our words, with what to write instead. */
import type { TypeError as CelTypeError } from "@marcbachmann/cel-js";
import { suggest } from "../domain/suggest.js";
import { fieldType, NUMBER_FIELDS } from "./fields.js";
import type { Complaint } from "./inspect-expression.js";
import { fieldOf, type Node } from "./syntax-tree.js";

const BINARY = /^no such overload: (.+) (==|!=|<=|>=|<|>|in|\+|-|\*|\/|%) (.+)$/;

/** A type in words. */
export function inWords(type: string): string {
  switch (type) {
    case "string":
      return "text (string)";
    case "int":
      return "a whole number (int)";
    case "double":
      return "a decimal number (double)";
    case "bool":
      return "true or false (bool)";
    default:
      return type;
  }
}

export function explainTypeError(error: CelTypeError, source: string): Complaint {
  const offset = error.range?.start ?? 0;
  const hint = hintFor(error, source);
  const unary = /^no such overload: ([!-])(.+)$/.exec(error.summary);
  if (unary !== null) {
    return { offset, message: `"${unary[1]}" does not take ${inWords(unary[2])} (${error.summary})`, hint };
  }
  const operands = BINARY.exec(error.summary);
  if (operands === null) return { offset, message: lowerFirst(error.summary), hint };
  const [, left, op, right] = operands;
  return {
    offset,
    message: `"${op}" does not take ${inWords(left)} and ${inWords(right)} (${error.summary})`,
    hint,
  };
}

export function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}

const GENERAL = "text, int and double do not mix: convert with double(), int() or string()";

function hintFor(error: CelTypeError, source: string): string {
  const node = error.node as Node | undefined;
  if (node === undefined) return GENERAL;
  switch (error.code) {
    case "no_such_overload":
      return operatorHint(error, node, source) ?? GENERAL;
    case "heterogeneous_list_element":
      return "write all elements of a list alike: all text, all int or all double such as 50.0";
    case "incompatible_ternary_branches":
      return "give both branches of ?: the same type";
    case "cannot_index_type":
      return "an attribute has no parts: write tx.city, user.level or merchant.tier";
    case "invalid_logical_operand":
    case "invalid_condition_type":
      return "write a comparison there, such as tx.amount >= 50.0";
    default:
      return GENERAL;
  }
}

function operatorHint(error: CelTypeError, node: Node, source: string): string | null {
  const types = BINARY.exec(error.summary);
  if (types === null || !Array.isArray(node.args)) return null;
  const [left, right] = node.args as [Node, Node];
  const [leftType, rightType] = [types[1], types[3]];
  return (
    fieldHint(left, rightType, types[2]) ??
    fieldHint(right, leftType, types[2]) ??
    literalHint(left, rightType, source) ??
    literalHint(right, leftType, source) ??
    conversionHint(left, leftType, rightType, source) ??
    conversionHint(right, rightType, leftType, source)
  );
}

/** `user.age > 20`: the attribute is text, the other side is a number; or the other way round. */
function fieldHint(node: Node, otherType: string, op: string): string | null {
  const field = fieldOf(node);
  if (field === null) return null;
  const name = `${field.root}.${field.name}`;
  const type = fieldType(field);
  if (type === "string" && /^(list<)?(int|double)/.test(otherType)) {
    const meant = field.root === "tx" ? suggest(field.name, NUMBER_FIELDS) : null;
    // Ordering compares a double with an int; equality, membership and arithmetic want the very type.
    const convert = otherType.includes("double") || op.includes("<") || op.includes(">") ? "double" : "int";
    return meant === null ? `${name} is text: write ${convert}(${name})` : `did you mean tx.${meant}? ${name} is text`;
  }
  if (type !== "string" && /^(list<)?string/.test(otherType)) {
    return `${name} is a number: compare it with one, such as ${type === "int" ? "50" : "50.0"}`;
  }
  return null;
}

/** `tx.amount == 50`: an int beside a double. */
function literalHint(node: Node, otherType: string, source: string): string | null {
  const number = node.op === "-_" ? node.args : node;
  if (otherType === "double" && number.op === "value" && typeof number.args === "bigint") {
    return `write ${source.slice(node.start, node.end)}.0`;
  }
  if (otherType === "double" && node.op === "list") return "write the elements as decimals, such as 50.0";
  return null;
}

/** `tx.points * 0.01`: whatever else is an int beside a double. */
function conversionHint(node: Node, type: string, otherType: string, source: string): string | null {
  if (type === "int" && /double/.test(otherType)) return `write double(${source.slice(node.start, node.end)})`;
  return null;
}
