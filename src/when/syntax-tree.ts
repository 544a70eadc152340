/** The library's syntax tree, seen the way this room walks it: fields, macros, children. */
import type { ASTNode } from "@marcbachmann/cel-js";
import { type Field, isRoot } from "./fields.js";

export type Node = ASTNode;

/** Macros that run an expression for each element of a list. */
export const LIST_MACROS: readonly string[] = ["all", "exists", "exists_one", "filter", "map"];

/** The attribute that a node reads: `tx.city` or `tx["city"]`; null for any other node. */
export function fieldOf(node: Node): Field | null {
  if (node.op !== "." && node.op !== "[]") return null;
  const [left, right] = node.args;
  if (left.op !== "id" || !isRoot(left.args)) return null;
  if (typeof right === "string") return { root: left.args, name: right };
  return right.op === "value" && typeof right.args === "string" ? { root: left.args, name: right.args } : null;
}

export interface ListMacro {
  readonly name: string;
  readonly list: Node;
  readonly variable: string;
  readonly bodies: readonly Node[];
}

/** The parts of `list.exists(x, body)`; null for any other node. */
export function listMacroOf(node: Node): ListMacro | null {
  if (node.op !== "rcall" || !LIST_MACROS.includes(node.args[0])) return null;
  const [name, list, [variable, ...bodies]] = node.args;
  return variable?.op === "id" ? { name, list, variable: variable.args, bodies } : null;
}

/** The nodes directly below a node. */
export function childrenOf(node: Node): readonly Node[] {
  switch (node.op) {
    case "value":
    case "id":
      return [];
    case ".":
    case ".?":
      return [node.args[0]];
    case "call":
      return node.args[1];
    case "rcall":
      return [node.args[1], ...node.args[2]];
    case "map":
      return node.args.flat();
    case "!_":
    case "-_":
      return [node.args];
    default:
      return node.args;
  }
}
