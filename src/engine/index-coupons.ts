/** Coupons by hand, which is what one user holds of one campaign, in the order in which its rule uses them. Built once for a run. */
import type { Campaign } from "../campaigns/campaign.js";
import type { CouponTable } from "../transactions/columns.js";

export interface CouponIndex {
  /** By coupon: the campaign that it is for, −1 where no campaign has that id. */
  readonly campaigns: Int32Array;
  /** Coupons, hand by hand: those of hand h stand from `starts[h]` up to `starts[h + 1]`. */
  readonly order: Int32Array;
  readonly starts: Int32Array;
  /** By coupon: its hand and its place in `order`; −1 for one that nobody of the log holds, or that no campaign asks for. */
  readonly handOf: Int32Array;
  readonly places: Int32Array;
  /** The hand of a user, by code; −1 where there is none. */
  handAt(campaign: number, user: number): number;
}

/** `users` is the number of codes of users, nobody's included. */
export function indexCoupons(campaigns: readonly Campaign[], table: CouponTable | null, users: number): CouponIndex {
  const length = table?.length ?? 0;
  const ofCoupon = table === null ? new Int32Array(0) : campaignsOf(campaigns, table);
  const held = (coupon: number) =>
    table !== null && table.user[coupon] > 0 && ofCoupon[coupon] !== -1 && campaigns[ofCoupon[coupon]].coupon !== null;
  const order = Int32Array.from({ length }, (_, coupon) => coupon).filter(held);
  if (table !== null) order.sort(inOrderOfUse(campaigns, ofCoupon, table));

  const handOf = new Int32Array(length).fill(-1);
  const places = new Int32Array(length).fill(-1);
  const starts: number[] = [];
  const handCampaigns: number[] = [];
  /** By user: the first of its hands. */
  const firstHands = new Int32Array(users + 1);
  let user = 0;
  for (const [place, coupon] of order.entries()) {
    const holder = table === null ? 0 : table.user[coupon];
    if (holder !== user || handCampaigns[handCampaigns.length - 1] !== ofCoupon[coupon]) {
      while (user < holder) firstHands[++user] = starts.length;
      starts.push(place);
      handCampaigns.push(ofCoupon[coupon]);
    }
    handOf[coupon] = starts.length - 1;
    places[coupon] = place;
  }
  while (user < users) firstHands[++user] = starts.length;
  const campaignOfHand = Int32Array.from(handCampaigns);
  return {
    campaigns: ofCoupon,
    order,
    starts: Int32Array.from([...starts, order.length]),
    handOf,
    places,
    handAt: (campaign, of) => find(campaignOfHand, campaign, firstHands[of], firstHands[of + 1]),
  };
}

function campaignsOf(campaigns: readonly Campaign[], { campaignId }: CouponTable): Int32Array {
  const indexes = new Map(campaigns.map(({ id }, index) => [id, index]));
  const { codes, dictionary } = campaignId;
  const byCode = Int32Array.from({ length: dictionary.size }, (_, code) => indexes.get(dictionary.text(code)) ?? -1);
  return codes.map((code) => byCode[code]);
}

/** By user, campaign, and then as the campaign uses them: of equal ends the one that stands first in the file. */
function inOrderOfUse(campaigns: readonly Campaign[], ofCoupon: Int32Array, { user, validUntilMs }: CouponTable) {
  const signs = Float64Array.from(campaigns, ({ coupon }) => (coupon?.use === "expires_last" ? -1 : 1));
  return (a: number, b: number): number => {
    if (user[a] !== user[b]) return user[a] - user[b];
    if (ofCoupon[a] !== ofCoupon[b]) return ofCoupon[a] - ofCoupon[b];
    // Ends may both be +Infinity, whose difference is no number.
    if (validUntilMs[a] === validUntilMs[b]) return a - b;
    return validUntilMs[a] < validUntilMs[b] ? -signs[ofCoupon[a]] : signs[ofCoupon[a]];
  };
}

/** Where `value` stands in the ascending `values[from … until)`; −1 where it does not. */
function find(values: Int32Array, value: number, from: number, until: number): number {
  let low = from;
  let high = until;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (values[middle] < value) low = middle + 1;
    else high = middle;
  }
  return low < until && values[low] === value ? low : -1;
}
