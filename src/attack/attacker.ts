/** An attacker after reading: checked, immutable, in minor units and milliseconds. Types only. */
import type { Position } from "../domain/problem.js";

/** All attackers of a run, in file order. */
export type Attackers = readonly Attacker[];

/** `P` are the keys that only its kind has. */
export interface Attacker<P = unknown> {
  readonly id: string;
  /** Name of its kind in the registry. */
  readonly kind: string;
  readonly at: Position;
  /** Ids of the campaigns that it goes for; null: each of them. */
  readonly campaigns: readonly string[] | null;
  readonly accounts: number;
  /** Price of its basket, minor units; null: one that suits the campaign (`telltalePrices`). */
  readonly priceMinor: number | null;
  /** What an account holds; null: enough, and of a kind that lives on a small balance: the one that pays best. */
  readonly balanceMinor: number | null;
  /** +Infinity where left out. */
  readonly attemptsPerAccount: number;
  readonly settlementsPerAccount: number;
  /** Settlements wanted over all accounts, the best are kept; +Infinity where left out. */
  readonly itemsWanted: number;
  /** Whether a quote that was refused stays valid. */
  readonly recall: boolean;
  readonly accept: "best_response" | "any" | { readonly atLeastMinor: number };
  readonly attemptCostMinor: number;
  readonly accountCostMinor: number;
  /** Lost per settled payment. */
  readonly frictionMinor: number;
  /** First moment; null: the first of the log, or of the campaign's window. */
  readonly startMs: number | null;
  /** Between attempts of one account. */
  readonly intervalMs: number;
  /** Whether its file says how fast it is; else time bounds nothing that is known exactly, for the interval is then an assumption. */
  readonly timed: boolean;
  /** After a declined attempt, instead of the interval where longer. */
  readonly cooldownMs: number;
  /** Factor on the cool-down with every further decline in a row, 1 or more. */
  readonly backoff: number;
  /** Cells of its rows, by column. */
  readonly profile: ReadonlyMap<string, string>;
  /** Accounts that share a device. */
  readonly perDevice: number;
  /** Of `many_accounts`: the kind whose tactics each account follows; null for other kinds. */
  readonly tactic: string | null;
  /** Keys that only its kind has, or the kind of its `tactic`, as that kind reads them. */
  readonly parameters: P;
}
