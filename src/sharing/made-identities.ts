/** Whose rows are, newcomers' among them: limits and draws see each as somebody of his own. */
import type { DrawIdentity, Identities } from "../engine/identities.js";
import { PERSONAL_COLUMNS } from "../transactions/known-columns.js";

/** Keys of rows for several columns, which were made before any newcomer came. */
interface Keys {
  readonly keys: Int32Array;
  /** The first newcomer's, where one of the columns is his own; else he counts with those whom he is like. */
  readonly first: number | null;
}

/** Empty cells have no key. */
const NO_KEY = 0;

export class MadeIdentities implements Identities {
  private readonly made = new Map<string, Keys>();

  /** `log` knows the log's rows, and of newcomers' cells what stands in them at the moment. */
  constructor(
    private readonly log: Identities,
    private readonly identities: ReadonlySet<string>,
    /** Rows of the log. */
    private readonly length: number,
  ) {}

  limitKeys(per: readonly string[]): Int32Array {
    const keys = this.log.limitKeys(per);
    // Of one column its cells are the keys.
    if (per.length < 2 || this.made.has(JSON.stringify(per))) return keys;
    const isOwn = per.some((name) => PERSONAL_COLUMNS.includes(name) || this.identities.has(name));
    let most = 0;
    for (let row = 0; row < this.length; row++) if (keys[row] > most) most = keys[row];
    this.made.set(JSON.stringify(per), { keys, first: isOwn ? most + 1 : null });
    return keys;
  }

  drawsOf(column: string): DrawIdentity {
    return this.log.drawsOf(column);
  }

  /** After a newcomer's row was made. */
  add(row: number, like: number): void {
    for (const { keys, first } of this.made.values()) {
      keys[row] = keys[like] === NO_KEY || first === null ? keys[like] : first + row - this.length;
    }
  }
}
