/** What SPEC describes and this release does not do yet: refused by name, never half done. */
import type { DocumentFile } from "../documents/document-file.js";
import type { Path } from "../documents/tree.js";

const EVERYWHERE = ["checkout", "inventory"];

/** Keys of blocks, by the name of the block. */
const LATER_KEYS: Readonly<Record<string, readonly string[]>> = {
  file: EVERYWHERE,
  campaign: EVERYWHERE,
};

export function isLaterKey(block: string, key: string): boolean {
  return LATER_KEYS[block]?.includes(key) ?? false;
}

export function reportLaterKey(file: DocumentFile, path: Path): void {
  file.reportKey(path, "not-yet-supported", `"${path[path.length - 1]}" is not yet supported`, "remove it for now");
}
