/** Functions of one or two arguments as closures. Null where the argument types have none: the library takes those. */
import { WHEN_ERROR, WHEN_TRUE } from "./contract.js";
import {
  countCodePoints,
  doubleToInt,
  doubleToText,
  lowerAscii,
  textToBool,
  textToDouble,
  textToInt,
  upperAscii,
} from "./convert-text.js";
import {
  type BoolProgram,
  boolOf,
  doubleOf,
  type ErrorFlag,
  intOf,
  type Program,
  type Run,
  readsOf,
  type TextProgram,
  textOf,
} from "./program.js";

/** `name(argument)`. */
export function compileFunction(name: string, argument: Program, flag: ErrorFlag): Program | null {
  if (argument.type === name) return argument;
  switch (name) {
    case "size":
      return argument.type === "string" ? compileSize(argument) : null;
    case "double":
      return toDouble(argument, flag);
    case "int":
      return toInt(argument, flag);
    case "string":
      return toText(argument, flag);
    case "bool":
      return argument.type === "string" ? toBool(argument, flag) : null;
    default:
      return null;
  }
}

/** `text.name(arguments)`. */
export function compileMethod(
  name: string,
  text: TextProgram,
  args: readonly Program[],
  flag: ErrorFlag,
): Program | null {
  if (args.length === 0) {
    switch (name) {
      case "size":
        return compileSize(text);
      case "lowerAscii":
        return textOf(text.reads, (row) => lowerAscii(text.run(row)));
      case "upperAscii":
        return textOf(text.reads, (row) => upperAscii(text.run(row)));
      default:
        return null;
    }
  }
  const [part] = args;
  if (args.length !== 1 || part.type !== "string") return null;
  switch (name) {
    case "startsWith":
      return compileTextTest(text, part, (a, b) => a.startsWith(b), flag);
    case "endsWith":
      return compileTextTest(text, part, (a, b) => a.endsWith(b), flag);
    case "contains":
      return compileTextTest(text, part, (a, b) => a.includes(b), flag);
    default:
      return null;
  }
}

function compileTextTest(
  text: TextProgram,
  part: TextProgram,
  test: (text: string, part: string) => boolean,
  flag: ErrorFlag,
): BoolProgram {
  return boolOf(readsOf([text, part]), (row) => {
    const a = text.run(row);
    if (flag.raised) return flag.takeDown();
    const b = part.run(row);
    if (flag.raised) return flag.takeDown();
    return test(a, b) ? 1 : 0;
  });
}

function compileSize(text: TextProgram): Program {
  return intOf(text.reads, (row) => countCodePoints(text.run(row)));
}

/** A conversion that fails where `convert` gives null. */
function converting<A, T>(run: Run<A>, convert: (value: A) => T | null, zero: T, flag: ErrorFlag): Run<T> {
  return (row) => {
    const value = run(row);
    if (flag.raised) return zero;
    const converted = convert(value);
    if (converted !== null) return converted;
    flag.raised = true;
    return zero;
  };
}

function toDouble(argument: Program, flag: ErrorFlag): Program | null {
  if (argument.type === "int") return doubleOf(argument.reads, (row) => Number(argument.run(row)));
  if (argument.type !== "string") return null;
  return doubleOf(argument.reads, converting(argument.run, textToDouble, 0, flag));
}

function toInt(argument: Program, flag: ErrorFlag): Program | null {
  if (argument.type === "double") return intOf(argument.reads, converting(argument.run, doubleToInt, 0, flag));
  if (argument.type !== "string") return null;
  return intOf(argument.reads, converting(argument.run, textToInt, 0, flag));
}

function toText(argument: Program, flag: ErrorFlag): Program | null {
  switch (argument.type) {
    case "int":
      return textOf(argument.reads, (row) => String(argument.run(row)));
    case "double":
      return textOf(argument.reads, (row) => doubleToText(argument.run(row)));
    case "bool":
      return textOf(argument.reads, (row) => {
        const value = argument.run(row);
        if (value === WHEN_ERROR) flag.raised = true;
        return value === WHEN_TRUE ? "true" : "false";
      });
    case "string":
      return argument;
  }
}

function toBool(argument: TextProgram, flag: ErrorFlag): BoolProgram {
  return boolOf(argument.reads, (row) => {
    const text = argument.run(row);
    if (flag.raised) return flag.takeDown();
    const value = textToBool(text);
    return value === null ? WHEN_ERROR : value ? 1 : 0;
  });
}
