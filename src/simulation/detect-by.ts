/** The column by which abuse is looked for: read with the log, and checked to be there. */
import { remedy } from "../domain/suggest.js";
import type { ReadInputs } from "./read-inputs.js";
import type { SimulateRequest } from "./request.js";
import { OptionError } from "./simulate-options.js";

/** Columns that every log has. */
const ALWAYS = ["user_id", "merchant_id"];

export function columnsToDetectBy({ options }: SimulateRequest): string[] {
  return options?.detectBy === undefined ? [] : [options.detectBy];
}

/** @throws OptionError where the data has no such column */
export function checkDetectBy({ options }: SimulateRequest, { loaded, set }: ReadInputs): void {
  const by = options?.detectBy;
  if (by === undefined || ALWAYS.includes(by) || loaded.columns.text.has(by)) return;
  const names = [...new Set([...ALWAYS, ...loaded.available, ...set.identities.keys()])];
  throw new OptionError("detectBy", `the data has no column "${by}"; ${remedy(by, names)}`);
}
