/** The texts of a column, and behind them room for one of each newcomer. */
import type { Dictionary } from "../transactions/columns.js";

/** What every newcomer's id begins with. */
export const NEWCOMER_PREFIX = "newcomer-";

/** The ids of newcomers, in the order of their rows; shared by all columns that have a text of each. */
export class NewcomerNames {
  readonly list: string[] = [];
  private readonly places = new Map<string, number>();

  constructor(readonly capacity: number) {}

  /** Another run begins: nobody has come yet. */
  clear(): void {
    this.list.length = 0;
    this.places.clear();
  }

  add(name: string): void {
    this.places.set(name, this.list.length);
    this.list.push(name);
  }

  placeOf(name: string): number {
    return this.places.get(name) ?? -1;
  }
}

export class RoomDictionary implements Dictionary {
  readonly size: number;

  constructor(
    private readonly base: Dictionary,
    private readonly names: NewcomerNames,
  ) {
    this.size = base.size + names.capacity;
  }

  /** Of one who has not come yet, what all of them begin with. */
  text(code: number): string {
    return code < this.base.size ? this.base.text(code) : (this.names.list[code - this.base.size] ?? NEWCOMER_PREFIX);
  }

  codeOf(text: string): number {
    const code = this.base.codeOf(text);
    if (code !== -1) return code;
    const place = this.names.placeOf(text);
    return place === -1 ? -1 : this.base.size + place;
  }
}
