/** How the offers of a payment are ranked, which are used, and why: SPEC §6.3 and §7. */
import type { Campaign } from "../campaigns/campaign.js";
import type { CouponFault } from "../engine/coupons.js";
import type { Quote } from "../engine/quoter.js";
import type { ChoiceStory, RankedOffer } from "./explain-document.js";
import { moneyOf, type Occasion } from "./occasion.js";

/** An offer of the quote, with its campaign. */
interface Offer {
  readonly index: number;
  readonly campaign: Campaign;
  readonly grantedMinor: number;
  readonly weighedMinor: number;
  readonly hidden: boolean;
  readonly chosen: boolean;
}

/** Of the payment that was replayed last; `cell`: what its `offer` said before. */
export function choiceStory(occasion: Occasion, cell: Named | null): ChoiceStory {
  const { set, replay } = occasion;
  const { quote, chooser, payment } = replay.engine;
  const used = payment.redemptions.slice(0, payment.redemptionCount).map(({ campaign }) => campaign);
  const ranked = rankingOf(occasion, quote, chooser.inOrder(quote)).map((index): Offer => {
    const campaign = set.campaigns[quote.campaigns[index]];
    return {
      index,
      campaign,
      grantedMinor: quote.grantedMinor[index],
      weighedMinor: quote.weighedMinor[index],
      hidden: campaign.reveal === "after_payment" && campaign.discount.rule.law !== undefined,
      chosen: used.includes(quote.campaigns[index]),
    };
  });
  const named = namedOffer(occasion, cell, ranked);
  const lead = ranked.find(({ campaign }) => campaign.id === named?.campaign_id) ?? ranked.at(0);
  const chosen = ranked.filter((offer) => offer.chosen);
  const hidden = ranked.filter((offer) => offer.hidden).length;
  return {
    rule: set.choice,
    named,
    offers: ranked.map(
      (offer, place): RankedOffer => ({
        campaign_id: offer.campaign.id,
        granted_minor: offer.grantedMinor,
        weighed_minor: offer.weighedMinor,
        hidden: offer.hidden,
        priority: Number.isFinite(offer.campaign.priority) ? offer.campaign.priority : null,
        combine: offer.campaign.stacking.combine,
        group: offer.campaign.stacking.group,
        chosen: offer.chosen,
        why: whyOf(occasion, { ranked, place, lead, chosen, named }),
      }),
    ),
    hidden_offers: hidden,
    words: wordsOf(occasion, ranked.length, chosen),
  };
}

/** Offers of the quote: by priority, or under `best` by what they count for, levels in priority order. */
function rankingOf({ set }: Occasion, quote: Quote, inOrder: readonly number[]): number[] {
  if (set.choice === "priority") return [...inOrder];
  return [...inOrder].sort((i, j) => quote.weighedMinor[j] - quote.weighedMinor[i]);
}

/** What the row's `offer` says. Of a coupon `fault` is what was in the way before the row was replayed. */
export interface Named {
  readonly text: string;
  /** The campaign that it names, itself or by a coupon; −1 for none. */
  readonly campaign: number;
  readonly isCoupon: boolean;
  readonly fault: CouponFault | null;
}

/** Null where the cell is empty. To be asked before the row is replayed, which may use the coupon up. */
export function readNamed({ set, columns, row, replay }: Occasion): Named | null {
  const text = columns.offer.dictionary.text(columns.offer.codes[row]);
  if (text === "") return null;
  const campaign = set.campaigns.findIndex(({ id }) => id === text);
  const coupon =
    campaign === -1 && text !== "-" && columns.coupons !== null ? columns.coupons.ids.codeOf(text) - 1 : -1;
  if (coupon < 0) return { text, campaign, isCoupon: false, fault: null };
  const { coupons } = replay.engine.stores;
  return { text, campaign: coupons.campaignOf(coupon), isCoupon: true, fault: coupons.faultOf(coupon, row) };
}

function namedOffer({ set }: Occasion, named: Named | null, ranked: readonly Offer[]): ChoiceStory["named"] {
  if (named === null) return null;
  const { text, isCoupon, fault } = named;
  const tell = (campaign_id: string | null, words: string) => ({ text, campaign_id, words });
  if (text === "-") return tell(null, "the customer takes no offer");
  const what = isCoupon ? "this coupon" : "it";
  if (fault !== null)
    return tell(null, `this coupon cannot be used (${fault.replaceAll("_", " ")}), so the choice is ours`);
  const campaign = set.campaigns.at(named.campaign === -1 ? set.campaigns.length : named.campaign);
  if (campaign === undefined)
    return tell(null, `no campaign ${isCoupon ? "of this coupon" : "or coupon"} has this id, so the choice is ours`);
  if (ranked.some((offer) => offer.campaign === campaign))
    return tell(campaign.id, `the customer picked ${what}, so ${campaign.id} leads`);
  return tell(
    null,
    `${isCoupon ? `${campaign.id}, which ${what} is for,` : "it"} made no offer, so the choice is ours`,
  );
}

/** Offers apply in priority order, so that even a lead may come late. */
const DROPPED = "gives nothing on what the others leave";

interface Place {
  readonly ranked: readonly Offer[];
  readonly place: number;
  readonly lead: Offer | undefined;
  readonly chosen: readonly Offer[];
  readonly named: ChoiceStory["named"];
}

function whyOf(occasion: Occasion, { ranked, place, lead, chosen, named }: Place): string {
  const offer = ranked[place];
  if (named?.text === "-") return "the customer takes none";
  if (offer === lead) {
    if (!offer.chosen)
      return occasion.set.choice === "best" ? "first by itself, but the set that is used comes to more" : DROPPED;
    if (named?.campaign_id === offer.campaign.id) return "the customer picked it";
    return ranked.length === 1 ? "the only offer" : aheadOf(occasion, offer, ranked[place + 1] ?? ranked[0]);
  }
  if (offer.chosen) return `joins the others: it combines, of group ${offer.campaign.stacking.group}`;
  return whyNot(occasion, offer, lead as Offer, chosen, named);
}

function whyNot(
  occasion: Occasion,
  offer: Offer,
  lead: Offer,
  chosen: readonly Offer[],
  named: ChoiceStory["named"],
): string {
  const { stacking } = offer.campaign;
  if (lead.chosen && chosen.length === 1 && !(lead.campaign.stacking.combine && stacking.combine)) {
    if (named?.campaign_id === lead.campaign.id) return `the customer picked ${lead.campaign.id}`;
    return `behind ${lead.campaign.id}: ${aheadOf(occasion, lead, offer)}`;
  }
  if (!stacking.combine) return "does not combine";
  const rival = chosen.find(({ campaign }) => campaign.stacking.group === stacking.group);
  if (rival !== undefined) return `of group ${stacking.group}, of which ${rival.campaign.id} is used`;
  return occasion.set.choice === "best" ? "the set that is used comes to more" : DROPPED;
}

/** Why one offer stands before another. */
function aheadOf(occasion: Occasion, first: Offer, second: Offer): string {
  const mean = (offer: Offer) =>
    offer.hidden ? `a mean of ${rounded(occasion, offer)}` : moneyOf(occasion, offer.grantedMinor);
  const more = `${mean(first)} is more than ${mean(second)}`;
  const [one, other] = [first.campaign.priority, second.campaign.priority];
  const byPriority = Number.isFinite(other) ? `priority ${one} before ${other}` : `priority ${one} before none`;
  if (occasion.set.choice === "best") {
    if (first.weighedMinor > second.weighedMinor) return more;
    return one < other ? `level amounts, ${byPriority}` : "level amounts, first in the files";
  }
  if (one < other) return byPriority;
  return first.weighedMinor > second.weighedMinor
    ? `level priorities, ${more}`
    : "level priorities and amounts, first in the files";
}

/** The mean of a hidden offer, to the minor unit. */
function rounded(occasion: Occasion, { weighedMinor }: Offer): string {
  return moneyOf(occasion, Math.round(weighedMinor));
}

function wordsOf({ set }: Occasion, offers: number, chosen: readonly Offer[]): string {
  if (offers === 0) return "no campaign made an offer";
  const rule = set.choice === "best" ? "the set that gives most" : "the first by priority";
  const made = `${offers} ${offers === 1 ? "offer" : "offers"}`;
  const used = chosen.length === 0 ? "none is used" : `used: ${chosen.map(({ campaign }) => campaign.id).join(", ")}`;
  return `${made}, choice: ${set.choice} (${rule}); ${used}`;
}
