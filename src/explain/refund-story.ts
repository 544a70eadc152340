/** What a refund gives back: of which payment, which part of each discount, to whom, with the floor arithmetic shown (SPEC §7). */
import { assert } from "../domain/problem.js";
import { multiplyDivide } from "../domain/rounding.js";
import type { PaidRecord, RefundFault } from "../engine/refunder.js";
import { NO_ROW } from "../transactions/columns.js";
import type { RefundPartStory, RefundStory } from "./explain-document.js";
import { cellAt, moneyOf, type Occasion } from "./occasion.js";
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
  const { refunded } = replay.engine;
  const money = (minor: number) => moneyOf(occasion, minor);
  const soFarMinor = record.refundedMinor + columns.amountMinor[row];
  const given = refunded.parts.slice(0, refunded.partCount);
  return record.redemptions.map((redemption): RefundPartStory => {
    const { campaign, grantedMinor, returnedMinor, outstandingMinor, shares } = redemption;
    const partMinor = multiplyDivide(grantedMinor, soFarMinor, record.priceMinor, "down") - returnedMinor;
    const part = given.find((other) => other.campaign === campaign);
    assert(part === undefined || part.discountMinor === partMinor, "what a refund gives back is told as it is");
    const product = `floor(${money(grantedMinor)} × ${money(soFarMinor)} / ${money(record.priceMinor)})`;
    return {
      campaign_id: set.campaigns[campaign].id,
      granted_minor: grantedMinor,
      returned_before_minor: returnedMinor,
      part_minor: partMinor,
      arithmetic: `${product} − ${money(returnedMinor)} = ${money(partMinor)}`,
      given_as: redemption.cashback ? "cashback" : "instant",
      forfeited: part === undefined,
      points_returned: part?.pointsReturned ?? 0,
      split:
        part === undefined
          ? []
          : splitStory(partMinor, outstandingMinor, shares, part.contributionsMinor, replay.sponsors[campaign]),
    };
  });
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
