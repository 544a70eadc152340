/**
 * Writes a campaign file such as a wallet has: a score of campaigns of its own, open half of the time and for many payments, so that a third
 * of all payments get a discount; all others open for some weeks and for the merchants that pay for them, but one in twenty. Conditions,
 * budgets, limits and eligibility are spread over all of them.
 */
import { writeFileSync } from "node:fs";

/** Campaigns of the wallet itself, which come first. */
const OWN = 20;

const CITIES = ["上海", "杭州", "北京", "深圳", "广州", "成都", "武汉", "南京", "苏州", "西安", "重庆", "天津"];
const CARD_BINS = ["622588", "621483", "625912", "436742", "622202", "621700"];
const DISCOUNTS = [
  "{ mode: amount_off, tiers: [{ minimum_amount: 30.00, amount_off: 3.00 }, { minimum_amount: 100.00, amount_off: 12.00 }] }",
  "{ mode: percent_off, tiers: [{ minimum_amount: 20.00, percent_off: 8% }], max_discount: 15.00 }",
  "{ mode: amount_off, every: 50.00, amount_off: 2.50, max_discount: 10.00 }",
  "{ mode: fixed_price, price: 19.90, max_discount: 8.00 }",
  "{ mode: free_orders, pick: { nth: 50 }, count: 200, every: day, max_price: 60.00 }",
];

/** As many random discounts, of about the same size. */
const RANDOM = [
  "{ mode: random_choice, amounts: [{ amount_off: 1.00, weight: 60 }, { amount_off: 3.00, weight: 30 }, { amount_off: 12.00, weight: 10 }] }",
  "{ mode: random_normal, mean: 5.00, sd: 3.00, min: 0.10, max: 15.00 }",
  "{ mode: random_intervals, intervals: [{ from: 0.50, to: 2.00, weight: 7 }, { from: 2.00, to: 10.00, weight: 3 }] }",
  "{ mode: lucky_draw, ratio: 20%, prize: { mode: random_normal, mean: 6.00, sd: 1.00, min: 4.00, max: 8.00 }, otherwise: { mode: random_choice, amounts: [{ amount_off: 0.50, weight: 1 }] } }",
  "{ mode: free_orders, pick: { random_of: 5000 }, count: 100, every: day, max_price: 60.00 }",
];

const CHECKOUT = "checkout: { think_time: { median: 40s, p95: 5m }, abandon: 20%, retry: 70% }";
const AT_QUOTE = "    inventory: { reserve: at_quote }";

/** `random`: all discounts are random ones. `checkouts`: customers take their time, and money is held for them. */
export function writeCampaigns(path, count, { random = false, checkouts = false } = {}) {
  const lines = ["version: 1", "currency: CNY", "timezone: Asia/Shanghai"];
  if (checkouts) lines.push(CHECKOUT);
  lines.push("campaigns:");
  for (let i = 0; i < count; i++) {
    lines.push(...campaign(i, random ? RANDOM : DISCOUNTS));
    if (checkouts) lines.push(AT_QUOTE);
  }
  writeFileSync(path, `${lines.join("\n")}\n`);
}

function campaign(i, discounts) {
  const day = (i * 7) % 80;
  const own = i < OWN;
  const scope = own ? ownScope(i) : { merchants: i % 20 !== 1, city: true, checkout: true };
  const dates = `start: ${date(own ? day % 45 : day)}, end: ${date(own ? (day % 45) + 45 : day + 25)}`;
  const days = i % 3 === 0 ? "days: [fri, sat, sun]" : "";
  const hours = i % 5 === 0 ? 'hours: ["10:00-14:00", "17:00-22:00"]' : "";
  const lines = [
    `  - id: campaign-${i}`,
    `    window: { ${[dates, days, hours].filter((part) => part !== "").join(", ")} }`,
    `    scope: { ${scopeOf(i, scope)} }`,
  ];
  if (i % 3 === 1)
    lines.push(`    payment: { card_type: credit, card_bin: { prefix: ["${CARD_BINS[i % 6].slice(0, 4)}"] } }`);
  if (i % 4 === 2)
    lines.push(
      `    when: "tx.amount >= 25.0 && tx.payment_method in ['card', 'wallet'] && tx.store_id != 'S${i % 400}'"`,
    );
  if (i % 5 === 3) lines.push("    eligibility: [{ count: { at_most: 30, within: 30d } }]");
  if (i % 10 === 4) lines.push("    eligibility: [{ first_payment: true }]");
  const budget = (2000 + (i % 9) * 1500) * (own ? 100 : 1);
  lines.push(`    budget: { total: ${budget}.00, per_day: ${Math.floor(budget / 20)}.00 }`);
  lines.push(`    limits: [{ max: ${1 + (i % 3)}, per: user_id, every: day }, { max: 20, per: user_id }]`);
  lines.push(`    discount: ${discounts[i % discounts.length]}`);
  lines.push(`    funding: { bank: ${50 + (i % 5) * 10}%, merchant: ${50 - (i % 5) * 10}% }`);
  lines.push(`    priority: ${1 + (i % 50)}`);
  return lines;
}

/** A quarter for everybody, a quarter for two cities, a quarter for checkouts, a quarter for some merchants. */
function ownScope(i) {
  return { merchants: i % 4 === 3, city: i % 4 === 1, checkout: i % 4 === 2 };
}

function scopeOf(i, { merchants: some, city, checkout }) {
  const parts = [];
  if (city) parts.push(`city: [${CITIES[i % 12]}, ${CITIES[(i * 5 + 3) % 12]}]`);
  if (checkout) parts.push("business_type: checkout");
  if (some) parts.push(`merchant_id: [${merchants(i)}]`);
  return parts.join(", ");
}

function merchants(i) {
  return Array.from({ length: 20 }, (_, k) => `M${String((i * 37 + k * 11) % 2000).padStart(5, "0")}`).join(", ");
}

function date(day) {
  return new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10);
}
