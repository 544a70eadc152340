/** Where something stands in a suite, for people: `cases[0].expect.offers.friday`. */
import type { Path } from "../documents/tree.js";

/** Names that hold more than letters, digits, _ and - stand in quotes. */
export function pathText(path: Path): string {
  return path
    .map((step, i) => {
      if (typeof step === "number") return `[${step}]`;
      if (!/^[\p{L}\p{N}_-]+$/u.test(step)) return `[${JSON.stringify(step)}]`;
      return i === 0 ? step : `.${step}`;
    })
    .join("");
}
