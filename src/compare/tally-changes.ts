/** Counts changed rows by class, and by how much each user's figures differ. */
import type { TransactionColumns } from "../transactions/columns.js";
import { CHANGE_NAMES, type Change } from "./change.js";
import type { Pairing } from "./pairing.js";
import type { Seen } from "./seen.js";
import { UserDifferences } from "./user-differences.js";

export interface ChangeCounts {
  readonly rows: ReadonlyMap<Change, { readonly rows: number; readonly differenceMinor: bigint }>;
  readonly changedRows: number;
  readonly changedUsers: number;
  /** Of what is granted, by user for whom it differs: in all, by campaign, by sponsor. */
  readonly total: Float64Array;
  readonly campaigns: readonly Float64Array[];
  readonly sponsors: readonly Float64Array[];
}

export class ChangesTally {
  private readonly rows = new Map<Change, { rows: number; differenceMinor: bigint }>();
  private readonly differences: UserDifferences;
  private readonly changed: Uint8Array;
  private changedRows = 0;
  private changedUsers = 0;

  constructor(
    private readonly columns: TransactionColumns,
    private readonly pairing: Pairing,
  ) {
    const { ids, sponsors } = pairing;
    this.differences = new UserDifferences(1 + ids.length + sponsors.length, columns.userId);
    this.changed = new Uint8Array(columns.userId.dictionary.size);
    for (const name of CHANGE_NAMES) this.rows.set(name, { rows: 0, differenceMinor: 0n });
  }

  add(row: number, change: Change, before: Seen, after: Seen): void {
    const count = this.rows.get(change) as { rows: number; differenceMinor: bigint };
    const differenceMinor = after.discountMinor - before.discountMinor;
    count.rows++;
    count.differenceMinor += BigInt(differenceMinor);
    this.changedRows++;
    const user = this.columns.userId.codes[row];
    if (user === 0 || this.changed[user] === 0) this.changedUsers++;
    this.changed[user] = 1;
    if (after.kind !== "payment") return;
    this.differences.add(0, row, differenceMinor);
    this.addCampaigns(row, before, -1);
    this.addCampaigns(row, after, 1);
    this.addParts(row, before, -1);
    this.addParts(row, after, 1);
  }

  // A user's amounts of both sides meet in the sums, so that nothing has to be matched here.
  private addCampaigns(row: number, { campaigns, amountsMinor, count }: Seen, sign: 1 | -1): void {
    for (let i = 0; i < count; i++) this.differences.add(1 + campaigns[i], row, sign * amountsMinor[i]);
  }

  private addParts(row: number, { partsMinor }: Seen, sign: 1 | -1): void {
    const first = 1 + this.pairing.ids.length;
    if (partsMinor === null) return;
    for (let i = 0; i < partsMinor.length; i++) {
      if (partsMinor[i] !== 0) this.differences.add(first + i, row, sign * partsMinor[i]);
    }
  }

  finish(): ChangeCounts {
    const [total, ...others] = this.differences.finish();
    const campaigns = this.pairing.ids.length;
    return {
      rows: this.rows,
      changedRows: this.changedRows,
      changedUsers: this.changedUsers,
      total,
      campaigns: others.slice(0, campaigns),
      sponsors: others.slice(campaigns),
    };
  }
}
