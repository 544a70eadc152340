/** Replays a log with coupons, and tells what each payment used. */
import { type SimulateRequest, type Simulation, simulate } from "../../src/index.js";

export interface Given {
  readonly campaigns: string;
  readonly log: string;
  readonly coupons?: string | undefined;
  readonly options?: SimulateRequest["options"];
}

export interface Replayed extends Simulation {
  /** By transaction id: campaign and coupon, `-` for none. */
  readonly used: Readonly<Record<string, string>>;
  readonly header: string;
}

export const HEADER = "version: 1\ncurrency: CNY\ntimezone: Asia/Shanghai\ncampaigns:\n";
export const LOG = "transaction_id,timestamp,type,refund_of,user_id,amount,risk,offer\n";
export const COUPONS = "coupon_id,user_id,campaign_id,valid_from,valid_until\n";

export async function replayCoupons({ campaigns, log, coupons, options }: Given): Promise<Replayed> {
  let written = "";
  const simulation = await simulate({
    campaigns: [{ file: "campaigns.yaml", text: HEADER + campaigns }],
    transactions: { name: "log.csv", text: LOG + log },
    coupons: coupons === undefined ? undefined : { name: "coupons.csv", text: COUPONS + coupons },
    options,
    openFile: (name) => (text) => {
      if (name === "redemptions.csv") written += text;
    },
  });
  const [header, ...lines] = written.trimEnd().split("\n");
  const place = header.split(",").indexOf("coupon_id");
  const used = Object.fromEntries(
    lines.map((line) => {
      const cells = line.split(",");
      return [cells[0], `${cells[4]} ${place === -1 || cells[place] === "" ? "-" : cells[place]}`];
    }),
  );
  return { ...simulation, used, header };
}
