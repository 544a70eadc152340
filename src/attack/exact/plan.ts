/** The best response to a game as something that can be played: what `solve` takes the expectation of. Types only. */

/** One account's search: asked before each attempt, told after it. */
export interface Search {
  /** The lowest amount of D to settle at the coming attempt, minor units; null: no further attempt. */
  threshold(): number | null;
  /** An attempt was made and not settled. */
  missed(): void;
  /** An attempt was made and settled. Told the amount, the search of a draw that stays does not ask for it again in vain. */
  settled(amountMinor?: number): void;
}

/** How an attacker's accounts go about it. */
export type Plan =
  /** It does not pay, or no best response is known. */
  | { readonly kind: "stay_away" }
  /** Every account for itself, all at once. */
  | { readonly kind: "each"; search(): Search }
  /** One account after the other, until all is settled that is wanted: `open` gives the next account's search, null where no further account pays. */
  | {
      readonly kind: "in_turn";
      open(accountsLeft: number, itemsLeft: number): Search | null;
    }
  /** A look at one draw in every account; then the best are settled, at most `wanted`, that reach `fromMinor`. */
  | { readonly kind: "best_of_all"; readonly wanted: number; readonly fromMinor: number }
  /** Quotes that stay valid: each account asks until `settlements` of them reach `enoughMinor` or its attempts are used up, then takes its best that reach `fromMinor`. */
  | {
      readonly kind: "recall";
      readonly attempts: number;
      readonly settlements: number;
      readonly enoughMinor: number;
      readonly fromMinor: number;
    };
