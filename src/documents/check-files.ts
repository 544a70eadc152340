/** What holds for files of every kind: their version, and that no id stands twice. */
import { quote } from "../schema/quote.js";
import type { DocumentFile } from "./document-file.js";

/** `version`, which every file has: 1. */
export function checkVersion(file: DocumentFile): void {
  const node = file.nodeAt(["version"]);
  const text = node?.kind === "scalar" ? node.text.trim() : "";
  if (text === "" || text === "1") return;
  const message = `version ${quote(text)} is not known`;
  file.report(["version"], "unsupported-version", message, "this promosim reads version: 1");
}

/**
 * Ids are unique over all files: those of the items of `list`, each of which is a `what` ("campaign"). Looks at the trees, so that an item with
 * other problems takes part.
 */
export function checkIds(files: readonly DocumentFile[], list: string, what: string): void {
  const first = new Map<string, string>();
  for (const file of files) {
    const node = file.nodeAt([list]);
    for (let index = 0; node?.kind === "list" && index < node.items.length; index++) {
      const path = [list, index, "id"];
      const scalar = file.nodeAt(path);
      const id = scalar?.kind === "scalar" ? scalar.text.trim() : "";
      if (id === "") continue;
      const place = first.get(id);
      if (place === undefined) {
        first.set(id, `${file.name}:${file.at(path).line}`);
        continue;
      }
      file.report(path, "duplicate-id", `another ${what} is called ${quote(id)}`, `it stands in ${place}: rename one`);
    }
  }
}
