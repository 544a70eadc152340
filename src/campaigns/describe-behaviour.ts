/** How customers react, in plain words, for `promosim validate`. What becomes of shared coupons is told apart: replays follow it too. */
import { formatDuration } from "../domain/duration.js";
import { formatMinor } from "../domain/money.js";
import type { Behaviour, Delay, Sharing } from "./behaviour.js";

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

/** One sentence, without the full stop. */
export function describeSharing({ pickUp, delay, newcomers, paysAfter }: Sharing): string {
  const found = `Of the coupons that are granted ${percent(pickUp)} are picked up, after ${describeDelay(delay)}`;
  if (newcomers === 0) return `${found}, by customers of the log`;
  const who =
    newcomers === 1 ? "by newcomers" : `${percent(newcomers)} of them by newcomers, others by customers of the log`;
  return `${found}, ${who}; a newcomer pays ${paysAfter === null ? "at once" : `after ${describeDelay(paysAfter)}`}`;
}

function describeDelay({ medianMs, p95Ms }: Delay): string {
  if (medianMs === p95Ms) return formatDuration(medianMs);
  return `${formatDuration(medianMs)} in the median (95% within ${formatDuration(p95Ms)})`;
}

/** Of a share that a file gave with 13 decimals at most. */
function percent(share: number): string {
  return `${Number((share * 100).toPrecision(14))}%`;
}
