/** A small reader of CEL for the oracle: the operators, functions and texts that random `when` expressions use; no type checker. */

type Value = { double: number } | { int: bigint } | string | boolean | Value[];
export type Lookup = (key: string) => string;

/** An error of CEL, which `&&` and `||` may absorb. */
class CelError extends Error {}

type Node = (get: Lookup) => Value;

/** What an expression says of one row. */
export function evaluateCel(text: string, get: Lookup): boolean | "error" {
  const value = attempt(() => parse(text)(get));
  if (value instanceof CelError) return "error";
  if (typeof value !== "boolean") throw new Error(`no truth value: ${text}`);
  return value;
}

function attempt(run: () => Value): Value | CelError {
  try {
    return run();
  } catch (error) {
    if (error instanceof CelError) return error;
    throw error;
  }
}

const DOUBLES = ["tx.amount", "tx.balance", "tx.client_discount"];
const TOKEN = /\s*([0-9]+\.[0-9]+|[0-9]+|'[^']*'|"[^"]*"|[A-Za-z_][A-Za-z_0-9]*|\|\||&&|[=!<>]=|[-+*/%!<>?:().,[\]])/y;

function parse(text: string): Node {
  const tokens: string[] = [];
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < text.length) {
    const match = TOKEN.exec(text);
    if (match === null) throw new Error(`cannot read ${text}`);
    tokens.push(match[1]);
  }
  let at = 0;
  const take = (token: string): boolean => tokens[at] === token && ++at > 0;
  const expect = (token: string): void => {
    if (!take(token)) throw new Error(`no ${token} at ${tokens[at]} in ${text}`);
  };

  const ternary = (): Node => {
    const test = or();
    if (!take("?")) return test;
    const yes = ternary();
    expect(":");
    const no = ternary();
    return (get) => (bool(test(get)) ? yes(get) : no(get));
  };
  const or = (): Node => {
    let left = and();
    while (take("||")) left = absorbing(left, and(), true);
    return left;
  };
  const and = (): Node => {
    let left = relation();
    while (take("&&")) left = absorbing(left, relation(), false);
    return left;
  };
  const relation = (): Node => {
    const left = sum();
    for (const op of ["==", "!=", "<=", ">=", "<", ">", "in"]) {
      if (!take(op)) continue;
      const right = sum();
      return (get) => compare(op, left(get), right(get));
    }
    return left;
  };
  const sum = (): Node => chain(["+", "-"], product);
  const product = (): Node => chain(["*", "/", "%"], unary);
  const chain = (ops: string[], operand: () => Node): Node => {
    let left = operand();
    for (;;) {
      const op = ops.find(take);
      if (op === undefined) return left;
      const [first, second] = [left, operand()];
      left = (get) => calculate(op, first(get), second(get));
    }
  };
  const unary = (): Node => {
    if (take("!")) {
      const inner = unary();
      return (get) => !bool(inner(get));
    }
    if (take("-")) {
      const inner = unary();
      return (get) => {
        const value = inner(get);
        if (typeof value === "object" && "double" in value) return { double: -value.double };
        return { int: -int(value) };
      };
    }
    return postfix();
  };
  const list = (end: string): Node[] => {
    const items: Node[] = [];
    while (!take(end)) {
      items.push(ternary());
      take(",");
    }
    return items;
  };
  const postfix = (): Node => {
    let node = primary();
    while (take(".")) {
      const method = tokens[at++];
      expect("(");
      const [target, args] = [node, list(")")];
      node = (get) => call(method, [target(get), ...args.map((arg) => arg(get))]);
    }
    return node;
  };
  const primary = (): Node => {
    const token = tokens[at++];
    if (token === "(") {
      const inner = ternary();
      expect(")");
      return inner;
    }
    if (token === "[") {
      const items = list("]");
      return (get) => items.map((item) => item(get));
    }
    if (token === "true" || token === "false") return () => token === "true";
    if (/^[0-9]+$/.test(token)) return () => ({ int: BigInt(token) });
    if (/^[0-9]/.test(token)) return () => ({ double: Number(token) });
    if (/^['"]/.test(token)) return () => token.slice(1, -1);
    if (take("(")) {
      const args = list(")");
      return (get) =>
        call(
          token,
          args.map((arg) => arg(get)),
        );
    }
    expect(".");
    return attribute(`${token}.${tokens[at++]}`);
  };

  const node = ternary();
  if (at !== tokens.length) throw new Error(`left over: ${tokens.slice(at).join(" ")} in ${text}`);
  return node;
}

function attribute(name: string): Node {
  const key = name.startsWith("tx.") ? name.slice(3) : name;
  return (get) => {
    const cell = get(key);
    if (DOUBLES.includes(name)) return call("double", [cell]);
    if (name === "tx.points") return call("int", [cell]);
    return cell;
  };
}

/** `||` (`decides` true) and `&&` (`decides` false): a side that decides wins over an error on the other. */
function absorbing(left: Node, right: Node, decides: boolean): Node {
  return (get) => {
    const first = attempt(() => bool(left(get)));
    if (first === decides) return decides;
    const second = attempt(() => bool(right(get)));
    if (second === decides) return decides;
    if (first instanceof CelError) throw first;
    if (second instanceof CelError) throw second;
    return !decides;
  };
}

function bool(value: Value): boolean {
  if (typeof value !== "boolean") throw new Error("not a truth value");
  return value;
}

function int(value: Value): bigint {
  if (typeof value !== "object" || !("int" in value)) throw new Error("not an int");
  return value.int;
}

function raw(value: Value): number | bigint | string | boolean {
  if (Array.isArray(value)) throw new Error("a list");
  if (typeof value !== "object") return value;
  return "double" in value ? value.double : value.int;
}

function compare(op: string, left: Value, right: Value): boolean {
  if (op === "in") return (right as Value[]).some((item) => raw(item) === raw(left));
  const [a, b] = [raw(left), raw(right)];
  if (typeof a !== typeof b) throw new Error("two types");
  if (op === "==") return a === b;
  if (op === "!=") return a !== b;
  if (typeof a === "string" || typeof a === "boolean" || typeof b === "string" || typeof b === "boolean") {
    throw new Error("not ordered in these cases");
  }
  if (op === "<") return a < b;
  if (op === "<=") return a <= b;
  return op === ">" ? a > b : a >= b;
}

function calculate(op: string, left: Value, right: Value): Value {
  const [a, b] = [raw(left), raw(right)];
  if (typeof a === "string" && typeof b === "string") return a + b;
  if (typeof a === "number" && typeof b === "number") {
    return { double: op === "+" ? a + b : op === "-" ? a - b : op === "*" ? a * b : a / b };
  }
  if (typeof a !== "bigint" || typeof b !== "bigint") throw new Error("two types");
  if (b === 0n && (op === "/" || op === "%")) throw new CelError("division by zero");
  return { int: op === "+" ? a + b : op === "-" ? a - b : op === "*" ? a * b : op === "/" ? a / b : a % b };
}

function call(name: string, [target, argument]: Value[]): Value {
  if (name === "double" && typeof target === "object" && "int" in target) return { double: Number(target.int) };
  if (typeof target !== "string") throw new Error(`${name} of no text`);
  switch (name) {
    case "double":
      if (!/^[+-]?[0-9]+(\.[0-9]+)?$/.test(target)) throw new CelError("no number");
      return { double: Number(target) };
    case "int":
      if (!/^-?[0-9]+$/.test(target)) throw new CelError("no whole number");
      return { int: BigInt(target) };
    case "size":
      return { int: BigInt([...target].length) };
    case "startsWith":
      return target.startsWith(raw(argument) as string);
    case "endsWith":
      return target.endsWith(raw(argument) as string);
    case "contains":
      return target.includes(raw(argument) as string);
    default:
      throw new Error(`no function ${name}`);
  }
}
