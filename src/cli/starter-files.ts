/** What `promosim init` writes: a commented campaign file, its schema, a small log, and a note on what to run next. */
import { generateLog } from "../generate/generate-log.js";

export interface StarterFile {
  /** Path below the new folder, with slashes. */
  readonly path: string;
  readonly chunks: () => Iterable<string>;
}

export const CAMPAIGNS = "campaigns.yaml";
export const LOG = "transactions.csv";
/** In a folder of its own, for every JSON file beside the campaigns would be taken for a campaign file. */
const SCHEMA = ".schema/campaigns.json";

const LOG_OPTIONS = { rows: 600, users: 80, merchants: 12, days: 31, seed: "init", refundsShare: 0.02 };

export function starterFiles(schemaText: string): readonly StarterFile[] {
  return [
    { path: CAMPAIGNS, chunks: () => [CAMPAIGNS_TEXT] },
    { path: LOG, chunks: () => generateLog(LOG_OPTIONS) },
    { path: SCHEMA, chunks: () => [schemaText] },
    { path: "README.md", chunks: () => [README_TEXT] },
  ];
}

const CAMPAIGNS_TEXT = `# yaml-language-server: $schema=./${SCHEMA}
#
# Campaigns for promosim. Check them with "promosim validate", try them with "promosim replay".
# Amounts have a point and no sign of a currency; percentages have their %; times are local to "timezone".
version: 1
currency: CNY # ISO 4217; sets the decimals of amounts
timezone: Asia/Shanghai # IANA name; decides what a day, a weekday and an hour are
choice: priority # of several offers: priority (the first by priority) or best (the largest)

campaigns:
  # 6.00 off from 50.00 and 15.00 off from 120.00, on Fridays and Saturdays, once a day for each user.
  - id: weekend
    name: Weekend discount
    window: { start: 2026-01-01, end: 2026-02-01, days: [fri, sat] } # "end" is exclusive
    scope: { business_type: checkout } # where; keys are columns of the log
    payment: { card_type: credit } # with what
    limits:
      - { max: 1, per: user_id, every: day } # redemptions
    budget: { total: 300.00, per_day: 60.00, on_short: reject } # or partial, or overshoot_once
    discount:
      mode: amount_off
      tiers:
        - { minimum_amount: 50.00, amount_off: 6.00 }
        - { minimum_amount: 120.00, amount_off: 15.00 }
      min_payable: 0.01 # many channels refuse a payment of 0.00
    funding: { bank: 70%, merchant: 30% } # adds up to 100%
    priority: 1

  # A tenth back for frequent payers, later and in their account.
  - id: regulars
    name: Cashback for regulars
    eligibility:
      - { count: { at_least: 3, within: 14d } } # of the user's own earlier payments
    when: "tx.amount >= 20.0 && tx.channel != 'web'" # CEL, for what the matchers above cannot say
    limits:
      - { max_amount: 20.00, per: user_id, every: month }
    discount:
      mode: percent_off
      tiers:
        - { minimum_amount: 0.00, percent_off: 10% }
      max_discount: 8.00
    given_as: cashback
    cashback_delay: 7d
    priority: 2

  # Every 40th order is free, up to 80.00.
  - id: lucky-order
    name: Every 40th order free
    discount: { mode: free_orders, pick: { nth: 40 }, max_price: 80.00, min_payable: 0.01 }
    # No funding: the platform pays. No priority: comes after all that have one.
`;

const README_TEXT = `# A promotion, rehearsed

- \`${CAMPAIGNS}\`: the campaigns, with comments. Edit them.
- \`${LOG}\`: 600 invented payments of January 2026, and some refunds. Replace them with your own.

Run next, in this folder:

\`\`\`
promosim validate ${CAMPAIGNS}
promosim replay -c ${CAMPAIGNS} -t ${LOG}
promosim replay -c ${CAMPAIGNS} -t ${LOG} --out report
\`\`\`

Your own log needs a time, a user and an amount in each row; say which columns they are, if they have other names:

\`\`\`
promosim replay -c ${CAMPAIGNS} -t mine.csv --map timestamp=PaidAt --map user_id=Customer --map amount=Total
\`\`\`
`;
