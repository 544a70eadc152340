/** What the payments of a campaign say as a whole: whether it is abused, and how much of it. */

import type { Campaign } from "../campaigns/campaign.js";
import { binomialTail } from "../chance/binomial-tail.js";
import { fisherExact } from "../chance/fisher-exact.js";
import { holm } from "../chance/holm.js";
import type { Trace } from "./activity.js";
import { fitOfCells } from "./cell-fit.js";
import type { CampaignFindings, Tested } from "./findings.js";
import type { FailuresByDraw, Sample } from "./sample.js";

/** Sums over the identities that came to a campaign. */
export interface PairCounts {
  tries: number;
  triers: number;
  balanceRuns: number;
  withBalanceRuns: number;
  settled: number;
  identities: number;
  suspects: number;
}

/** Fewer events speak for nothing. */
const LEAST_EVENTS = 3;

interface CampaignTests {
  readonly trace: Trace;
  readonly kept: Trace;
  readonly topTier: number | null;
  readonly distribution: ReturnType<typeof fitOfCells> | null;
  readonly byDraw: FailuresByDraw;
  readonly failuresByDraw: number | null;
}

/** Only campaigns that draw and that an attempt came to; with the number of tests of the family. */
export function campaignFindings(
  sample: Sample,
  counts: readonly PairCounts[],
  campaigns: readonly Campaign[],
  level: number,
): { findings: CampaignFindings[]; tests: number } {
  const tested: CampaignTests[] = [];
  for (let slot = 0; slot < sample.tested.size; slot++) tested.push(testsOf(sample, sample.tested.traceAt(slot)));
  tested.sort((a, b) => a.trace.campaign - b.trace.campaign);
  const pValues: number[] = [];
  const add = (pValue: number | null | undefined) => (pValue == null ? -1 : pValues.push(pValue) - 1);
  const places = tested.map((tests) => ({
    topTier: add(tests.topTier),
    distribution: add(tests.distribution?.pValue),
    failuresByDraw: add(tests.failuresByDraw),
  }));
  const corrected = holm(pValues);
  const at = (place: number): Tested => ({ pValue: pValues[place], corrected: corrected[place] });
  const findings = tested.map((tests, i) => {
    const { trace, kept, byDraw, distribution } = tests;
    const count = counts[trace.campaign];
    const topTier = tests.topTier === null ? null : { ...at(places[i].topTier), ...topFigures(kept) };
    const fit = distribution === null ? null : { ...distribution, ...at(places[i].distribution) };
    const failures = tests.failuresByDraw === null ? null : { ...byDraw, ...at(places[i].failuresByDraw) };
    const abused =
      (topTier !== null && topTier.corrected <= level && trace.top >= LEAST_EVENTS) ||
      (fit !== null && fit.corrected <= level && fit.leansHigh) ||
      (failures !== null && failures.corrected <= level && failures.failedBelow >= LEAST_EVENTS);
    return {
      campaign: trace.campaign,
      attempts: trace.attempts,
      settled: trace.settled,
      drawsPerSettlement:
        campaigns[trace.campaign].draw.per === "attempt" && trace.settled > 0 ? trace.draws / trace.settled : null,
      tries: count.tries,
      triers: count.triers,
      balanceRuns: count.balanceRuns,
      topTier,
      distribution: fit,
      failuresByDraw: failures,
      verdict: verdictOf(abused, count.suspects, [topTier, fit, failures]),
      identities: count.identities,
      suspects: count.suspects,
    } satisfies CampaignFindings;
  });
  return { findings, tests: pValues.length };
}

function verdictOf(abused: boolean, suspects: number, tests: readonly (Tested | null)[]): CampaignFindings["verdict"] {
  if (abused) return "abused";
  if (suspects > 0) return "suspected";
  return tests.every((test) => test === null) ? "untested" : "inconspicuous";
}

function testsOf(sample: Sample, trace: Trace): CampaignTests {
  const { top, topTrials, topExpected } = trace;
  const fit = fitOfCells(trace.observed, trace.expected);
  const byDraw = sample.failuresByDraw(trace.campaign);
  const failed = byDraw.failedTop + byDraw.failedBelow;
  return {
    trace,
    kept: sample.kept.traceAt(sample.kept.slotOf(0, trace.campaign)),
    topTier:
      topTrials < LEAST_EVENTS
        ? null
        : top < topExpected + 1
          ? 1
          : binomialTail(top, topTrials, topExpected / topTrials),
    distribution: fit.degrees === 0 ? null : fit,
    byDraw,
    failuresByDraw: failed < LEAST_EVENTS ? null : fisherExact(tableOf(byDraw)),
  };
}

function tableOf({ failedTop, failedBelow, settledTop, settledBelow }: FailuresByDraw) {
  return { a: failedBelow, b: failedTop, c: settledBelow, d: settledTop };
}

function topFigures({ topTrials, top, topExpected }: Trace) {
  const design = topTrials === 0 ? 0 : topExpected / topTrials;
  const share = topTrials === 0 ? 0 : top / topTrials;
  return { settled: topTrials, top, expected: topExpected, attackShare: Math.max(0, (share - design) / (1 - design)) };
}
