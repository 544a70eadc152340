/** Arrays with an entry for each text of a dictionary: for one that is complete as long as it is, for one that grows growing with it. */
import type { Dictionary, Numbers, NumbersMaker } from "./columns.js";

/** All zeros; `width` entries a code, side by side. */
export function perCode<T extends Numbers>(make: NumbersMaker<T>, dictionary: Dictionary, width = 1): T {
  return dictionary.growing?.(make, width) ?? new make(dictionary.size * width);
}
