/** Identities in whole replays: limits per person, draws that stick to a person, first payments, and what the data warns of. */
import { describe, expect, it } from "vitest";
import { simulate } from "../../src/simulate.js";
import { derive, ONE, runKey, threefry, uniformAt } from "../oracle/naive-threefry.js";

const HEADER = "transaction_id,timestamp,type,refund_of,user_id,device_id,card_id,amount";
const PERSON = "identities: { person: [user_id, device_id, card_id] }";
const FIVE_OFF = "discount: { mode: amount_off, tiers: [{ minimum_amount: 100.00, amount_off: 5.00 }] }";
/** Uniform on 0.01 … 100.00: two draws are the same once in 10,000. */
const WIDE = "discount: { mode: random_intervals, intervals: [{ from: 0.01, to: 100.01, weight: 1 }], step: 0.01 }";

interface Case {
  readonly top?: string;
  readonly campaign: readonly string[];
  readonly rows: readonly string[];
  readonly history?: readonly string[];
  readonly header?: string;
  readonly allowMissingColumns?: boolean;
}

async function replay({ top = PERSON, campaign, rows, history, header = HEADER, allowMissingColumns = false }: Case) {
  let text = "";
  const { document } = await simulate({
    campaigns: [
      {
        file: "c.yaml",
        text: `version: 1\ncurrency: CNY\ntimezone: Asia/Shanghai\n${top}\ncampaigns:\n  - id: c\n${campaign.map((line) => `    ${line}\n`).join("")}`,
      },
    ],
    transactions: { name: "t.csv", text: `${header}\n${rows.join("\n")}\n` },
    ...(history === undefined ? {} : { history: { name: "h.csv", text: `${header}\n${history.join("\n")}\n` } }),
    options: { seed: "s", allowMissingColumns },
    openFile: (name) => (piece) => {
      if (name === "outcomes.csv") text += piece;
    },
  });
  const [head, ...lines] = text
    .trim()
    .split("\n")
    .map((line) => line.split(","));
  return {
    shown: lines.map((cells) => cells[head.indexOf("shown")].replace("c=", "")),
    warnings: document.warnings.map(({ code }) => code),
    messages: document.warnings.map(({ message }) => message),
  };
}

/** Payments of 200.00 a minute apart; cells are user, device and card. */
function payments(...cells: readonly string[]): string[] {
  return cells.map((cell, i) => {
    const time = `2026-01-05T10:${String(i).padStart(2, "0")}`;
    return `t${i},${time},payment,,${cell},200.00`;
  });
}

const ONCE = "limits: [{ max: 1, per: person }]";

describe("a limit per person", () => {
  it("counts accounts together that share a device or a card, also by way of others and of later rows", async () => {
    const rows = payments("u1,d1,", "u2,d2,", "u3,d1,k3", "u4,d4,k3", "u1,,", "u5,,", "u6,d2,k3");
    expect((await replay({ campaign: [FIVE_OFF, ONCE], rows })).shown).toEqual(["5.00", "", "", "", "", "5.00", ""]);
    // Without the last row u2 is somebody else.
    expect((await replay({ campaign: [FIVE_OFF, ONCE], rows: rows.slice(0, -1) })).shown[1]).toBe("5.00");
    const per = "limits: [{ max: 1, per: user_id }]";
    const { shown } = await replay({ top: "", campaign: [FIVE_OFF, per], rows });
    expect(shown).toEqual(["5.00", "5.00", "5.00", "5.00", "", "5.00", "5.00"]);
  });

  it("joins by way of the history and of refunds too", async () => {
    const rows = payments("u1,d1,", "u2,d2,");
    const both = async (more: Partial<Case>) => (await replay({ campaign: [FIVE_OFF, ONCE], rows, ...more })).shown;
    expect(await both({})).toEqual(["5.00", "5.00"]);
    const history = ["h1,2025-01-01,payment,,u1,d2,,1.00"];
    expect(await both({ history })).toEqual(["5.00", ""]);
    const refund = "r1,2026-01-05T12:00,refund,t0,u1,d2,,200.00";
    expect((await both({ rows: [...rows, refund] })).slice(0, 2)).toEqual(["5.00", ""]);
  });

  it("does not apply where all cells are empty, which is warned of", async () => {
    const devices = "identities: { person: [device_id, card_id] }";
    const rows = payments("u1,,", "u1,,", "u1,d,", "u2,d,");
    const { shown, warnings } = await replay({ top: devices, campaign: [FIVE_OFF, ONCE], rows });
    expect(shown).toEqual(["5.00", "5.00", "5.00", ""]);
    expect(warnings).toEqual(["limit-not-applied"]);
  });

  it("may miss a column where that is allowed", async () => {
    const header = "transaction_id,timestamp,user_id,device_id,amount";
    const rows = ["t1,2026-01-05,u1,d,200.00", "t2,2026-01-05,u2,d,200.00", "t3,2026-01-05,u3,,200.00"];
    const input = { campaign: [FIVE_OFF, ONCE], rows, header };
    await expect(replay(input)).rejects.toThrow('needs the column "card_id" for the identity "person"');
    const { shown, warnings } = await replay({ ...input, allowMissingColumns: true });
    expect(shown).toEqual(["5.00", "", "5.00"]);
    expect(warnings).toEqual(["missing-column"]);
  });
});

describe("a first payment per person", () => {
  it("is one for all of a person's accounts, the history included", async () => {
    const rows = payments("u1,d1,", "u2,d1,", "u3,d3,", "u4,,k4");
    const history = ["h1,2025-01-01,payment,,u9,,k4,1.00"];
    const line = "eligibility: [{ first_payment: { per: person } }]";
    const { shown } = await replay({ campaign: [FIVE_OFF, line], rows, history });
    expect(shown).toEqual(["5.00", "", "5.00", ""]);
  });
});

describe("a draw per person", () => {
  const draw = "draw: { per: user, identity: person }";
  const rows = payments("u2,d1,", "u10,d1,", "u1,,k1", "u2,d3,k1", "u3,,");

  it("sticks across a person's accounts", async () => {
    const { shown } = await replay({ campaign: [WIDE, draw], rows });
    expect(new Set(shown.slice(0, 4)).size).toBe(1);
    expect(shown[4]).not.toBe(shown[0]);
    const perUser = await replay({ campaign: [WIDE, "draw: { per: user }"], rows });
    expect(new Set(perUser.shown).size).toBe(4);
  });

  it("moves on for all of them when one redeems it", async () => {
    const { shown } = await replay({ campaign: [WIDE, "draw: { per: redemption, identity: person }"], rows });
    expect(new Set(shown).size).toBe(5);
  });

  /** The amount of an identity's only draw, by docs/draws.md. */
  function amountOf(column: string, text: string): string {
    const run = runKey("s");
    const key = threefry(derive(run, "draw", "c"), derive(run, "identity", column, text));
    return ((Number((uniformAt(key, [0n, 0n]) * 10_001n) / ONE) + 1) / 100).toFixed(2);
  }

  it("is keyed by the name of the identity and the text of its first cell", async () => {
    const { shown } = await replay({ campaign: [WIDE, draw], rows });
    const [person, other] = [amountOf("person", "user_id=u1"), amountOf("person", "user_id=u3")];
    expect(shown).toEqual([person, person, person, person, other]);
  });

  it("is keyed by the device where that is named first, and is the user's where all cells are empty", async () => {
    const top = "identities: { person: [device_id, card_id] }";
    const { shown } = await replay({ top, campaign: [WIDE, draw], rows });
    const [d1, d3] = [amountOf("person", "device_id=d1"), amountOf("person", "device_id=d3")];
    expect(shown).toEqual([d1, d1, d3, d3, amountOf("user_id", "u3")]);
  });

  it("does not depend on the order of the log", async () => {
    const { shown } = await replay({ campaign: [WIDE, draw], rows });
    const backwards = rows.map((row, i) => row.replace(/T10:\d\d/, `T10:${String(59 - i)}`));
    expect((await replay({ campaign: [WIDE, draw], rows: backwards })).shown).toEqual(shown.toReversed());
  });
});

describe("what the data warns of", () => {
  const crowd = (device: (i: number) => string, users = 202) =>
    Array.from({ length: users }, (_, i) => `t${i},2026-01-05,payment,,u${i},${device(i)},,200.00`);

  it("is an identity of more than 100 users and 1%, with the cell that joins most of them", async () => {
    const input = { campaign: [FIVE_OFF, ONCE] };
    const half = await replay({ ...input, rows: crowd((i) => (i % 2 === 0 ? "unknown" : `d${i}`)) });
    expect(half.messages).toEqual([
      'c.yaml: one person has 101 of 202 users, of whom 101 share the device_id "unknown"; if that cell stands for an unknown one, ' +
        "make it empty (--map-value column.text=); else leave its column out",
    ]);
    expect((await replay({ ...input, rows: crowd((i) => (i < 100 ? "unknown" : `d${i}`)) })).warnings).toEqual([]);
    const few = crowd((i) => (i < 101 ? "unknown" : ""), 10_100);
    expect((await replay({ ...input, rows: few })).warnings).toEqual([]);
  });

  it("counts users, not rows", async () => {
    const rows = Array.from({ length: 300 }, (_, i) => `t${i},2026-01-05,payment,,u${i % 3},d,,200.00`);
    expect((await replay({ campaign: [FIVE_OFF, ONCE], rows })).warnings).toEqual([]);
  });

  it("is a column of the data that has the name of an identity", async () => {
    const header = `${HEADER},person`;
    const rows = payments("u1,d1,", "u2,d1,").map((row, i) => `${row},p${i}`);
    const { shown, warnings } = await replay({ campaign: [FIVE_OFF, ONCE], rows, header });
    expect(warnings).toEqual(["identity-hides-column"]);
    expect(shown).toEqual(["5.00", ""]);
  });
});
