/** Remembers what a piece of a condition gives for each text of the one column that it reads, so that it is worked out once a text, not once a row. */
import { isJoined, type JoinedColumn, type TextColumn } from "../transactions/columns.js";
import { perCode } from "../transactions/per-code.js";
import type { WhenResult } from "./contract.js";
import type { ErrorFlag, Program, Run } from "./program.js";

const UNKNOWN = 0;
const KNOWN = 1;
const FAILED = 2;
/** What is known of a truth is its result, and this more. */
const RESULT = 1;

type Column = TextColumn | JoinedColumn;

/** The same program with a memory of one entry a dictionary code. */
export function memoise(program: Program, column: Column, flag: ErrorFlag): Program {
  switch (program.type) {
    case "bool":
      return { ...program, run: memoiseTruth(program.run, column) };
    case "int":
      return { ...program, run: memoiseValue(program.run, column, flag) };
    case "double":
      return { ...program, run: memoiseValue(program.run, column, flag) };
    case "string":
      return { ...program, run: memoiseValue(program.run, column, flag) };
  }
}

function memoiseTruth(run: Run<WhenResult>, column: Column): Run<WhenResult> {
  const known = perCode(Int8Array, column.dictionary);
  const look = (code: number, row: number): WhenResult => {
    if (known[code] === UNKNOWN) known[code] = RESULT + run(row);
    return (known[code] - RESULT) as WhenResult;
  };
  if (isJoined(column)) {
    const { codes } = column;
    const keys = column.key.codes;
    return (row) => look(codes[keys[row]], row);
  }
  const { codes } = column;
  return (row) => look(codes[row], row);
}

function memoiseValue<T>(run: Run<T>, column: Column, flag: ErrorFlag): Run<T> {
  const state = perCode(Int8Array, column.dictionary);
  const values: T[] = [];
  const look = (code: number, row: number): T => {
    if (state[code] === UNKNOWN) {
      // Filled from 0 on, so that the array keeps no holes.
      for (let next = values.length; next <= code; next++) values.push(undefined as T);
      values[code] = run(row);
      state[code] = flag.raised ? FAILED : KNOWN;
    }
    if (state[code] === FAILED) flag.raised = true;
    return values[code];
  };
  if (isJoined(column)) {
    const { codes } = column;
    const keys = column.key.codes;
    return (row) => look(codes[keys[row]], row);
  }
  const { codes } = column;
  return (row) => look(codes[row], row);
}
