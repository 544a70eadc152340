/** What campaigns are exposed to, as a document: what `promosim exposure --format json` prints, and the library's `exposure`. */
import { Buffer } from "node:buffer";
import type { Attackers } from "./attack/attacker.js";
import { exposuresOf, type RankedCampaign, rankCampaigns } from "./attack/exposure.js";
import {
  type AssumedAttacker,
  assumedAttacker,
  type CampaignExposure,
  campaignExposure,
  type RankedExposure,
  rankedExposure,
} from "./attack/exposure-document.js";
import { exposureWarnings } from "./attack/exposure-warnings.js";
import { loadAttackers } from "./attack/load-attackers.js";
import { standardAttackers } from "./attack/standard-profile.js";
import type { CampaignSet } from "./campaigns/campaign.js";
import type { InputSummary, Warning } from "./report/document.js";
import { lintAtOnce } from "./simulation/at-once.js";
import { toWarning } from "./simulation/collect-warnings.js";
import { InputDigests } from "./simulation/input-digests.js";
import { readCampaigns } from "./simulation/read-inputs.js";
import { refuseCouponCampaigns } from "./simulation/refuse-coupons.js";
import { refuseGrants } from "./simulation/refuse-grants.js";
import type { CampaignInput } from "./simulation/request.js";
import { VERSION } from "./version.js";

export interface ExposureDocument {
  schema_version: 1;
  tool: { name: "promosim"; version: string };
  currency: { code: string; exponent: number };
  timezone: string;
  inputs: InputSummary[];
  /** True where no attackers file was given. */
  standard_profile: boolean;
  attackers: AssumedAttacker[];
  exposure: CampaignExposure[];
  ranking: RankedExposure[];
  warnings: Warning[];
}

export interface ExposureOptions {
  /** Minor units above 0: the price of attackers that name none. Without it: one that suits the campaign. */
  readonly priceMinor?: number | undefined;
  /** Payments of honest customers a day: `order_sniping` with a delay needs it. */
  readonly honestPerDay?: number | undefined;
  /** Only these campaigns. */
  readonly campaignIds?: readonly string[] | undefined;
}

/** Everything that is known, for a text; `document` is made of it. */
export interface ExposureAnalysis {
  readonly set: CampaignSet;
  readonly attackers: Attackers;
  readonly ranking: readonly RankedCampaign[];
  readonly document: ExposureDocument;
}

/**
 * Each attacker against each campaign, exactly. Without `attackers`: the standard profile.
 * @throws InputError with all problems of the campaigns, or of the attackers
 * @throws RangeError for a price that is not a whole number of minor units above 0, and for an id that no campaign has
 */
export function exposure(
  campaigns: readonly CampaignInput[],
  attackers: readonly CampaignInput[] = [],
  options: ExposureOptions = {},
): ExposureDocument {
  const { priceMinor } = options;
  if (priceMinor !== undefined && !(Number.isSafeInteger(priceMinor) && priceMinor > 0)) {
    throw new RangeError(`a price is a whole number of minor units above 0, not ${priceMinor}`);
  }
  const set = readCampaigns(campaigns);
  const unknown = options.campaignIds?.find((id) => set.campaigns.every((campaign) => campaign.id !== id));
  if (unknown !== undefined) throw new RangeError(`no campaign is called ${JSON.stringify(unknown)}`);
  return analyseExposure(set, campaigns, attackers, options).document;
}

/** The same for campaigns that are read; `campaigns` for their digests. */
export function analyseExposure(
  set: CampaignSet,
  campaigns: readonly CampaignInput[],
  attackersFiles: readonly CampaignInput[],
  { priceMinor, honestPerDay, campaignIds }: ExposureOptions,
): ExposureAnalysis {
  const digests = new InputDigests();
  for (const { file, text } of campaigns) digests.add("campaigns", file, Buffer.from(text));
  for (const { file, text } of attackersFiles) digests.add("attackers", file, Buffer.from(text));
  const attacked = { currency: set.currency, zone: set.zone, campaignIds: set.campaigns.map(({ id }) => id) };
  const attackers =
    attackersFiles.length === 0
      ? standardAttackers(attacked)
      : loadAttackers(
          attackersFiles.map(({ file, text }) => ({ file, bytes: Buffer.from(text) })),
          attacked,
        );
  const chosen = { ...set, campaigns: set.campaigns.filter(({ id }) => campaignIds?.includes(id) ?? true) };
  refuseGrants(chosen, "an exposure");
  refuseCouponCampaigns(chosen.campaigns);
  const exposures = exposuresOf(chosen, attackers, {
    priceMinor: priceMinor ?? null,
    honestPerDay: honestPerDay ?? null,
    logStartMs: null,
  });
  const ranking = rankCampaigns(exposures);
  const document: ExposureDocument = {
    schema_version: 1,
    tool: { name: "promosim", version: VERSION },
    currency: { code: set.currency.code, exponent: set.currency.exponent },
    timezone: set.zone.name,
    inputs: digests.finish(),
    standard_profile: attackersFiles.length === 0,
    attackers: attackers.map((attacker) => assumedAttacker(attacker, set.currency)),
    exposure: exposures.map((one) => campaignExposure(one)),
    ranking: ranking.map(rankedExposure),
    warnings: [...exposureWarnings(exposures), ...lintAtOnce(set)].map(toWarning),
  };
  return { set: chosen, attackers, ranking, document };
}
