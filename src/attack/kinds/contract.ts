/** What a kind of attacker is: its keys in an attackers file, its tactic in words, and what is known of it exactly. */
import type { z } from "zod";
import type { Currency } from "../../domain/money.js";
import type { Leaves } from "../../schema/leaves.js";
import type { AttackFigures } from "../attack-figures.js";
import type { Attacker } from "../attacker.js";
import type { Tactic } from "../moves.js";
import type { Situation } from "../situation.js";

/** Reports a problem at a key below the attacker: `["parts", 1]`. */
export type ReportAt = (path: readonly (string | number)[], code: string, message: string, hint?: string) => void;

/** `P` is what `parameters` reads. */
export interface AttackerKind<P = never> {
  readonly name: string;
  /** One line for docs and the JSON Schema. */
  readonly summary: string;
  /** Common keys that it cannot do without. */
  readonly needs?: readonly string[];
  /**
   * Set by a kind whose accounts each follow the tactic of another kind: the one that they follow where the file names none. Its attackers have
   * the key `tactic`, and the keys of that other kind.
   */
  readonly defaultTactic?: string;
  /** Keys beside those that every kind has; each may be left out. */
  parameters(leaves: Leaves): z.ZodObject;
  /** Problems between keys, of its own and common ones. */
  check?(attacker: Attacker<P>, report: ReportAt, currency: Currency): void;
  /** What one account does, from the verb on: "asks for quotes until one is worth taking, then pays". */
  sentence(attacker: Attacker<P>, currency: Currency): string;
  /** Expectations against one campaign; null where there is no closed form. Absent of a kind with a `defaultTactic`: the tactic says. */
  exact?(situation: Situation<P>): AttackFigures | null;
  /**
   * What its accounts do against one campaign, step by step; tactics of a list go on side by side. None where it stays away. Absent of a kind with
   * a `defaultTactic`.
   */
  moves?(situation: Situation<P>): readonly Tactic[];
  /** How long it waits after the campaign opens, or the log begins. */
  startsAfterMs?(attacker: Attacker<P>): number;
}
