/** The engine as a library: every payment of a log quoted and paid, one after the other, beside a replay of the same log. Prints both times. */
import { createReadStream, readFileSync } from "node:fs";
import { createEngine } from "../dist/engine.js";
import { Replay } from "../dist/replay/replay.js";
import { readInputs } from "../dist/simulation/read-inputs.js";
import { codeAt, isJoined } from "../dist/transactions/columns.js";

const MOST = 100_000;
const [campaigns, log] = process.argv.slice(2);
const files = [{ file: campaigns, text: readFileSync(campaigns, "utf8") }];
const { set, loaded } = await readInputs({
  campaigns: files,
  transactions: { name: log, chunks: createReadStream(log, { highWaterMark: 1 << 18 }) },
});
const { columns } = loaded;
const rows = Math.min(MOST, columns.length);

let startMs = performance.now();
const replay = new Replay({ set, columns, onMismatch: "server", seed: "bench", onRejectedRefund: () => {} });
for (let row = 0; row < rows; row++) replay.next([]);
const replayMs = performance.now() - startMs;

const checkouts = Array.from({ length: rows }, (_, row) => checkoutOf(row)).filter((checkout) => checkout !== null);
const engine = createEngine(files, { seed: "bench" });
startMs = performance.now();
let discount = 0;
for (const checkout of checkouts) {
  await engine.quote(checkout);
  const payment = await engine.redeem(checkout.transaction_id);
  if (payment.outcome === "paid") discount += payment.discount_minor;
}
const engineMs = performance.now() - startMs;
console.log(JSON.stringify({ rows, replayMs, engineMs, checkouts: checkouts.length, discount }));

function checkoutOf(row) {
  if (columns.type[row] !== 0) return null;
  const text = (column) => column.dictionary.text(isJoined(column) ? codeAt(column, row) : column.codes[row]);
  return {
    transaction_id: text(columns.transactionId),
    user_id: text(columns.userId),
    merchant_id: text(columns.merchantId),
    timestamp: columns.timeMs[row],
    amount_minor: columns.amountMinor[row],
    attributes: Object.fromEntries([...columns.text].map(([name, column]) => [name, text(column)])),
  };
}
