/** Walks a parsed condition: collects the attributes that it reads and whatever no condition may contain. */
import { remedy } from "../domain/suggest.js";
import { type Field, isRoot, NUMBER_FIELDS, ROOTS } from "./fields.js";
import { MAX_INT64 } from "./int64.js";
import { childrenOf, fieldOf, LIST_MACROS, listMacroOf, type Node } from "./syntax-tree.js";

/** What is wrong with an expression, at an offset into its text. */
export interface Complaint {
  readonly offset: number;
  readonly message: string;
  readonly hint: string;
}

export interface Inspection {
  readonly fields: readonly Field[];
  readonly complaints: readonly Complaint[];
}

const CONVERSIONS = ["bool", "double", "dyn", "int", "string", "uint"];
const TEXT_TESTS = ["contains", "endsWith", "lowerAscii", "startsWith", "upperAscii"];
const FUNCTIONS = [...CONVERSIONS, "has", "size"];
const METHODS = [...TEXT_TESTS, "size", ...LIST_MACROS];

const CLOCK = ["timestamp", "duration"];
const NESTED_MACRO_HINT = "write the inner condition out with ||";

export function inspectExpression(root: Node): Inspection {
  const fields = new Map<string, Field>();
  const complaints: Complaint[] = [];

  function complain(node: Node, message: string, hint: string): void {
    complaints.push({ offset: node.pos, message, hint });
  }

  /** `variable` is the name that an enclosing macro has bound. */
  function visit(node: Node, variable: string | null): void {
    const field = fieldOf(node);
    if (field !== null) {
      fields.set(`${field.root}.${field.name}`, field);
      return;
    }
    switch (node.op) {
      case "id":
        if (node.args !== variable) complainOfName(node, node.args);
        return;
      case "value":
        if (typeof node.args === "bigint" && node.args > MAX_INT64) complainOfSize(node);
        return;
      case "-_":
        // 2^63 is written only with its sign.
        if (node.args.op === "value" && node.args.args === MAX_INT64 + 1n) return;
        break;
      case "[]":
        if (node.args[0].op === "id" && isRoot(node.args[0].args)) {
          complain(node, "an attribute must be named in the expression itself", `write ${node.args[0].args}.city`);
          return;
        }
        break;
      case "call":
        if (!FUNCTIONS.includes(node.args[0])) complainOfFunction(node, node.args[0], FUNCTIONS);
        else if (node.args[0] === "has" && (node.args[1].length !== 1 || fieldOf(node.args[1][0]) === null))
          complain(node, "has() takes one attribute", "write has(tx.city)");
        break;
      case "rcall":
        if (!METHODS.includes(node.args[0])) complainOfFunction(node, node.args[0], METHODS);
        break;
    }
    const macro = listMacroOf(node);
    if (macro === null) {
      for (const child of childrenOf(node)) visit(child, variable);
      return;
    }
    if (variable !== null) complain(node, `${macro.name}() stands inside another such call`, NESTED_MACRO_HINT);
    if (isRoot(macro.variable))
      complain(node, `the variable of ${macro.name}() hides "${macro.variable}"`, "give it another name");
    visit(macro.list, variable);
    for (const body of macro.bodies) visit(body, macro.variable);
  }

  function complainOfName(node: Node, name: string): void {
    if (isRoot(name))
      complain(node, `"${name}" is no value by itself`, `name one of its attributes, as in ${name}.city`);
    else if (NUMBER_FIELDS.includes(name)) complain(node, `nothing is called "${name}"`, `write tx.${name}`);
    else complain(node, `nothing is called "${name}"`, remedy(name, ROOTS));
  }

  function complainOfFunction(node: Node, name: string, names: readonly string[]): void {
    const message = `the function ${name}() is not available in conditions`;
    if (name === "matches")
      complain(node, message, "there are no regular expressions: use startsWith, endsWith, contains or ==");
    else if (CLOCK.includes(name)) complain(node, message, "say when a campaign runs with its window");
    else complain(node, message, remedy(name, names));
  }

  function complainOfSize(node: Node): void {
    complain(node, "the number is too large for an int", `whole numbers go up to ${MAX_INT64}`);
  }

  visit(root, null);
  return { fields: [...fields.values()], complaints };
}
