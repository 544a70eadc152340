/** The campaigns and sponsors of both sides in one list each: a campaign is the same on both sides if its id is. */
import type { CampaignSet } from "../campaigns/campaign.js";

/** A campaign as far as pairing goes. */
export interface PairedCampaign {
  readonly id: string;
  /** All that may ever pay for it. */
  readonly sponsors: readonly string[];
}

export interface SideOfPairing {
  /** By campaign of this side: its place in the pairing. */
  readonly placeOf: readonly number[];
  /** By campaign of this side: the place of each of its sponsors. Campaigns that have the same on both sides share one list. */
  readonly sponsorsOf: readonly (readonly number[])[];
}

export interface Pairing {
  /** Those of the after side in their order, then those that are only before. */
  readonly ids: readonly string[];
  readonly presence: readonly ("before" | "after" | "both")[];
  /** In the order of first appearance. */
  readonly sponsors: readonly string[];
  readonly before: SideOfPairing;
  readonly after: SideOfPairing;
}

export function pairCampaigns(before: readonly PairedCampaign[], after: readonly PairedCampaign[]): Pairing {
  const places = new Map<string, number>();
  const sponsors = new Map<string, number>();
  const lists = new Map<string, readonly number[]>();
  const side = (campaigns: readonly PairedCampaign[]): SideOfPairing => ({
    placeOf: campaigns.map(({ id }) => placeIn(places, id)),
    sponsorsOf: campaigns.map((campaign) => {
      const list = campaign.sponsors.map((name) => placeIn(sponsors, name));
      const key = list.join();
      const known = lists.get(key);
      if (known !== undefined) return known;
      lists.set(key, list);
      return list;
    }),
  });
  const sideAfter = side(after);
  const sideBefore = side(before);
  const there = new Set(after.map(({ id }) => id));
  const earlier = new Set(before.map(({ id }) => id));
  const ids = [...places.keys()];
  return {
    ids,
    presence: ids.map((id) => (!there.has(id) ? "before" : earlier.has(id) ? "both" : "after")),
    sponsors: [...sponsors.keys()],
    before: sideBefore,
    after: sideAfter,
  };
}

/** Sponsors in the order in which the engine numbers them: those of all merchants in the order of the file. */
export function pairedCampaigns({ campaigns }: CampaignSet): PairedCampaign[] {
  return campaigns.map(({ id, funding }) => ({
    id,
    sponsors: [...new Set([funding.shares, ...funding.byMerchant.values()].flatMap((shares) => shares.sponsors))],
  }));
}

function placeIn(places: Map<string, number>, name: string): number {
  const known = places.get(name);
  if (known !== undefined) return known;
  places.set(name, places.size);
  return places.size - 1;
}
