/** Defences by the draw: how long it stays, and with whom. */
import type { Campaign } from "../../campaigns/campaign.js";
import type { Defence, DefenceContext } from "./contract.js";
import { covers } from "./covers.js";
import { identitiesWithPerson, PERSON, personColumns, personIdentity, personInWords } from "./person.js";

export const drawPerRedemption: Defence = {
  id: "draw-per-redemption",
  words: () => "one draw per redemption",
  doesNotStop:
    "It does not stop refund cycling, which redeems, looks and goes on to the next draw, nor more accounts, each of which brings a draw of its own.",
  columns: () => [],
  apply(campaign) {
    if (!draws(campaign) || campaign.draw.per !== "attempt") return null;
    return { ...campaign, draw: { ...campaign.draw, per: "redemption" } };
  },
};

export const drawPerUser: Defence = {
  id: "draw-per-user",
  words: () => "one draw per user, for good",
  doesNotStop:
    "It stops retries, those after a refund too, for a refund keeps the draw; it does not stop more accounts, each of which brings a draw of its own.",
  columns: () => [],
  apply(campaign) {
    if (!draws(campaign) || campaign.draw.per === "user") return null;
    return { ...campaign, draw: { ...campaign.draw, per: "user" } };
  },
};

export const drawPerDevice: Defence = {
  id: "draw-per-device",
  words: () => "one draw per device, for good",
  doesNotStop:
    "It does not stop more devices, each of which brings a draw of its own, nor payments without a device, whose draw is the account's.",
  columns: () => ["device_id"],
  apply: (campaign, context) => drawFor(campaign, "device_id", context),
};

export const drawPerPerson: Defence = {
  id: "draw-per-person",
  words: () => "one draw per person, for good",
  doesNotStop:
    "It does not stop clean cards and devices: an account that shares neither with another is a person of its own; and a household that shares one has one draw.",
  assumes: personInWords,
  columns: personColumns,
  identities: personIdentity,
  apply: (campaign, context) => drawFor(campaign, PERSON, context),
};

/** One draw for good for each cell of `identity`, or of a wider one that the campaign draws by already. */
function drawFor(campaign: Campaign, identity: string, context: DefenceContext): Campaign | null {
  if (!draws(campaign)) return null;
  const isWide = covers(campaign.draw.identity, identity, identitiesWithPerson(context));
  if (isWide && campaign.draw.per === "user") return null;
  return { ...campaign, draw: { per: "user", identity: isWide ? campaign.draw.identity : identity } };
}

function draws({ discount }: Campaign): boolean {
  return discount.rule.law !== undefined;
}
