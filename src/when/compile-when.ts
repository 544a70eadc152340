/** Compiles the syntax tree of a checked condition into closures over the columns of one log. */
import type { Currency } from "../domain/money.js";
import type { TransactionColumns } from "../transactions/columns.js";
import { callLibrary } from "./call-library.js";
import { compileArithmetic, compileNegation } from "./compile-arithmetic.js";
import { compileFunction, compileMethod } from "./compile-call.js";
import { compileComparison, compileMembership } from "./compile-comparison.js";
import { compileField, compileHas, textColumn } from "./compile-field.js";
import { compileAnd, compileNot, compileOr, compileQuantifier, compileTernary } from "./compile-logic.js";
import { NUMBER_FIELDS } from "./fields.js";
import { type Int64, toInt64 } from "./int64.js";
import { memoise } from "./memoise.js";
import { type BoolProgram, ErrorFlag, literalOf, type Program, readsOf } from "./program.js";
import { fieldOf, listMacroOf, type Node } from "./syntax-tree.js";

/** What a macro has bound for the part of the tree below it, and what was compiled there. */
interface Scope {
  readonly variable: string | null;
  readonly value: Program | null;
  readonly compiled: Map<Node, Program | null>;
}

/** The whole condition as one closure. `root` has passed the type check as a bool. */
export function compileWhen(root: Node, columns: TransactionColumns, currency: Currency): BoolProgram {
  const flag = new ErrorFlag();
  const scale = 10 ** currency.exponent;

  /** The program of a node; null where its value is no bool, int, double or string. */
  function compile(node: Node, scope: Scope): Program | null {
    // Remembered, because the library's path below asks again for what closures could not take.
    const known = scope.compiled.get(node);
    if (known !== undefined) return known;
    const program = compileNode(node, scope) ?? callLibrary(node, (inner) => compile(inner, scope), flag);
    scope.compiled.set(node, program);
    return program;
  }

  function compileNode(node: Node, scope: Scope): Program | null {
    const field = fieldOf(node);
    if (field !== null) return compileField(field, columns, scale, flag);
    switch (node.op) {
      case "value":
        return literalOf(node.args, intOf(node.args));
      case "id":
        return node.args === scope.variable ? scope.value : null;
      case "-_": {
        if (node.args.op === "value" && typeof node.args.args === "number") return literalOf(-node.args.args, null);
        if (node.args.op === "value" && typeof node.args.args === "bigint")
          return literalOf(null, intOf(-node.args.args));
        const [operand] = parts([node.args], scope) ?? [];
        return operand === undefined ? null : compileNegation(operand, flag);
      }
      case "!_":
      case "&&":
      case "||":
        return compileConnective(node, scope);
      case "?:": {
        const [test, yes, no] = parts(node.args, scope) ?? [];
        return test?.type === "bool" ? compileTernary(test, yes, no, flag) : null;
      }
      case "in": {
        const [value, list] = node.args;
        const [sought, ...elements] = (list.op === "list" ? parts([value, ...list.args], scope) : null) ?? [];
        return sought === undefined ? null : compileMembership(sought, elements, flag);
      }
      case "==":
      case "!=":
      case "<":
      case "<=":
      case ">":
      case ">=": {
        const operands = parts(node.args, scope);
        return operands === null ? null : compileComparison(node.op, operands[0], operands[1], flag);
      }
      case "+":
      case "-":
      case "*":
      case "/":
      case "%": {
        const operands = parts(node.args, scope);
        return operands === null ? null : compileArithmetic(node.op, operands[0], operands[1], flag);
      }
      case "call":
      case "rcall":
        return compileCall(node, scope);
      default:
        return null;
    }
  }

  function compileConnective(node: Node & { op: "!_" | "&&" | "||" }, scope: Scope): Program | null {
    const [left, right] = parts(node.op === "!_" ? [node.args] : node.args, scope) ?? [];
    if (left?.type !== "bool") return null;
    if (node.op === "!_") return compileNot(left);
    if (right?.type !== "bool") return null;
    return node.op === "&&" ? compileAnd(left, right) : compileOr(left, right);
  }

  function compileCall(node: Node & { op: "call" | "rcall" }, scope: Scope): Program | null {
    if (node.op === "call") {
      const [name, args] = node.args;
      const field = name === "has" ? fieldOf(args[0]) : null;
      if (field !== null) return compileHas(field, columns);
      const programs = parts(args, scope);
      return programs?.length === 1 ? compileFunction(name, programs[0], flag) : null;
    }
    if (listMacroOf(node) !== null) return compileMacro(node, scope);
    const [name, receiver, args] = node.args;
    const [text, ...rest] = parts([receiver, ...args], scope) ?? [];
    return text?.type === "string" ? compileMethod(name, text, rest, flag) : null;
  }

  /** A quantifier over a list that is written out: its body once for each element. */
  function compileMacro(node: Node, scope: Scope): Program | null {
    const macro = listMacroOf(node);
    if (macro === null || macro.list.op !== "list" || macro.bodies.length !== 1) return null;
    const elements = macro.list.args.map((element) => compile(element, scope));
    const bodies: BoolProgram[] = [];
    for (const element of elements) {
      // An element that can fail fails the list as a whole, before any body runs: left to the library.
      if (!element?.plain) return null;
      const body = compile(macro.bodies[0], { variable: macro.variable, value: element, compiled: new Map() });
      if (body?.type !== "bool") return null;
      bodies.push(body);
    }
    return compileQuantifier(macro.name, remember(bodies) as BoolProgram[]);
  }

  function parts(nodes: readonly Node[], scope: Scope): Program[] | null {
    const programs: Program[] = [];
    for (const node of nodes) {
      const program = compile(node, scope);
      if (program === null) return null;
      programs.push(program);
    }
    return remember(programs);
  }

  /** Where parts read different columns, each that reads one text column alone is remembered by its text. */
  function remember(programs: Program[]): Program[] {
    return soleTextColumn(programs) === null ? programs.map(rememberAlone) : programs;
  }

  function rememberAlone(program: Program): Program {
    const name = program.plain ? null : soleTextColumn([program]);
    const column = name === null ? undefined : textColumn(columns, name);
    return column === undefined ? program : memoise(program, column, flag);
  }

  function soleTextColumn(programs: readonly Program[]): string | null {
    const [name, ...others] = readsOf(programs);
    return name === undefined || others.length > 0 || NUMBER_FIELDS.includes(name) ? null : name;
  }

  const program = compile(root, { variable: null, value: null, compiled: new Map() });
  if (program?.type !== "bool") throw new TypeError("a checked condition compiles to a bool");
  return rememberAlone(program) as BoolProgram;
}

function intOf(value: unknown): Int64 | null {
  return typeof value === "bigint" ? toInt64(value) : null;
}
