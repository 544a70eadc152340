/** What campaigns are exposed to: each attacker against each campaign, with its defences and without them, and the ranking by what is left. */
import type { Campaign, CampaignSet } from "../campaigns/campaign.js";
import { type AttackFigures, NOTHING_KNOWN } from "./attack-figures.js";
import type { Attacker, Attackers } from "./attacker.js";
import { type Proof, proofAgainst } from "./exact/pooled-orders.js";
import { tacticOf } from "./kinds/registry.js";
import { cutStep } from "./price-steps.js";
import { type Race, raceFor } from "./race.js";
import { type Situation, type SituationContext, situationOf } from "./situation.js";

export type Level = "low" | "medium" | "high" | "critical";

export interface Exposure {
  /** The campaign as it is. */
  readonly situation: Situation;
  readonly exact: AttackFigures;
  /** The same attacker, where a draw is made at every attempt, shown before payment, and nothing is limited. */
  readonly inherent: AttackFigures;
  /** Excess loss / budget; null without a budget, or where the loss is not known. */
  readonly budgetShare: number | null;
  readonly level: Level | null;
  /** 1 − residual / inherent excess loss; null where there is none to control. */
  readonly controlEffectiveness: number | null;
  readonly race: Race | null;
}

/** Campaigns in file order; of each, the attackers that go for it, in their order. */
export function exposuresOf(
  set: CampaignSet,
  attackers: Attackers,
  options: Pick<SituationContext, "priceMinor" | "honestPerDay" | "logStartMs">,
): Exposure[] {
  const context = { currency: set.currency, zone: set.zone, identities: set.identities, ...options };
  return set.campaigns.flatMap((campaign) =>
    attackers
      .filter(({ campaigns }) => campaigns === null || campaigns.includes(campaign.id))
      .map((attacker) => exposureOf(campaign, attacker, context)),
  );
}

/** One attacker against one campaign. */
export function exposureOf(campaign: Campaign, attacker: Attacker, context: SituationContext): Exposure {
  const situation = situationOf(campaign, attacker, context, true);
  const exact = figuresOf(situation);
  const inherent = figuresOf(situationOf(campaign, attacker, context, false));
  const { excessLossMinor: residual } = exact;
  const { budgetMinor } = situation;
  const budgetShare = residual === null || !Number.isFinite(budgetMinor) ? null : shareOf(residual, budgetMinor);
  return {
    situation,
    exact,
    inherent,
    budgetShare,
    level: budgetShare === null ? null : levelOf(budgetShare),
    controlEffectiveness:
      residual === null || inherent.excessLossMinor === null || inherent.excessLossMinor <= 0
        ? null
        : 1 - residual / inherent.excessLossMinor,
    race: raceFor(situation, exact),
  };
}

function figuresOf(situation: Situation): AttackFigures {
  return tacticOf(situation.attacker).exact?.(situation as never) ?? NOTHING_KNOWN;
}

function shareOf(minor: number, ofMinor: number): number {
  return minor === 0 ? 0 : minor / ofMinor;
}

/** Below 1% low, to 5% medium, to 20% high, above critical. */
export function levelOf(budgetShare: number): Level {
  if (budgetShare < 0.01) return "low";
  if (budgetShare <= 0.05) return "medium";
  return budgetShare <= 0.2 ? "high" : "critical";
}

/** A campaign at its worst attacker. */
export interface RankedCampaign {
  readonly worst: Exposure;
  /** The most that any attacker gets of it, honest share included; null where that is not known of any. */
  readonly abuseSpendMinor: number | null;
  readonly exposures: readonly Exposure[];
  /** Whether two orders ever get more than one of both, or one more than two; null for orders that are free by their number. */
  readonly proof: Proof | null;
}

/** By the excess loss of the worst attacker, the largest first, unknown ones last; then by what attackers get in all, then in file order. */
export function rankCampaigns(exposures: readonly Exposure[]): RankedCampaign[] {
  const groups = new Map<Campaign, Exposure[]>();
  for (const exposure of exposures) {
    const { campaign } = exposure.situation;
    groups.set(campaign, [...(groups.get(campaign) ?? []), exposure]);
  }
  const ranked = [...groups.values()].map((group): RankedCampaign => {
    const spends = group.flatMap(({ exact }) => exact.abuseSpendMinor ?? []);
    return {
      worst: group.reduce((worst, next) => (compare(next, worst) < 0 ? next : worst)),
      abuseSpendMinor: spends.length === 0 ? null : Math.max(...spends),
      exposures: group,
      proof: proofOf(group[0].situation),
    };
  });
  return ranked.sort((a, b) => compare(a.worst, b.worst));
}

function compare({ exact: a }: Exposure, { exact: b }: Exposure): number {
  return descending(a.excessLossMinor, b.excessLossMinor) || descending(a.abuseSpendMinor, b.abuseSpendMinor);
}

/** At prices up to twice the largest telling one: then each tier is cut and pooled once. */
function proofOf({ game, tellingPricesMinor, discountAt }: Situation): Proof | null {
  if (game === null) return null;
  const highest = 2 * tellingPricesMinor[tellingPricesMinor.length - 1];
  return proofAgainst(discountAt, cutStep(highest, tellingPricesMinor), highest);
}

/** What is less than this apart differs by the rounding of sums alone. */
const SAME = 1e-6;

function descending(a: number | null, b: number | null): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? 1 : -1;
  return Math.abs(b - a) < SAME * Math.max(1, Math.abs(a)) ? 0 : b - a;
}
