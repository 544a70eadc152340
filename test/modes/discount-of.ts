/** Discounts for tests, compiled from the text of a campaign file as users write it. */
import { capMinor, lowestPriceMinor } from "../../src/campaigns/apply-caps.js";
import type { Discount } from "../../src/campaigns/campaign.js";
import { plainCheckout } from "../../src/modes/plain-checkout.js";
import { fileWith, load, placesIn } from "../campaigns/campaign-text.js";

/** `block` is the discount as YAML: `mode: …, …`. */
export function discountOf(block: string): Discount {
  return load(fileWith(`discount: { ${block} }`)).campaigns[0].discount;
}

/** The codes of the problems of a discount, with the text at which each is. */
export function problemsOf(block: string): readonly string[] {
  const line = `    discount: { ${block} }`;
  return placesIn(fileWith(line.trim())).map((place) => {
    const [position, code] = place.split(" ");
    const column = Number(position.split(":")[2]);
    return `${code} at ${line.slice(column - 1, column + 11)}`;
  });
}

export interface Drawing {
  readonly uniforms?: readonly number[];
  readonly points?: number;
  readonly freeOrderDue?: boolean;
}

/** What the discount grants for itself where its streams draw `uniforms`, by stream. */
export function granted(discount: Discount, priceMinor: number, drawing: Drawing = {}): number {
  const { uniforms = [], points = 0, freeOrderDue = false } = drawing;
  if (priceMinor < lowestPriceMinor(discount)) return 0;
  const checkout = {
    ...plainCheckout(priceMinor, points, freeOrderDue),
    uniform: (stream: number) => uniforms[stream],
  };
  return capMinor(discount, discount.rule.desiredMinor(checkout), checkout);
}

/** How often each amount comes when `draw` is given `draws` uniforms, evenly spread. */
export function frequencies(draws: number, draw: (uniform: number) => number): ReadonlyMap<number, number> {
  const counts = new Map<number, number>();
  for (let i = 0; i < draws; i++) {
    const amount = draw((i + 0.5) / draws);
    counts.set(amount, (counts.get(amount) ?? 0) + 1 / draws);
  }
  return counts;
}
