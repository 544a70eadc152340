/** Which defence is chosen: the one that stops the attack and refuses fewest genuine customers. */
import { describe, expect, it } from "vitest";
import {
  cheapestEffective,
  type DefenceResult,
  mostEffective,
} from "../../../src/attack/defences/cheapest-effective.js";

const UNDEFENDED = { attackersTakeMinor: 10_000, excessLossMinor: 6000 };

function result(defenceId: string, excessLossMinor: number | null, genuineRefused: number, attackersTakeMinor = 5000) {
  return { defenceId, attackersTakeMinor, excessLossMinor, genuineRefused, genuineAttempts: 1000 };
}

const chosen = (results: readonly DefenceResult[], undefended: Parameters<typeof cheapestEffective>[0] = UNDEFENDED) =>
  cheapestEffective(undefended, results)?.defenceId ?? null;

describe("the cheapest effective defence", () => {
  it("leaves a tenth of the excess loss at most", () => {
    expect(chosen([result("a", 601, 0), result("b", 600, 50)])).toBe("b");
    expect(chosen([result("a", 601, 0), result("b", 3000, 0)])).toBeNull();
    expect(chosen([])).toBeNull();
  });

  it("refuses fewest genuine customers, then leaves least, then comes first", () => {
    expect(chosen([result("a", 0, 3), result("b", 500, 2), result("c", 100, 4)])).toBe("b");
    expect(chosen([result("a", 300, 2), result("b", 200, 2), result("c", 200, 2)])).toBe("b");
  });

  it("counts less than an honest draw as no loss", () => {
    expect(chosen([result("a", 0, 1), result("b", -900, 1)])).toBe("a");
  });

  it("takes all that is taken for loss where no excess is known of a defended campaign", () => {
    expect(chosen([result("a", null, 0, 601), result("b", null, 9, 600)])).toBe("b");
  });

  it.each([null, 0, -100])("goes by what attackers take where the excess loss is %s", (excessLossMinor) => {
    const undefended = { attackersTakeMinor: 10_000, excessLossMinor };
    expect(chosen([result("a", 0, 0, 1001), result("b", 0, 7, 1000)], undefended)).toBe("b");
    expect(chosen([result("a", 0, 0, 1001)], undefended)).toBeNull();
  });

  it("is none where there is nothing to stop", () => {
    const undefended = { attackersTakeMinor: 0, excessLossMinor: 0 };
    expect(chosen([result("a", 0, 0, 0)], undefended)).toBeNull();
    expect(mostEffective(undefended, [result("a", 0, 0, 0)])).toBeNull();
  });

  it("leaves its input as it was", () => {
    const results = [result("a", 300, 2), result("b", 200, 1)];
    expect(chosen(results)).toBe("b");
    expect(results.map(({ defenceId }) => defenceId)).toEqual(["a", "b"]);
  });
});

describe("the most effective defence", () => {
  const best = (results: readonly DefenceResult[]) => mostEffective(UNDEFENDED, results)?.defenceId ?? null;

  it("leaves the smallest loss, then refuses fewest, then comes first", () => {
    expect(best([result("a", 900, 0), result("b", 800, 90), result("c", 800, 80), result("d", 800, 80)])).toBe("c");
    expect(best([])).toBeNull();
  });
});
