/** Who is one person, for defences: accounts that share a device or a card are one. */
import type { DefenceContext } from "./contract.js";

export const PERSON = "person";

/** What accounts of one person tend to share; every log has the first. */
const JOINED = ["user_id", "device_id", "card_id"] as const;

const NONE: ReadonlyMap<string, readonly string[]> = new Map();

/** Columns of the data that `person` is made of: those of the set's own identity of that name, or the log's own column, or of `JOINED` those that there are. */
export function personColumns({ set, columns }: DefenceContext): readonly string[] {
  const own = set.identities.get(PERSON);
  if (own !== undefined) return own;
  if (columns.has(PERSON)) return [PERSON];
  const there = JOINED.filter((column, i) => i === 0 || columns.has(column));
  // A person made of accounts alone is the account: then all are named, as what is missing.
  return there.length > 1 ? there : JOINED;
}

/** The identity that the set has to get; none where it, or the log, has a `person` of its own. */
export function personIdentity(context: DefenceContext): ReadonlyMap<string, readonly string[]> {
  if (context.set.identities.has(PERSON) || context.columns.has(PERSON)) return NONE;
  return new Map([[PERSON, personColumns(context)]]);
}

/** All columns made of others, with `person`. */
export function identitiesWithPerson(context: DefenceContext): ReadonlyMap<string, readonly string[]> {
  return new Map([...context.set.identities, ...personIdentity(context)]);
}

/** Null where the log says itself who is who. */
export function personInWords(context: DefenceContext): string | null {
  const columns = personColumns(context);
  if (columns.length < 2) return null;
  const last = columns[columns.length - 1];
  return `Payments that share ${columns.slice(0, -1).join(", ")} or ${last}, also by way of others, are one person's.`;
}
