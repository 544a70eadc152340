/** Small worlds in which people wait for each other's money: one campaign, few users, payments a few minutes apart, near midnight too. */
import { Threefry } from "../../src/chance/threefry.js";

export function randomCheckouts(seed: number): { readonly campaigns: string; readonly log: string } {
  const block = new Threefry();
  let draws = 0;
  const below = (most: number) => {
    block.encrypt(seed, 7, draws++, 0);
    return Math.floor(block.uniform() * most);
  };
  const reserve = ["at_quote", "at_payment", "none"][seed % 3];
  const campaigns = `version: 1
currency: CNY
timezone: Asia/Shanghai
checkout: { think_time: { median: ${1 + below(8)}m, p95: ${9 + below(30)}m }, abandon: ${below(6) * 10}%, retry: ${below(3) * 50}% }
campaigns:
  - id: one
    budget: { total: ${(5 + below(40)) * 5}.00, per_day: ${(3 + below(20)) * 5}.00 }
    limits: [{ max: ${1 + below(4)}, per: user_id }]
    inventory: { reserve: ${reserve}, ttl: ${5 + below(30)}m }
    discount: { mode: amount_off, tiers: [{ minimum_amount: 10.00, amount_off: 5.00 }] }
`;
  let timeMs = Date.UTC(2026, 2, 2, 14) + below(3_600_000);
  const rows = Array.from({ length: 120 }, (_, i) => {
    timeMs += below(4) === 0 ? 0 : below(300) * 1000;
    return `T${i},${new Date(timeMs).toISOString()},U${below(25)},${10 + below(90)}.00`;
  });
  return { campaigns, log: `transaction_id,timestamp,user_id,amount\n${rows.join("\n")}\n` };
}
