/** The row itself: its cells as the replay reads them, and where it stands in the log. */
import { PAYMENT } from "../transactions/columns.js";
import type { ExplainedTransaction } from "./explain-document.js";
import { cellAt, moneyOf, type Occasion } from "./occasion.js";
import { riskOf } from "./static-story.js";

/** Columns of the log that are read for the story alone, where the log has them. */
export const STORY_COLUMNS = [
  "refund_of",
  "device_id",
  "card_id",
  "store_id",
  "city",
  "business_type",
  "channel",
  "payment_method",
  "card_type",
  "card_bin",
] as const;

export function transactionStory(
  occasion: Occasion,
  twins: ExplainedTransaction["also_rejected"],
): ExplainedTransaction {
  const { columns, row, set } = occasion;
  const prior = columns.prior[row];
  let [replayed, remembered] = [0, 0];
  let rows = 0;
  for (let i = 0; i < columns.length; i++) {
    if (columns.prior[i] === prior) rows++;
    if (i >= row) continue;
    if (columns.prior[i] === 1) remembered++;
    else replayed++;
  }
  return {
    id: columns.transactionId.dictionary.text(columns.transactionId.codes[row]),
    type: columns.type[row] === PAYMENT ? "payment" : "refund",
    role: prior === 1 ? "prior" : "replayed",
    timestamp: set.zone.format(columns.timeMs[row]),
    line: columns.line[row],
    row: (prior === 1 ? remembered : replayed) + 1,
    rows,
    replayed_before: replayed,
    prior_before: remembered,
    also_rejected: twins,
    cells: cellsOf(occasion),
  };
}

function cellsOf(occasion: Occasion): Record<string, string> {
  const { columns, row } = occasion;
  const { userId, merchantId, offer, text } = columns;
  const balance = columns.balanceMinor[row];
  const points = columns.points?.[row] ?? -1;
  const client = columns.clientDiscountMinor?.[row] ?? Number.NaN;
  const cells = new Map<string, string>([
    ["user_id", userId.dictionary.text(userId.codes[row])],
    ["merchant_id", merchantId.dictionary.text(merchantId.codes[row])],
    ["amount", moneyOf(occasion, columns.amountMinor[row])],
    ["balance", Number.isFinite(balance) ? moneyOf(occasion, balance) : ""],
    ["risk", riskOf(columns.risk[row])],
    ["points", points < 0 ? "" : String(points)],
    ["offer", offer.dictionary.text(offer.codes[row])],
    ["client_discount", Number.isNaN(client) ? "" : moneyOf(occasion, client)],
  ]);
  for (const name of text.keys()) if (!cells.has(name)) cells.set(name, cellAt(columns, name, row));
  return Object.fromEntries([...cells].filter(([, cell]) => cell !== ""));
}
