/** Numbers inside sentences. */

/** `1 payment`, `12 payments`. */
export function counted(count: number, one: string): string {
  return `${count} ${count === 1 ? one : `${one}s`}`;
}

/** `5.3%`. */
export function percent(share: number): string {
  return `${(100 * share).toFixed(1)}%`;
}
