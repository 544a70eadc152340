/** Replays one row and tells its story: what campaigns were before it, what each did, what came of it, and what they are after it. */
import type { RefundFault } from "../engine/refunder.js";
import { StaticTests } from "../engine/screen/static-tests.js";
import { PAYMENT, REJECT } from "../transactions/columns.js";
import { attemptStory, type Seen } from "./attempt-story.js";
import { viewCampaign } from "./campaign-view.js";
import { choiceStory, readNamed } from "./choice-story.js";
import type {
  CampaignStory,
  CampaignView,
  ExplainDocument,
  ExplainedTransaction,
  PaymentStory,
} from "./explain-document.js";
import { moneyOf, type Occasion } from "./occasion.js";
import { paymentStory } from "./payment-story.js";
import { redemptionStories } from "./redemption-stories.js";
import { recordBefore, refundStory } from "./refund-story.js";
import { riskOf, staticStory } from "./static-story.js";
import { transactionStory } from "./transaction-story.js";
import { verdictOf } from "./verdict.js";

export type Told = Pick<
  ExplainDocument,
  "transaction" | "verdict" | "points" | "campaigns" | "choice" | "redemptions" | "payment" | "refund"
>;

type Body = Omit<Told, "transaction" | "verdict" | "points">;

/** The replay stands before `row`, and after it when this returns. `faultOf` tells why the refund was turned down, null if it was not; `twins`: rejected rows with the same id. */
export function explainRow(
  occasion: Occasion,
  faultOf: () => RefundFault | null,
  twins: ExplainedTransaction["also_rejected"] = [],
): Told {
  const { columns, row, replay } = occasion;
  const { clock, points } = replay.engine.stores;
  clock.moveTo(columns.timeMs[row]);
  const owner = columns.type[row] === PAYMENT || columns.refundOf[row] < 0 ? row : columns.refundOf[row];
  const balance = points.at(owner);
  const isAttempt = columns.type[row] === PAYMENT && columns.prior[row] === 0;
  if (isAttempt) points.read(row); // as the engine does before it asks any campaign: a second time changes nothing
  const opened = points.at(row) - balance;
  const body = isAttempt
    ? attemptBody(occasion)
    : columns.type[row] === PAYMENT
      ? rememberedBody(occasion)
      : refundBody(occasion, faultOf);
  const transaction = transactionStory(occasion, twins);
  const openedWith = isAttempt && opened !== 0 ? opened : null;
  return {
    transaction,
    verdict: verdictOf(occasion, { transaction, ...body }),
    points: columns.points === null ? null : { before: balance, opened_with: openedWith, after: points.at(owner) },
    ...body,
  };
}

function attemptBody(occasion: Occasion): Body {
  const { set, columns, replay, row } = occasion;
  const { stores } = replay.engine;
  const screened = new StaticTests(set, columns);
  const points = stores.points.at(row);
  const asked = set.campaigns.map((_, index) => screened.refusalOf(index, row) === null);
  replay.engine.picks.announce(row);
  const before = asked.map((is, index) =>
    is
      ? {
          view: viewCampaign(occasion, index, row),
          draw: stores.draws.peek(index, row),
          couponMinor: stores.coupons.mostMinor(index, row),
        }
      : null,
  );
  const named = readNamed(occasion);
  replay.next([]);
  const seen = before.map(
    (was, index): Seen | null => was && { ...was, before: was.view, after: viewCampaign(occasion, index, row), points },
  );
  const campaigns = set.campaigns.map(({ id, name }, index): CampaignStory => {
    const tests = staticStory(occasion, index, screened);
    const refusal = replay.refusalOfLast(index);
    const own = seen[index];
    if (own === null) return { id, name, refusal, tests, state: null, amount: null };
    const attempt = attemptStory(occasion, index, own);
    const state = { before: own.before, after: own.after };
    return { id, name, refusal, tests: [...tests, ...attempt.tests], state, amount: attempt.amount };
  });
  return {
    campaigns,
    choice: choiceStory(occasion, named),
    redemptions: redemptionStories(occasion, (campaign) => seen[campaign] as Seen),
    payment: paymentStory(occasion),
    refund: null,
  };
}

function refundBody(occasion: Occasion, faultOf: () => RefundFault | null): Body {
  const { columns, row } = occasion;
  const target = columns.refundOf[row];
  const record = recordBefore(occasion);
  const indexes = record?.redemptions.map(({ campaign }) => campaign) ?? [];
  const campaigns = around(occasion, indexes, target);
  const refund = refundStory(occasion, record, columns.prior[row] === 1 ? faultOfPrior(occasion, record) : faultOf());
  return { campaigns, choice: null, redemptions: [], payment: null, refund };
}

/** The replay tells no fault of a refund of the history: it is then as if it were not there. */
function faultOfPrior({ columns, replay, row }: Occasion, record: ReturnType<typeof recordBefore>): RefundFault | null {
  if (columns.bareRefund[row] === 1) return null;
  if (record === undefined) return "unknown_payment";
  const now = replay.engine.refunder.recordOf(columns.refundOf[row]);
  return now !== undefined && now.refundedMinor > record.refundedMinor ? null : "refund_too_large";
}

function rememberedBody(occasion: Occasion): Body {
  const { set, row } = occasion;
  const indexes = set.campaigns.flatMap(({ eligibility }, index) => (eligibility.length > 0 ? [index] : []));
  return {
    campaigns: around(occasion, indexes, row),
    choice: null,
    redemptions: [],
    payment: rememberedPayment(occasion),
    refund: null,
  };
}

/** Replays the row, and says of some campaigns what they were before and are after; `row` is whose cells their limits count by. */
function around(occasion: Occasion, indexes: readonly number[], row: number): CampaignStory[] {
  const view = (index: number): CampaignView => viewCampaign(occasion, index, row);
  const before = indexes.map(view);
  occasion.replay.next([]);
  return indexes.map((index, i) => {
    const { id, name } = occasion.set.campaigns[index];
    return { id, name, refusal: null, tests: [], state: { before: before[i], after: view(index) }, amount: null };
  });
}

/** A payment of the history went through unless risk or balance forbade it. */
function rememberedPayment(occasion: Occasion): PaymentStory {
  const { columns, row, onMismatch } = occasion;
  const priceMinor = columns.amountMinor[row];
  const balanceMinor = columns.balanceMinor[row];
  const isRejected = columns.risk[row] === REJECT;
  const enough = priceMinor <= balanceMinor;
  const risk = riskOf(columns.risk[row]);
  const words = Number.isFinite(balanceMinor)
    ? `price ${moneyOf(occasion, priceMinor)} is ${enough ? "not " : ""}above the balance ${moneyOf(occasion, balanceMinor)}`
    : "no balance is given: it is enough";
  return {
    price_minor: priceMinor,
    instant_minor: 0,
    cashback_minor: 0,
    payable_minor: priceMinor,
    balance_minor: Number.isFinite(balanceMinor) ? balanceMinor : null,
    risk,
    client_discount_minor: null,
    on_mismatch: onMismatch,
    decline: isRejected ? "risk_rejected" : enough ? null : "insufficient_balance",
    comparisons: [
      { holds: !isRejected, words: `risk is ${risk}` },
      { holds: enough, words },
    ],
  };
}
