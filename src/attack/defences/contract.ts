/** What a defence is: a change of a campaign's settings, what it is called, and what it does not stop. Types only. */
import type { Campaign, CampaignSet } from "../../campaigns/campaign.js";
import type { Ratio } from "../../domain/ratio.js";

/** Customers whose cell in `column` is one of `values` are not offered a campaign. */
export interface Gate {
  /** A column of the log, `user.x` or `merchant.x`. */
  readonly column: string;
  /** Trimmed texts, at least one, each once. */
  readonly values: readonly string[];
  /** Share of the attackers' accounts that carry one of the values: the hit rate of the user's own risk engine, an assumption. */
  readonly catchRatio: Ratio;
}

export interface DefenceContext {
  /** Without defences. */
  readonly set: CampaignSet;
  /** Ids of the campaigns that some attacker goes for: those that are defended. */
  readonly attacked: ReadonlySet<string>;
  /** Columns of the log and, as `user.x` and `merchant.x`, those of its tables. `user_id` need not be among them. */
  readonly columns: ReadonlySet<string>;
  /** Null where nobody named one. */
  readonly gate: Gate | null;
}

export interface Defence {
  /** Kebab-case; a released id never changes its meaning. */
  readonly id: string;
  /** "at most 3 offers per user a day": without a full stop, short enough for a table's column. */
  words(context: DefenceContext): string;
  /** A sentence on what it does not stop, and whom it costs something. */
  readonly doesNotStop: string;
  /** A sentence on what the figures take for granted; null where that is nothing. */
  assumes?(context: DefenceContext): string | null;
  /** Columns of the data that it can't do without. */
  columns(context: DefenceContext): readonly string[];
  /** Why it can't be tried whatever columns there are: "no gate is named"; null where it can. */
  unavailable?(context: DefenceContext): string | null;
  /** Columns made of others that its campaigns read and the set lacks. */
  identities?(context: DefenceContext): ReadonlyMap<string, readonly string[]>;
  /** The campaign with the defence, a new object; null where it has that already, or something stricter, or where the defence means nothing for it. */
  apply(campaign: Campaign, context: DefenceContext): Campaign | null;
}
