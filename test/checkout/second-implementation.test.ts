import { describe, expect, it } from "vitest";
import { runKey } from "../../src/chance/keys.js";
import { CheckoutChances, planCheckouts } from "../../src/replay/checkout/plan-checkouts.js";
import { readInputs } from "../../src/simulation/read-inputs.js";
import { type NaiveRules, naiveCheckouts } from "./naive-checkouts.js";
import { randomCheckouts } from "./random-checkouts.js";
import { replayCheckouts } from "./replay-checkouts.js";

/** Reserve, then what random settings came to: so that none of it is never looked at. */
const reached = new Set<string>();

async function agree(seed: number): Promise<void> {
  const { campaigns, log } = randomCheckouts(seed);
  const { outcomes, inventory, document } = await replayCheckouts(campaigns, log, `naive ${seed}`);
  const read = await readInputs({
    campaigns: [{ file: "campaigns.yaml", text: campaigns }],
    transactions: { name: "log.csv", text: log },
  });
  const { set } = read;
  const { columns } = read.loaded;
  if (set.checkout === null) throw new Error("there are checkouts");
  const chances = new CheckoutChances(set.checkout, runKey(`naive ${seed}`));
  const plan = planCheckouts(set, columns, chances);
  const checkouts = Array.from({ length: plan.length }, (_, i) => ({
    quotedMs: plan.timeMs[i],
    paidMs: plan.leaves[i] === 1 ? null : columns.timeMs[plan.row[i]],
    user: columns.userId.dictionary.text(columns.userId.codes[plan.row[i]]),
    retries: chances.retries(plan.row[i]),
    anchor: plan.anchor[i],
  }));
  const [{ budget, limits, inventory: rules }] = set.campaigns;
  const naiveRules: NaiveRules = {
    ...rules,
    amount: 500,
    total: budget?.totalMinor ?? Infinity,
    perDay: budget?.perDayMinor ?? Infinity,
    max: limits[0].max ?? Infinity,
    dayOf: (timeMs) => set.zone.dayOf(timeMs),
  };
  const { paid, counts, spent } = naiveCheckouts(checkouts, naiveRules);
  for (const [i, { paidMs }] of checkouts.entries()) {
    if (paidMs === null) continue;
    const id = columns.transactionId.dictionary.text(columns.transactionId.codes[plan.row[i]]);
    const expected = paid[i] === "left" ? "declined quote_gone" : `paid ${paid[i] === 500 ? "5.00" : "0.00"}`;
    expect(outcomes[id], `${id} of seed ${seed}`).toBe(expected);
  }
  const [line] = inventory.campaigns;
  expect({
    quoted: line.quoted?.offers,
    redeemed: line.redeemed?.offers,
    abandoned: line.abandoned?.offers,
    late: line.late?.offers,
    gone: line.gone?.offers,
    expired: line.expired?.offers ?? 0,
    heldRefusals: line.refused_while_held.offers,
  }).toEqual(counts);
  expect(document.campaigns[0].budget.spent_minor).toBe(BigInt(spent));
  for (const [name, number] of Object.entries(counts)) if (number > 0) reached.add(`${rules.reserve} ${name}`);
  if (line.oversold !== null && line.oversold.budget > 0) reached.add(`${rules.reserve} oversold budget`);
  if (line.oversold !== null && line.oversold.limit > 0) reached.add(`${rules.reserve} oversold limit`);
}

describe("checkouts", () => {
  it("come to the same in a second, naive implementation", async () => {
    for (let seed = 1; seed <= 60; seed++) await agree(seed);
    const all = ["quoted", "redeemed", "abandoned", "late"];
    expect([...reached].sort()).toEqual(
      [
        ...["at_quote", "at_payment", "none"].flatMap((reserve) => all.map((name) => `${reserve} ${name}`)),
        "at_quote expired",
        "at_quote heldRefusals",
        "at_payment gone",
        "none oversold budget",
        "none oversold limit",
      ].sort(),
    );
  });
});
