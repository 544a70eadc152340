/** Checks suites that are given as text, with the files that they name. */
import { type CheckDocument, check, InputError, type Problem } from "../../src/index.js";

export const CAMPAIGNS = `
version: 1
currency: CNY
timezone: Asia/Shanghai
campaigns:
  - id: friday
    window: { start: 2026-01-01, end: 2026-02-01 }
    audience: { user.gender: F }
    payment: { card_type: credit }
    budget: { total: 12.00 }
    discount: { mode: amount_off, tiers: [{ minimum_amount: 100.00, amount_off: 5.00 }] }
    funding: { bank: 70%, merchant: 30% }
    refunds: { discount: prorate }
    priority: 1
  - id: later
    given_as: cashback
    eligibility: [{ first_payment: { per: user_id } }]
    discount: { mode: amount_off, tiers: [{ minimum_amount: 50.00, amount_off: 3.00 }] }
    priority: 2
`;

export interface Files {
  readonly campaigns?: string;
  /** By the path that the suite gives. */
  readonly data?: Readonly<Record<string, string>>;
}

export async function checkText(suite: string, files: Files = {}): Promise<CheckDocument> {
  return checkTexts({ "suite.yaml": suite }, files);
}

export async function checkTexts(
  suites: Readonly<Record<string, string>>,
  { campaigns = CAMPAIGNS, data = {} }: Files = {},
  opened: string[] = [],
): Promise<CheckDocument> {
  return check({
    suites: Object.entries(suites).map(([file, text]) => ({ file, text })),
    readCampaigns: async (_suite, path) => [{ file: path, text: campaigns }],
    openData: async (_suite, path) => {
      opened.push(path);
      return { name: path, text: data[path] };
    },
  });
}

/** What makes a suite no suite; fails where there is nothing. */
export async function problemsIn(run: Promise<CheckDocument>): Promise<readonly Problem[]> {
  try {
    await run;
  } catch (error) {
    if (error instanceof InputError) return error.problems;
    throw error;
  }
  throw new Error("the suite has no problem");
}

/** A suite with the campaigns above, of cases given as YAML in flow style. */
export function withCases(...cases: readonly string[]): string {
  return `version: 1\ncampaigns: campaigns.yaml\ncases:\n${cases.map((one, i) => `  - { name: case ${i}, ${one} }\n`).join("")}`;
}
