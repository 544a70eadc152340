/** The payments that went through, by id: what may be refunded, and what nobody may pay again. */
import type { Refunder } from "../engine/refunder.js";
import { NO_ROW } from "../transactions/columns.js";
import type { LiveColumns } from "./live-columns.js";

export class PaidPayments {
  private readonly rows = new Map<string, number>();
  /** By row: the local day on which its money and uses were taken; none of a payment of the past. */
  private readonly days = new Map<number, number>();

  constructor(
    private readonly columns: LiveColumns,
    private readonly refunder: Refunder,
  ) {}

  has(id: string): boolean {
    return this.rows.has(id);
  }

  /** `NO_ROW` where there is none. */
  rowOf(id: string): number {
    return this.rows.get(id) ?? NO_ROW;
  }

  takenOn(row: number): number | undefined {
    return this.days.get(row);
  }

  add(id: string, row: number, day: number | null): void {
    this.rows.set(id, row);
    if (day !== null) this.days.set(row, day);
  }

  /** Those made before a moment are let go of: their rows are free. */
  forget(beforeMs: number): void {
    for (const [id, row] of this.rows) {
      if (this.columns.timeMs[row] >= beforeMs) continue;
      this.refunder.forget(row);
      this.rows.delete(id);
      this.days.delete(row);
      this.columns.release(row);
    }
  }
}
