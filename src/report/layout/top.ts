/** The few first of many, without sorting them all. */

/** The first `size` of `items` in the order of `compare`; of equals the earlier one first. */
export function topOf<T>(items: Iterable<T>, size: number, compare: (a: T, b: T) => number): T[] {
  const top: T[] = [];
  for (const item of items) {
    if (top.length === size && (size === 0 || compare(item, top[size - 1]) >= 0)) continue;
    let place = top.length;
    while (place > 0 && compare(item, top[place - 1]) < 0) place--;
    top.splice(place, 0, item);
    if (top.length > size) top.pop();
  }
  return top;
}

/** Order of amounts, the largest first. */
export function largestFirst(a: bigint, b: bigint): number {
  return a === b ? 0 : a > b ? -1 : 1;
}
