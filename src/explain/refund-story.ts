/** What a refund gives back: of which payment, which part of each discount, to whom, with the floor arithmetic shown (SPEC §7). */
import { assert } from "../domain/problem.js";
import { multiplyDivide } from "../domain/rounding.js";
import type { PaidRecord, RedemptionRecord, RefundFault } from "../engine/refunder.js";
import { RestDiscount } from "../engine/rest-discount.js";
import { NO_ROW } from "../transactions/columns.js";
import type { RefundPartStory, RefundStory } from "./explain-document.js";
import { cellAt, couponId, moneyOf, type Occasion } from "./occasion.js";
import { splitStory } from "./split-story.js";

/** What was known of the payment before the refund. */
export type RecordBefore = Pick<PaidRecord, "day" | "priceMinor" | "refundedMinor" | "redemptions">;

/** A copy that the refund does not change; undefined where no payment that went through is known. */
export function recordBefore({ columns, row, replay }: Occasion): RecordBefore | undefined {
  const target = columns.refundOf[row];
  const record = target === NO_ROW ? undefined : replay.engine.refunder.recordOf(target);
  return (
    record && {
      ...record,
      redemptions: record.redemptions.map((one) => ({ ...one, outstandingMinor: one.outstandingMinor.slice() })),
    }
  );
}

/** Of the refund that was replayed last, `fault` null if it went through. */
export function refundStory(
  occasion: Occasion,
  record: RecordBefore | undefined,
  fault: RefundFault | null,
): RefundStory {
  const { columns, row, replay, set } = occasion;
  const target = columns.refundOf[row];
  const { refunded } = replay.engine;
  const amountMinor = columns.amountMinor[row];
  const parts = fault === null && record !== undefined ? partsOf(occasion, record) : [];
  const cash = parts.reduce(
    (left, part) => left - (part.given_as === "instant" ? part.part_minor : 0),
    refunded.priceMinor,
  );
  if (fault === null) assert(cash === refunded.cashMinor, "what the customer gets back is told as it is");
  return {
    refund_of: columns.text.has("refund_of") ? cellAt(columns, "refund_of", row) : "",
    payment:
      record === undefined
        ? null
        : {
            id: columns.transactionId.dictionary.text(columns.transactionId.codes[target]),
            timestamp: set.zone.format(columns.timeMs[target]),
            price_minor: record.priceMinor,
            refunded_before_minor: record.refundedMinor,
          },
    fault,
    price_minor: fault === null ? refunded.priceMinor : amountMinor,
    complete: fault === null && record !== undefined && record.refundedMinor + amountMinor === record.priceMinor,
    discount_minor: fault === null ? refunded.discountMinor : 0,
    cash_minor: fault === null ? refunded.cashMinor : 0,
    words: wordsOf(occasion, record, fault),
    parts,
  };
}

function partsOf(occasion: Occasion, record: RecordBefore): RefundPartStory[] {
  const { set, replay, columns, row } = occasion;
  const { refunded, refunder } = replay.engine;
  const after = (refunder.recordOf(columns.refundOf[row]) as RecordBefore).redemptions;
  const given = refunded.parts.slice(0, refunded.partCount);
  return record.redemptions.map((redemption, i): RefundPartStory => {
    const { campaign, grantedMinor, returnedMinor, outstandingMinor, shares } = redemption;
    const partMinor = after[i].returnedMinor - returnedMinor;
    const part = given.find((other) => other.campaign === campaign);
    assert(part === undefined || part.discountMinor === partMinor, "what a refund gives back is told as it is");
    const arithmetic = arithmeticOf(occasion, { record, redemption, place: i, partMinor, after });
    return {
      campaign_id: set.campaigns[campaign].id,
      granted_minor: grantedMinor,
      returned_before_minor: returnedMinor,
      part_minor: partMinor,
      arithmetic,
      given_as: redemption.cashback ? "cashback" : "instant",
      forfeited: part === undefined,
      points_returned: part?.pointsReturned ?? 0,
      coupon: part === undefined ? null : couponId(occasion, part.coupon),
      split:
        part === undefined
          ? []
          : splitStory(partMinor, outstandingMinor, shares, part.contributionsMinor, replay.sponsors[campaign]),
    };
  });
}

interface PartAtHand {
  readonly record: RecordBefore;
  readonly redemption: RedemptionRecord;
  readonly place: number;
  readonly partMinor: number;
  /** The discounts of the payment once the refund is through. */
  readonly after: readonly RedemptionRecord[];
}

function arithmeticOf(occasion: Occasion, { record, redemption, place, partMinor, after }: PartAtHand): string {
  const { set, replay, columns, row } = occasion;
  const { grantedMinor, returnedMinor, terms } = redemption;
  const money = (minor: number) => moneyOf(occasion, minor);
  const soFarMinor = record.refundedMinor + columns.amountMinor[row];
  if (terms === null) {
    const dueMinor = multiplyDivide(grantedMinor, soFarMinor, record.priceMinor, "down");
    assert(dueMinor - returnedMinor === partMinor, "the arithmetic of a refund is the engine's");
    const product = `floor(${money(grantedMinor)} × ${money(soFarMinor)} / ${money(record.priceMinor)})`;
    return `${product} − ${money(returnedMinor)} = ${money(partMinor)}`;
  }
  const restMinor = record.priceMinor - soFarMinor;
  const { refunder, stores } = replay.engine;
  const others = refunder.othersOf({ ...record, refundedMinor: soFarMinor, redemptions: after }, place);
  const earnedMinor = restMinor === 0 ? 0 : new RestDiscount(set, stores).earnedMinor(terms, restMinor, others);
  const dueMinor = Math.max(returnedMinor, grantedMinor - earnedMinor);
  assert(partMinor <= dueMinor - returnedMinor, "no more comes back than is due");
  const bounded = partMinor < dueMinor - returnedMinor ? `, of which the refund covers ${money(partMinor)}` : "";
  return `${money(grantedMinor)}, of which the ${money(restMinor)} that are left earn ${money(earnedMinor)}: ${money(dueMinor)} due back − ${money(returnedMinor)} = ${money(dueMinor - returnedMinor)}${bounded}`;
}

function wordsOf(occasion: Occasion, record: RecordBefore | undefined, fault: RefundFault | null): string {
  const { columns, row } = occasion;
  const money = (minor: number) => moneyOf(occasion, minor);
  const amount = money(columns.amountMinor[row]);
  if (fault === "unknown_payment") {
    return "no payment of this id has gone through by now: it is not in the data, is later, was rejected or declined, or is a refund";
  }
  if (record === undefined)
    return `${amount} came as a negative amount that names no payment: it is counted and gives nothing back`;
  const left = money(record.priceMinor - record.refundedMinor);
  const before = `${money(record.refundedMinor)} of ${money(record.priceMinor)} refunded before`;
  if (fault === "refund_too_large") return `${amount} is more than the ${left} that are left: ${before}`;
  return `${amount} of the ${left} that were left; ${before}`;
}
