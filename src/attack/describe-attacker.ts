/** An attacker in words: its tactic, its accounts, its limits and its costs. */
import { type Currency, formatMinor } from "../domain/money.js";
import type { Attacker } from "./attacker.js";
import { kindNamed, tacticOf } from "./kinds/registry.js";

/** "asks for quotes until one is worth taking, then pays; 20 accounts, 5 attempts each; an attempt costs 0.05". */
export function describeAttacker(attacker: Attacker, currency: Currency): string {
  const act = tacticOf(attacker).sentence(attacker as never, currency);
  const person = attacker.tactic === null ? [] : [kindNamed(attacker.kind).sentence(attacker as never, currency)];
  const each = attacker.tactic === null ? act : `each ${act}`;
  return [...person, each, accounts(attacker), costs(attacker, currency)].filter((part) => part !== "").join("; ");
}

function accounts(attacker: Attacker): string {
  const { attemptsPerAccount, settlementsPerAccount, itemsWanted, perDevice } = attacker;
  return [
    attacker.tactic === null && attacker.accounts > 1 ? count(attacker.accounts, "account") : "",
    attemptsPerAccount === Number.POSITIVE_INFINITY ? "" : `${count(attemptsPerAccount, "attempt")} each`,
    settlementsPerAccount === 1 ? "" : `up to ${count(settlementsPerAccount, "settled payment")} each`,
    itemsWanted === Number.POSITIVE_INFINITY ? "" : `${count(itemsWanted, "settled payment")} wanted in all`,
    perDevice === 1 ? "" : `${perDevice} accounts to a device`,
  ]
    .filter((part) => part !== "")
    .join(", ");
}

function costs({ attemptCostMinor, accountCostMinor, frictionMinor }: Attacker, { exponent }: Currency): string {
  const named = [
    ["an attempt", attemptCostMinor],
    ["an account", accountCostMinor],
    ["a settled payment", frictionMinor],
  ] as const;
  const parts = named.filter(([, minor]) => minor > 0);
  if (parts.length === 0) return "nothing costs it anything";
  return parts.map(([what, minor]) => `${what} costs ${formatMinor(minor, exponent)}`).join(", ");
}

function count(number: number, what: string): string {
  return `${number} ${what}${number === 1 ? "" : "s"}`;
}
