/** The attackers of a run that names none, as an attackers file; docs/attackers.md shows it and says why it has these numbers. */
import { type Currency, formatMinor } from "../domain/money.js";
import type { Attackers } from "./attacker.js";
import { type AttackedCampaigns, loadAttackers } from "./load-attackers.js";

/** The name of the standard profile where a file would be named. */
export const STANDARD_PROFILE = "standard-profile.yaml";

/** Read by the same code as a user's file, so that it can be copied and changed. */
export function standardAttackers(attacked: AttackedCampaigns): Attackers {
  const bytes = new TextEncoder().encode(standardProfileText(attacked.currency));
  return loadAttackers([{ file: STANDARD_PROFILE, bytes }], attacked);
}

/** The standard profile as the text of a file, with amounts of the currency. */
export function standardProfileText(currency: Currency): string {
  const cost = (hundredths: number) => costText(hundredths, currency);
  return `version: 1
attackers:
  - id: quote-prober
    kind: quote_probing
    accounts: 100
    attempt_cost: ${cost(5)}
  - id: small-balance
    kind: small_balance
    accounts: 100
    attempt_cost: ${cost(10)}
  - id: refund-cycler
    kind: refund_cycling
    accounts: 100
    attempt_cost: ${cost(50)}
  - id: many-accounts
    kind: many_accounts
    tactic: quote_probing
    accounts: 100
    per_device: 10
    attempt_cost: ${cost(5)}
    account_cost: ${cost(500)}
`;
}

/** Hundredths of the currency's unit; where it has no decimals (yen, won) one unit is about as little as a cent elsewhere, and stands for a hundredth. */
function costText(hundredths: number, { exponent }: Currency): string {
  return formatMinor(hundredths * 10 ** Math.max(0, exponent - 2), exponent);
}
