/** How many of an attacker's accounts share a cell: each has a user of its own, devices are shared by some, and what the profile says by all. */
import type { CampaignSet } from "../campaigns/campaign.js";
import type { Attacker } from "./attacker.js";

/** From 1 to all accounts; null where the cells of the column are empty. Accounts of an identity share whatever any of its columns shares. */
export function accountsSharing(
  column: string,
  { accounts, perDevice, profile }: Attacker,
  identities: CampaignSet["identities"],
): number | null {
  // Those of a device are among those of the profile, so the largest group is all that are joined.
  const shared = (identities.get(column) ?? [column]).flatMap((name) => {
    if ((profile.get(name) ?? "") !== "") return accounts;
    if (name === "device_id") return Math.min(accounts, perDevice);
    return name === "user_id" ? 1 : [];
  });
  return shared.length === 0 ? null : Math.max(...shared);
}
