/** Counts changed rows by class, and by how much each user's figures differ. */
import type { TransactionColumns } from "../transactions/columns.js";
import { CHANGE_NAMES, type Change } from "./change.js";
import { NO_CAMPAIGN, type Pairing } from "./pairing.js";
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
    if (before.campaign === after.campaign) {
      if (after.campaign !== NO_CAMPAIGN) this.differences.add(1 + after.campaign, row, differenceMinor);
    } else {
      if (before.campaign !== NO_CAMPAIGN) this.differences.add(1 + before.campaign, row, -before.discountMinor);
      if (after.campaign !== NO_CAMPAIGN) this.differences.add(1 + after.campaign, row, after.discountMinor);
    }
    this.addParts(row, before, -1);
    this.addParts(row, after, 1);
  }

  // A user's amounts of both sides meet in the sum, so that nothing has to be matched here.
  private addParts(row: number, { partsMinor, sponsors }: Seen, sign: 1 | -1): void {
    if (partsMinor === null) return;
    const first = 1 + this.pairing.ids.length;
    for (let i = 0; i < sponsors.length; i++) this.differences.add(first + sponsors[i], row, sign * partsMinor[i]);
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
