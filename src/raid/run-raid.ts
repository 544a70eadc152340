/** One replay with attackers beside the log, or without any. */
import type { Attacker } from "../attack/attacker.js";
import { tacticOf } from "../attack/kinds/registry.js";
import type { Situation } from "../attack/situation.js";
import type { Campaign, CampaignSet } from "../campaigns/campaign.js";
import type { Engine } from "../engine/engine.js";
import type { RefundFault } from "../engine/refunder.js";
import { REFUSAL, REFUSALS } from "../engine/refusals.js";
import { CandidateList } from "../engine/screen/candidates.js";
import { Screen } from "../engine/screen/screen.js";
import type { OnMismatch } from "../engine/till.js";
import { type OutcomeListener, Replay, type ReplaySummary } from "../replay/replay.js";
import { type AddedRow, addRows } from "../transactions/add-rows.js";
import type { TransactionColumns } from "../transactions/columns.js";
import { joinIdentities } from "../transactions/join-identities.js";
import { castRows } from "./cast.js";
import { Desk } from "./desk.js";
import { GenuineBurn } from "./genuine-burn.js";
import { type Assault, Raid } from "./raid.js";
import { Takings } from "./takings.js";

export interface RaidRequest {
  readonly set: CampaignSet;
  /** Of the log, without rows of attackers. */
  readonly columns: TransactionColumns;
  readonly onMismatch: OnMismatch;
  readonly seed: string;
  /** Who attacks which campaign of the set; all of them in one run. */
  readonly situations: readonly Situation[];
  /** Cells of an attacker's accounts. */
  profileOf(attacker: Attacker, account: number): ReadonlyMap<string, string>;
  /** Who else is shown what becomes of the log's payments. */
  listeners?(engine: Engine): readonly OutcomeListener[];
  /** Called for each refund of the log that names no payment of this run, or asks for too much. */
  onRejectedRefund?(row: number, reason: RefundFault): void;
}

/** What became of one campaign. */
export interface CampaignFate {
  readonly exhaustedAtMs: number | null;
}

export interface RaidResult {
  /** By situation. */
  readonly takings: readonly Takings[];
  /** By situation: the campaign in file order. */
  readonly targets: readonly number[];
  readonly genuine: GenuineBurn;
  /** By campaign, in file order. */
  readonly fates: readonly CampaignFate[];
  /** Of the log. */
  readonly rows: ReplaySummary;
  /** True where attackers were stopped by the number of their moves. */
  readonly cutShort: boolean;
}

/** Yields after each step, so that the caller may pause. */
export function* runRaid(request: RaidRequest): Generator<number, RaidResult> {
  const { set, situations } = request;
  const rows: AddedRow[] = [];
  const casts = situations.map((situation) => {
    const profileOf = (account: number) => request.profileOf(situation.attacker, account);
    return castRows(situation, profileOf, request.columns, set.currency, rows);
  });
  const extended = rows.length === 0 ? request.columns : addRows(request.columns, rows);
  const columns = joinIdentities(extended, set.identities);
  const replay = new Replay({ ...request, columns, onRejectedRefund: request.onRejectedRefund ?? (() => {}) });
  const { engine } = replay;
  const ground = { engine, screen: new Screen(set, columns), list: new CandidateList(), columns, zone: set.zone };
  const firstMs = firstReplayedMs(columns);
  const takings = situations.map(({ attacker }) => new Takings(attacker.accounts, REFUSALS.length));
  const assaults = situations.map((situation, i): Assault => {
    const { campaign, attacker, allowance } = situation;
    // Where the window ends before anybody can act, nobody tries.
    if (situation.durationMs <= 0) takings[i].refusals[REFUSAL.outside_window] = attacker.accounts;
    const index = set.campaigns.indexOf(campaign);
    const tactic = tacticOf(attacker);
    const opensMs = openingOf(campaign, firstMs) + (tactic.startsAfterMs?.(attacker as never) ?? 0);
    return {
      attacker,
      desk: new Desk(ground, campaign, index, casts[i], takings[i]),
      tactics: tactic.moves?.(situation as never) ?? [],
      startMs: Math.max(attacker.startMs ?? opensMs, campaign.window.startMs),
      waitMs: Math.max(attacker.intervalMs, allowance.cooldownMs),
    };
  });
  const raid = new Raid(assaults);
  const genuine = new GenuineBurn(set.campaigns.length);
  const steps = replay.run([genuine, ...(request.listeners?.(engine) ?? [])], raid);
  let step = steps.next();
  for (; step.done !== true; step = steps.next()) yield step.value;
  return {
    takings,
    targets: situations.map(({ campaign }) => set.campaigns.indexOf(campaign)),
    genuine,
    fates: replay.states.map(({ exhaustedAtMs }) => ({ exhaustedAtMs })),
    rows: step.value,
    cutShort: raid.cutShort,
  };
}

/** When an attack can begin; never where neither the log nor the window says. */
function openingOf({ window }: Campaign, firstMs: number | null): number {
  if (firstMs !== null) return Math.max(firstMs, window.startMs);
  return window.startMs === Number.NEGATIVE_INFINITY ? Number.POSITIVE_INFINITY : window.startMs;
}

/** The moment of the first row that is replayed; null for a log without rows. */
export function firstReplayedMs({ timeMs, prior, length }: TransactionColumns): number | null {
  const first = prior.subarray(0, length).indexOf(0);
  return first === -1 ? null : timeMs[first];
}
