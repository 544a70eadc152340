/** Brings the answers of all tallies into the one document that every format is made from. */
import type { Campaign, CampaignSet } from "../campaigns/campaign.js";
import type { Findings } from "../detect/findings.js";
import { formatDay } from "../domain/civil-date.js";
import type { Zone } from "../domain/zone.js";
import type { CampaignSponsors } from "../engine/outcome.js";
import type { InventoryFigures } from "../replay/checkout/checkout-figures.js";
import { allSponsors } from "../tally/all-sponsors.js";
import type { BudgetFigures } from "../tally/budgets.js";
import type { BurnDay } from "../tally/burn.js";
import type { CampaignFigures } from "../tally/campaign-figures.js";
import type { CouponFigures } from "../tally/coupons.js";
import type { MerchantFigures } from "../tally/merchants.js";
import type { ReplayResults } from "../tally/replay-tallies.js";
import { summarizeCashback } from "./cashback.js";
import { contributionsOf, sumContributions } from "./contributions.js";
import { summarizeDetection } from "./detection.js";
import { summarizeDiscount, summarizeDistributions } from "./distributions.js";
import type {
  BudgetSummary,
  BurnLine,
  CampaignSummary,
  CouponLine,
  InputSummary,
  MerchantLine,
  ReportDocument,
  Totals,
  Warning,
} from "./document.js";
import { summarizeFit } from "./fit.js";
import { summarizeInventory } from "./inventory.js";
import type { SharingSummary } from "./sharing-document.js";

export interface DocumentSource {
  /** Of promosim. */
  readonly version: string;
  readonly seed: string;
  readonly set: CampaignSet;
  readonly inputs: readonly InputSummary[];
  /** Rows of the log: read = replayed + rejected. */
  readonly rows: ReportDocument["rows"];
  /** By campaign, as the tallies were given them. */
  readonly sponsors: readonly CampaignSponsors[];
  readonly results: ReplayResults;
  readonly warnings: readonly Warning[];
  /** Null where no campaign grants coupons. */
  readonly sharing?: SharingSummary | null;
  /** Null where abuse was not looked for. */
  readonly detection?: Findings | null;
  /** Null where nobody asked. */
  readonly inventory?: InventoryFigures | null;
}

export function buildDocument(source: DocumentSource): ReportDocument {
  const { set, results } = source;
  const campaigns = set.campaigns.map((campaign, i) => summarizeCampaign(campaign, i, source));
  const cashback = summarizeCashback(set, results.cashback, results.period);
  const inventory = summarizeInventory(set, source.inventory ?? null);
  return {
    schema_version: 1,
    tool: { name: "promosim", version: source.version },
    seed: source.seed,
    currency: { code: set.currency.code, exponent: set.currency.exponent },
    timezone: set.zone.name,
    inputs: [...source.inputs],
    rows: { ...source.rows },
    totals: summarizeTotals(source, campaigns),
    campaigns,
    burn: results.burn.map((line) => burnLine(line, set)),
    merchants: results.merchants.map(merchantLine),
    exposure: [],
    mismatches: {
      checked: results.mismatches.checked,
      different: results.mismatches.different,
      difference_minor: results.mismatches.differenceMinor,
    },
    warnings: [...source.warnings],
    distributions: summarizeDistributions(
      results,
      set.campaigns.map(({ id }) => id),
    ),
    ...(cashback === null ? {} : { cashback }),
    ...(results.coupons === null ? {} : { coupons: results.coupons.map((line) => couponLine(line, set)) }),
    ...(inventory === null ? {} : { inventory }),
    ...(source.sharing == null ? {} : { sharing: source.sharing }),
    ...(source.detection == null ? {} : { detection: summarizeDetection(source.detection, set) }),
  };
}

function summarizeTotals({ results, sponsors }: DocumentSource, campaigns: readonly CampaignSummary[]): Totals {
  const { totals } = results;
  const { names } = allSponsors(sponsors);
  return {
    payments: totals.payments,
    declined: totals.declined,
    refunds: totals.refunds,
    discounted_payments: totals.discountedPayments,
    price_minor: totals.priceMinor,
    discount_minor: totals.discountMinor,
    payable_minor: totals.payableMinor,
    cashback_minor: totals.cashbackMinor,
    refunded_price_minor: totals.refundedPriceMinor,
    refunded_discount_minor: totals.refundedDiscountMinor,
    contributions_minor: sumContributions(
      names,
      campaigns.map((campaign) => campaign.contributions_minor),
    ),
    refunded_contributions_minor: sumContributions(
      names,
      campaigns.map((campaign) => campaign.refunded_contributions_minor),
    ),
  };
}

function summarizeCampaign(campaign: Campaign, i: number, { set, sponsors, results }: DocumentSource): CampaignSummary {
  const figures: CampaignFigures = results.campaigns[i];
  return {
    id: campaign.id,
    name: campaign.name,
    mode: campaign.discount.mode,
    offers: figures.offers,
    redemptions: figures.redemptions,
    declined: figures.declined,
    users: results.users.campaigns[i]?.size ?? 0,
    price_minor: figures.priceMinor,
    desired_minor: figures.desiredMinor,
    discount_minor: figures.discountMinor,
    refunded_discount_minor: figures.refundedDiscountMinor,
    contributions_minor: contributionsOf(sponsors[i], figures.contributionsMinor),
    refunded_contributions_minor: contributionsOf(sponsors[i], figures.refundedContributionsMinor),
    refusals: results.refusals[i],
    budget: summarizeBudget(results.budgets[i], set.zone),
    discount: summarizeDiscount(results.discounts[i]),
    fit: summarizeFit(results.draws[i], results.discounts[i]),
  };
}

function summarizeBudget(budget: BudgetFigures, zone: Zone): BudgetSummary {
  return {
    total_minor: budget.totalMinor,
    spent_minor: budget.spentMinor,
    left_minor: budget.leftMinor,
    overspent_minor: budget.overspentMinor,
    utilization: budget.utilization,
    exhausted_at: budget.exhaustedAtMs === null ? null : zone.format(budget.exhaustedAtMs),
    unserved_minor: budget.unservedMinor,
  };
}

function burnLine(line: BurnDay, set: CampaignSet): BurnLine {
  return {
    period: formatDay(line.day),
    campaign_id: set.campaigns[line.campaign].id,
    redemptions: line.redemptions,
    discount_minor: line.discountMinor,
    cumulative_minor: line.cumulativeMinor,
    left_minor: line.leftMinor,
  };
}

function couponLine(line: CouponFigures, set: CampaignSet): CouponLine {
  return {
    campaign_id: set.campaigns[line.campaign].id,
    issued: line.issued,
    used: line.used,
    given_back: line.givenBack,
    expired: line.expired,
    open: line.open,
    cost_minor: line.costMinor,
  };
}

function merchantLine(merchant: MerchantFigures): MerchantLine {
  return {
    merchant_id: merchant.merchantId,
    payments: merchant.payments,
    price_minor: merchant.priceMinor,
    discount_minor: merchant.discountMinor,
    contributions_minor: contributionsOf(
      merchant.contributions.map((part) => part.sponsor),
      merchant.contributions.map((part) => part.amountMinor),
    ),
  };
}
