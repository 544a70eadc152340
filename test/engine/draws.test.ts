/** Draws as the replay makes them: when they stick, when they move on, whose they are, and what a hidden amount counts for. */
import { describe, expect, it } from "vitest";
import { simulate } from "../../src/simulate.js";

interface Case {
  readonly campaigns: string;
  readonly header?: string;
  readonly rows: readonly string[];
  readonly seed?: string;
  readonly anonymous?: boolean;
}

/** Uniform on 0.01 … 100.00: two draws are the same once in 10,000. */
const WIDE = "mode: random_intervals, intervals: [{ from: 0.01, to: 100.00, weight: 1 }]";
const HEADER = "transaction_id,timestamp,user_id,amount,balance,device_id";

async function outcomes({ campaigns, header = HEADER, rows, seed, anonymous }: Case) {
  let text = "";
  const { document } = await simulate({
    campaigns: [{ file: "c.yaml", text: `version: 1\ncurrency: CNY\ntimezone: Asia/Shanghai\n${campaigns}` }],
    transactions: { name: "t.csv", text: `${header}\n${rows.join("\n")}\n` },
    options: { seed, anonymous: anonymous ? "replay" : "reject", allowMissingColumns: true },
    openFile: (name) => (piece) => {
      if (name === "outcomes.csv") text += piece;
    },
  });
  const [head, ...lines] = text.trim().split("\n");
  const names = head.split(",");
  const of = (line: string, name: string) => line.split(",")[names.indexOf(name)];
  return {
    document,
    discounts: lines.map((line) => of(line, "discount")),
    used: lines.map((line) => of(line, "campaigns")),
    shown: lines.map((line) => of(line, "shown")),
  };
}

/** Rows a minute apart on one day. */
function rowsOf(...cells: readonly string[]): string[] {
  return cells.map((cell, i) => `t${i + 1},2026-01-05T10:${String(i).padStart(2, "0")},${cell}`);
}

const one = (draw: string, more = "") => `campaigns:
  - id: c
    discount: { ${WIDE}, max_discount: 100.00 }
    draw: ${draw}
${more}`;

describe("a draw per redemption", () => {
  it("sticks while payments are declined, and moves on when one goes through", async () => {
    const { discounts, shown } = await outcomes({
      campaigns: one("{ per: redemption }"),
      rows: rowsOf("u,1000.00,0.00,d", "u,1000.00,0.00,d", "u,1000.00,,d", "u,1000.00,,d"),
    });
    expect(discounts.slice(0, 2)).toEqual(["0.00", "0.00"]);
    expect(new Set(shown.slice(0, 3)).size).toBe(1);
    expect(shown[3]).not.toBe(shown[2]);
  });

  it("sticks as a uniform: the cap is that of the moment", async () => {
    const { shown } = await outcomes({
      campaigns: one("{ per: redemption }"),
      rows: rowsOf("u,0.02,0.00,d", "u,1000.00,,d"),
    });
    expect(shown[0]).toBe("c=0.02");
    expect(Number(shown[1].slice(2))).toBeGreaterThan(0.02);
  });

  it("moves on where the draw was lost and the payment went through", async () => {
    const { document } = await outcomes({
      campaigns: `campaigns:
  - id: c
    discount: { mode: lucky_draw, ratio: 20%, prize: { mode: amount_off, tiers: [{ minimum_amount: 0.00, amount_off: 1.00 }] } }`,
      rows: Array.from({ length: 50 }, (_, i) => `t${i},2026-01-05T10:00,u,10.00,,d`),
    });
    // One user, 50 payments: a lost draw that stuck would leave none or all.
    expect(document.campaigns[0].redemptions).toBeGreaterThan(2);
    expect(document.campaigns[0].redemptions).toBeLessThan(25);
    expect(document.campaigns[0].fit?.draws).toBe(50);
  });

  it("keeps a lost draw where the payment is declined", async () => {
    const campaigns = `campaigns:
  - id: c
    discount: { mode: lucky_draw, ratio: 50%, prize: { mode: amount_off, tiers: [{ minimum_amount: 0.00, amount_off: 1.00 }] } }`;
    for (let user = 0; user < 20; user++) {
      const rows = rowsOf(`u${user},10.00,0.00,d`, `u${user},10.00,0.00,d`, `u${user},10.00,0.00,d`);
      const { document } = await outcomes({ campaigns, rows });
      expect([0, 3]).toContain(document.campaigns[0].offers);
      expect(document.campaigns[0].fit?.draws).toBe(1);
    }
  });

  it("is not moved back by a refund", async () => {
    const payments = rowsOf("u,1000.00,,d", "u,1000.00,,d");
    const { shown: without } = await outcomes({ campaigns: one("{ per: redemption }"), rows: payments });
    const { shown } = await outcomes({
      campaigns: one("{ per: redemption }"),
      header: `${HEADER},type,refund_of`,
      rows: [`${payments[0]},,`, "r,2026-01-05T10:00:30,u,1000.00,,d,refund,t1", `${payments[1]},,`],
    });
    expect([shown[0], shown[2]]).toEqual(without);
  });
});

describe("a draw per attempt", () => {
  it("is another one whenever it is asked for", async () => {
    const { shown } = await outcomes({
      campaigns: one("{ per: attempt }"),
      rows: rowsOf("u,1000.00,0.00,d", "u,1000.00,0.00,d", "u,1000.00,,d"),
    });
    expect(new Set(shown).size).toBe(3);
  });

  it("is the same for another identity's rows between, and for other campaigns", async () => {
    const alone = await outcomes({ campaigns: one("{ per: attempt }"), rows: rowsOf("u,1000.00,,d", "u,1000.00,,d") });
    const crowded = await outcomes({
      campaigns: one(
        "{ per: attempt }",
        "  - { id: other, priority: 1, scope: { device_id: x }, discount: { mode: random_choice, amounts: [{ amount_off: 1.00, weight: 1 }] } }",
      ),
      rows: rowsOf("v,1000.00,,x", "u,1000.00,,d", "v,1000.00,,x", "u,1000.00,,d"),
    });
    expect([crowded.shown[1], crowded.shown[3]]).toEqual(alone.shown);
  });
});

describe("a draw per user", () => {
  it("is one for ever, by the identity's column", async () => {
    const { shown } = await outcomes({
      campaigns: one("{ per: user, identity: device_id }"),
      rows: rowsOf("u,1000.00,,d", "v,1000.00,,d", "u,1000.00,,e", "u,1000.00,,", "v,1000.00,,"),
    });
    expect(shown[1]).toBe(shown[0]);
    expect(new Set([shown[0], shown[2], shown[3], shown[4]]).size).toBe(4);
  });

  it("falls back to the user, whose text as a device's draws apart", async () => {
    const { shown } = await outcomes({
      campaigns: one("{ per: user, identity: device_id }"),
      rows: rowsOf("u,1000.00,,", "w,1000.00,,u", "u,1000.00,,"),
    });
    expect(shown[2]).toBe(shown[0]);
    expect(shown[1]).not.toBe(shown[0]);
  });

  it("is one for each payment of nobody", async () => {
    const { shown, document } = await outcomes({
      campaigns: one("{ per: user }"),
      rows: rowsOf(",1000.00,,d", ",1000.00,,d"),
      anonymous: true,
    });
    expect(shown[0]).not.toBe(shown[1]);
    expect(document.campaigns[0].fit?.draws).toBe(2);
  });
});

describe("an amount hidden until payment", () => {
  // The draw is 1.00 or 9.00, mean 5.00.
  const hidden = (more: string) => `campaigns:
  - id: hidden
    reveal: after_payment
    discount: { mode: random_choice, amounts: [{ amount_off: 1.00, weight: 1 }, { amount_off: 9.00, weight: 1 }] }
${more}`;
  const fixed = (amount: string) =>
    `  - { id: fixed, discount: { mode: amount_off, tiers: [{ minimum_amount: 0.00, amount_off: ${amount} }] } }`;
  const payments = Array.from({ length: 20 }, (_, i) => `t${i},2026-01-05T10:00,u${i},50.00,,d`);
  const campaignsUsed = async (campaigns: string, rows: readonly string[] = payments) => {
    const { used } = await outcomes({ campaigns, rows });
    return new Set(used.map((text) => text.split("=")[0]));
  };

  it("counts with its mean in a tie of priorities and under best, whatever was drawn", async () => {
    for (const choice of ["", "choice: best\n"]) {
      expect(await campaignsUsed(choice + hidden(fixed("4.99")))).toEqual(new Set(["hidden"]));
      expect(await campaignsUsed(choice + hidden(fixed("5.01")))).toEqual(new Set(["fixed"]));
    }
  });

  it("counts with the mean under its caps", async () => {
    // At a price of 5.00 the draw is 1.00 or 5.00, mean 3.00.
    const cheap = payments.map((row) => row.replace("50.00", "5.00"));
    expect(await campaignsUsed(hidden(fixed("2.99")), cheap)).toEqual(new Set(["hidden"]));
    expect(await campaignsUsed(hidden(fixed("3.01")), cheap)).toEqual(new Set(["fixed"]));
  });

  it("counts what a short budget would refuse as nothing", async () => {
    // Only 1.00 fits the budget: mean 0.50, and an offer only for those who drew 1.00.
    const short = (amount: string) => hidden(`    budget: { total: 8.99 }\n${fixed(amount)}`);
    expect(await campaignsUsed(short("0.49"), payments.slice(0, 5))).toContain("hidden");
    expect(await campaignsUsed(short("0.51"))).toEqual(new Set(["fixed"]));
  });

  it("ties where its mean is exactly another's amount, whatever doubles make of fifths", async () => {
    const amounts = [1, 2, 3, 4, 5].map((amount) => `{ amount_off: ${amount}.00, weight: 1 }`).join(", ");
    const campaigns = `choice: best
campaigns:
  - { id: shown, discount: { mode: amount_off, tiers: [{ minimum_amount: 0.00, amount_off: 1.00 }] } }
  - { id: hidden, reveal: after_payment, discount: { mode: random_choice, amounts: [${amounts}] } }`;
    const cheap = payments.map((row) => row.replace("50.00", "0.07"));
    expect(await campaignsUsed(campaigns, cheap)).toEqual(new Set(["shown"]));
  });

  it("is shown as a question mark", async () => {
    const { shown } = await outcomes({ campaigns: hidden(fixed("2.00")), rows: payments.slice(0, 1) });
    expect(shown).toEqual(["hidden=?; fixed=2.00"]);
  });
});
