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
  /** By name, those of `--out`. */
  readonly files: Readonly<Record<string, string>>;
}

export const HEADER = "version: 1\ncurrency: CNY\ntimezone: Asia/Shanghai\ncampaigns:\n";
export const LOG = "transaction_id,timestamp,type,refund_of,user_id,amount,risk,offer\n";
export const COUPONS = "coupon_id,user_id,campaign_id,valid_from,valid_until\n";

export async function replayCoupons({ campaigns, log, coupons, options }: Given): Promise<Replayed> {
  const files: Record<string, string> = {};
  const simulation = await simulate({
    campaigns: [{ file: "campaigns.yaml", text: HEADER + campaigns }],
    transactions: { name: "log.csv", text: LOG + log },
    coupons: coupons === undefined ? undefined : { name: "coupons.csv", text: COUPONS + coupons },
    options,
    openFile: (name) => {
      files[name] = "";
      return (text) => {
        files[name] += text;
      };
    },
  });
  const cellsOf = (name: string) =>
    (files[name] ?? "")
      .trimEnd()
      .split("\n")
      .slice(1)
      .map((line) => line.split(","));
  const uses = new Map(
    cellsOf("coupon-uses.csv").flatMap((cells) => (cells[5] === "used" ? [[`${cells[2]} ${cells[1]}`, cells[0]]] : [])),
  );
  const used = Object.fromEntries(
    cellsOf("redemptions.csv").map((cells) => [cells[0], `${cells[4]} ${uses.get(`${cells[0]} ${cells[4]}`) ?? "-"}`]),
  );
  return { ...simulation, used, files };
}
