/** How often and why each campaign made no offer. */
import { REFUSALS, type Refusal } from "../engine/refusals.js";
import type { Tally, TallyContext } from "./contract.js";

/** Refused attempts by reason, every reason included, in the order of the tests. */
export type RefusalCounts = Readonly<Record<Refusal, number>>;

/** The engine counts as it refuses; this reads its counters once. Its result has an entry a campaign. */
export class RefusalsTally implements Tally<readonly RefusalCounts[]> {
  constructor(private readonly context: TallyContext) {}

  finish(): readonly RefusalCounts[] {
    return this.context.states.map(
      (state) => Object.fromEntries(REFUSALS.map((name, i) => [name, state.refusals[i]])) as Record<Refusal, number>,
    );
  }
}
