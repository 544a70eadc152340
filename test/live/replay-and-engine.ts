/** One log twice: replayed, and row by row through an engine that a checkout service would ask. */
import { expect } from "vitest";
import type { PaymentOutcome, RefundOutcome } from "../../src/engine/outcome.js";
import { createEngine, type EngineOptions, type LiveEngine } from "../../src/engine.js";
import { Replay } from "../../src/replay/replay.js";
import { type ReadInputs, readInputs } from "../../src/simulation/read-inputs.js";
import type { SimulateRequest } from "../../src/simulation/request.js";
import { codeAt, isJoined, NO_ROW, PAYMENT, type TransactionColumns } from "../../src/transactions/columns.js";
import type { Case } from "../oracle/case.js";
import { caseText } from "../oracle/write-case.js";

const RISKS = ["pass", "review", "reject"] as const;

/** How much was compared. */
export interface Compared {
  answers: number;
  redemptions: number;
}

/** The case must have no identities. */
export function expectSameForCase(input: Case, more: Pick<EngineOptions, "inventory"> = {}): Promise<Compared> {
  const text = caseText({ ...input, dress: {} });
  const data = (name: "history" | "users" | "merchants" | "coupons") =>
    text[name] === null ? undefined : { name: `${name}.csv`, text: text[name] };
  const request = {
    campaigns: text.campaigns,
    transactions: { name: "log.csv", text: text.log },
    history: data("history"),
    users: data("users"),
    merchants: data("merchants"),
    coupons: data("coupons"),
    options: { ...input.options, maxRejects: "100%", allowMissingColumns: true },
  };
  return expectSame(request, input.name, more);
}

export async function expectSame(
  request: SimulateRequest,
  name: string,
  more: Pick<EngineOptions, "inventory"> = {},
): Promise<Compared> {
  const read = await readInputs(request);
  const { seed = "promosim", onMismatch = "server" } = request.options ?? {};
  const engine = createEngine(request.campaigns, {
    seed,
    onMismatch,
    coupons: couponsOf(read.loaded.columns),
    ...more,
  });
  const expected = replay(read, seed, onMismatch);
  const compared = { answers: 0, redemptions: 0 };
  for (let row = 0; row < read.loaded.columns.length; row++) {
    const answer = await ask(engine, read, row);
    if (answer === undefined) continue;
    compared.answers++;
    expect(answer, `row ${row} of ${name}`).toEqual(expected[row]);
    const { payment } = answer as { payment?: { redemptions?: readonly unknown[] } };
    compared.redemptions += payment?.redemptions?.length ?? 0;
  }
  return compared;
}

/** By row: what the replay says, in the words of the engine's answers. */
function replay({ set, loaded: { columns } }: ReadInputs, seed: string, onMismatch: "server" | "decline"): unknown[] {
  const told: unknown[] = [];
  const ids = set.campaigns.map(({ id }) => id);
  const run = new Replay({
    set,
    columns,
    seed,
    onMismatch,
    onRejectedRefund: (row, reason) => {
      told[row] = { outcome: "rejected", reason };
    },
  });
  const couponId = (coupon: number) => (coupon === -1 ? null : (columns.coupons?.ids.text(coupon + 1) ?? null));
  const bySponsor = (campaign: number, minor: Float64Array) =>
    Object.fromEntries(run.sponsors[campaign].map((sponsor, i) => [sponsor, minor[i]]));
  const payment = (outcome: PaymentOutcome): void => {
    const offers = Array.from(outcome.offers).slice(0, outcome.offerCount);
    const refusals = ids.flatMap((id, campaign) => {
      const refusal = run.refusalOfLast(campaign);
      return refusal === null ? [] : [[id, refusal] as const];
    });
    told[outcome.row] = {
      offers: offers.map((campaign, i) => [ids[campaign], shown(campaign) ? outcome.offeredMinor[i] : null]),
      refusals: Object.fromEntries(refusals),
      payment:
        outcome.decline !== null
          ? { outcome: "declined", reason: outcome.decline }
          : {
              outcome: "paid",
              price_minor: outcome.priceMinor,
              discount_minor: outcome.discountMinor,
              cashback_minor: outcome.cashbackMinor,
              payable_minor: outcome.payableMinor,
              redemptions: outcome.redemptions.slice(0, outcome.redemptionCount).map((redemption) => ({
                campaign_id: ids[redemption.campaign],
                given_as: redemption.cashback ? "cashback" : "instant",
                desired_minor: redemption.desiredMinor,
                granted_minor: redemption.grantedMinor,
                contributions_minor: bySponsor(redemption.campaign, redemption.contributionsMinor),
                points_spent: redemption.pointsSpent,
                coupon_id: couponId(redemption.coupon),
              })),
            },
    };
  };
  const shown = (campaign: number) => set.campaigns[campaign].reveal === "before_payment";
  const refund = ({ row, priceMinor, cashMinor, discountMinor, parts, partCount }: RefundOutcome): void => {
    told[row] = {
      outcome: "refunded",
      price_minor: priceMinor,
      cash_minor: cashMinor,
      discount_minor: discountMinor,
      parts: parts.slice(0, partCount).map((part) => ({
        campaign_id: ids[part.campaign],
        given_as: part.cashback ? "cashback" : "instant",
        discount_minor: part.discountMinor,
        contributions_minor: bySponsor(part.campaign, part.contributionsMinor),
        points_returned: part.pointsReturned,
        coupon_id: couponId(part.coupon),
      })),
    };
  };
  for (const _rows of run.run([{ payment, refund }]));
  return told;
}

/** Undefined for rows that give no answer: those of the past, and refunds that name no payment. */
async function ask(engine: LiveEngine, { loaded: { columns } }: ReadInputs, row: number): Promise<unknown> {
  const id = idOf(columns, row);
  if (columns.type[row] !== PAYMENT) {
    if (columns.bareRefund[row] === 1) return undefined;
    const target = columns.refundOf[row];
    const refund = {
      refund_of: target === NO_ROW ? "no such payment" : idOf(columns, target),
      timestamp: columns.timeMs[row],
      amount_minor: columns.amountMinor[row],
    };
    const answer = await engine.refund(refund);
    return columns.prior[row] === 1 ? undefined : answer;
  }
  const checkout = checkoutOf(columns, row);
  if (columns.prior[row] === 1) {
    await engine.remember(checkout);
    return undefined;
  }
  const { offers, refusals } = await engine.quote(checkout);
  return {
    offers: offers.map(({ campaign_id, discount_minor }) => [campaign_id, discount_minor]),
    refusals,
    payment: await engine.redeem(id),
  };
}

function checkoutOf(columns: TransactionColumns, row: number) {
  const cell = ({ codes, dictionary }: TransactionColumns["userId"]) => dictionary.text(codes[row]);
  const attributes = [...columns.text].map(([name, column]) => {
    const { dictionary } = column;
    return [name, dictionary.text(isJoined(column) ? codeAt(column, row) : column.codes[row])];
  });
  const points = columns.points?.[row] ?? -1;
  const client = columns.clientDiscountMinor?.[row] ?? Number.NaN;
  return {
    transaction_id: idOf(columns, row),
    timestamp: columns.timeMs[row],
    amount_minor: columns.amountMinor[row],
    user_id: cell(columns.userId),
    merchant_id: cell(columns.merchantId),
    risk: RISKS[columns.risk[row]],
    offer: cell(columns.offer),
    attributes: Object.fromEntries(attributes),
    ...(Number.isFinite(columns.balanceMinor[row]) ? { balance_minor: columns.balanceMinor[row] } : {}),
    ...(points < 0 ? {} : { points }),
    ...(Number.isNaN(client) ? {} : { client_discount_minor: client }),
  };
}

/** Rows of the past may have the ids of later ones. */
function idOf({ transactionId, prior }: TransactionColumns, row: number): string {
  const id = transactionId.dictionary.text(transactionId.codes[row]);
  return prior[row] === 1 ? `earlier ${row} ${id}` : id;
}

function couponsOf({ coupons, userId }: TransactionColumns) {
  return Array.from({ length: coupons?.length ?? 0 }, (_, i) => {
    if (coupons === null) throw new Error("there are coupons");
    const from = coupons.validFromMs[i];
    const until = coupons.validUntilMs[i];
    return {
      coupon_id: coupons.ids.text(i + 1),
      user_id: coupons.user[i] < 0 ? "nobody of this log" : userId.dictionary.text(coupons.user[i]),
      campaign_id: coupons.campaignId.dictionary.text(coupons.campaignId.codes[i]),
      ...(Number.isFinite(from) ? { valid_from: from } : {}),
      ...(Number.isFinite(until) ? { valid_until: until } : {}),
    };
  });
}
