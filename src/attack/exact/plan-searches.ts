/** Searches of one account, each of which ends with its attempts or its settlements. Thresholds in minor units. */
import type { Search } from "./plan.js";

/** One threshold throughout. */
export function steadySearch(fromMinor: number, attempts: number, settlements: number): Search {
  let [attemptsLeft, settlementsLeft] = [attempts, settlements];
  return {
    threshold: () => (attemptsLeft > 0 && settlementsLeft > 0 ? fromMinor : null),
    missed() {
      attemptsLeft--;
    },
    settled() {
      attemptsLeft--;
      settlementsLeft--;
    },
  };
}

/** One settlement, at thresholds by the attempts left: the first is that of the last attempt. */
export function searchOnce(fromMinor: readonly number[]): Search {
  let left = fromMinor.length;
  return {
    threshold: () => (left > 0 ? fromMinor[left - 1] : null),
    missed() {
      left--;
    },
    settled() {
      left = 0;
    },
  };
}

/**
 * Thresholds by attempts and settlements left; null where one more attempt is worth nothing, so that there might as well be one less, and
 * with none left of either.
 */
export function searchBoth(
  attempts: number,
  settlements: number,
  fromMinor: (attemptsLeft: number, settlementsLeft: number) => number | null,
): Search {
  let [attemptsLeft, settlementsLeft] = [attempts, settlements];
  return {
    threshold() {
      for (; attemptsLeft > 0 && settlementsLeft > 0; attemptsLeft--) {
        const from = fromMinor(attemptsLeft, settlementsLeft);
        if (from !== null) return from;
      }
      return null;
    },
    missed() {
      attemptsLeft--;
    },
    settled() {
      attemptsLeft--;
      settlementsLeft--;
    },
  };
}

/** A draw that stays until it is settled: what is too low once is too low for good. Thresholds by the settlements made. */
export function searchUntilStuck(times: number, fromMinor: (settled: number) => number): Search {
  let made = 0;
  let stuck = false;
  return {
    threshold: () => (stuck || made >= times ? null : fromMinor(made)),
    missed() {
      stuck = true;
    },
    settled() {
      made++;
    },
  };
}

/** A draw that stays for ever: what is settled once can be settled again, if it is worth that too. */
export function searchSameDraw(times: number, firstMinor: number, againMinor: number): Search {
  const search = searchUntilStuck(times, (made) => (made === 0 ? firstMinor : againMinor));
  return {
    ...search,
    settled(amountMinor = againMinor) {
      if (amountMinor < againMinor) search.missed();
      search.settled();
    },
  };
}

/** So many searches one after the other, each of a period of its own. */
export function repeated(search: () => Search, count: number): () => Search {
  return count === 1 ? search : () => searchInTurn(search, count);
}

function searchInTurn(search: () => Search, count: number): Search {
  let left = count;
  let current = search();
  return {
    threshold() {
      for (; ; current = search()) {
        const from = current.threshold();
        if (from !== null) return from;
        if (--left <= 0) return null;
      }
    },
    missed() {
      current.missed();
    },
    settled(amountMinor) {
      current.settled(amountMinor);
    },
  };
}
