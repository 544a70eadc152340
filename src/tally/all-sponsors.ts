/** Every sponsor of any campaign, in the order of first appearance. */
import type { CampaignSponsors } from "../engine/outcome.js";

export interface AllSponsors {
  readonly names: readonly string[];
  /** By campaign: index into `names` of each of its own sponsors. */
  readonly indexes: readonly (readonly number[])[];
}

export function allSponsors(sponsors: readonly CampaignSponsors[]): AllSponsors {
  const indexOf = new Map<string, number>();
  const indexes = sponsors.map((own) =>
    own.map((name) => {
      const known = indexOf.get(name);
      if (known !== undefined) return known;
      indexOf.set(name, indexOf.size);
      return indexOf.size - 1;
    }),
  );
  return { names: [...indexOf.keys()], indexes };
}
