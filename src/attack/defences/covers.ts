/** Whether one key of customers is at least as wide as another. */

/** Columns made of others, by name, as a campaign set has them. */
type Identities = ReadonlyMap<string, readonly string[]>;

/** True where customers who share a cell of `narrow` are also one in `wide`: the same column, or an identity that joins at least the same columns. */
export function covers(wide: string, narrow: string, identities: Identities): boolean {
  const joined = columnsOf(wide, identities);
  return columnsOf(narrow, identities).every((column) => joined.includes(column));
}

function columnsOf(name: string, identities: Identities): readonly string[] {
  return identities.get(name) ?? [name];
}
