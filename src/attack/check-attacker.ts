/** Problems between the keys of an attacker. */
import type { DocumentFile } from "../documents/document-file.js";
import type { Path } from "../documents/tree.js";
import { type Currency, formatMinor } from "../domain/money.js";
import type { Attacker } from "./attacker.js";
import type { AttackerKind } from "./kinds/contract.js";

/** Of every kind, and of those that act here. */
export function checkAttacker(
  file: DocumentFile,
  path: Path,
  attacker: Attacker,
  kinds: readonly AttackerKind[],
  currency: Currency,
): void {
  const { accept, priceMinor, intervalMs, attemptsPerAccount, profile } = attacker;
  const money = (minor: number) => formatMinor(minor, currency.exponent);
  if (typeof accept === "object" && priceMinor !== null && accept.atLeastMinor > priceMinor) {
    const message = `no discount of ${money(accept.atLeastMinor)} is given on a price of ${money(priceMinor)}`;
    file.report([...path, "accept", "at_least"], "beyond-price", message, "write the price or less");
  }
  if (intervalMs === 0 && attemptsPerAccount === Number.POSITIVE_INFINITY) {
    const hint = "write an interval above 0, or attempts_per_account";
    file.report([...path, "interval"], "endless-attempts", "attempts at one moment, and no limit to them", hint);
  }
  if (profile.has("device_id") && file.nodeAt([...path, "per_device"]) !== undefined) {
    const message = '"per_device" and the column "device_id" of the profile exclude each other';
    const hint = "keep per_device for devices of its own, or the profile for one that all accounts share";
    file.reportKey([...path, "per_device"], "conflicting-keys", message, hint);
  }
  for (const kind of kinds) {
    kind.check?.(attacker as never, (below, ...problem) => file.report([...path, ...below], ...problem), currency);
  }
}
