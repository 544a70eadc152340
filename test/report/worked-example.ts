/** A worked example for documents and files: five payments and a refund, small enough to check by hand. */
import type { Event, MadeCampaign } from "../tally/made-up-replay.js";

export const CAMPAIGNS: readonly MadeCampaign[] = [
  { id: "ten-off", sponsors: ["bank", "merchant"], total: 2500 },
  { id: "back", sponsors: ["platform", "bank"] },
  { id: "unused", sponsors: ["brand"] },
];

const at = (iso: string) => Date.parse(`${iso}+08:00`);

export const EVENTS: readonly Event[] = [
  {
    type: "payment",
    id: "T1",
    timeMs: at("2026-01-02T10:00:00"),
    user: "u1",
    merchant: "M2",
    price: 10_000,
    client: 900,
    offers: [0, 1],
    taken: [{ campaign: 0, desired: 1000, granted: 1000, parts: [700, 300] }],
  },
  {
    type: "payment",
    id: "T2",
    timeMs: at("2026-01-02T11:30:00.250"),
    user: "u2",
    merchant: "",
    price: 5_000,
    client: 0,
    taken: [{ campaign: 1, desired: 600, granted: 500, cashback: true, parts: [499, 1] }],
  },
  {
    type: "payment",
    id: "T3",
    timeMs: at("2026-01-02T12:00:00"),
    user: "u1",
    merchant: "M10",
    price: 99_999,
    decline: "insufficient_balance",
    taken: [{ campaign: 0, desired: 1000, granted: 1000, parts: [700, 300] }],
  },
  {
    type: "payment",
    id: "T4",
    timeMs: at("2026-01-03T00:00:00"),
    user: "u1",
    merchant: "M10",
    price: 20_000,
    client: 1_234,
    taken: [{ campaign: 0, desired: 1234, granted: 1234, parts: [864, 370] }],
  },
  { type: "payment", id: "T5", timeMs: at("2026-01-03T01:00:00"), user: "u3", merchant: "M2", price: 1, taken: [] },
  {
    type: "refund",
    id: "R1",
    timeMs: at("2026-01-03T02:00:00"),
    of: 0,
    price: 5_000,
    parts: [{ campaign: 0, granted: 500, parts: [350, 150] }],
  },
];
