/** How customers react, in plain words, for `promosim validate`. */
import { formatMinor } from "../domain/money.js";
import type { Behaviour } from "./behaviour.js";

/** One sentence a reaction, without the full stop; none where all are off. */
export function describeBehaviour({ topUp, uplift, hiddenAversion }: Behaviour, exponent: number): string[] {
  const words: string[] = [];
  if (topUp !== null) {
    const within = formatMinor(topUp.withinMinor, exponent);
    words.push(
      `${percent(topUp.probability)} of the prices up to ${within} below a threshold of a discount are raised to it`,
    );
  }
  if (uplift > 0) words.push(`the log's customers make ${percent(uplift)} more payments`);
  if (hiddenAversion > 0) {
    words.push(`an amount hidden until payment counts ${percent(hiddenAversion)} less than its mean in a choice`);
  }
  return words;
}

/** Of a share that a file gave with 13 decimals at most. */
function percent(share: number): string {
  return `${Number((share * 100).toPrecision(14))}%`;
}
