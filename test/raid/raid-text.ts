/** Attacks on small logs for tests, from texts. */
import {
  type AttackDocument,
  type AttackRequest,
  attack,
  type CampaignExposure,
  type ReportDocument,
  simulate,
} from "../../src/index.js";

export const HEAD = "version: 1\ncurrency: CNY\ntimezone: Asia/Shanghai\n";
/** 0.50 with 60%, 2.00 with 30%, 8.00 with 8%, 30.00 with 2%: a mean of 2.14. */
export const FOUR_POINTS =
  "discount: { mode: random_choice, amounts: [{ amount_off: 0.50, weight: 60 }, { amount_off: 2.00, weight: 30 }, { amount_off: 8.00, weight: 8 }, { amount_off: 30.00, weight: 2 }] }";
/** 10.00 off any price from 20.00 on: whoever attempts gets the same. */
export const TEN_OFF = "discount: { mode: amount_off, tiers: [{ minimum_amount: 20.00, amount_off: 10.00 }] }";
export const EACH_ATTEMPT = "draw: { per: attempt }";

/** A campaign file of campaigns `c1`, `c2`, …, each the lines of a block. */
export function campaignFile(...campaigns: readonly (readonly string[])[]): string {
  const block = (lines: readonly string[], i: number) =>
    `  - id: c${i + 1}\n${lines.map((line) => `    ${line}\n`).join("")}`;
  return `${HEAD}campaigns:\n${campaigns.map(block).join("")}`;
}

/** Payments of 100.00 by as many users, a minute apart, from 2026-01-01 on. */
export function log(payments: number, price = "100.00"): string {
  const lines = Array.from({ length: payments }, (_, i) => {
    const at = new Date(Date.UTC(2026, 0, 1, 2) + i * 60_000).toISOString();
    return `t${i},${at},u${i},${price}`;
  });
  return `transaction_id,timestamp,user_id,amount\n${lines.join("\n")}\n`;
}

export interface Raided extends Partial<Omit<AttackRequest, "campaigns" | "transactions" | "attackers">> {
  readonly campaigns: string;
  /** One attacker a line, each the keys of a block beside `id`: a1, a2, … */
  readonly attackers: readonly string[];
  /** In place of `attackers`: whole files. */
  readonly attackersFiles?: AttackRequest["attackers"];
  readonly transactions?: string;
}

export function raid({
  campaigns,
  attackers,
  attackersFiles,
  transactions = log(1),
  ...others
}: Raided): Promise<AttackDocument> {
  const text = `version: 1\nattackers:\n${attackers.map((keys, i) => `  - { id: a${i + 1}, ${keys} }\n`).join("")}`;
  return attack({
    campaigns: [{ file: "c.yaml", text: campaigns }],
    transactions: { name: "log.csv", text: transactions },
    attackers: attackersFiles ?? [{ file: "a.yaml", text }],
    ...others,
  });
}

/** One attacker against one campaign, with what it took. */
export async function only(request: Raided): Promise<CampaignExposure & { simulated: object }> {
  const { exposure } = await raid(request);
  const [one] = exposure;
  if (exposure.length !== 1 || one.simulated === null) throw new Error("one attack was run");
  return one as CampaignExposure & { simulated: object };
}

/** The same log without any attacker. */
export async function replayed(campaigns: string, transactions: string): Promise<ReportDocument> {
  const request = {
    campaigns: [{ file: "c.yaml", text: campaigns }],
    transactions: { name: "log.csv", text: transactions },
  };
  return (await simulate(request)).document;
}

/** What the log's customers are granted, and what attackers are, over all days; attacker null: all of one run. */
export function burned(document: AttackDocument, campaign: string, attacker: string | null) {
  const lines = document.burn.filter(
    ({ campaign_id, attacker_id }) => campaign_id === campaign && attacker_id === attacker,
  );
  const sum = (minorOf: (line: (typeof lines)[number]) => number) =>
    lines.reduce((total, line) => total + minorOf(line), 0);
  return {
    withoutAttack: sum(({ without_attack_minor }) => without_attack_minor),
    genuine: sum(({ genuine_minor }) => genuine_minor),
    attackers: sum(({ attackers_minor }) => attackers_minor),
  };
}

/** What was simulated of each attack, by "campaign attacker". */
export function simulatedBy({ exposure }: AttackDocument): Map<string, NonNullable<CampaignExposure["simulated"]>> {
  return new Map(
    exposure.map(({ campaign_id, attacker_id, simulated }) => {
      if (simulated === null) throw new Error("it was run");
      return [`${campaign_id} ${attacker_id}`, simulated];
    }),
  );
}
