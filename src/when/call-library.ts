/**
 * The slower path: what closures do not cover (maps, lists as values, `filter`, `map`, `dyn`, uint, bytes) is evaluated by the
 * library, which is handed the pieces that closures do cover as variables. Every cell is still read and every conversion
 * still made by this room's own code.
 */
import { Environment } from "@marcbachmann/cel-js";
import { WHEN_ERROR, type WhenResult } from "./contract.js";
import { type Int64, toInt64 } from "./int64.js";
import { boolOf, doubleOf, type ErrorFlag, intOf, type Program, type Run, readsOf, textOf } from "./program.js";
import { listMacroOf, type Node } from "./syntax-tree.js";

/** Thrown into the library where a piece fails, so that its own `||` and `&&` can absorb it. */
const FAILED = new Error("a piece of the condition failed");

const pieceName = (index: number) => `promosim_piece_${index}`;

/** A program that asks the library for the value of `node`; null where that is no bool, int, double or string. */
export function callLibrary(node: Node, compile: (inner: Node) => Program | null, flag: ErrorFlag): Program | null {
  if (node.op === "id" || node.op === "value") return null;
  const environment = new Environment();
  const variables: Program[] = [];
  const text = rewrite(node, (inner) => {
    const program = compile(inner);
    if (program === null) return null;
    const name = pieceName(variables.length);
    environment.registerVariable(name, program.type);
    variables.push(program);
    return name;
  });
  const checked = environment.check(text);
  if (!checked.valid) return null;
  const evaluate = environment.parse(text);

  let row = 0;
  const context = {};
  variables.forEach((program, index) => {
    Object.defineProperty(context, pieceName(index), { get: () => libraryValue(program, row, flag) });
  });
  const run = (atRow: number): unknown => {
    row = atRow;
    try {
      return evaluate(context);
    } catch {
      flag.raised = true;
      return undefined;
    }
  };
  const reads = readsOf(variables);
  switch (checked.type) {
    case "bool":
      return boolOf(reads, (atRow): WhenResult => {
        const value = run(atRow);
        return flag.raised ? flag.takeDown() : typeof value === "boolean" ? (value ? 1 : 0) : WHEN_ERROR;
      });
    case "int":
      return intOf(
        reads,
        expecting(run, (value) => (typeof value === "bigint" ? toInt64(value) : null), 0 as Int64, flag),
      );
    case "double":
      return doubleOf(
        reads,
        expecting(run, (value) => (typeof value === "number" ? value : null), 0, flag),
      );
    case "string":
      return textOf(
        reads,
        expecting(run, (value) => (typeof value === "string" ? value : null), "", flag),
      );
    default:
      return null;
  }
}

/** The library's value in our form; one that is not of the checked type, as `dyn` may smuggle in, is an error. */
function expecting<T>(run: Run<unknown>, read: (value: unknown) => T | null, zero: T, flag: ErrorFlag): Run<T> {
  return (row) => {
    const value = run(row);
    if (flag.raised) return zero;
    const result = read(value);
    if (result !== null) return result;
    flag.raised = true;
    return zero;
  };
}

/** A piece's value as the library holds it. */
function libraryValue(program: Program, row: number, flag: ErrorFlag): boolean | bigint | number | string {
  const value = program.run(row);
  if (flag.raised || (program.type === "bool" && value === WHEN_ERROR)) {
    flag.takeDown();
    throw FAILED;
  }
  if (program.type === "bool") return value === 1;
  return program.type === "int" ? BigInt(value) : value;
}

/** The node as CEL text, in parentheses throughout, with `name(inner)` in the place of every piece that has a name. */
function rewrite(root: Node, name: (inner: Node) => string | null): string {
  const write = (node: Node): string => {
    // A literal stays one: the library types lists and maps of literals, and its own text is its best writing.
    if (node.op === "value") return node.input.slice(node.start, node.end);
    const variable = node === root ? null : name(node);
    if (variable !== null) return variable;
    switch (node.op) {
      case "id":
        return node.args;
      case ".":
        return `(${write(node.args[0])}).${node.args[1]}`;
      case "[]":
        return `(${write(node.args[0])})[${write(node.args[1])}]`;
      case "call":
        return `${node.args[0]}(${node.args[1].map(write).join(", ")})`;
      case "rcall": {
        const macro = listMacroOf(node);
        const args = macro === null ? node.args[2].map(write) : [macro.variable, ...macro.bodies.map(write)];
        return `(${write(node.args[1])}).${node.args[0]}(${args.join(", ")})`;
      }
      case "list":
        return `[${node.args.map(write).join(", ")}]`;
      case "map":
        return `{${node.args.map(([key, value]) => `${write(key)}: ${write(value)}`).join(", ")}}`;
      case "!_":
      case "-_":
        return `${node.op[0]}(${write(node.args)})`;
      case "?:":
        return `(${write(node.args[0])} ? ${write(node.args[1])} : ${write(node.args[2])})`;
      default:
        return `(${write((node.args as [Node, Node])[0])} ${node.op} ${write((node.args as [Node, Node])[1])})`;
    }
  };
  return write(root);
}
