/** Figures without the last digits of a sum. */
import { expect, it } from "vitest";
import { withoutNoise } from "../../src/attack/without-noise.js";

it("rounds what is round but for the last digits of a sum, and nothing else", () => {
  const exact = { third: 1 / 3, large: 9007199254740991, most: 4503599627370.25, none: null, text: "0.1", list: [1.5] };
  const noisy = {
    one: 0.9999999999999997,
    ten: 9.999999999999998,
    half: -123.50000000000003,
    cents: 0.30000000000000004,
  };
  expect(withoutNoise({ ...exact, ...noisy })).toEqual({ ...exact, one: 1, ten: 10, half: -123.5, cents: 0.3 });
  expect(withoutNoise({ close: 0.99999999999, tiny: 1e-20 })).toEqual({ close: 0.99999999999, tiny: 1e-20 });
});
