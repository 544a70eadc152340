/** The keys of a block of a campaign file; a key of a later release is told from one that nobody knows. */
import type { DocumentFile } from "../documents/document-file.js";
import { reportUnknownKey } from "../documents/explain-issues.js";
import { readKeys as readAnyKeys, type Shape, type Values } from "../documents/read-keys.js";
import type { Path } from "../documents/tree.js";
import { isLaterKey, reportLaterKey } from "./not-yet-supported.js";

/** The values of the block at `path`, whose kind is `block` in `not-yet-supported`. */
export function readKeys<S extends Shape>(file: DocumentFile, path: Path, block: string, shape: S): Values<S> {
  return readAnyKeys(file, path, shape, (at, key) => {
    if (isLaterKey(block, key)) reportLaterKey(file, at);
    else reportUnknownKey(file, at, Object.keys(shape));
  });
}
