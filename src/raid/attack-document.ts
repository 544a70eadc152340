/** An attack on a log as a document: what `promosim attack --format json` prints. */
import type { Attackers } from "../attack/attacker.js";
import { type AttackLoss, cheapestEffective } from "../attack/defences/cheapest-effective.js";
import { type Level, levelOf } from "../attack/exposure.js";
import {
  type AssumedAttacker,
  assumedAttacker,
  type CampaignExposure,
  campaignExposure,
} from "../attack/exposure-document.js";
import type { CampaignSet } from "../campaigns/campaign.js";
import { formatDay } from "../domain/civil-date.js";
import type { Problem } from "../domain/problem.js";
import type { InputSummary, ReportDocument, Warning } from "../report/document.js";
import { toWarning } from "../simulation/collect-warnings.js";
import { countRows } from "../simulation/count-rows.js";
import type { LoadedTransactions } from "../transactions/load-transactions.js";
import { VERSION } from "../version.js";
import type { AttackRun } from "./attack-run.js";
import type { RaidResult } from "./run-raid.js";
import { simulatedExposure } from "./simulated-exposure.js";
import type { DefenceTrials } from "./try-defences.js";

/** Amounts in minor units; days are local dates. */
export interface AttackDocument {
  schema_version: 1;
  tool: { name: "promosim"; version: string };
  currency: { code: string; exponent: number };
  timezone: string;
  seed: string;
  inputs: InputSummary[];
  /** Of the log. */
  rows: ReportDocument["rows"] & { payments: number };
  /** True where no attackers file was given. */
  standard_profile: boolean;
  /** True where all attackers acted in one run; otherwise each had one for each campaign. */
  together: boolean;
  attackers: AssumedAttacker[];
  /** A line a campaign and attacker, in the order of the runs. */
  exposure: CampaignExposure[];
  /** Campaigns by the excess loss of the attacker that costs them most, then by what it takes; those that no attacker came into last. */
  ranking: RankedAttack[];
  /** A line a day, campaign and attacker on which one of the three figures is not 0; of attackers in one run a line for all of them. */
  burn: AttackBurnLine[];
  /** Null where they were not tried. */
  defences: DefencesSummary | null;
  warnings: Warning[];
}

export interface RankedAttack {
  rank: number;
  campaign_id: string;
  attacker_id: string;
  /** By excess loss / total budget; null without one, where the loss is not known, and where the attacker was kept out. */
  level: Level | null;
  excess_loss_minor: number | null;
  exact_excess_loss_minor: number | null;
  inherent_excess_loss_minor: number | null;
  discount_minor: number;
  genuine_displaced_minor: number;
  budget_share: number | null;
}

export interface AttackBurnLine {
  period: string;
  campaign_id: string;
  /** Null for all attackers of one run. */
  attacker_id: string | null;
  /** Granted to the log's customers without an attack, with it, and granted to the attackers less what they refund. */
  without_attack_minor: number;
  genuine_minor: number;
  attackers_minor: number;
}

export interface DefencesSummary {
  /** All attackers at once, and the campaigns as they are. */
  undefended: { attackers_take_minor: number; excess_loss_minor: number | null };
  tried: DefenceSummary[];
  not_tried: { id: string; reason: string }[];
  /** Id of a defence; null where none leaves a tenth of the loss or less. */
  cheapest_effective: string | null;
}

export interface DefenceSummary {
  id: string;
  words: string;
  does_not_stop: string;
  campaigns: readonly string[];
  attackers_take_minor: number;
  excess_loss_minor: number | null;
  genuine_refused: number;
  /** Attempts of the log's customers, and campaigns, that come to an offer without the defence. */
  genuine_attempts: number;
  /** What each attacker does about it. */
  answers: { campaign_id: string; attacker_id: string; tactic: string; discount_minor: number; successes: number }[];
}

export interface AttackFindings {
  readonly set: CampaignSet;
  readonly attackers: Attackers;
  readonly baseline: RaidResult;
  readonly runs: readonly AttackRun[];
  readonly defences: DefenceTrials | null;
  readonly standardProfile: boolean;
  readonly together: boolean;
  readonly inputs: InputSummary[];
  readonly seed: string;
  readonly loaded: LoadedTransactions;
  readonly warnings: readonly Problem[];
}

export function attackDocument(findings: AttackFindings): AttackDocument {
  const { set, attackers, baseline, runs, defences, inputs, seed, loaded, warnings } = findings;
  const exposure = runs.flatMap(({ exposures, result }) =>
    exposures.map((one, place) =>
      campaignExposure(
        one,
        simulatedExposure(one, { place, index: result.targets[place] }, result, baseline, set.zone),
      ),
    ),
  );
  return {
    schema_version: 1,
    tool: { name: "promosim", version: VERSION },
    currency: { code: set.currency.code, exponent: set.currency.exponent },
    timezone: set.zone.name,
    seed,
    inputs,
    rows: { ...countRows(loaded.rows, baseline.rows), payments: baseline.rows.payments },
    standard_profile: findings.standardProfile,
    together: findings.together,
    attackers: attackers.map((attacker) => assumedAttacker(attacker, set.currency)),
    exposure,
    ranking: rank(exposure, set),
    burn: runs.flatMap((run) => burnOf(run, baseline, set)),
    defences: defences && defencesSummary(defences),
    warnings: warnings.map(toWarning),
  };
}

function rank(exposures: readonly CampaignExposure[], { campaigns }: CampaignSet): RankedAttack[] {
  const worst = new Map<string, CampaignExposure>();
  for (const exposure of exposures) {
    const known = worst.get(exposure.campaign_id);
    if (known === undefined || compare(exposure, known) < 0) worst.set(exposure.campaign_id, exposure);
  }
  return [...worst.values()].sort(compare).map((exposure, i): RankedAttack => {
    const { campaign_id, attacker_id, simulated, exact, inherent } = exposure;
    const total = campaigns.find(({ id }) => id === campaign_id)?.budget?.totalMinor ?? null;
    const loss = simulated?.excess_loss_minor ?? null;
    const unknown = loss === null || total === null || isKeptOut(exposure);
    const share = unknown ? null : loss === 0 ? 0 : loss / total;
    return {
      rank: i + 1,
      campaign_id,
      attacker_id,
      level: share === null ? null : levelOf(share),
      excess_loss_minor: loss,
      exact_excess_loss_minor: exact.excess_loss_minor,
      inherent_excess_loss_minor: inherent.excess_loss_minor,
      discount_minor: simulated?.discount_minor ?? 0,
      genuine_displaced_minor: simulated?.genuine_displaced_minor ?? 0,
      budget_share: share,
    };
  });
}

/** Attackers that came to a draw, by excess loss, an unknown one last, and of equals by what they take; then those kept out, then those that stay away. */
function compare(a: CampaignExposure, b: CampaignExposure): number {
  const byTest = unrest(b) - unrest(a);
  if (byTest !== 0) return byTest;
  const known = ({ simulated }: CampaignExposure) => simulated?.excess_loss_minor ?? Number.NEGATIVE_INFINITY;
  const byLoss = known(b) - known(a);
  if (byLoss !== 0 && !Number.isNaN(byLoss)) return byLoss;
  return (b.simulated?.discount_minor ?? 0) - (a.simulated?.discount_minor ?? 0);
}

function unrest(exposure: CampaignExposure): number {
  if ((exposure.simulated?.attempts ?? 0) > 0) return 2;
  return isKeptOut(exposure) ? 1 : 0;
}

/** Whether it tried and never came to a draw: what it would take is then not known. */
export function isKeptOut({ simulated }: CampaignExposure): boolean {
  return simulated !== null && simulated.attempts === 0 && Object.keys(simulated.refusals).length > 0;
}

function burnOf({ exposures, result }: AttackRun, baseline: RaidResult, { campaigns }: CampaignSet): AttackBurnLine[] {
  const attacked = [...new Set(result.targets)].sort((a, b) => a - b);
  const [{ situation }] = exposures;
  const one = exposures.every(({ situation: { attacker } }) => attacker.id === situation.attacker.id);
  return attacked.flatMap((index) => {
    const ofAttackers = result.takings
      .filter((_, i) => result.targets[i] === index)
      .map(({ spentByDay }) => spentByDay);
    const before = baseline.genuine.byDay[index];
    const beside = result.genuine.byDay[index];
    const days = new Set([before, beside, ...ofAttackers].flatMap((byDay) => [...byDay.keys()]));
    return [...days]
      .sort((a, b) => a - b)
      .map((day) => ({
        period: formatDay(day),
        campaign_id: campaigns[index].id,
        attacker_id: one ? situation.attacker.id : null,
        without_attack_minor: before.get(day) ?? 0,
        genuine_minor: beside.get(day) ?? 0,
        attackers_minor: ofAttackers.reduce((sum, byDay) => sum + (byDay.get(day) ?? 0), 0),
      }));
  });
}

function defencesSummary({ undefended, trials, notTried, context }: DefenceTrials): DefencesSummary {
  const loss = ({ attackersTakeMinor, excessLossMinor }: AttackLoss) => ({
    attackers_take_minor: attackersTakeMinor,
    excess_loss_minor: excessLossMinor,
  });
  const results = trials.map(({ result }) => result);
  return {
    undefended: loss(undefended),
    tried: trials.map(({ planned: { defence, changed }, result, answers }) => ({
      id: defence.id,
      words: defence.words(context),
      does_not_stop: defence.doesNotStop,
      campaigns: changed,
      ...loss(result),
      genuine_refused: result.genuineRefused,
      genuine_attempts: result.genuineAttempts,
      answers: answers.map(({ exposure: { situation }, takenMinor, successes }) => ({
        campaign_id: situation.campaign.id,
        attacker_id: situation.attacker.id,
        tactic: situation.attacker.tactic ?? situation.attacker.kind,
        discount_minor: takenMinor,
        successes,
      })),
    })),
    not_tried: notTried.map(({ defence: { id }, reason }) => ({ id, reason })),
    cheapest_effective: cheapestEffective(undefended, results)?.defenceId ?? null,
  };
}
