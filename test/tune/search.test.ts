/** The search alone, over curves of whole numbers: it finds what looking everywhere would find, and asks seldom. */
import fc from "fast-check";
import { expect, it } from "vitest";
import { type CurvePoint, curvePoint } from "../../src/tune/curve.js";
import { type Preference, search } from "../../src/tune/search.js";
import type { Operator, Target } from "../../src/tune/target.js";

const OPERATORS: Readonly<Record<Operator, (figure: number) => boolean>> = {
  "<=": (figure) => figure <= 0,
  ">=": (figure) => figure >= 0,
  "<": (figure) => figure < 0,
  ">": (figure) => figure > 0,
};

function targetOf(operator: Operator): Target {
  const figure: Target["figure"] = {
    kind: "statistic",
    statistic: "mean",
    quantity: "redemptions",
    sponsor: null,
    campaignId: null,
  };
  return { text: "", figureText: "", figure, unit: "count", operator, threshold: 0 };
}

async function searched(
  figures: readonly number[],
  operator: Operator,
  preference: Preference | null,
  standardError = 0,
) {
  const asked: number[] = [];
  const see = async (index: number): Promise<CurvePoint> => {
    asked.push(index);
    return curvePoint(index, { value: figures[index], standardError }, targetOf(operator), 100);
  };
  return { asked, ...(await search(figures.length, preference, see)) };
}

const operators = fc.constantFrom<Operator>("<=", ">=", "<", ">");
const preferences = fc.constantFrom<Preference | null>("largest", "smallest", null);

it("finds the boundary of every curve that goes one way, flat or not, with few questions", async () => {
  const steps = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: 1, maxLength: 300 });
  await fc.assert(
    fc.asyncProperty(
      steps,
      fc.integer({ min: -400, max: 400 }),
      fc.boolean(),
      operators,
      preferences,
      async (ups, from, rising, operator, preference) => {
        let height = from;
        const climbing = [0, ...ups].map((up) => {
          height += up;
          return height;
        });
        const figures = rising ? climbing : climbing.map((figure) => 0 - figure);
        const meeting = figures.flatMap((figure, i) => (OPERATORS[operator](figure) ? [i] : []));
        const found = await searched(figures, operator, preference);

        expect(found.monotone).toBe(true);
        const expected = found.preference === "largest" ? meeting[meeting.length - 1] : meeting[0];
        expect(found.best?.index).toBe(expected);
        if (preference === null && meeting.length > 0 && meeting.length < figures.length) {
          expect(Math.abs((found.beyond?.index ?? 0) - (found.best?.index ?? 0))).toBe(1);
        }
        expect(found.asked.length).toBeLessThanOrEqual(5 + 7);
        expect(new Set(found.asked).size).toBe(found.asked.length);
      },
    ),
    { numRuns: 300 },
  );
});

it("gives no value that misses the target, and none where a better neighbour was seen, whatever the curve", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.integer({ min: -5, max: 5 }), { minLength: 2, maxLength: 120 }),
      operators,
      preferences,
      fc.constantFrom(0, 1, 10),
      async (figures, operator, preference, standardError) => {
        const found = await searched(figures, operator, preference, standardError);
        const meets = OPERATORS[operator];
        const seen = found.curve.filter(({ figure }) => meets(figure)).map(({ index }) => index);

        expect(found.curve.map(({ index }) => index)).toEqual([...found.asked].sort((a, b) => a - b));
        expect(found.best?.index).toBe(found.preference === "largest" ? seen[seen.length - 1] : seen[0]);
        if (found.beyond !== null) {
          expect(meets(found.beyond.figure)).toBe(false);
          expect(Math.abs(found.beyond.index - (found.best?.index ?? -9))).toBe(1);
        }
        const changes = found.curve.filter(({ meets: now }, i) => i > 0 && now !== found.curve[i - 1].meets);
        if (changes.length > 1) expect(found.monotone).toBe(false);
        if (!found.monotone) expect(found.asked.length).toBeGreaterThanOrEqual(Math.min(21, figures.length));
      },
    ),
    { numRuns: 300 },
  );
});
