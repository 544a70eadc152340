/** Which columns the campaigns need, each with the place that needs it. */
import type { Position } from "../domain/problem.js";
import type { Campaign, CampaignSet } from "./campaign.js";

export interface ColumnUse {
  readonly column: string;
  /** The identity that it is part of, where that is what the campaign names. */
  readonly identity: string | null;
  readonly campaign: Campaign;
  readonly at: Position;
}

/**
 * Columns that matchers, `when`, eligibility, limits, draws, funding by merchant and points look at, each with the ids of the
 * campaigns that need it, in file order; in place of an identity those that it is made of. Those that every log has are among them where a condition names them.
 */
export function columnsNeeded(set: CampaignSet): ReadonlyMap<string, readonly string[]> {
  const needed = new Map<string, string[]>();
  for (const { column, campaign } of columnUses(set)) {
    const ids = needed.get(column);
    if (ids === undefined) needed.set(column, [campaign.id]);
    else if (ids[ids.length - 1] !== campaign.id) ids.push(campaign.id);
  }
  return needed;
}

/** Every use, campaign by campaign in file order. */
export function columnUses(set: CampaignSet): readonly ColumnUse[] {
  return set.campaigns.flatMap((campaign) => {
    const matchers = [...campaign.scope, ...campaign.payment, ...campaign.audience];
    const { when } = campaign;
    const others = [
      ...campaign.eligibility.flatMap((test) => test.column ?? []),
      ...campaign.limits.flatMap((limit) => limit.per),
      ...(campaign.draw.identity === "user_id" ? [] : [campaign.draw.identity]),
      ...(campaign.funding.byMerchant.size > 0 ? ["merchant_id"] : []),
      ...(campaign.discount.rule.pointsFor === undefined ? [] : ["points"]),
    ];
    return [
      ...matchers.map(({ column, at }) => ({ column, identity: null, campaign, at })),
      ...(when === null ? [] : when.columns.map((column) => ({ column, identity: null, campaign, at: when.at }))),
      ...others.flatMap((name) => {
        const members = set.identities.get(name);
        const identity = members === undefined ? null : name;
        return (members ?? [name]).map((column) => ({ column, identity, campaign, at: campaign.at }));
      }),
    ];
  });
}
