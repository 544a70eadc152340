/** What each user got: how many users redeemed a campaign, and how much discount fell to one of them. */
import type { PaymentOutcome } from "../engine/outcome.js";
import type { Tally, TallyContext } from "./contract.js";
import { ExactSums } from "./exact-sums.js";
import { NumberList } from "./number-list.js";
import { type SumSummary, summarizeSums } from "./summarize-sums.js";

/** Over the users with a redemption, what each was granted in all, before refunds; null where there are none. */
export interface UserFigures {
  /** All campaigns together. */
  readonly overall: SumSummary | null;
  readonly campaigns: readonly (SumSummary | null)[];
}

/** Redemptions of a campaign by users that are known: who, and how much. */
interface Redemptions {
  readonly users: NumberList;
  readonly granted: NumberList;
}

/** Keeps user and amount of every redemption and adds up at the end: sums that grow while users take turns miss the cache each time. */
export class UsersTally implements Tally<UserFigures> {
  private readonly userCodes: Int32Array;
  private readonly userCount: number;
  private readonly redemptions: readonly Redemptions[];

  constructor({ set, columns: { userId } }: TallyContext) {
    this.userCodes = userId.codes;
    this.userCount = userId.dictionary.size;
    this.redemptions = set.campaigns.map(() => ({ users: new NumberList(), granted: new NumberList() }));
  }

  payment(outcome: PaymentOutcome): void {
    if (outcome.decline !== null) return;
    const user = this.userCodes[outcome.row];
    if (user === 0) return; // nobody
    for (let i = 0; i < outcome.redemptionCount; i++) {
      const { campaign, grantedMinor } = outcome.redemptions[i];
      this.redemptions[campaign].users.add(user);
      this.redemptions[campaign].granted.add(grantedMinor);
    }
  }

  finish(): UserFigures {
    const adder = new UserSums(this.userCount);
    return {
      overall: adder.summarize(this.redemptions),
      campaigns: this.redemptions.map((own) => adder.summarize([own])),
    };
  }
}

/** Sums by user, side by side for one question after the other. */
class UserSums {
  private readonly sums = new ExactSums(32);
  private next = 0;
  /** Where a user's sum stands; it is one of an earlier question where it is below the first of this one. */
  private readonly places: Int32Array;

  constructor(users: number) {
    this.places = new Int32Array(users).fill(-1);
  }

  summarize(lists: readonly Redemptions[]): SumSummary | null {
    const first = this.next;
    for (const list of lists) this.add(list, first);
    return first === this.next ? null : summarizeSums(this.sums, first, this.next);
  }

  private add(list: Redemptions, first: number): void {
    const users = list.users.all();
    const granted = list.granted.all();
    for (let i = 0; i < users.length; i++) {
      const user = users[i];
      if (this.places[user] < first) this.places[user] = this.next++;
      this.sums.add(this.places[user], granted[i]);
    }
  }
}
