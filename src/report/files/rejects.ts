/** `rejects.csv`: every record that could not be used, with its place, the reason and its text. */

import { headerLine, textCell } from "../csv/csv-cells.js";
import { inBatches } from "../csv/in-batches.js";
import type { FileSource, ResultFile } from "./contract.js";

export const rejects: ResultFile = {
  name: "rejects.csv",
  summary: "A line a rejected record of the log and the tables; `column` is empty where the record as a whole is bad.",
  columns: ["file", "line", "column", "reason", "text"],
  chunks(source) {
    return inBatches(headerLine(this.columns), lines(source));
  },
};

function* lines({ rejects: records }: FileSource): Generator<string> {
  for (const { file, line, column, reason, text } of records) {
    yield `${textCell(file)},${line},${textCell(column)},${reason},${textCell(text)}`;
  }
}
