/** What an engine is made of, and what it keeps of a quote. Types only. */
import type { CampaignSet } from "../campaigns/campaign.js";
import type { Engine } from "../engine/engine.js";
import type { KeptQuote } from "../engine/kept-quote.js";
import type { Hold } from "../engine/stock.js";
import type { Checkout } from "./checkout.js";
import type { LiveColumns } from "./live-columns.js";
import type { LiveIdentities } from "./live-identities.js";
import type { LiveStock } from "./live-stock.js";
import type { Answers } from "./results.js";

/** A quote that can be paid. */
export interface OpenQuote {
  readonly row: number;
  readonly checkout: Checkout;
  readonly kept: KeptQuote;
  readonly expiresMs: number;
  /** What is held for it, at the quote or later; null: nothing. */
  hold: Hold | null;
}

/** What an engine is made of, for `createEngine`. */
export interface LiveParts {
  readonly set: CampaignSet;
  readonly columns: LiveColumns;
  readonly identities: LiveIdentities;
  readonly engine: Engine;
  readonly answers: Answers;
  readonly stock: LiveStock;
}
