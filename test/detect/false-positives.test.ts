/**
 * How often detection accuses anybody in logs without abuse, and how many attackers it finds. `node test/detect/measure.js` runs the same with more logs
 * and prints what docs/detection.md states.
 */
import { describe, expect, it } from "vitest";
import { CHOICE, campaignFile, detect, LUCKY, NORMAL } from "./campaigns.js";
import { attackerName, type LogRequest, madeLog } from "./made-log.js";

const LOGS = Number(process.env.DETECT_LOGS ?? 24);
const ROWS = Number(process.env.DETECT_ROWS ?? 1500);
const FIRST = Number(process.env.DETECT_SEED ?? 1);

/** What a log without abuse may look like. Half of the honest failures of a log come to the draw. */
const HONEST: Omit<LogRequest, "seed" | "rows" | "users"> = {
  technical: 0.05,
  short: 0.02,
  persistence: 0.2,
  refunds: 0.03,
};

interface Scenario {
  readonly name: string;
  readonly log?: Partial<LogRequest>;
  readonly campaigns: string;
  readonly by?: string;
}

const SCENARIOS: readonly Scenario[] = [
  { name: "no failures", log: { technical: 0, short: 0, refunds: 0 }, campaigns: campaignFile([CHOICE]) },
  { name: "a top tier of 2%", campaigns: campaignFile([CHOICE]) },
  { name: "many failures", log: { technical: 0.2, short: 0.1 }, campaigns: campaignFile([CHOICE]) },
  { name: "a normal amount", campaigns: campaignFile([NORMAL]) },
  { name: "a lucky draw of a percentage", campaigns: campaignFile([LUCKY]) },
  { name: "draws that stay until redeemed", campaigns: campaignFile([CHOICE], "draw: { per: redemption }") },
  {
    name: "three campaigns, the best of which is taken",
    campaigns: `choice: best\n${campaignFile([CHOICE, NORMAL, LUCKY])}`,
  },
  { name: "devices", campaigns: campaignFile([CHOICE]), by: "device_id" },
];

describe.each(SCENARIOS)("without abuse: $name", ({ name, log, campaigns, by = "user_id" }) => {
  it("accuses nobody, and no campaign, more often than it says", async () => {
    let accused = 0;
    let abused = 0;
    for (let i = FIRST; i < FIRST + LOGS; i++) {
      const text = madeLog({ ...HONEST, ...log, rows: ROWS, users: Math.ceil(ROWS / 12), seed: `${name} ${i}` });
      const { detection } = await detect(campaigns, text, { seed: String(i), by });
      expect(detection.tests.identities).toBeGreaterThan(0);
      if (detection.suspects.length > 0) accused++;
      if (detection.campaigns.some(({ verdict }) => verdict === "abused")) abused++;
    }
    report(`${name}: of ${LOGS} logs ${accused} list anybody, ${abused} call a campaign abused`);
    expect(accused).toBeLessThanOrEqual(most(LOGS, 0.01));
    expect(abused).toBeLessThanOrEqual(most(LOGS, 0.01));
  });
});

describe.each([3, 5, 8, 10, 15, 20, 40])("attackers with %d attempts each", (attempts) => {
  it("are found by their number of attempts, and nobody else is", async () => {
    let found = 0;
    let others = 0;
    const logs = Math.ceil(LOGS / 8);
    const accounts = 20;
    for (let i = FIRST; i < FIRST + logs; i++) {
      const attackers = { accounts, attempts, price: 100, balance: 92 };
      const text = madeLog({ ...HONEST, rows: ROWS, users: Math.ceil(ROWS / 12), seed: `attack ${i}`, attackers });
      const { detection } = await detect(campaignFile([CHOICE]), text, { seed: String(i) });
      const names = new Set(Array.from({ length: accounts }, (_, account) => attackerName(account)));
      for (const { identity } of detection.suspects) names.has(identity) ? found++ : others++;
    }
    const share = found / (logs * accounts);
    report(
      `${attempts} attempts: ${(100 * share).toFixed(0)}% of attackers found, ${others} others accused in ${logs} logs`,
    );
    expect(others).toBeLessThanOrEqual(most(logs, 0.01));
    if (attempts <= 3) expect(share).toBe(0);
    if (attempts >= 15) expect(share).toBeGreaterThan(0.9);
  });
});

/** So many of `trials` are exceeded by chance once in a thousand times, at most, where each happens with `chance`. */
function most(trials: number, chance: number): number {
  let term = (1 - chance) ** trials;
  let sum = term;
  let count = 0;
  for (; sum < 0.999; count++) {
    term *= ((trials - count) / (count + 1)) * (chance / (1 - chance));
    sum += term;
  }
  return count;
}

function report(line: string): void {
  if (process.env.DETECT_LOGS !== undefined) console.log(line);
}
