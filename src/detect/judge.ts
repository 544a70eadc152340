/** From what was seen to whom it makes a suspect: all tests of all identities, corrected for their number. */

import { holm } from "../chance/holm.js";
import { formatMinor } from "../domain/money.js";
import { compareCodePoints } from "../domain/text-order.js";
import type { TallyContext } from "../tally/contract.js";
import type { Activity, Trace } from "./activity.js";
import { campaignFindings, type PairCounts } from "./campaign-findings.js";
import type { Findings, Reason, Suspect } from "./findings.js";
import { honestRate, type RepeatVotes } from "./repeats.js";
import type { Sample } from "./sample.js";
import type { Reference } from "./signals/contract.js";
import { SIGNALS } from "./signals/registry.js";

/** Chance to accuse anybody at all where nobody abuses anything. */
export const LEVEL = 0.01;

/** A signal with fewer events accuses nobody, however unlikely they are. */
const LEAST_EVENTS = 3;

/** Honest payments are never taken to need their discount, after declines, less often than this: some people are always short. */
const LEAST_BALANCE_RUN_RATE = 0.01;

export interface Evidence {
  readonly context: TallyContext;
  readonly by: string;
  /** Of the code of an identity. */
  text(identity: number): string;
  readonly activity: Activity;
  readonly sample: Sample;
  readonly votes: RepeatVotes;
}

/** A test that could hold after correction. */
interface Candidate {
  readonly slot: number;
  readonly signal: number;
  readonly events: number;
  readonly pValue: number;
}

export function judge(evidence: Evidence): Findings {
  const { context, by, activity, votes } = evidence;
  const counts = countPairs(evidence);
  const candidates: Candidate[] = [];
  let tests = 0;
  for (let slot = 0; slot < activity.size; slot++) {
    const trace = activity.traceAt(slot);
    const before = tests;
    const reference = referenceFor(trace, evidence, counts);
    SIGNALS.forEach(({ test }, signal) => {
      const result = test(trace, reference);
      if (result === null) return;
      tests++;
      if (result.pValue <= LEVEL) candidates.push({ slot, signal, ...result });
    });
    if (tests > before) counts[trace.campaign].identities++;
  }
  const suspects = suspectsOf(candidates, tests, evidence, counts);
  for (const { campaign } of suspects) counts[campaign].suspects++;
  const { findings: campaigns, tests: campaignTests } = campaignFindings(
    evidence.sample,
    counts,
    context.set.campaigns,
    LEVEL,
  );
  return {
    by,
    level: LEVEL,
    repeatRate: honestRate(votes),
    votes: votes.votes,
    again: votes.again,
    identityTests: tests,
    campaignTests,
    campaigns,
    suspects,
  };
}

function countPairs({ activity, context }: Evidence): PairCounts[] {
  const counts = context.set.campaigns.map(
    (): PairCounts => ({
      tries: 0,
      triers: 0,
      balanceRuns: 0,
      withBalanceRuns: 0,
      settled: 0,
      identities: 0,
      suspects: 0,
    }),
  );
  for (let slot = 0; slot < activity.size; slot++) {
    const { campaign, tries, balanceRuns, settled } = activity.traceAt(slot);
    const count = counts[campaign];
    count.tries += tries;
    if (tries > 0) count.triers++;
    count.balanceRuns += balanceRuns;
    if (balanceRuns > 0) count.withBalanceRuns++;
    count.settled += settled;
  }
  return counts;
}

/** The rest of the log, without the identity that is tested. Of the others' balance runs one each counts, so that a few cannot make them look common. */
function referenceFor(trace: Trace, { votes }: Evidence, counts: readonly PairCounts[]): Reference {
  const { withBalanceRuns, settled } = counts[trace.campaign];
  const others = withBalanceRuns - (trace.balanceRuns > 0 ? 1 : 0);
  const rate = (others + 1) / (settled - trace.settled + 2);
  return {
    repeatRate: honestRate(votes.without(trace.identity)),
    balanceRunRate: Math.min(1, Math.max(LEAST_BALANCE_RUN_RATE, rate)),
  };
}

function suspectsOf(
  candidates: readonly Candidate[],
  tests: number,
  evidence: Evidence,
  counts: readonly PairCounts[],
): Suspect[] {
  const corrected = holm(
    candidates.map(({ pValue }) => pValue),
    tests,
  );
  const { activity, context } = evidence;
  const money = (minor: number) => formatMinor(minor, context.set.currency.exponent);
  const reasons = new Map<number, Reason[]>();
  candidates.forEach(({ slot, signal, events, pValue }, i) => {
    if (corrected[i] > LEVEL || events < LEAST_EVENTS) return;
    const trace = activity.traceAt(slot);
    const { name, reason } = SIGNALS[signal];
    const text = reason(trace, referenceFor(trace, evidence, counts), money);
    const known = reasons.get(slot) ?? [];
    known.push({ signal: name, text, pValue, corrected: corrected[i] });
    reasons.set(slot, known);
  });
  return [...reasons].map(([slot, list]) => suspectOf(activity.traceAt(slot), list, evidence)).sort(bySuspicion);
}

function suspectOf(trace: Trace, reasons: readonly Reason[], { text }: Evidence): Suspect {
  const strongest = reasons.reduce((a, b) => (b.pValue < a.pValue ? b : a));
  return { ...trace, id: text(trace.identity), reasons, pValue: strongest.pValue, corrected: strongest.corrected };
}

function bySuspicion(a: Suspect, b: Suspect): number {
  return a.pValue - b.pValue || compareCodePoints(a.id, b.id) || a.campaign - b.campaign;
}
