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
import type { Engine } from "../engine/engine.js";
import { type RaidRequest, runRaid } from "./run-raid.js";
import { RefusedAttempts, type ServedAttempts } from "./served-attempts.js";

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
  /** What the attacked campaigns offer the log's customers without attackers. */
  readonly served: ServedAttempts;
}

/** Yields after each step, so that the caller may pause; the part of the work that is done. */
export function* tryDefences(request: TrialRequest): Generator<number, DefenceTrials> {
  const { defences, served } = request;
  const { tried, notTried } = planDefences(defences);
  const parts = 1 + 2 * tried.length;
  const asIs = yield* inPart(attackAll(request, request.set, null), 0, parts);
  const trials: DefenceTrial[] = [];
  for (const [i, planned] of tried.entries()) {
    const gate = planned.defence === riskGate ? defences.gate : null;
    const refused = yield* inPart(refusedBy(request, planned.set), 1 + 2 * i, parts);
    const attacked = yield* inPart(attackAll(request, planned.set, gate), 2 + 2 * i, parts);
    const genuineAttempts = served.offers.length / 2;
    const result = { defenceId: planned.defence.id, ...attacked.loss, genuineRefused: refused, genuineAttempts };
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

/** Replays the log alone with a defence: attempts of its customers that come to nothing because of it. */
function* refusedBy(request: TrialRequest, set: CampaignSet): Generator<number, number> {
  let refused: RefusedAttempts | null = null;
  const listeners = ({ quoter }: Engine) => {
    refused = new RefusedAttempts(request.served, quoter);
    return [refused];
  };
  yield* runRaid({ ...request, set, situations: [], profileOf, listeners });
  return (refused as RefusedAttempts | null)?.count ?? 0;
}
