/** Who comes to the cashier when: the log's customers some time before they pay, and others who never do. */
import type { CampaignSet, CheckoutRules } from "../../campaigns/campaign.js";
import { deriveKey, type Key } from "../../chance/keys.js";
import { LogNormal } from "../../chance/log-normal.js";
import { Threefry } from "../../chance/threefry.js";
import { PAYMENT, type TransactionColumns } from "../../transactions/columns.js";

/** Checkouts in the order in which they are quoted: by time, then by the payment that they belong to. */
export interface Checkouts {
  readonly length: number;
  /** Of the quote. */
  readonly timeMs: Float64Array;
  /** The payment that it is of, or that it comes along with. */
  readonly anchor: Int32Array;
  /** Whose cells it has: the anchor's own, or of one who will not pay those of another payment of the same day. */
  readonly row: Int32Array;
  /** 1 for one who will not pay. */
  readonly leaves: Uint8Array;
}

/** Uniforms of a payment, by what they decide. */
const THINK = 0;
const RETRY = 1;
const COMPANY = 2;
/** Two for each of those who come along: whose cells they have, and how long before the payment they come. */
const FIRST_COMPANION = 16;

/** Draws that depend on the run's seed and the row alone. */
export class CheckoutChances {
  private readonly key: Key;
  private readonly block = new Threefry();
  private readonly times: LogNormal;

  constructor(
    private readonly rules: CheckoutRules,
    run: Key,
  ) {
    this.key = deriveKey(run, "checkout");
    this.times = new LogNormal(rules.medianMs, rules.p95Ms);
  }

  /** Whole milliseconds from the quote of a payment to the payment. */
  thinkMs(row: number): number {
    return this.timeOf(row, THINK);
  }

  /** Whether the customer asks again when the quote is gone. */
  retries(row: number): boolean {
    return this.uniform(row, RETRY) < this.rules.retry;
  }

  /** How many come along and do not pay: geometric, so that of all checkouts the share `abandon` does not. */
  companions(row: number): number {
    const { abandon } = this.rules;
    return abandon === 0 ? 0 : Math.floor(Math.log(1 - this.uniform(row, COMPANY)) / Math.log(abandon));
  }

  /** In [0, 1): which payment of the day the cells of a companion are taken from. */
  cellsOf(row: number, companion: number): number {
    return this.uniform(row, FIRST_COMPANION + 2 * companion);
  }

  /** How long before the payment a companion is quoted. */
  leadMs(row: number, companion: number): number {
    return this.timeOf(row, FIRST_COMPANION + 2 * companion + 1);
  }

  private timeOf(row: number, stream: number): number {
    const uniform = this.uniform(row, stream);
    return uniform === 0 ? 0 : Math.round(this.times.quantile(uniform));
  }

  private uniform(row: number, stream: number): number {
    this.block.encrypt(this.key.k0, this.key.k1, row, stream);
    return this.block.uniform();
  }
}

export function planCheckouts(
  { zone }: CampaignSet,
  { length, type, prior, timeMs }: TransactionColumns,
  chances: CheckoutChances,
): Checkouts {
  const payments = rowsWhere(length, (row) => type[row] === PAYMENT && prior[row] === 0);
  let count = payments.length;
  for (const row of payments) count += chances.companions(row);
  const quotedMs = new Float64Array(count);
  const anchor = new Int32Array(count);
  const cells = new Int32Array(count);
  const leaves = new Uint8Array(count).fill(1);
  let next = 0;
  for (let from = 0; from < payments.length; ) {
    const dayEndsMs = zone.startOfDay(zone.dayOf(timeMs[payments[from]]) + 1);
    let until = from + 1;
    while (until < payments.length && timeMs[payments[until]] < dayEndsMs) until++;
    for (let i = from; i < until; i++) {
      const row = payments[i];
      quotedMs[next] = timeMs[row] - chances.thinkMs(row);
      anchor[next] = row;
      leaves[next] = 0;
      cells[next++] = row;
      const companions = chances.companions(row);
      for (let c = 0; c < companions; c++) {
        quotedMs[next] = timeMs[row] - chances.leadMs(row, c);
        anchor[next] = row;
        cells[next++] = payments[from + Math.floor(chances.cellsOf(row, c) * (until - from))];
      }
    }
    from = until;
  }
  const order = Int32Array.from({ length: count }, (_, i) => i);
  // The customer before the company, and that in the order of its numbers.
  order.sort((a, b) => quotedMs[a] - quotedMs[b] || a - b);
  const inOrder = <T extends Float64Array | Int32Array | Uint8Array>(values: T): T =>
    values.map((_, i) => values[order[i]]) as T;
  return {
    length: count,
    timeMs: inOrder(quotedMs),
    anchor: inOrder(anchor),
    row: inOrder(cells),
    leaves: inOrder(leaves),
  };
}

function rowsWhere(length: number, isMeant: (row: number) => boolean): Int32Array {
  const rows = new Int32Array(length);
  let count = 0;
  for (let row = 0; row < length; row++) if (isMeant(row)) rows[count++] = row;
  return rows.subarray(0, count);
}
