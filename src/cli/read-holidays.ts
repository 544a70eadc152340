/** Factors on the payments of days: those of `--holiday`, and a file of them. */
import { CsvError, parse } from "csv-parse/sync";
import { InputError, type Problem } from "../domain/problem.js";
import { UsageError } from "./exit-code.js";
import { type HolidayFactor, readHoliday } from "./forecast-values.js";

const COLUMNS = ["date", "factor"] as const;
const HINT = "a file of holidays has the columns date and factor, such as 2026-03-08,2.5";

interface CsvRecord {
  readonly record: readonly string[];
  /** `lines`: where the record ends. */
  readonly info: { readonly lines: number };
}

/**
 * Local date → factor.
 * @throws UsageError for a day that is named twice
 * @throws InputError with all problems of the file
 */
export function readHolidays(
  options: readonly HolidayFactor[],
  file: { readonly name: string; readonly bytes: Uint8Array } | null,
): Map<string, number> {
  const factors = new Map<string, number>();
  for (const { day, factor } of [...options, ...(file === null ? [] : readFile(file.name, file.bytes))]) {
    if (factors.has(day)) throw new UsageError(`${day} is named twice: a holiday has one factor`);
    factors.set(day, factor);
  }
  return factors;
}

function readFile(file: string, bytes: Uint8Array): HolidayFactor[] {
  const problems: Problem[] = [];
  const report = (line: number, message: string, hint?: string) =>
    problems.push({
      code: "bad-holidays",
      severity: "error",
      message,
      at: { file, line, column: line === 0 ? 0 : 1 },
      ...(hint === undefined ? {} : { hint }),
    });
  const [header, ...records] = recordsOf(bytes, report);
  const [date, factor] = COLUMNS.map((name) => header?.record.indexOf(name) ?? -1);
  if (problems.length === 0 && (date === -1 || factor === -1)) report(1, "the columns are not date and factor", HINT);
  const factors: HolidayFactor[] = [];
  for (const { record, info } of problems.length > 0 ? [] : records) {
    const read = readHoliday(record[date] ?? "", record[factor] ?? "");
    if (typeof read === "string") report(info.lines, read);
    else factors.push(read);
  }
  if (problems.length > 0) throw new InputError(problems);
  return factors;
}

function recordsOf(bytes: Uint8Array, report: (line: number, message: string, hint?: string) => void): CsvRecord[] {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
    return parse(text, {
      bom: true,
      info: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
    }) as unknown as CsvRecord[];
  } catch (error) {
    if (error instanceof CsvError) report(Number(error.lines ?? 0), "a quote is not closed, or closed too early", HINT);
    else if (error instanceof TypeError) report(0, "the file is not UTF-8");
    else throw error;
    return [];
  }
}
