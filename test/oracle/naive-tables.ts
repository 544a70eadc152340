/** The oracle's redemptions.csv, contributions.csv and mismatches.csv (SPEC §8) as records; money as bigint. */
import type { NaiveResult } from "./naive-replay.js";
import { dayIn } from "./naive-state.js";
import { isoOf } from "./naive-time.js";

export type TableRecord = Record<string, string | bigint>;
export type Tables = Record<"redemptions" | "contributions" | "mismatches", TableRecord[]>;

export function naiveTables(result: NaiveResult): Tables {
  return {
    redemptions: redemptions(result),
    contributions: contributions(result),
    mismatches: result.document.mismatchList.map(
      ([id, client, ours, difference]: [string, bigint, bigint, bigint]) => ({
        transaction_id: id,
        client_discount: client,
        discount: ours,
        difference,
      }),
    ),
  };
}

function redemptions({ state }: NaiveResult): TableRecord[] {
  return state.redemptions.map(({ event, campaign, desired, granted, sponsors, parts }) => ({
    transaction_id: event.id,
    timestamp: isoOf(event.t, state.zone),
    user_id: event.user,
    merchant_id: event.cells.merchant_id ?? "",
    campaign_id: campaign.id,
    desired,
    granted,
    given_as: campaign.given_as ?? "instant",
    ...Object.fromEntries(sponsors.map((sponsor, i) => [sponsor, parts[i]])),
  }));
}

/** What each sponsor gave and had back, by the day of each event; lines of nothing are left out; sorted by their keys. */
function contributions({ state }: NaiveResult): TableRecord[] {
  const lines: Record<string, { granted: bigint; refunded: bigint }> = {};
  const add = (key: string[], granted: bigint, refunded: bigint): void => {
    const name = JSON.stringify(key);
    const before = lines[name] ?? { granted: 0n, refunded: 0n };
    lines[name] = { granted: before.granted + granted, refunded: before.refunded + refunded };
  };
  for (const r of state.redemptions) {
    const where = [r.event.cells.merchant_id ?? "", r.campaign.id];
    r.sponsors.forEach((sponsor, i) => {
      add([dayIn(state, r.event), ...where, sponsor], r.parts[i], 0n);
      for (const refund of r.refunds) add([dayIn(state, refund.event), ...where, sponsor], 0n, refund.parts[i]);
    });
  }
  const records = Object.entries(lines).map(([key, sums]) => {
    const [day, merchant_id, campaign_id, sponsor] = JSON.parse(key) as string[];
    return { day, merchant_id, campaign_id, sponsor, ...sums };
  });
  return sortedContributions(records);
}

export function sortedContributions(records: TableRecord[]): TableRecord[] {
  const key = (r: TableRecord): string => `${r.day} ${r.merchant_id} ${r.campaign_id} ${r.sponsor}`;
  return records.filter((r) => r.granted !== 0n || r.refunded !== 0n).sort((a, b) => (key(a) < key(b) ? -1 : 1));
}
