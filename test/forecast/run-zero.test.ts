/** The first run of a forecast that takes the log as it is, against a replay with the same seed. */
import { describe, expect, it } from "vitest";
import { forecast, type ReportDocument, simulate } from "../../src/index.js";
import { randomCase } from "../oracle/random-case.js";
import { caseText } from "../oracle/write-case.js";

/** Cases of one test. */
const CHUNK = 12;

async function compare(seed: number): Promise<void> {
  const input = randomCase(seed, { combinations: true, coupons: false });
  const { dress = {} } = input;
  const text = caseText(input);
  const name = (file: string) => `${file}.csv${dress.gzip ? ".gz" : ""}`;
  const table = (file: "history" | "users" | "merchants") => {
    const bytes = text[file];
    return bytes === null ? undefined : { name: name(file), text: bytes };
  };
  const request = {
    campaigns: text.campaigns,
    transactions: { name: name("log"), text: text.log },
    history: table("history"),
    users: table("users"),
    merchants: table("merchants"),
    options: {
      ...input.options,
      decimalComma: dress.decimalComma,
      map: new Map(Object.entries(dress.map ?? {})),
      mapValues: new Map([["risk", new Map(Object.entries(dress.mapRisk ?? {}))]]),
      maxRejects: "100%",
    },
  };
  const { document } = await simulate(request);
  const projected = await forecast({ ...request, runs: 1 });
  expect(asFarAsDoublesGo(figuresOf(projected))).toEqual(asFarAsDoublesGo(figuresOfReplay(document)));
  expect(projected.rows).toEqual(document.rows);
}

/** A run adds up in doubles: beyond 2^53 the last digits of a sum are not kept. */
function asFarAsDoublesGo(figures: unknown): unknown {
  return JSON.parse(
    JSON.stringify(figures, (_, value) =>
      typeof value === "number" && value > Number.MAX_SAFE_INTEGER ? value.toPrecision(14) : value,
    ),
  );
}

type Projected = Awaited<ReturnType<typeof forecast>>;

function figuresOf({ campaigns, burn }: Projected) {
  return {
    campaigns: campaigns.map(
      ({ id, discount_minor, redemptions, contributions_minor, unserved_minor, exhaustion }) => ({
        id,
        discount: discount_minor.mean,
        redemptions: redemptions.mean,
        contributions: Object.fromEntries(Object.entries(contributions_minor).map(([who, { p50 }]) => [who, p50])),
        unserved: unserved_minor.p95,
        exhausted: exhaustion.p50,
      }),
    ),
    burn: burn.map(({ period, campaign_id, discount_minor, cumulative_minor }) => [
      period,
      campaign_id,
      discount_minor.p05,
      cumulative_minor.mean,
    ]),
  };
}

function figuresOfReplay({ campaigns, burn }: ReportDocument) {
  return {
    campaigns: campaigns.map(({ id, discount_minor, redemptions, contributions_minor, budget }) => ({
      id,
      discount: Number(discount_minor),
      redemptions,
      contributions: Object.fromEntries(
        Object.entries(contributions_minor).map(([who, minor]) => [who, Number(minor)]),
      ),
      unserved: Number(budget.unserved_minor),
      exhausted: budget.exhausted_at,
    })),
    burn: burn.map(({ period, campaign_id, discount_minor, cumulative_minor }) => [
      period,
      campaign_id,
      Number(discount_minor),
      Number(cumulative_minor),
    ]),
  };
}

describe("run 0 of a forecast comes to what the replay comes to", () => {
  it.each([1, 2, 3, 4])("on random cases, part %i", async (part) => {
    for (let i = 0; i < CHUNK; i++) await compare(900 + part * 25 + i);
  });
});
