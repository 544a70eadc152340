/** Stories of every row of random cases: what they tell is what a whole replay says happened, and each begins where the one before ended. */
import { expect, test } from "vitest";
import type { RefundFault } from "../../src/engine/refunder.js";
import type { CampaignView } from "../../src/explain/explain-document.js";
import { explainRow, type Told } from "../../src/explain/explain-row.js";
import { STORY_COLUMNS } from "../../src/explain/transaction-story.js";
import { Replay } from "../../src/replay/replay.js";
import { readInputs } from "../../src/simulation/read-inputs.js";
import { PAYMENT } from "../../src/transactions/columns.js";
import { requestOf } from "../compare/run-compare.js";
import type { Case } from "../oracle/case.js";
import { randomCase } from "../oracle/random-case.js";
import { caseText } from "../oracle/write-case.js";

const CASES = 40;
const FIRST = 600;

/** What a replay that nobody looks into says of a row. */
type Happened =
  | {
      kind: "payment";
      decline: string | null;
      payable: number;
      refusals: (string | null)[];
      offers: object;
      used: object[];
      draws: number[];
    }
  | { kind: "refund"; cash: number; parts: object[] }
  | { kind: "rejected"; fault: string }
  | { kind: "prior" };

test("stories agree with a replay of their own, row by row, and each begins where the one before it ended", async () => {
  const seen = { payments: 0, refunds: 0, rejected: 0, prior: 0, combined: 0, drawn: 0, hidden: 0, handedOn: 0 };
  const refusals = new Set<string>();
  for (let seed = FIRST; seed < FIRST + CASES; seed++) {
    const request = requestWithCoupons(randomCase(seed));
    const { set, loaded } = await readInputs(request, STORY_COLUMNS);
    const { columns } = loaded;
    const onMismatch = request.options.onMismatch ?? "server";
    const common = { set, columns, onMismatch, seed: request.options.seed ?? "promosim" } as const;
    let fault: RefundFault | null = null;
    const told = new Replay({ ...common, onRejectedRefund: (_, reason) => (fault = reason) });
    let bare: RefundFault | null = null;
    const plain = new Replay({ ...common, onRejectedRefund: (_, reason) => (bare = reason) });
    const ids = set.campaigns.map(({ id }) => id);
    const sponsorsOf = (campaign: number, parts: Float64Array) =>
      Object.fromEntries(
        plain.sponsors[campaign].map((sponsor, i) => [sponsor, parts[i]]).filter(([, part]) => part !== 0),
      );
    /** What campaigns and limits were left at, by what they count. */
    const ended = new Map<string, unknown>();
    for (let row = 0; row < columns.length; row++) {
      fault = bare = null;
      let happened: Happened = { kind: "prior" };
      plain.next([
        {
          payment(outcome) {
            happened = {
              kind: "payment",
              decline: outcome.decline,
              payable: outcome.payableMinor,
              refusals: ids.map((_, campaign) => plain.refusalOfLast(campaign)),
              offers: Object.fromEntries(
                Array.from(outcome.offers)
                  .slice(0, outcome.offerCount)
                  .map((campaign, i) => [ids[campaign], outcome.offeredMinor[i]]),
              ),
              used: outcome.redemptions.slice(0, outcome.redemptionCount).map((one) => ({
                campaign: ids[one.campaign],
                desired: one.desiredMinor,
                granted: one.grantedMinor,
                points: one.pointsSpent,
                overspent: outcome.decline === null ? one.overspentMinor : 0,
                parts: outcome.decline === null ? sponsorsOf(one.campaign, one.contributionsMinor) : {},
              })),
              draws: outcome.draws.slice(0, outcome.drawCount).map(({ campaign }) => campaign),
            };
          },
          refund(outcome) {
            happened = {
              kind: "refund",
              cash: outcome.cashMinor,
              parts: outcome.parts.slice(0, outcome.partCount).map((part) => ({
                campaign: ids[part.campaign],
                part: part.discountMinor,
                points: part.pointsReturned,
                parts: sponsorsOf(part.campaign, part.contributionsMinor),
              })),
            };
          },
        },
      ]);
      if (bare !== null) happened = { kind: "rejected", fault: bare };
      const story = explainRow({ set, columns, replay: told, onMismatch, row }, () => fault);
      expect(toldOf(story), `seed ${seed}, row ${row}`).toEqual(happened);
      for (const { refusal, tests } of story.campaigns) {
        if (refusal !== null) refusals.add(refusal);
        if (story.payment !== null && tests.length > 0) {
          expect(tests.find(({ passed }) => !passed)?.test ?? null).toBe(refusal);
          expect(tests.slice(0, -1).every(({ passed }) => passed)).toBe(true);
        }
      }
      expect(story.verdict.words).not.toMatch(/undefined|NaN|null|\[object/);
      expect(JSON.stringify(story, (_, value) => (typeof value === "bigint" ? String(value) : value))).not.toMatch(
        /undefined|NaN|\[object|Infinity/,
      );
      for (const { id, state, amount } of story.campaigns) {
        if (state === null) continue;
        for (const [key, value] of lasting(id, state.before)) {
          if (!ended.has(key)) continue;
          expect({ seed, row, key, value }).toEqual({ seed, row, key, value: ended.get(key) });
          seen.handedOn++;
        }
        for (const [key, value] of lasting(id, state.after)) ended.set(key, value);
        if (amount?.draw != null) seen.drawn++;
        if (amount?.hidden === true) seen.hidden++;
      }
      const chosen = story.choice?.offers.filter((offer) => offer.chosen).map(({ campaign_id }) => campaign_id) ?? [];
      const used = story.redemptions.map(({ campaign_id }) => campaign_id);
      expect([...chosen].sort()).toEqual([...used].sort());
      const lead = story.choice?.named?.campaign_id ?? story.choice?.offers.at(0)?.campaign_id;
      if (used.length > 0 && !set.campaigns.some(({ stacking }) => stacking.combine)) expect(used).toEqual([lead]);
      if (used.length > 1) seen.combined++;
      if (columns.prior[row] === 1) seen.prior++;
      else if (bare !== null) seen.rejected++;
      else if (columns.type[row] === PAYMENT) seen.payments++;
      else seen.refunds++;
    }
  }
  expect(seen.payments).toBeGreaterThan(1000);
  expect(seen.handedOn).toBeGreaterThan(2000);
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(20);
  expect([...refusals].sort()).toEqual(
    "below_minimum budget_exhausted condition_error condition_false limit_reached no_coupon not_eligible not_in_audience nothing_to_give out_of_scope outside_window paused risk_rejected wrong_payment".split(
      " ",
    ),
  );
});

function requestWithCoupons(input: Case) {
  const { coupons } = caseText(input);
  return { ...requestOf(input), ...(coupons === null ? {} : { coupons: { name: "coupons.csv", text: coupons } }) };
}

function toldOf(story: Told): Happened {
  if (story.transaction.role === "prior") return { kind: "prior" };
  const parts = (split: readonly { sponsor: string; contribution_minor: number }[]) =>
    Object.fromEntries(
      split.filter((share) => share.contribution_minor !== 0).map((share) => [share.sponsor, share.contribution_minor]),
    );
  if (story.refund !== null) {
    if (story.refund.fault !== null) return { kind: "rejected", fault: story.refund.fault };
    return {
      kind: "refund",
      cash: story.refund.cash_minor,
      parts: story.refund.parts
        .filter(({ forfeited }) => !forfeited)
        .map((part) => ({
          campaign: part.campaign_id,
          part: part.part_minor,
          points: part.points_returned,
          parts: parts(part.split),
        })),
    };
  }
  const { payment } = story;
  return {
    kind: "payment",
    decline: payment?.decline ?? null,
    payable: payment?.decline === null ? payment.payable_minor : 0,
    refusals: story.campaigns.map(({ refusal }) => refusal),
    offers: Object.fromEntries(story.choice?.offers.map((one) => [one.campaign_id, one.granted_minor]) ?? []),
    used: story.redemptions.map((one) => ({
      campaign: one.campaign_id,
      desired: one.desired_minor,
      granted: one.granted_minor,
      points: one.points_spent,
      overspent: one.overspent_minor,
      parts: parts(one.split),
    })),
    draws: story.campaigns.flatMap(({ amount }, campaign) =>
      amount?.draw != null && (!amount.draw.made_before || amount.draw.per === "attempt") ? [campaign] : [],
    ),
  };
}

/** What no passing of time changes: totals of budgets, and lines that count over a campaign's life. */
function lasting(id: string, { budget, limits }: CampaignView): [string, unknown][] {
  return [
    [`${id} budget`, budget?.total_left_minor],
    ...limits.flatMap(({ line, every, key, max, max_amount, max_attempts }): [string, unknown][] =>
      every !== null || key === null ? [] : [[`${id} ${line} ${key}`, { max, max_amount, max_attempts }]],
    ),
  ];
}
