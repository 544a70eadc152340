/** A checkout that asks the engine: `npm run build && node examples/checkout.mjs`. docs/engine.md explains it. */
import { createEngine, MemoryInventory } from "promosim/engine";

const campaigns = [
  {
    file: "spring.yaml",
    text: `
version: 1
currency: CNY
timezone: Asia/Shanghai
campaigns:
  - id: spring
    budget: { total: 10.00 }
    limits: [{ max: 1, per: user_id, every: day }]
    discount: { mode: amount_off, tiers: [{ minimum_amount: 20.00, amount_off: 5.00 }] }
    funding: { bank: 70%, merchant: 30% }
    inventory: { ttl: 15m }
`,
  },
];

// Two servers, one stock. A real service puts its database behind the same three methods.
const inventory = new MemoryInventory();
const first = createEngine(campaigns, { inventory });
const second = createEngine(campaigns, { inventory });

const checkout = (transaction_id, user_id, timestamp) => ({
  transaction_id,
  user_id,
  timestamp,
  amount_minor: 3000,
  attributes: { city: "上海" },
});

// Three customers see the same offer; the money is good for two.
const quote = await first.quote(checkout("T1", "ada", "2026-03-02T10:00:00"));
await second.quote(checkout("T2", "bob", "2026-03-02T10:00:10"));
await second.quote(checkout("T3", "eve", "2026-03-02T10:00:20"));
console.log("ada is quoted", quote.taken[0].discount_minor, "and would pay", quote.payable_minor);

// Ada's is held while she looks for her card.
const reservation = await first.reserve("T1");
console.log("ada", reservation.outcome, "until", new Date(reservation.expires_ms).toISOString());

const bob = await second.redeem("T2", { timestamp: "2026-03-02T10:01:00" });
console.log("bob", bob.outcome, bob.payable_minor, "of which the bank gives", bob.redemptions[0].contributions_minor.bank);

const eve = await second.redeem("T3", { timestamp: "2026-03-02T10:01:10" });
console.log("eve", eve.outcome, eve.reason, eve.campaign_id);

const ada = await first.redeem("T1", { timestamp: "2026-03-02T10:02:00" });
console.log("ada", ada.outcome, ada.payable_minor);

// Bob sends half of it back, and a part of the budget is there again.
const refund = await second.refund({ refund_of: "T2", timestamp: "2026-03-02T11:00:00", amount_minor: 1500 });
console.log("bob gets", refund.cash_minor, "and the sponsors", refund.discount_minor);
console.log("taken of the budget", inventory.taken(["spring/budget/total"])[0]);
