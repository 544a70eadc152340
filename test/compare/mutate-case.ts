/** One edit to the campaigns of a random case, drawn from a seed. */
import type { Campaign, Case } from "../oracle/case.js";
import type { Source } from "../oracle/random-source.js";

type Edit = (campaign: Campaign, random: Source) => void;

/** By name, so that a failure says which it was. */
export const EDITS: Readonly<Record<string, Edit>> = {
  pause: (campaign) => {
    campaign.status = "paused";
  },
  budget: (campaign, random) => {
    campaign.budget = { ...campaign.budget, total: random.pick(["1", "15", "40"]) };
  },
  limit: (campaign, random) => {
    campaign.limits = [...(campaign.limits ?? []), { max: random.int(1, 2), per: "user_id" }];
  },
  window: (campaign, random) => {
    // Free orders at random times need both ends of it.
    campaign.window = { ...campaign.window, hours: [random.pick(["08:00-12:00", "12:00-22:00", "22:00-06:00"])] };
  },
  funding: (campaign, random) => {
    campaign.funding = random.pick([{ bank: "100%" }, { other: "35%", bank: "65%" }]);
  },
  priority: (campaign, random) => {
    campaign.priority = random.int(1, 3);
  },
  cap: (campaign, random) => {
    campaign.discount.max_discount = random.pick(["1", "3", "7"]);
  },
  minimum: (campaign, random) => {
    campaign.discount.minimum_amount = random.pick(["5", "30"]);
  },
  mode: (campaign, random) => {
    campaign.discount = { mode: "amount_off", tiers: [{ minimum_amount: "2", amount_off: random.pick(["1", "2"]) }] };
  },
  given: (campaign) => {
    campaign.given_as = campaign.given_as === "cashback" ? "instant" : "cashback";
  },
  refunds: (campaign) => {
    campaign.refunds = { discount: campaign.refunds?.discount === "forfeit" ? "prorate" : "forfeit" };
  },
  eligibility: (campaign) => {
    campaign.eligibility = [{ first_payment: true }];
  },
  audience: (campaign) => {
    campaign.audience = { user_id: ["U1", "U2", "U3"] };
  },
};

/** The case with one campaign edited; ids, columns and log stay. */
export function edited(input: Case, name: string, random: Source): Case {
  const files = structuredClone(input.files);
  EDITS[name](random.pick(files.flatMap(({ campaigns }) => campaigns)), random);
  return { ...input, files };
}
