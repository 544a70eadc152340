/** How often a customer whose payment failed for reasons of its own fails again at the next attempt: what honest failures look like in this log. */

const NONE = 0;
const FAILED = 1;
const WENT_THROUGH = 2;
const FAILED_AGAIN = 3;

/**
 * One vote an identity, at its first failure that no discount could have prevented: a few identities with many failures cannot move the rate, and failed tries,
 * which are what is tested, have no vote.
 */
export class Repeats {
  private readonly states: Uint8Array;

  constructor(identities: number) {
    this.states = new Uint8Array(identities);
  }

  /** An attempt of an identity; `byItself`: it failed, and no discount would have saved it. */
  attempt(identity: number, failed: boolean, byItself: boolean): void {
    const state = this.states[identity];
    if (state === NONE && byItself) this.states[identity] = FAILED;
    else if (state === FAILED) this.states[identity] = failed ? FAILED_AGAIN : WENT_THROUGH;
  }

  finish(): RepeatVotes {
    const votes = { votes: 0, again: 0 };
    for (const state of this.states) {
      if (state >= WENT_THROUGH) votes.votes++;
      if (state === FAILED_AGAIN) votes.again++;
    }
    return {
      ...votes,
      without: (identity) => ({
        votes: votes.votes - (this.states[identity] >= WENT_THROUGH ? 1 : 0),
        again: votes.again - (this.states[identity] === FAILED_AGAIN ? 1 : 0),
      }),
    };
  }
}

interface Votes {
  /** Identities that came back after such a failure. */
  readonly votes: number;
  /** Those whose next attempt failed too. */
  readonly again: number;
}

export interface RepeatVotes extends Votes {
  /** The votes of all others. */
  without(identity: number): Votes;
}

/** Honest customers are never taken to fail again less often than this: one who sees another discount at every try may well try again. */
const LEAST_RATE = 0.2;

/** What is taken for granted before the log says anything: as if four customers had come back, and one of them had failed again. */
const PRIOR = { votes: 4, again: 1 };

/** The rate that honest customers are taken to have. */
export function honestRate({ votes, again }: Votes): number {
  return Math.max(LEAST_RATE, (again + PRIOR.again) / (votes + PRIOR.votes));
}
