/** All kinds of attackers: one line each. */
import { assert } from "../../domain/problem.js";
import type { Attacker } from "../attacker.js";
import type { AttackerKind } from "./contract.js";
import { manyAccounts } from "./many-accounts.js";
import { orderSniping } from "./order-sniping.js";
import { quoteProbing } from "./quote-probing.js";
import { refundCycling } from "./refund-cycling.js";
import { smallBalance } from "./small-balance.js";
import { splitOrders } from "./split-orders.js";
import { thresholdPadding } from "./threshold-padding.js";

/** In the order in which docs list them. */
export const ATTACKER_KINDS: readonly AttackerKind[] = [
  quoteProbing,
  smallBalance,
  manyAccounts,
  refundCycling,
  splitOrders,
  thresholdPadding,
  orderSniping,
];

/** The kinds that can be the tactic of another. */
export const TACTICS: readonly AttackerKind[] = ATTACKER_KINDS.filter((kind) => kind.defaultTactic === undefined);

/** The kind of a name that was checked. */
export function kindNamed(name: string): AttackerKind {
  const kind = ATTACKER_KINDS.find((candidate) => candidate.name === name);
  assert(kind !== undefined, `there is a kind of attacker called ${name}`);
  return kind;
}

/** The kind that says what each account of an attacker does: its own, or that of its tactic. */
export function tacticOf({ kind, tactic }: Attacker): AttackerKind {
  return kindNamed(tactic ?? kind);
}
