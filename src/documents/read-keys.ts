/** Reads a block key by key, so that one bad value hides no problem of the others. */
import type { z } from "zod";
import type { DocumentFile } from "./document-file.js";
import { explainIssues, reportUnknownKey, reportWrongShape } from "./explain-issues.js";
import { childOf, type Path, plainOf } from "./tree.js";

export type Shape = Readonly<Record<string, z.ZodType>>;
/** Undefined where the key is left out or its value was reported. */
export type Values<S extends Shape> = { readonly [K in keyof S]?: z.output<S[K]> | undefined };

/**
 * The values of the block at `path`; problems go to the file. A block that is left out gives no values. `reportUnknown` speaks of a key that
 * the shape lacks.
 */
export function readKeys<S extends Shape>(
  file: DocumentFile,
  path: Path,
  shape: S,
  reportUnknown: (path: Path, key: string) => void = (at) => reportUnknownKey(file, at, Object.keys(shape)),
): Values<S> {
  const values: Record<string, unknown> = Object.create(null);
  const node = file.nodeAt(path);
  if (node === undefined) return values as Values<S>;
  if (node.kind !== "block") {
    reportWrongShape(file, path, "block");
    return values as Values<S>;
  }
  for (const key of node.entries.keys()) {
    if (!Object.hasOwn(shape, key)) reportUnknown([...path, key], key);
  }
  for (const [key, schema] of Object.entries(shape)) {
    const child = childOf(node, key);
    const result = schema.safeParse(child === undefined ? undefined : plainOf(child));
    if (result.success) values[key] = result.data;
    else explainIssues(file, [...path, key], schema, result.error.issues);
  }
  return values as Values<S>;
}
