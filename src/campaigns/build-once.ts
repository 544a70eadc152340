/** Schemas of modes and kinds, built once for each set of leaves: building one costs far more than using it. */
import type { Leaves } from "../schema/leaves.js";

const built = new WeakMap<Leaves, Map<object, unknown>>();

/** What `build` gave the first time for these leaves and this owner, a mode or a kind; an owner has one schema. */
export function buildOnce<S>(leaves: Leaves, owner: object, build: () => S): S {
  let schemas = built.get(leaves);
  if (schemas === undefined) {
    schemas = new Map();
    built.set(leaves, schemas);
  }
  if (!schemas.has(owner)) schemas.set(owner, build());
  return schemas.get(owner) as S;
}
