/** Reads a block key by key, so that one bad value hides no problem of the others. */
import type { z } from "zod";
import type { CampaignFile } from "./campaign-file.js";
import { explainIssues, reportUnknownKey, reportWrongShape } from "./explain-issues.js";
import { isLaterKey, reportLaterKey } from "./not-yet-supported.js";
import { childOf, type Path, plainOf } from "./tree.js";

type Shape = Readonly<Record<string, z.ZodType>>;
/** Undefined where the key is left out or its value was reported. */
export type Values<S extends Shape> = { readonly [K in keyof S]?: z.output<S[K]> | undefined };

/**
 * The values of the block at `path`, whose kind is `block` in `not-yet-supported`; problems go to the file. A block that is
 * left out gives no values.
 */
export function readKeys<S extends Shape>(file: CampaignFile, path: Path, block: string, shape: S): Values<S> {
  const values: Record<string, unknown> = Object.create(null);
  const node = file.nodeAt(path);
  if (node === undefined) return values as Values<S>;
  if (node.kind !== "block") {
    reportWrongShape(file, path, "block");
    return values as Values<S>;
  }
  for (const key of node.entries.keys()) {
    if (Object.hasOwn(shape, key)) continue;
    if (isLaterKey(block, key)) reportLaterKey(file, [...path, key]);
    else reportUnknownKey(file, [...path, key], Object.keys(shape));
  }
  for (const [key, schema] of Object.entries(shape)) {
    const child = childOf(node, key);
    const result = schema.safeParse(child === undefined ? undefined : plainOf(child));
    if (result.success) values[key] = result.data;
    else explainIssues(file, [...path, key], schema, result.error.issues);
  }
  return values as Values<S>;
}
