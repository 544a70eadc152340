/** Attributes of a row as closures over the columns. */
import { isJoined, type JoinedColumn, type TextColumn, type TransactionColumns } from "../transactions/columns.js";
import { columnOf, type Field } from "./fields.js";
import { boolOf, type ErrorFlag, type Program, type TextProgram } from "./program.js";

/** The text column of a name; undefined where the data lacks it. */
export function textColumn(columns: TransactionColumns, name: string): TextColumn | JoinedColumn | undefined {
  const asked = columns.text.get(name);
  if (asked !== undefined) return asked;
  switch (name) {
    case "transaction_id":
      return columns.transactionId;
    case "user_id":
      return columns.userId;
    case "merchant_id":
      return columns.merchantId;
    case "offer":
      return columns.offer;
  }
}

/** What `tx.amount`, `tx.city` or `user.level` gives on a row; `scale` is 10^exponent. */
export function compileField(field: Field, columns: TransactionColumns, scale: number, flag: ErrorFlag): Program {
  const name = columnOf(field);
  const reads = new Set([name]);
  switch (name) {
    case "amount": {
      const { amountMinor } = columns;
      return { type: "double", run: (row) => amountMinor[row] / scale, reads, plain: true };
    }
    case "balance": {
      const { balanceMinor } = columns;
      return numberOrNothing(reads, balanceMinor, scale, flag);
    }
    case "client_discount":
      return numberOrNothing(reads, columns.clientDiscountMinor, scale, flag);
    case "points":
      return pointsOrNothing(reads, columns.points, flag);
  }
  return { type: "string", run: readText(textColumn(columns, name)), reads, plain: true };
}

/** A number column in major units: infinite or NaN where the cell is empty, which is an error to read. */
function numberOrNothing(
  reads: ReadonlySet<string>,
  minor: Float64Array | null,
  scale: number,
  flag: ErrorFlag,
): Program {
  const run = (row: number): number => {
    const value = minor === null ? Number.NaN : minor[row];
    if (!Number.isFinite(value)) flag.raised = true;
    return value / scale;
  };
  return { type: "double", run, reads, plain: false };
}

/** The cell of the `points` column, which is not the balance that the simulation keeps; below 0 where it is empty. */
function pointsOrNothing(reads: ReadonlySet<string>, points: Float64Array | null, flag: ErrorFlag): Program {
  const run = (row: number): number => {
    const value = points === null ? -1 : points[row];
    if (value < 0) flag.raised = true;
    return value;
  };
  return { type: "int", run, reads, plain: false };
}

function readText(column: TextColumn | JoinedColumn | undefined): TextProgram["run"] {
  if (column === undefined) return () => "";
  const { codes, dictionary } = column;
  if (!isJoined(column)) return (row) => dictionary.text(codes[row]);
  const keys = column.key.codes;
  return (row) => dictionary.text(codes[keys[row]]);
}

/** `has(tx.city)`: whether the cell holds anything. Never an error, so that it can guard the reading of a number. */
export function compileHas(field: Field, columns: TransactionColumns): Program {
  const name = columnOf(field);
  const reads = new Set([name]);
  switch (name) {
    case "amount":
      return boolOf(reads, () => 1);
    case "points": {
      const { points } = columns;
      if (points === null) return boolOf(reads, () => 0);
      return boolOf(reads, (row) => (points[row] >= 0 ? 1 : 0));
    }
    case "balance": {
      const { balanceMinor } = columns;
      return boolOf(reads, (row) => (Number.isFinite(balanceMinor[row]) ? 1 : 0));
    }
    case "client_discount": {
      const { clientDiscountMinor } = columns;
      if (clientDiscountMinor === null) return boolOf(reads, () => 0);
      return boolOf(reads, (row) => (Number.isFinite(clientDiscountMinor[row]) ? 1 : 0));
    }
  }
  const read = readText(textColumn(columns, name));
  return boolOf(reads, (row) => (read(row) === "" ? 0 : 1));
}
