/** Writes an invented transaction log as CSV, row by row in time order, from nothing but the options. */
import { formatMinor } from "../domain/money.js";
import { Arrivals } from "./arrivals.js";
import { createPaymentDrawer, type Payment } from "./draw-payment.js";
import { LocalTimestamp } from "./local-timestamp.js";
import { type GenerateOptions, type ResolvedOptions, resolveOptions } from "./options.js";
import { PendingRefunds } from "./pending-refunds.js";
import { formatId } from "./population.js";
import { RandomSource } from "./random-source.js";
import { createRefundScheduler } from "./schedule-refunds.js";

const COLUMNS =
  "transaction_id,timestamp,type,refund_of,user_id,device_id,card_id,merchant_id,store_id,city,business_type,channel,payment_method,card_type,card_bin,amount,balance,risk";

/** Characters after which a chunk is handed out. */
const CHUNK_LENGTH = 1 << 16;

/** Refunds that wait at most; a log that has more gets the earliest of them early. */
const MAX_PENDING = 1 << 18;

/**
 * Chunks of CSV text, whole rows each, the header in the first. The same options give the same bytes. Memory depends on the
 * numbers of users and merchants, not of rows. The options must pass `checkGenerateOptions`; a RangeError otherwise.
 */
export function generateLog(options: GenerateOptions): Iterable<string> {
  return chunks(resolveOptions(options));
}

function* chunks(options: ResolvedOptions): Generator<string> {
  const { rows, exponent } = options;
  const arrivals = new Arrivals(options);
  const drawPayment = createPaymentDrawer(options);
  const drawBalance = createBalanceDrawer(options);
  const nextPoints = createPointsLedger(options);
  const scheduleRefunds = createRefundScheduler(options, arrivals.endMs);
  const pending = new PendingRefunds();
  const timestamp = new LocalTimestamp(options.zone);
  let refunds = 0;
  let chunk = `${COLUMNS}${options.withPoints ? ",points" : ""}\n`;

  const writeRefund = (atMs: number): void => {
    const { refundOf, cells, amountMinor } = pending.pop();
    const id = formatId("R", refunds++, rows);
    chunk += `${id},${timestamp.format(atMs)},refund,${refundOf},${cells},${formatMinor(amountMinor, exponent)},,${options.withPoints ? "," : ""}\n`;
  };

  for (let row = 0; row < rows; row++) {
    const timeMs = arrivals.next();
    while (pending.nextMs <= timeMs) writeRefund(pending.nextMs);
    while (pending.size >= MAX_PENDING) writeRefund(timeMs);
    const payment = drawPayment();
    const balanceMinor = drawBalance(payment);
    const wentThrough = payment.risk !== "reject" && balanceMinor >= payment.amountMinor;
    const id = formatId("T", row, rows);
    const balance = balanceMinor === Number.POSITIVE_INFINITY ? "" : formatMinor(balanceMinor, exponent);
    chunk += `${id},${timestamp.format(timeMs)},payment,,${payment.cells},${formatMinor(payment.amountMinor, exponent)},${balance},${payment.risk}${nextPoints(payment, wentThrough)}\n`;
    if (wentThrough) scheduleRefunds(payment, id, timeMs, pending);
    if (chunk.length >= CHUNK_LENGTH) {
      yield chunk;
      chunk = "";
    }
  }
  while (pending.size > 0) {
    writeRefund(pending.nextMs);
    if (chunk.length >= CHUNK_LENGTH) {
      yield chunk;
      chunk = "";
    }
  }
  if (chunk !== "") yield chunk;
}

/** What a debit account holds, now and then not enough; +Infinity for credit cards. */
function createBalanceDrawer(options: ResolvedOptions): (payment: Payment) => number {
  if (!options.withBalances) return () => Number.POSITIVE_INFINITY;
  const random = new RandomSource(options.seed, "balances");
  return ({ credit, amountMinor }) => {
    if (credit) return Number.POSITIVE_INFINITY;
    if (random.chance(0.06)) return Math.floor(2 * amountMinor * random.uniform());
    return amountMinor + Math.round(180_000 * Math.exp(1.1 * random.normal()));
  };
}

/** Each user's points before the payment; one more for every hundred minor units paid. */
function createPointsLedger(options: ResolvedOptions): (payment: Payment, wentThrough: boolean) => string {
  if (!options.withPoints) return () => "";
  const random = new RandomSource(options.seed, "points");
  const points = Float64Array.from({ length: options.users }, () => Math.floor(250 * Math.exp(1.2 * random.normal())));
  return ({ user, amountMinor }, wentThrough) => {
    const before = points[user];
    if (wentThrough) points[user] += Math.floor(amountMinor / 100);
    return `,${before}`;
  };
}
