/** Whose a checkout is, for limits and draws: worked out row by row, as they come. */
import type { Key } from "../chance/keys.js";
import { DrawIdentities } from "../engine/draw-identities.js";
import type { DrawIdentity, Identities } from "../engine/identities.js";
import { NO_KEY } from "../engine/row-keys.js";
import { columnNamed } from "../transactions/column-named.js";
import { codeAt } from "../transactions/columns.js";
import type { LiveColumns } from "./live-columns.js";

interface KeyedRows {
  readonly per: readonly string[];
  readonly keys: Int32Array;
  /** Numbers from 1 of the lists of codes that have come. */
  readonly numbers: Map<string, number>;
}

export class LiveIdentities implements Identities {
  private readonly keyed = new Map<string, KeyedRows>();

  constructor(
    private readonly columns: LiveColumns,
    private readonly run: Key,
  ) {}

  limitKeys(per: readonly string[]): Int32Array {
    const name = JSON.stringify(per);
    let rows = this.keyed.get(name);
    if (rows === undefined) {
      rows = { per, keys: this.columns.perRow(), numbers: new Map() };
      this.keyed.set(name, rows);
    }
    return rows.keys;
  }

  drawsOf(column: string): DrawIdentity {
    return new DrawIdentities(this.columns, column, this.run);
  }

  /** A row has come. */
  enter(row: number): void {
    for (const { per, keys, numbers } of this.keyed.values()) {
      const codes = per.map((name) => codeAt(columnNamed(this.columns, name), row));
      keys[row] = codes.includes(0)
        ? NO_KEY
        : codes.length === 0
          ? 1
          : codes.length === 1
            ? codes[0]
            : numberOf(codes, numbers);
    }
  }
}

function numberOf(codes: readonly number[], numbers: Map<string, number>): number {
  const name = codes.join();
  const known = numbers.get(name);
  if (known !== undefined) return known;
  numbers.set(name, numbers.size + 1);
  return numbers.size;
}
