/** What became of quotes and of what was held for them, as the document tells it. */
import type { Campaign, CampaignSet } from "../campaigns/campaign.js";
import type { CampaignQuotes, CheckoutFigures, InventoryFigures } from "../replay/checkout/checkout-figures.js";
import type {
  CheckoutSummary,
  InventoryLine,
  InventorySummary,
  OffersSummary,
  Shortfalls,
} from "./inventory-document.js";

/** Null where there is nothing to tell: everybody pays at once, from budgets that are whole. */
export function summarizeInventory(
  { campaigns }: CampaignSet,
  figures: InventoryFigures | null,
): InventorySummary | null {
  if (figures === null) return null;
  const { checkout, budgets } = figures;
  const meant = campaigns.map((campaign, i) => ({ campaign, i }));
  const shown = checkout === null ? meant.filter(({ campaign }) => campaign.inventory.shards > 1) : meant;
  if (shown.length === 0) return null;
  return {
    checkouts: checkout === null ? null : summarizeCheckouts(checkout),
    campaigns: shown.map(({ campaign, i }) => lineOf(campaign, checkout?.campaigns[i] ?? null, budgets[i])),
  };
}

function summarizeCheckouts(figures: CheckoutFigures): CheckoutSummary {
  const { quotes, abandoned, late, gone, retried, left, leftPriceMinor } = figures;
  return { quotes, abandoned, late, gone, retried, left, left_price_minor: leftPriceMinor.toBigInt() };
}

function lineOf(
  { id, inventory }: Campaign,
  quotes: CampaignQuotes | null,
  budget: InventoryFigures["budgets"][number],
): InventoryLine {
  const held = inventory.reserve === "at_quote" ? quotes : null;
  const isStranded = budget.whileElsewhere.offers > 0 && Number.isFinite(budget.totalLeft);
  return {
    campaign_id: id,
    reserve: inventory.reserve,
    ttl_seconds: inventory.ttlMs / 1000,
    shards: inventory.shards,
    quoted: quotes && offersOf(quotes.quoted),
    redeemed: quotes && offersOf(quotes.fates.redeemed),
    abandoned: quotes && offersOf(quotes.fates.abandoned),
    late: quotes && offersOf(quotes.fates.late),
    gone: quotes && offersOf(quotes.fates.gone),
    declined: quotes && offersOf(quotes.fates.declined),
    reserved: held && offersOf(held.reserved),
    released: held && offersOf(held.released),
    expired: held && offersOf(held.expired),
    most_held_minor: held && BigInt(held.mostHeldMinor),
    gone_for_want_of: quotes && shortfallsOf(quotes.shortOf),
    oversold: quotes && shortfallsOf(quotes.oversold),
    overspent_minor: budget.overspent.toBigInt(),
    refused_while_held: offersOf(budget.whileHeld),
    refused_while_abandoned: offersOf(budget.whileDoomed),
    refused_while_in_other_shards: offersOf(budget.whileElsewhere),
    stranded_minor: isStranded ? BigInt(Math.max(0, budget.totalLeft)) : 0n,
  };
}

function offersOf({ offers, minor }: { offers: number; minor: { toBigInt(): bigint } }): OffersSummary {
  return { offers, discount_minor: minor.toBigInt() };
}

function shortfallsOf({ budget_exhausted, limit_reached, no_coupon }: CampaignQuotes["oversold"]): Shortfalls {
  return { budget: budget_exhausted, limit: limit_reached, coupon: no_coupon };
}
