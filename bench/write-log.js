/** Writes the log of the bench: any number of rows, 13 columns, the same bytes every time. */
import { closeSync, mkdirSync, openSync, renameSync, writeSync } from "node:fs";
import { dirname } from "node:path";

const HEADER =
  "transaction_id,timestamp,user_id,device_id,merchant_id,store_id,city,business_type,payment_method,card_type,card_bin,amount,balance";
const CITIES = ["上海", "杭州", "北京", "深圳", "广州", "成都", "武汉", "南京", "苏州", "西安", "重庆", "天津"];
const BUSINESS_TYPES = ["checkout", "checkout", "checkout", "repayment", "instalment"];
const METHODS = ["card", "card", "wallet", "qr_code"];
const CARD_TYPES = ["credit", "debit", "debit"];
const CARD_BINS = ["622588", "621483", "625912", "436742", "622202", "621700"];
const START_MS = Date.UTC(2026, 0, 1);
const SPAN_MS = 90 * 86_400_000;
const BUFFER_CHARS = 1 << 20;

export function writeLog(path, rows) {
  mkdirSync(dirname(path), { recursive: true });
  const temporary = `${path}.${process.pid}.tmp`;
  const file = openSync(temporary, "w");
  let text = `${HEADER}\n`;
  for (const line of logLines(rows)) {
    text += line;
    if (text.length < BUFFER_CHARS) continue;
    writeSync(file, text);
    text = "";
  }
  writeSync(file, text);
  closeSync(file);
  renameSync(temporary, path);
}

function* logLines(rows) {
  const random = mulberry32(20260102);
  const users = Math.max(10, Math.floor(rows / 20));
  for (let row = 0; row < rows; row++) {
    const time = new Date(START_MS + Math.floor((row / rows) * SPAN_MS) + Math.floor(random() * 500));
    // The square makes a few users and merchants frequent and most of them rare.
    const user = Math.floor(random() ** 2 * users);
    const merchant = Math.floor(random() ** 3 * 2000);
    const amount = Math.exp(3.6 + 1.1 * (random() + random() + random() - 1.5)).toFixed(2);
    yield `${row.toString(16).padStart(32, "0")},${time.toISOString().slice(0, 19)}+00:00,user_${user},device_${user % 9973},M${String(merchant).padStart(5, "0")},S${merchant % 400},${pick(CITIES, random)},${pick(BUSINESS_TYPES, random)},${pick(METHODS, random)},${pick(CARD_TYPES, random)},${pick(CARD_BINS, random)},${amount},${random() < 0.7 ? (random() * 2000).toFixed(2) : ""}\n`;
  }
}

function pick(list, random) {
  return list[Math.floor(random() * list.length)];
}

/** Tommy Ettinger's mulberry32: uniform numbers in [0, 1) from a 32-bit seed. */
function mulberry32(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
