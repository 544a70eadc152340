/** Warnings: campaigns that are allowed and probably not meant. */
import { largestMinor } from "../chance/law.js";
import { civilFromDays, daysInMonth } from "../domain/civil-date.js";
import { formatMinor } from "../domain/money.js";
import type { Problem } from "../domain/problem.js";
import { quote } from "../schema/quote.js";
import { lowestPriceMinor } from "./apply-caps.js";
import type { Campaign, CampaignSet, Threshold } from "./campaign.js";
import { columnUses } from "./columns-needed.js";
import { designLaw, telltalePrices } from "./design.js";
import { shadowOf } from "./shadow.js";

export interface LintOptions {
  /** Whether a history comes with the log; null where nobody knows yet, as in `validate`: then its need is pointed out. */
  readonly hasHistory: boolean | null;
}

/** Warnings about identities and campaigns themselves, in file order. */
export function lintCampaigns(set: CampaignSet, options: LintOptions): Problem[] {
  const ofCampaigns = set.campaigns.flatMap((campaign) => [
    ...lintThresholds(campaign),
    ...lintTiers(campaign),
    ...lintNothing(campaign, set),
    ...lintBudget(campaign, set),
    ...lintMinPayable(campaign, set),
    ...lintEnd(campaign, set),
    ...lintFirstPayment(campaign, options),
    ...lintPoints(campaign, set),
    ...lintDraw(campaign),
    ...lintGrants(campaign, set),
    ...lintShadow(campaign, set),
  ]);
  return [...lintIdentities(set), ...ofCampaigns];
}

/** Warnings about windows that lie outside the moments of a log, from its first to its last row. */
export function lintAgainstData(set: CampaignSet, firstMs: number, lastMs: number): Problem[] {
  const { zone } = set;
  return set.campaigns.flatMap((campaign) => {
    const { startMs, endMs } = campaign.window;
    if (startMs <= lastMs && endMs > firstMs) return [];
    const data = `${zone.format(firstMs)} to ${zone.format(lastMs)}`;
    const when = startMs > lastMs ? `starts at ${zone.format(startMs)}` : `ends at ${zone.format(endMs)}`;
    return warn(campaign, "window-outside-data", `the window ${when}, outside the data (${data})`, "check the dates");
  });
}

function warn(campaign: Campaign, code: string, message: string, hint: string, at = campaign.at): Problem[] {
  return [{ code, severity: "warning", message, at, hint, campaignId: campaign.id }];
}

/** The most that one offer grants at a price, with ample points. */
function mostAt({ discount }: Campaign, priceMinor: number): number {
  return largestMinor(designLaw(discount, priceMinor));
}

function lintIdentities(set: CampaignSet): Problem[] {
  const used = new Set(columnUses(set).map(({ identity }) => identity));
  return [...set.identitiesAt].flatMap(([name, at]): Problem[] => {
    if (used.has(name)) return [];
    const message = `no campaign uses the identity ${quote(name)}`;
    const hint = "name it in the per of a limit or of first_payment, or as the identity of a draw; or remove it";
    return [{ code: "identity-unused", severity: "warning", message, at, hint }];
  });
}

function lintThresholds(campaign: Campaign): Problem[] {
  const { rule, thresholds } = campaign.discount;
  const is = rule.law === undefined ? "is" : "can be";
  if (rule.pointsFor !== undefined || rule.freeOrders !== undefined) return []; // they are meant to pay the whole price
  return thresholds.flatMap(({ priceMinor, at }) =>
    priceMinor > 0 && priceMinor >= lowestPriceMinor(campaign.discount) && mostAt(campaign, priceMinor) >= priceMinor
      ? warn(
          campaign,
          "threshold-not-above-discount",
          `at this threshold the discount ${is} the whole price`,
          "raise the threshold, lower the discount, or set max_discount",
          at,
        )
      : [],
  );
}

function lintTiers(campaign: Campaign): Problem[] {
  const tiers = campaign.discount.thresholds.filter(({ gives }) => gives !== null);
  return tiers.flatMap((tier, index) => {
    const reason = whyNever(campaign, tier, tiers[index - 1], tiers[index + 1]);
    if (reason === null) return [];
    const hint = "remove the tier, or change what it gives";
    return warn(campaign, "tier-never-wins", `this tier never wins: ${reason}`, hint, tier.at);
  });
}

function whyNever(campaign: Campaign, tier: Threshold, before?: Threshold, after?: Threshold): string | null {
  const { minimumAmountMinor, maxDiscountMinor } = campaign.discount;
  if (after !== undefined && after.priceMinor <= minimumAmountMinor) return "minimum_amount is not below the next one";
  if (before === undefined) return null;
  if (!givesMore(tier, before)) return "it gives no more than the one before it";
  const below = mostAt(campaign, tier.priceMinor - 1);
  return below > 0 && below === maxDiscountMinor ? "max_discount is reached before it" : null;
}

function givesMore(tier: Threshold, before: Threshold): boolean {
  if (typeof tier.gives === "number" && typeof before.gives === "number") return tier.gives > before.gives;
  if (typeof tier.gives !== "object" || typeof before.gives !== "object") return true;
  if (tier.gives === null || before.gives === null) return true;
  const left = BigInt(tier.gives.numerator) * BigInt(before.gives.denominator);
  return left > BigInt(before.gives.numerator) * BigInt(tier.gives.denominator);
}

function lintNothing(campaign: Campaign, { currency }: CampaignSet): Problem[] {
  const { discount } = campaign;
  const prices = [...telltalePrices(discount, currency.exponent), 10_000 * 10 ** currency.exponent];
  if (prices.some((price) => mostAt(campaign, price) > 0)) return [];
  return warn(
    campaign,
    "gives-nothing",
    "this discount never gives anything",
    "look at its amounts, ratio and limits of price",
  );
}

function lintBudget(campaign: Campaign, { currency }: CampaignSet): Problem[] {
  const { budget, discount } = campaign;
  if (budget === null) return [];
  const prices = telltalePrices(discount, currency.exponent);
  const largest = Math.max(...prices.map((price) => mostAt(campaign, price)));
  const smallest = Math.min(
    ...[budget.totalMinor, budget.perDayMinor, budget.perMonthMinor].filter((minor) => minor !== null),
  );
  if (smallest >= largest) return [];
  const money = (minor: number) => formatMinor(minor, currency.exponent);
  const message = `the budget of ${money(smallest)} is below one discount of ${money(largest)}`;
  return warn(campaign, "budget-below-discount", message, "raise the budget, or lower the discount");
}

function lintMinPayable(campaign: Campaign, { currency }: CampaignSet): Problem[] {
  if (campaign.discount.minPayableMinor > 0 || campaign.givenAs === "cashback") return [];
  if (!canTakeAll(campaign, currency.exponent)) return [];
  const zero = formatMinor(0, currency.exponent);
  const message = `the discount can reach the whole price, which leaves ${zero} to pay`;
  const hint = `many channels refuse ${zero}: set min_payable, such as ${formatMinor(1, currency.exponent)}`;
  return warn(campaign, "min-payable-zero", message, hint);
}

/** At a telltale price, or at a lower one that is just what the discount gives there. */
function canTakeAll(campaign: Campaign, exponent: number): boolean {
  const lowest = Math.max(1, lowestPriceMinor(campaign.discount));
  const prices = telltalePrices(campaign.discount, exponent);
  const given = prices.map((price) => mostAt(campaign, price)).filter((amount) => amount >= lowest);
  return [...prices, ...given].some((price) => mostAt(campaign, price) === price);
}

function lintEnd(campaign: Campaign, { zone }: CampaignSet): Problem[] {
  const { endMs } = campaign.window;
  if (!Number.isFinite(endMs)) return [];
  const days = zone.dayOf(endMs);
  const { year, month, day } = civilFromDays(days);
  if (zone.startOfDay(days) !== endMs || day !== daysInMonth(year, month)) return [];
  const message = `the window ends before the last day of a month: its last moment is ${zone.format(endMs - 1)}`;
  return warn(campaign, "end-is-exclusive", message, "end is exclusive: to include that day, write the day after it");
}

function lintFirstPayment(campaign: Campaign, { hasHistory }: LintOptions): Problem[] {
  if (hasHistory === true || !campaign.eligibility.some((test) => test.kind === "first_payment")) return [];
  const message = "first_payment without a history takes the first payment in the log for the first ever";
  return warn(campaign, "first-payment-without-history", message, "give earlier payments with --history");
}

function lintPoints(campaign: Campaign, { choice }: CampaignSet): Problem[] {
  if (choice !== "best" || campaign.discount.rule.pointsFor === undefined) return [];
  const message = "under choice: best, points are spent wherever they give most";
  return warn(campaign, "points-under-best", message, "customers may want to keep them: consider choice: priority");
}

function lintDraw(campaign: Campaign): Problem[] {
  const { drawAt, discount } = campaign;
  if (drawAt === null || discount.rule.law !== undefined) return [];
  const message = `${discount.mode} draws no amount here, so "draw" changes nothing`;
  return warn(campaign, "draw-without-chance", message, "remove it, or choose a discount that draws", drawAt);
}

function lintGrants(campaign: Campaign, { campaigns, behaviour, currency, zone }: CampaignSet): Problem[] {
  const { grants, window } = campaign;
  const target = campaigns.find(({ id }) => id === grants?.campaignId);
  if (grants === null || target === undefined) return [];
  const { at, share, count } = grants;
  const warnings: Problem[] = [];
  if (behaviour.sharing === null) {
    const message = "coupons are granted and nobody picks them up: no file says how they are shared";
    const hint = "write behaviour: { sharing: { pick_up: 40%, delay: { median: 3h, p95: 2d } } }";
    warnings.push(...warn(campaign, "grants-without-sharing", message, hint, at));
  }
  if (target.paused) {
    const message = `the coupons are for ${quote(target.id)}, which is paused`;
    warnings.push(...warn(campaign, "grants-of-no-use", message, "set its status to active", at));
  } else if (target.window.endMs <= window.startMs) {
    const message = `the coupons are for ${quote(target.id)}, which ends at ${zone.format(target.window.endMs)}, before one is granted`;
    warnings.push(...warn(campaign, "grants-of-no-use", message, "look at the windows of both", at));
  } else if (target.window.endMs < window.endMs) {
    const message = `${quote(target.id)}, which the coupons are for, ends at ${zone.format(target.window.endMs)}, while more are granted`;
    warnings.push(
      ...warn(campaign, "grants-outlive-window", message, "let it end later, by the time that coupons are valid", at),
    );
  }
  if (share !== null && target.id !== campaign.id) {
    const prices = [...telltalePrices(target.discount, currency.exponent), 10_000 * 10 ** currency.exponent];
    const most = Math.max(...prices.map((price) => mostAt(target, price)));
    if (share.totalMinor / count > most) {
      const money = (minor: number) => formatMinor(minor, currency.exponent);
      const message = `the coupons are worth more than ${quote(target.id)} gives: ${money(share.totalMinor)} for ${count}, and it gives ${money(most)} at most`;
      warnings.push(...warn(campaign, "share-above-discount", message, "lower total, or raise the discount", at));
    }
  }
  return warnings;
}

function lintShadow(campaign: Campaign, set: CampaignSet): Problem[] {
  const shadow = shadowOf(campaign, set);
  if (shadow === null) return [];
  const message = `"${shadow.id}" (line ${shadow.at.line}) wins wherever this campaign would make an offer`;
  return warn(campaign, "campaign-shadowed", message, "change priority or conditions of one of them");
}
