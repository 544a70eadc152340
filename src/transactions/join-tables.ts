/** Side tables: read once, keyed by their first column, and joined to a column of the log by its text. */
import { CellCursor } from "./cell-cursor.js";
import type { JoinedColumn } from "./columns.js";
import { Interner } from "./intern.js";
import type { ColumnPlace } from "./map-columns.js";
import type { Rejects } from "./rejects.js";
import type { TextStore } from "./row-store.js";
import type { RecordView } from "./split-records.js";

interface Attribute {
  readonly place: ColumnPlace;
  readonly dictionary: Interner;
  /** By code of the key. */
  codes: Int32Array;
}

/** Reads the records of a table; the first row of a key counts. */
export class TableReader {
  private readonly cell = new CellCursor();
  private readonly keys = new Interner();
  private readonly key: ColumnPlace;
  private readonly attributes: Attribute[];

  constructor(
    /** `user` or `merchant`: what comes before the point in `user.age`. */
    readonly prefix: string,
    readonly header: readonly string[],
    private readonly rejects: Rejects,
    wanted: ReadonlySet<string>,
  ) {
    const places = header.map((name, index) => ({ name, index, translation: null }));
    this.key = places[0];
    this.attributes = places
      .filter((place) => wanted.has(this.nameOf(place.name)))
      .map((place) => ({ place, dictionary: new Interner(), codes: new Int32Array(1024) }));
  }

  /** Number of distinct keys. */
  get size(): number {
    return this.keys.size - 1;
  }

  /** The name of a column of the table in conditions. */
  nameOf(column: string): string {
    return `${this.prefix}.${column}`;
  }

  broken(view: RecordView, reason: string): void {
    this.rejects.add(view, reason, "", -1);
  }

  record(view: RecordView): void {
    const { cell, key, keys } = this;
    cell.take(view, key);
    if (cell.empty) {
      this.rejects.add(view, `missing_${key.name}`, key.name, key.index);
      return;
    }
    const known = keys.size;
    const code = keys.intern(cell.bytes, cell.from, cell.to);
    if (code < known) {
      this.rejects.add(view, "duplicate_key", key.name, key.index);
      return;
    }
    for (const attribute of this.attributes) {
      if (code >= attribute.codes.length) {
        const larger = new Int32Array(attribute.codes.length * 2);
        larger.set(attribute.codes);
        attribute.codes = larger;
      }
      cell.take(view, attribute.place);
      attribute.codes[code] = attribute.dictionary.intern(cell.bytes, cell.from, cell.to);
    }
  }

  /** The wanted attributes, joined to the log by the texts of `key`, by their names in conditions; and how many texts found a row. */
  join(key: TextStore): { columns: Map<string, JoinedColumn>; matched: number } {
    const partners = new Int32Array(key.dictionary.size);
    let matched = 0;
    for (let code = 1; code < partners.length; code++) {
      partners[code] = key.dictionary.findIn(this.keys, code);
      if (partners[code] > 0) matched++;
    }
    const columns = new Map<string, JoinedColumn>();
    for (const { place, dictionary, codes } of this.attributes) {
      const joined = partners.map((partner) => (partner > 0 ? codes[partner] : 0));
      columns.set(this.nameOf(place.name), { key, codes: joined, dictionary });
    }
    return { columns, matched };
  }
}
