/** The same attackers and the same log against campaigns with each defence in turn: what it buys, and whom it refuses. */
import { answerTo } from "../attack/answer.js";
import type { Attacker, Attackers } from "../attack/attacker.js";
import type { AttackLoss, DefenceResult } from "../attack/defences/cheapest-effective.js";
import type { DefenceContext, Gate } from "../attack/defences/contract.js";
import { type PlannedDefence, planDefences, type UntriedDefence } from "../attack/defences/plan-defences.js";
import { riskGate } from "../attack/defences/risk-gate.js";
import type { Exposure } from "../attack/exposure.js";
import type { SituationContext } from "../attack/situation.js";
import type { CampaignSet } from "../campaigns/campaign.js";
import { REFUSAL } from "../engine/refusals.js";
import { type RaidRequest, type RaidResult, runRaid } from "./run-raid.js";

export interface DefenceTrial {
  readonly planned: PlannedDefence;
  readonly result: DefenceResult;
  /** What each attacker did about it, and got. */
  readonly answers: readonly { readonly exposure: Exposure; readonly takenMinor: number; readonly successes: number }[];
}

export interface DefenceTrials {
  readonly context: DefenceContext;
  /** All attackers at once, with their best answers to the campaigns as they are. */
  readonly undefended: AttackLoss;
  readonly trials: readonly DefenceTrial[];
  readonly notTried: readonly UntriedDefence[];
}

export interface TrialRequest extends Omit<RaidRequest, "situations" | "profileOf"> {
  readonly attackers: Attackers;
  readonly context: SituationContext;
  readonly defences: DefenceContext;
  /** The log without attackers. */
  readonly baseline: RaidResult;
}

/** Yields after each step, so that the caller may pause; the part of the work that is done. */
export function* tryDefences(request: TrialRequest): Generator<number, DefenceTrials> {
  const { defences, baseline } = request;
  const { tried, notTried } = planDefences(defences);
  const parts = 1 + 2 * tried.length;
  const asIs = yield* inPart(attackAll(request, request.set, null), 0, parts);
  const trials: DefenceTrial[] = [];
  for (const [i, planned] of tried.entries()) {
    const gate = planned.defence === riskGate ? defences.gate : null;
    const alone = yield* inPart(runRaid({ ...request, set: planned.set, situations: [], profileOf }), 1 + 2 * i, parts);
    const attacked = yield* inPart(attackAll(request, planned.set, gate), 2 + 2 * i, parts);
    const refused = refusedBy(baseline, alone, indexesOf(planned.set, defences.attacked));
    const result = { defenceId: planned.defence.id, ...attacked.loss, ...refused };
    trials.push({ planned, result, answers: attacked.answers });
  }
  return { context: defences, undefended: asIs.loss, trials, notTried };
}

const profileOf = ({ profile }: Attacker) => profile;

function* inPart<T>(steps: Generator<number, T>, part: number, parts: number): Generator<number, T> {
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) yield part / parts;
  return step.value;
}

/** All attackers at once, each with its best answer. */
function* attackAll(request: TrialRequest, set: CampaignSet, gate: Gate | null) {
  const exposures = set.campaigns
    .filter(({ id }) => request.defences.attacked.has(id))
    .flatMap((campaign) =>
      request.attackers
        .filter(({ campaigns }) => campaigns === null || campaigns.includes(campaign.id))
        .map((attacker) => answerTo(campaign, attacker, { ...request.context, identities: set.identities })),
    );
  const situations = exposures.map(({ situation }) => situation);
  const caught = (attacker: Attacker, account: number) =>
    gate === null ? attacker.profile : profileAt(gate, attacker, account);
  const { takings } = yield* runRaid({ ...request, set, situations, profileOf: caught });
  const answers = exposures.map((exposure, i) => ({
    exposure,
    takenMinor: takings[i].takenMinor,
    successes: takings[i].successes,
  }));
  let attackersTakeMinor = 0;
  let excessLossMinor: number | null = null;
  for (const [i, { exact }] of exposures.entries()) {
    attackersTakeMinor += takings[i].takenMinor;
    if (exact.meanDrawMinor === null) continue;
    excessLossMinor = (excessLossMinor ?? 0) + takings[i].spentMinor - takings[i].successes * exact.meanDrawMinor;
  }
  return { loss: { attackersTakeMinor, excessLossMinor }, answers };
}

/** Of the accounts the gate knows its share, evenly spread; the others carry none of its values. */
function profileAt(
  { column, values, catchRatio }: Gate,
  { profile }: Attacker,
  account: number,
): ReadonlyMap<string, string> {
  const { numerator, denominator } = catchRatio;
  const known = (accounts: number) => Math.floor((accounts * numerator) / denominator);
  const caught = known(account + 1) > known(account);
  const cell = profile.get(column) ?? "";
  return new Map([...profile, [column, caught ? values[0] : values.includes(cell) ? "" : cell]]);
}

/** Reasons that the money or the draw gives: no defence is to blame for them. */
const NOT_REFUSED = new Set([REFUSAL.budget_exhausted, REFUSAL.nothing_to_give]);

/** Attempts of the log's customers that come to nothing because of the defence, and those that came to an offer or a draw without it. */
function refusedBy(baseline: RaidResult, defended: RaidResult, campaigns: readonly number[]) {
  let genuineRefused = 0;
  let genuineAttempts = 0;
  for (const campaign of campaigns) {
    const before = refusals(baseline, campaign);
    genuineRefused += Math.max(0, refusals(defended, campaign) - before);
    genuineAttempts += baseline.rows.payments - before;
  }
  return { genuineRefused, genuineAttempts };
}

function refusals({ fates }: RaidResult, campaign: number): number {
  return fates[campaign].refusals.reduce((sum, count, refusal) => (NOT_REFUSED.has(refusal) ? sum : sum + count), 0);
}

function indexesOf({ campaigns }: CampaignSet, ids: ReadonlySet<string>): number[] {
  return campaigns.flatMap(({ id }, index) => (ids.has(id) ? [index] : []));
}
