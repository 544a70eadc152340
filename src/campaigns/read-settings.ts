/** What holds for all campaign files together: version, currency, time zone and choice, named where it pleases and the same everywhere. */

import { checkVersion } from "../documents/check-files.js";
import type { DocumentFile } from "../documents/document-file.js";
import { currencyOf } from "../domain/currency.js";
import type { Currency } from "../domain/money.js";
import type { Problem } from "../domain/problem.js";
import { Zone } from "../domain/zone.js";
import { quote } from "../schema/quote.js";
import type { CampaignSet } from "./campaign.js";

import { CHOICES } from "./campaign-schema.js";

export interface Settings {
  readonly currency: Currency;
  readonly zone: Zone;
  readonly choice: CampaignSet["choice"];
}

/** Stands in for a currency that was reported: lets every amount pass that some currency would take. */
const NO_CURRENCY: Currency = { code: "", exponent: 4 };

/**
 * The settings of all files (at least one); where one is wrong it is reported and something stands in for it, so is one
 * that is missing if `complete` says that these are all files.
 */
export function readSettings(files: readonly DocumentFile[], complete: boolean): Settings {
  for (const file of files) checkVersion(file);
  const utc = Zone.named("UTC") as Zone;
  const currency = agreed(files, "currency", readCurrency, (value) => value.code);
  const zone = agreed(files, "timezone", readZone, (value) => value.name);
  const choice = agreed(files, "choice", readChoice, (value) => value);
  if (complete && !names(files, "currency")) {
    files[0].problems.push(unnamed(files[0], "no-currency", "currency", "currency: CNY"));
  }
  if (complete && !names(files, "timezone")) {
    files[0].problems.push(unnamed(files[0], "no-timezone", "time zone", "timezone: Asia/Shanghai"));
  }
  return { currency: currency ?? NO_CURRENCY, zone: zone ?? utc, choice: choice ?? "priority" };
}

/** The value of the first file that names a good one; others that name another are reported. */
function agreed<T>(
  files: readonly DocumentFile[],
  key: string,
  read: (file: DocumentFile, text: string) => T | null,
  nameOf: (value: T) => string,
): T | null {
  let first: { readonly value: T; readonly file: DocumentFile } | null = null;
  for (const file of files) {
    const text = textAt(file, key);
    const value = text === null ? null : read(file, text);
    if (value === null) continue;
    if (first === null) first = { value, file };
    else if (nameOf(first.value) !== nameOf(value)) {
      const { line } = first.file.at([key]);
      const message = `${key} is ${nameOf(value)} here and ${nameOf(first.value)} in ${first.file.name}:${line}`;
      file.report([key], "settings-disagree", message, "all files of a run must agree; one of them may leave it out");
    }
  }
  return first === null ? null : first.value;
}

/** The trimmed text of a setting; null where it is left out, empty or no single value. Shapes are reported by `readKeys`. */
function textAt(file: DocumentFile, key: string): string | null {
  const node = file.nodeAt([key]);
  return node?.kind === "scalar" && node.text.trim() !== "" ? node.text.trim() : null;
}

function names(files: readonly DocumentFile[], key: string): boolean {
  return files.some((file) => file.nodeAt([key]) !== undefined);
}

function readCurrency(file: DocumentFile, text: string): Currency | null {
  const currency = currencyOf(text);
  if (currency !== null) return currency;
  const capitals = text.toUpperCase();
  const hint = currencyOf(capitals) === null ? "write an ISO 4217 code, such as CNY" : `did you mean "${capitals}"?`;
  file.report(["currency"], "unknown-currency", `no currency has the code ${quote(text)}`, hint);
  return null;
}

function readZone(file: DocumentFile, text: string): Zone | null {
  const zone = Zone.named(text);
  if (zone !== null) return zone;
  const hint = "write an IANA name, such as Asia/Shanghai or UTC";
  file.report(["timezone"], "unknown-timezone", `no time zone is called ${quote(text)}`, hint);
  return null;
}

function readChoice(_file: DocumentFile, text: string): CampaignSet["choice"] | null {
  return CHOICES.find((choice) => choice === text) ?? null;
}

function unnamed(file: DocumentFile, code: string, what: string, example: string): Problem {
  const at = { file: file.name, line: 0, column: 0 };
  const hint = `write ${example} at the top of one of them`;
  return { code, severity: "error", message: `no campaign file names the ${what}`, at, hint };
}
