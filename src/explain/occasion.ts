/** What every part of a story looks at: the campaigns, the log, the row, the replay that stands at it, and how amounts are written. */
import type { CampaignSet } from "../campaigns/campaign.js";
import { formatMinor } from "../domain/money.js";
import { NO_COUPON } from "../engine/coupons.js";
import type { Replay } from "../replay/replay.js";
import { columnNamed } from "../transactions/column-named.js";
import { codeAt, type TransactionColumns } from "../transactions/columns.js";

export interface Occasion {
  readonly set: CampaignSet;
  readonly columns: TransactionColumns;
  readonly replay: Replay;
  readonly onMismatch: "server" | "decline";
  readonly row: number;
  /** Of coupons that were granted; without it there are those of the columns alone. */
  readonly couponId?: ((coupon: number) => string) | undefined;
}

/** `12.30`. */
export function moneyOf({ set }: Pick<Occasion, "set">, minor: number | bigint): string {
  return formatMinor(minor, set.currency.exponent);
}

/** The text of a row's cell in a column that was asked for. */
export function cellAt(columns: TransactionColumns, name: string, row: number): string {
  const column = columnNamed(columns, name);
  return column.dictionary.text(codeAt(column, row));
}

/** The id of a coupon, null for none. */
export function couponId(occasion: Pick<Occasion, "columns" | "couponId">, coupon: number): string | null {
  if (coupon === NO_COUPON) return null;
  return occasion.couponId?.(coupon) ?? occasion.columns.coupons?.ids.text(coupon + 1) ?? null;
}
