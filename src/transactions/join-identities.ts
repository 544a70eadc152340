/** Columns that are made of others: rows that share a cell in any of those belong to one identity, also by way of other rows. */
import { compareCodePoints } from "../domain/text-order.js";
import { columnNamed } from "./column-named.js";
import { type Dictionary, isJoined, type JoinedColumn, type TextColumn, type TransactionColumns } from "./columns.js";

/** One column that identities are made of. Its cells are numbered from `base` + 1 on, those of later columns above them. */
interface Member {
  readonly name: string;
  readonly column: TextColumn | JoinedColumn;
  readonly base: number;
}

/** No cell: what stands for an empty one. */
const NONE = 0;

/**
 * The same columns, with a text column for each of `identities` (the columns that it is made of, by its name), in place of one of that name. All rows
 * count: those of the history, refunds, and rows that were added. The text of an identity is that of its first cell, in the order of the columns
 * and then by code points, written `column=text`; a row whose cells are all empty has none. An identity of a column that was never asked for is left
 * out: nobody uses it.
 */
export function joinIdentities(
  columns: TransactionColumns,
  identities: ReadonlyMap<string, readonly string[]>,
): TransactionColumns {
  if (identities.size === 0) return columns;
  const text = new Map(columns.text);
  for (const [name, names] of identities) {
    const isThere = (member: string) => member === "user_id" || member === "merchant_id" || columns.text.has(member);
    if (names.every(isThere)) text.set(name, join(columns, names));
  }
  return { ...columns, text };
}

function join(columns: TransactionColumns, names: readonly string[]): TextColumn {
  const members: Member[] = [];
  let cells = 0;
  for (const name of names) {
    const column = columnNamed(columns, name);
    members.push({ name, column, base: cells });
    cells += column.dictionary.size;
  }
  const parents = new Int32Array(cells);
  for (let cell = 0; cell < cells; cell++) parents[cell] = cell;
  const firsts = new Int32Array(columns.timeMs.length);
  for (const member of members) unite(member, firsts, parents);
  // A parent never stands above its cell, so one pass leaves every cell with the lowest of its identity.
  for (let cell = 1; cell < cells; cell++) parents[cell] = parents[parents[cell]];
  const speakers = findSpeakers(members, parents);
  const numbers = new Int32Array(cells);
  const spoken: number[] = [NONE];
  // From first cells to numbers of identities, in place: the rows of a large log are many.
  for (let row = 0; row < firsts.length; row++) {
    if (firsts[row] === NONE) continue;
    const lowest = parents[firsts[row]];
    if (numbers[lowest] === 0) {
      numbers[lowest] = spoken.length;
      spoken.push(speakers[lowest]);
    }
    firsts[row] = numbers[lowest];
  }
  const numberOf = (cell: number) => (speakers[parents[cell]] === cell ? numbers[parents[cell]] : 0);
  return { codes: firsts, dictionary: new IdentityDictionary(members, Int32Array.from(spoken), numberOf) };
}

/** Takes the cells of one column: `firsts[row]` becomes the row's first cell, and every further cell is united with that. */
function unite({ column, base }: Member, firsts: Int32Array, parents: Int32Array): void {
  const joined = isJoined(column) ? column.codes : null;
  const rows = isJoined(column) ? column.key.codes : column.codes;
  for (let row = 0; row < firsts.length; row++) {
    const code = joined === null ? rows[row] : joined[rows[row]];
    if (code === 0) continue;
    const first = firsts[row];
    if (first === NONE) {
      firsts[row] = base + code;
      continue;
    }
    const a = lowestOf(first, parents);
    const b = lowestOf(base + code, parents);
    if (a < b) parents[b] = a;
    else parents[a] = b;
  }
}

/** The lowest cell of what a cell is united with so far; shortens the way there by half. */
function lowestOf(cell: number, parents: Int32Array): number {
  let at = cell;
  while (parents[at] !== at) {
    parents[at] = parents[parents[at]];
    at = parents[at];
  }
  return at;
}

/** For the lowest cell of each identity, the one whose text stands for it. */
function findSpeakers(members: readonly Member[], parents: Int32Array): Int32Array {
  const speakers = new Int32Array(parents.length);
  for (const { column, base } of members) {
    const { dictionary } = column;
    /** Texts of the first cells that were compared: others are never asked for. */
    const texts = new Map<number, string>();
    for (let code = 1; code < dictionary.size; code++) {
      const lowest = parents[base + code];
      if (lowest === base + code) speakers[lowest] = lowest;
      if (lowest <= base || lowest === base + code) continue; // an earlier column speaks, or there is nobody to compare with yet
      const own = lowest - base;
      const text = dictionary.text(code);
      if (compareCodePoints(text, texts.get(own) ?? dictionary.text(own)) >= 0) continue;
      texts.set(own, text);
      speakers[lowest] = base + code;
    }
  }
  return speakers;
}

/** Texts as `column=text`; each is made when it is asked for. */
class IdentityDictionary implements Dictionary {
  constructor(
    private readonly members: readonly Member[],
    /** The cell whose text stands for each code. */
    private readonly cells: Int32Array,
    /** The code for which a cell stands, 0 for none. */
    private readonly numberOf: (cell: number) => number,
  ) {}

  get size(): number {
    return this.cells.length;
  }

  text(code: number): string {
    if (code === 0) return "";
    const cell = this.cells[code];
    const { name, column, base } = this.members.findLast((member) => member.base < cell) as Member;
    return `${name}=${column.dictionary.text(cell - base)}`;
  }

  codeOf(text: string): number {
    if (text === "") return 0;
    for (const { name, column, base } of this.members) {
      if (!text.startsWith(`${name}=`)) continue;
      const code = column.dictionary.codeOf(text.slice(name.length + 1));
      const number = code > 0 ? this.numberOf(base + code) : 0;
      if (number > 0) return number;
    }
    return -1;
  }
}
