/** Contributions as the document holds them: an object from sponsor to minor units. */
import type { Contributions } from "./document.js";

/** `amountsMinor[i]` belongs to `sponsors[i]`. */
export function contributionsOf(sponsors: readonly string[], amountsMinor: readonly bigint[]): Contributions {
  const parts = empty();
  sponsors.forEach((sponsor, i) => {
    parts[sponsor] = amountsMinor[i];
  });
  return parts;
}

/** The sum of `parts` for each of `sponsors`, among which are all that occur. */
export function sumContributions(sponsors: readonly string[], parts: readonly Contributions[]): Contributions {
  const sum = contributionsOf(
    sponsors,
    sponsors.map(() => 0n),
  );
  for (const part of parts) {
    for (const [sponsor, amount] of Object.entries(part)) sum[sponsor] += amount;
  }
  return sum;
}

// A sponsor may have any name, `__proto__` too: the object inherits nothing that a name could hit.
function empty(): Contributions {
  return Object.create(null) as Contributions;
}
