/** The refusal of one campaign for one row, against the screen's own counts over random cases. */
import { expect, test } from "vitest";
import { REFUSAL, REFUSALS } from "../../src/engine/refusals.js";
import { CandidateList } from "../../src/engine/screen/candidates.js";
import { Screen } from "../../src/engine/screen/screen.js";
import { StaticTests } from "../../src/engine/screen/static-tests.js";
import { readInputs } from "../../src/simulation/read-inputs.js";
import { PAYMENT } from "../../src/transactions/columns.js";
import { randomCase } from "../oracle/random-case.js";
import { requestOf } from "./run-compare.js";

test("asked for one by one, refusals are those that the screen counts, and what passes is what it leaves", async () => {
  const reached = new Set<string>();
  for (let seed = 600; seed < 680; seed++) {
    const { set, loaded } = await readInputs(requestOf(randomCase(seed)));
    const { columns } = loaded;
    const screen = new Screen(set, columns);
    const single = new StaticTests(set, columns);
    const list = new CandidateList();
    screen.fill(list, 0);
    const counts = set.campaigns.map(() => new Float64Array(REFUSALS.length));
    for (let row = columns.length - 1; row >= 0; row--) {
      if (columns.type[row] !== PAYMENT || columns.prior[row] === 1) continue;
      const left: number[] = [];
      for (const [index, count] of counts.entries()) {
        const refusal = single.refusalOf(index, row);
        if (refusal === null) left.push(index);
        else {
          count[REFUSAL[refusal]]++;
          reached.add(refusal);
        }
      }
      expect([...list.campaigns.subarray(list.starts[row], list.starts[row + 1])]).toEqual(left);
    }
    expect(set.campaigns.map((_, index) => screen.refusalsOf(index))).toEqual(counts);
  }
  expect([...reached].sort()).toEqual([...REFUSALS.slice(0, REFUSAL.not_eligible)].sort());
});
