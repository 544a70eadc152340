/** Small campaign files and logs for the tests of the command line. */
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { temporaryFolder } from "./promosim.js";

export const CAMPAIGNS = `version: 1
currency: CNY
timezone: Asia/Shanghai
campaigns:
  - id: ten-off
    name: 满五十减十
    discount: { mode: amount_off, tiers: [{ minimum_amount: 50.00, amount_off: 10.00 }], min_payable: 0.01 }
`;

export const LOG = `transaction_id,timestamp,user_id,amount
T1,2026-01-02T10:00:00,ada,49.99
T2,2026-01-02T11:00:00,ada,50.00
T3,2026-01-02T12:00:00,bob,80.00
`;

/** A temporary folder with these files; with the two above where nothing else is said. */
export function folderWith(files: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const folder = temporaryFolder();
  for (const [name, text] of Object.entries({ "campaigns.yaml": CAMPAIGNS, "log.csv": LOG, ...files })) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}
